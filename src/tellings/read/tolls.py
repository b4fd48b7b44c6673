"""Claims of a toll that no verb of speech marks: "police put the toll at 16", "it gave 48 dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tellings.read.decode import Tagged
from tellings.read.syntax import Syntax

GIVES = re.compile(
    r"^(?:put|puts|putting|gave|gives|give|giving|report(?:s|ed|ing)?|count(?:s|ed|ing)?|"
    r"document(?:s|ed|ing)?|record(?:s|ed|ing)?|confirm(?:s|ed|ing)?|revis(?:e|es|ed|ing)|"
    r"rais(?:e|es|ed|ing)|estimat(?:e|es|ed|ing)|list(?:s|ed)?)$",
    re.I,
)
TOLL = re.compile(
    r"\b(?:tolls?|dead|deaths?|killed|wounded|injured|casualties|fatalities|victims|bodies|"
    r"number of|figure)\b",
    re.I,
)
PROBABILITY = 0.6  # how sure such a claim is taken to be


def toll_claims(
    syntax: Syntax, taken: Sequence[Tagged], sources: Sequence[Tagged]
) -> Iterator[tuple[Tagged, Tagged, Tagged]]:
    """(content, cue, source) of each such verb that is in no cue of `taken`."""
    cues = {i for t in taken for i in range(t.low, t.high)}
    for i, pos in enumerate(syntax.pos):
        if pos != "VERB" or i in cues or not GIVES.match(syntax.word(i)):
            continue
        subject = next(iter(syntax.children(i, "nsubj")), None)
        told = [c for c in syntax.children(i, "obj", "obl", "ccomp", "nmod") if c > i]
        sentence = syntax.sentence_at(i)
        if subject is None or not told or sentence is None or syntax.pos[subject] == "NUM":
            continue
        high = max(syntax.subtree(c)[1] for c in told)
        said = syntax.slice(i + 1, high)
        if high - i > 2 and TOLL.search(said) and re.search(r"\d|\bdozens?\b|\bscores\b", said):
            yield (
                Tagged(i + 1, high, "content", PROBABILITY),
                Tagged(i, i + 1, "cue", PROBABILITY),
                _source(syntax, subject, sources),
            )


def _source(syntax: Syntax, subject: int, sources: Sequence[Tagged]) -> Tagged:
    """The source span that holds the subject, or the subject's own phrase."""
    held = next((s for s in sources if s.low <= subject < s.high), None)
    if held:
        return held
    low, high = syntax.phrase(subject)
    return Tagged(low, high, "source", PROBABILITY)
