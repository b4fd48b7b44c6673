"""How a sentence speaks of an actor that it names: well, ill, or neither.

The encoder's head `polarity` says it of every word, as what is said of whoever the word names. A
sentence often names one actor more than once, and what it says of "she" it says of her: the log
probabilities are averaged over the words of each mention, and over the mentions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tellings.domain.reading import Polarity
from tellings.models.runtime import Floats
from tellings.read.syntax import Syntax

HEAD = "polarity"
REFERRING = {"PRON", "PROPN", "NOUN", "DET"}
Bounds = tuple[int, int]


def read_polarity(syntax: Syntax, low: int, high: int) -> tuple[Polarity, float]:
    """How the sentence speaks of whom words low..high (half-open) name, with its probability."""
    scores = polarity_scores(syntax, [(low, high), *other_mentions(syntax, low, high)])
    names = syntax.words.names[HEAD]
    best = int(scores.argmax())
    return Polarity(names[best]), float(np.exp(scores - np.logaddexp.reduce(scores))[best])


def polarity_scores(syntax: Syntax, mentions: Sequence[Bounds]) -> Floats:
    """The head's mean log probabilities, one for each of its tags."""
    rows = syntax.words.tags[HEAD]
    mean: Floats = np.mean([rows[low:high].mean(axis=0) for low, high in mentions], axis=0)
    return mean


def other_mentions(syntax: Syntax, low: int, high: int) -> list[Bounds]:
    """Words of the sentence that point back at words low..high, or that these point back at."""
    sentence = syntax.sentence_at(low)
    if sentence is None or high > sentence.high:
        return []
    each, nothing = syntax.words.square("antecedent", sentence.low, sentence.high)
    last = syntax.lower(high - 1)
    out: list[Bounds] = []
    for i in range(sentence.low, sentence.high):
        if low <= i < high or syntax.pos[i] not in REFERRING:
            continue
        again = syntax.pos[i] == "PROPN" and syntax.lower(i) == last
        later, sooner = (i, range(low, high)) if i >= high else (high - 1, range(i, i + 1))
        if again or _points(each, nothing, sentence.low, later, sooner):
            out.append((i, i + 1))
    return out


def _points(each: Floats, nothing: Floats, offset: int, later: int, sooner: range) -> bool:
    """Whether word `later` points back most at a word of `sooner`, and more than at nothing."""
    row = each[later - offset, : later - offset]
    return (
        bool(len(row))
        and int(row.argmax()) + offset in sooner
        and row.max() > nothing[later - offset]
    )
