"""How a sentence speaks of an actor that it names: well, ill, or neither.

The encoder's head `polarity` says it of every word, as what is said of whoever the word names. The
log probabilities are averaged over the words of a mention and, where the caller knows more than
one mention of the actor in the sentence, over the mentions: what it says of "she" it says of her.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tellings.domain.reading import Polarity
from tellings.models.runtime import Floats
from tellings.read.syntax import Syntax

HEAD = "polarity"
Bounds = tuple[int, int]


def read_polarity(syntax: Syntax, mentions: Sequence[Bounds]) -> tuple[Polarity, float]:
    """How the sentence speaks of whom the mentions name, with its probability (0..1).

    mentions: words low..high (half-open), at least one.
    """
    scores = polarity_scores(syntax, mentions)
    best = int(scores.argmax())
    sure = np.exp(scores[best] - np.logaddexp.reduce(scores))
    return Polarity(syntax.words.names[HEAD][best]), float(sure)


def polarity_scores(syntax: Syntax, mentions: Sequence[Bounds]) -> Floats:
    """The head's mean log probabilities, one for each of its tags."""
    rows = syntax.words.tags[HEAD]
    mean: Floats = np.mean([rows[low:high].mean(axis=0) for low, high in mentions], axis=0)
    return mean
