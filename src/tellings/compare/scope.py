"""What a toll is a toll of: how much ground, which day, which kind of act.

Reports of a day of fighting give many tolls: of the whole province, of a town, of one raid. Two of
them can only be held against each other when nothing that stands beside them says that they count
different things. What is not told is taken to be that of the event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tellings.align.families import family_of, likeness
from tellings.align.features import distance, place_likeness
from tellings.align.known import known_actors
from tellings.align.names import key_of
from tellings.compare.material import Material
from tellings.compare.tolls import Toll
from tellings.domain.reading import EventMention, Moment, Place
from tellings.domain.text import PartKind, Span

#: Code points of the body that are its lead: what stands there is what the document is about.
LEAD = 450
#: Kilometres within which two names can be two words for where it was.
NEAR_KM = 30.0
#: How alike the families of two mentions must be for their tolls to be of one act.
SAME_KIND = 0.5
_WIDE = frozenset({"region", "country"})
#: Kinds of act that are told apart where one document tells of both.
_DISTINCT = frozenset({"air", "shelling", "bombing", "shooting", "battle", "chemical", "execution"})
#: Words for a toll of many acts or of a wide ground.
_SEVERAL = re.compile(
    r"\b(?:across|throughout|several|separate|various|different (?:areas|parts)|multiple|"
    r"countrywide|nationwide|across the country|elsewhere|(?:two|three|four) (?:separate )?"
    r"(?:attacks|incidents|towns|villages|provinces|cities)|over the (?:\w+ )?weekend|"
    r"in (?:the )?(?:past|last) \w+ (?:hours|days)|towns across|in and around)\b",
    re.IGNORECASE,
)
#: Words by which a report sets one toll beside another.
_AGAINST = re.compile(
    r"\b(?:tolls?|put(?:s|ting)? (?:the|it|that|their)|higher|lower|however|estimat\w+|instead|"
    r"contrary|disput\w+|revis\w+|updat\w+|admit\w*|claim\w*|"
    r"counted|counts|gave|gives|speaks? of|spoke of)\b",
    re.IGNORECASE,
)
#: "in Homs and Aleppo", "attacks in Daraa, Aleppo": one number for several towns.
_TWO_TOWNS = re.compile(
    r"\b(?:in|on|near)\s+(?:[a-z-]+\s+){0,2}[A-Z][\w'’-]+(?:\s(?:[A-Z]|al-|el-|ez-)[\w'’-]+)?"
    r"(?:\s*,\s*|\s+and\s+)(?:in\s+)?[A-Z][\w'’-]{3,}"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words beside a toll say that it counts; None or False where they do not say."""

    document: str
    family: str
    place: Place | None
    day: Moment | None
    main: bool  # told in headline or lead
    several: bool  # one number for many acts or towns
    against: bool  # its sentence sets it beside other tolls ("put the toll at")


def are_comparable(left: Toll, right: Toll, material: Material) -> bool:
    """Whether nothing says that two tolls count different things."""
    a, b = scope_of(left, material), scope_of(right, material)
    if a is None or b is None or a.several != b.several:
        return False
    if a.document == b.document and not (a.against or b.against or (a.main and b.main)):
        return False
    if not all(s.main or s.against for s in (a, b)):
        return False
    return _same_act(a, b) and _same_day(a, b) and _same_ground(a, b)


def scope_of(toll: Toll, material: Material) -> Scope | None:
    """The scope of a toll; None where no event mention carries it."""
    mention = material.told_in(toll.figure)
    if mention is None:
        return None
    words = material.quote(mention.sentence)
    precise = mention.when is not None and mention.when.precision == "day"
    return Scope(
        document=toll.figure.span.document,
        family=family_of(mention.type),
        place=_place(mention, material),
        day=mention.when if precise else None,
        main=_is_main(mention.sentence, material),
        several=bool(_SEVERAL.search(words)) or _names_two_towns(words),
        against=bool(_AGAINST.search(words)),
    )


def _place(mention: EventMention, material: Material) -> Place | None:
    """Where the toll was, if its own sentence says so."""
    where = mention.where
    if where is not None and mention.sentence.holds(where.span) and _is_ground(where):
        return where
    reading = material.readings[mention.trigger.document]
    beside = [
        m
        for m in reading.mentions
        if m.kind == "place"
        and mention.sentence.holds(m.span)
        and key_of(m.name) not in known_actors()
    ]
    return Place(beside[0].name, beside[0].span) if len({m.name for m in beside}) == 1 else None


def _is_ground(place: Place) -> bool:
    return place.precision != "country" and key_of(place.name) not in known_actors()


def _is_main(sentence: Span, material: Material) -> bool:
    document = material.documents[sentence.document]
    body = next((p.span.start for p in document.parts if p.kind is PartKind.BODY), 0)
    return sentence.start < body + LEAD


def _names_two_towns(words: str) -> bool:
    found = _TWO_TOWNS.search(words)
    return found is not None and not any(key_of(w) in known_actors() for w in found[0].split())


def _same_act(left: Scope, right: Scope) -> bool:
    if left.document == right.document and {left.family, right.family} <= _DISTINCT:
        return left.family == right.family
    return likeness(left.family, right.family) >= SAME_KIND


def _same_day(left: Scope, right: Scope) -> bool:
    if left.day is None or right.day is None:
        return True
    return left.day.first <= right.day.last and right.day.first <= left.day.last


def _same_ground(left: Scope, right: Scope) -> bool:
    """A place that is told for the one only may be a part of the ground of the other."""
    a, b = left.place, right.place
    if a is None or b is None or place_likeness(a, b):
        return True
    if not (left.main and right.main):
        return False
    if (a.precision in _WIDE) != (b.precision in _WIDE):
        return True
    away = distance(a, b)
    return away is None or away <= NEAR_KM
