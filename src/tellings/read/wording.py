"""The words around a claim, as the rules for commitment and author stance ask for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 60  # code points between a cue and its content that still belong to the cue
BEFORE = 34  # code points before a cue in which it may be negated
NT = r"(?:did|does|do|has|have|had|is|are|was|were|ca|could|would|wo|should)n['’]?t"
NEGATED = re.compile(
    rf"\b(?:not|never|no longer|nobody|no one|none|neither|nor|cannot|{NT}|"
    r"yet to|refus\w+ to|fail\w+ to|declin\w+ to|unable to|without)\s+(?:\w+\s+){0,2}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim in the words of its document.

    `verb`: the cue's words; `cue`: with those that lead from it to the content. `negated`:
    whether a negation stands before the cue. `content`: what is claimed. `own`: the document's
    own words in the claim's sentences, content left out. `after`: the sentence that follows.
    """

    cue: str
    content: str
    own: str
    after: str = ""
    negated: bool = False
    verb: str = ""


Stretch = tuple[int, int]


def wording(
    text: str, cue: Stretch | None, content: Sequence[Stretch], sentence: Stretch, after: Stretch
) -> Wording:
    """From code points: the cue, the pieces of content, the claim's sentences, the next one."""
    return Wording(
        cue=_led(text, cue, content),
        content=" … ".join(text[a:b] for a, b in content),
        own=_without(text, sentence, content),
        after=text[slice(*after)],
        negated=cue is not None and _is_negated(text, cue, sentence[0]),
        verb=text[slice(*cue)] if cue else "",
    )


def _is_negated(text: str, cue: Stretch, start: int) -> bool:
    """Whether a negation stands before the cue or among its first words ("has not said")."""
    before = text[max(start, cue[0] - BEFORE) : cue[0]]
    return (
        NEGATED.search(before) is not None
        or re.match(rf"(?:\w+\s+)?(?:not|never|{NT})\b", text[slice(*cue)], re.I) is not None
    )


def _led(text: str, cue: Stretch | None, content: Sequence[Stretch]) -> str:
    if cue is None:
        return ""
    first = min((a for a, _ in content if a >= cue[1]), default=cue[1])
    between = text[cue[1] : first]
    return text[slice(*cue)] + (between if len(between) <= GAP and "\n\n" not in between else "")


def _without(text: str, sentence: Stretch, content: Sequence[Stretch]) -> str:
    """The sentence with a dash where content was taken out."""
    out, at = [], sentence[0]
    for a, b in sorted(content):
        a, b = max(a, sentence[0]), min(b, sentence[1])
        if a < b:
            out.append(text[at:a])
            at = max(at, b)
    out.append(text[at : sentence[1]])
    return " — ".join(out)
