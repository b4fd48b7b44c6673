"""Who did it to whom: agent, target and instrument of a trigger, each named as fully as known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tellings.domain.names import fold
from tellings.domain.reading import Role
from tellings.domain.text import Span
from tellings.read.bodies import BODIES, STANDS_FOR
from tellings.read.descriptions import ARMED, DEFINITE
from tellings.read.entities import ARMED as ARMED_NAME
from tellings.read.entities import Names
from tellings.read.gazetteer import shipped
from tellings.read.noun_phrases import RELATIVE
from tellings.read.participants import Bounds, Found, Participants
from tellings.read.role_choice import choose
from tellings.read.role_evidence import Asked, Evidence
from tellings.read.role_words import HAPPENING, NOBODY, TIME_OR_PLACE
from tellings.read.syntax import Syntax

# Words that a phrase does not end on: "some of the [injured]".
CUT_OFF = {"and", "or", "of", "the", "a", "an", "his", "her", "its", "their"}
PEOPLE_OF = re.compile(r"(?:[Tt]he )?([A-Z]\w+s)")
REGULAR = re.compile(r"\b(?:army|armed forces|military)\b", re.I)
# Whom definite words can mean: a body whose name has such a word.
MEANT = (
    {w: re.compile(STANDS_FOR[w], re.I) for w in ("army", "military", "coalition", "front")}
    | dict.fromkeys(("troops", "soldiers", "forces"), REGULAR)
    | dict.fromkeys(("group", "militants", "jihadists", "extremists", "organisation",
                     "organization", "faction", "terrorists"), ARMED_NAME)
)  # fmt: skip
POINTED = 80  # words back that a pronoun can point


@dataclass(frozen=True, slots=True)
class Part:
    """A role that somebody or something has, and how likely it is that it does."""

    role: Role
    likely: float


def read_roles(document: str, evidence: Evidence, asked: Asked) -> tuple[Part, ...]:
    """Roles of the event that a trigger tells of: one agent, one instrument, up to two targets."""
    by_order = (f for f in evidence.ruled(asked) if f.role == "instrument")
    instrument = next((f for f in by_order if not _overlaps(f, asked.within)), None)
    found = [*choose(evidence, asked), *([instrument] if instrument else [])]
    roles = ((role_of(document, evidence.participants, f), f.likely) for f in found)
    return tuple(Part(role, likely) for role, likely in roles if role is not None)


def _overlaps(found: Found, within: range) -> bool:
    return found.low < within.stop and within.start < found.high


def role_of(document: str, participants: Participants, found: Found) -> Role | None:
    """The role of a phrase, by the fullest name there is; None where it names nobody."""
    syntax = participants.syntax
    low, high = _whole(participants, (found.low, found.high))
    head = participants.phrases.head(found.low, found.high)
    if TIME_OR_PLACE.match(syntax.word(head)) or HAPPENING.match(syntax.word(head)):
        return None
    while high - low > 1 and syntax.lower(high - 1) in CUT_OFF:
        high -= 1
    if low and syntax.lower(low) == "least" and syntax.lower(low - 1) == "at":
        low -= 1  # "at least 15 people"
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
    found = role_of("", participants, Found("agent", *at))
    return found.name if found else None


def _name(syntax: Syntax, names: Names, head: int, at: Bounds) -> str:
    low, high = at
    text = re.sub(r"\s+", " ", syntax.slice(low, high)).strip(" ,.;:\"“”‘’'")
    if syntax.pos[head] == "PRON" and high - low == 1:
        return _antecedent(syntax, names, head) or text
    name = names.at(head)
    if name and name.kind != "place" and name.high - name.low >= high - low - 1:
        return name.full
    return _state(text) or _body(names, text, low) or re.sub(r"(?:['’]s|['’])$", "", text)


def _state(text: str) -> str | None:
    """ "the Vardanians": the state whose people they are."""
    hit = PEOPLE_OF.fullmatch(text)
    return shipped().state_of_people(hit[1]) if hit else None


def _body(names: Names, text: str, low: int) -> str | None:
    """ "the troops", "the group": the body of that kind that was named last before."""
    words = fold(text).split()
    if len(words) not in {2, 3} or words[0] not in DEFINITE:
        return None
    if len(words) == 3 and not ARMED.search(words[1]):
        return None
    pattern = MEANT.get(words[-1])
    if pattern is None:
        return None
    before = [n.full for n in names.names if n.low < low and n.kind in BODIES
              and pattern.search(n.full)]  # fmt: skip
    return before[-1] if before else next((r for r in names.mixed() if pattern.search(r)), None)


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
