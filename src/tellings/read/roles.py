"""Who did it to whom: agent, target and instrument of a trigger, each named as fully as known."""

from __future__ import annotations

import re

from tellings.domain.names import fold
from tellings.domain.reading import Role
from tellings.domain.text import Span
from tellings.read.entities import Names
from tellings.read.noun_phrases import RELATIVE
from tellings.read.participants import Bounds, Found, Participants
from tellings.read.role_words import HAPPENING, NOBODY, TIME_OR_PLACE
from tellings.read.syntax import Syntax

# Words that a phrase does not end on: "some of the [injured]".
CUT_OFF = {"and", "or", "of", "the", "a", "an", "his", "her", "its", "their"}
POINTED = 80  # words back that a pronoun can point


def read_roles(
    document: str, participants: Participants, trigger: int, within: range, kind: str
) -> tuple[Role, ...]:
    """Roles of the event whose trigger is the words `within`, headed by word `trigger`."""
    out: dict[str, Role] = {}
    for found in participants.of(trigger, within, kind):
        if found.role not in out and not _overlaps(found, within):
            role = _role(document, participants, found)
            if role is not None:
                out[found.role] = role
    return tuple(out.values())


def _overlaps(found: Found, within: range) -> bool:
    return found.low < within.stop and within.start < found.high


def _role(document: str, participants: Participants, found: Found) -> Role | None:
    syntax = participants.syntax
    low, high = _whole(participants, (found.low, found.high))
    head = participants.phrases.head(found.low, found.high)
    if TIME_OR_PLACE.match(syntax.word(head)) or HAPPENING.match(syntax.word(head)):
        return None
    while high - low > 1 and syntax.lower(high - 1) in CUT_OFF:
        high -= 1
    name = _name(syntax, participants.names, head, (low, high))
    if fold(name) in NOBODY or not any(c.isalpha() for c in name):
        return None
    return Role(found.role, name, Span(document, syntax.start(low), syntax.end(high - 1)))


def _whole(participants: Participants, at: Bounds) -> Bounds:
    """The phrase without its article's marks, and with what "of" adds: "units of the army"."""
    syntax = participants.syntax
    low, high = at
    if high + 1 < len(syntax.pos) and syntax.lower(high) == "of":
        more = participants.phrases.at(high + 1)
        if more is not None and syntax.sentence_of[low] == syntax.sentence_of[high]:
            high = more[1]
    return low, high


def named(participants: Participants, at: Bounds) -> str | None:
    """Who a phrase names, as fully as known; None where it names nobody."""
    found = _role("", participants, Found("agent", *at))
    return found.name if found else None


def _name(syntax: Syntax, names: Names, head: int, at: Bounds) -> str:
    low, high = at
    text = re.sub(r"\s+", " ", syntax.slice(low, high)).strip(" ,.;:\"“”‘’'")
    if syntax.pos[head] == "PRON" and high - low == 1:
        return _antecedent(syntax, names, head) or text
    name = names.at(head)
    if name and name.kind != "place" and name.high - name.low >= high - low - 1:
        return name.full
    return re.sub(r"(?:['’]s|['’])$", "", text)


def _antecedent(syntax: Syntax, names: Names, i: int) -> str | None:
    """What a pronoun stands for, if the model points back at something."""
    back = max(0, i - POINTED)
    if i == back or syntax.lower(i) in RELATIVE:
        return None
    scores, none = syntax.words.scores("antecedent", i, back, i)
    j = back + int(scores.argmax())
    if float(scores[j - back]) <= none:
        return None
    name = names.at(j)
    if name:
        return name.full
    low, high = syntax.phrase(j)
    return syntax.slice(low, high) if syntax.pos[j] == "NOUN" else None
