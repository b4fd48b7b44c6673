"""What a mention tells of: how much ground, which day, which kind of act, done by whom to whom.

Reports of a day of fighting give many tolls: of the whole province, of a town, of one raid, and
each blames somebody. Two of them can only be held against each other when nothing that stands
beside them says that they count different things, and when what is known of place and day is the
same. Of what is not told, the odds that both are of one happening must speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tellings.align.families import ONCE, family_of, likeness
from tellings.align.features import distance, place_likeness
from tellings.align.known import known_actors
from tellings.align.names import key_of
from tellings.align.parties import are_different, parties_of
from tellings.align.tellings import undated
from tellings.align.within import LEAD, WIDE, body_start
from tellings.compare.material import Material
from tellings.compare.tolls import FIGHTERS, Toll, counted
from tellings.domain.reading import EventMention, Moment, Place
from tellings.domain.text import Span

#: Kilometres within which two names can be two words for where it was.
NEAR_KM = 30.0
#: How alike the families of two mentions must be to be words for one act, and to be so readily.
SAME_KIND, READILY = 0.5, 0.8
#: The least log-odds of one happening where place and day agree, where the places are near each
#: other, and where one of them is not told.
AGREED, NEARBY, UNTOLD = -1.0, 1.0, 2.0
#: How many times greater the toll of one document may be than that of another.
SAME_ORDER = 5
#: Days before a document in which what it tells without a day has happened.
NEWS = 2
#: Days that the words for when may span for two mentions to be of one act.
SHORT = 2
_TOWNS = WIDE | {"town"}
#: Genres of which all is about one matter.
_OF_ONE_MATTER = frozenset({"statement"})
#: Words for a toll of many acts, of a stretch of time or of a wide ground.
_SEVERAL = re.compile(
    r"\b(?:across|throughout|several|separate|various|different (?:areas|parts)|multiple|"
    r"countrywide|nationwide|across the country|elsewhere|(?:two|three|four) (?:separate )?"
    r"(?:attacks|incidents|towns|villages|provinces|cities)|over the (?:\w+ )?weekend|"
    r"(?:a |in )?series of|wave of|in recent (?:hours|days|weeks|months)|over the course of|"
    r"in (?:the )?(?:past|last) (?:\w+ )?(?:hours|days|weeks?|months?)|towns across|in and around|"
    r"and (?:its|their) (?:countryside|surroundings|outskirts|suburbs|environs)|"
    r"many (?:residential )?(?:neighbo?u?rhoods|areas|villages)|"
    r"neighbo?u?rhoods in|(?:towns|villages) (?:in|of))\b",
    re.IGNORECASE,
)
#: Words by which a report sets one toll beside another.
_AGAINST = re.compile(
    r"\b(?:(?:the|its|a|an|death|official|final|lower|higher|new|their) (?:death )?tolls?|"
    r"put(?:s|ting)? (?:the|it|that|their)|plac(?:ed|ing) (?:the|it|their)|higher|lower|however|"
    r"estimat\w+|instead|contrary|disput\w+|revis\w+|updat\w+|"
    r"other (?:\w+ ){0,3}(?:reports|sources|websites|accounts|activists|outlets|agencies)|"
    r"another (?:[\w-]+ ){0,3}(?:group|monitor\w*|source|agency|report|network|outlet)|"
    r"also reported the|gave (?:a|the)|speaks? of|spoke of)\b",
    re.IGNORECASE,
)
#: "in Homs and Aleppo", "attacks in Daraa, Aleppo": one number for several towns.
_TWO_TOWNS = re.compile(
    r"\b(?:in|on|near)\s+(?:[a-z-]+\s+){0,2}[A-Z][\w'’-]+(?:\s(?:[A-Z]|al-|el-|ez-)[\w'’-]+)?"
    r"(?:\s*,\s*|\s+and\s+)(?:in\s+)?[A-Z][\w'’-]{3,}"
)
#: What stands between two names of places that share one number; commas get lost.
_LISTED = re.compile(
    r"^\W*(?:(?:city|province|town|district|neighbo?u?rhood|countryside|its|their)\b\W*){0,3}"
    r"(?:(?:and|&)\W*(?:(?:in|on|the|near)\b\W*){0,2})?$"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words of a mention say that it tells of; None or False where they do not say."""

    document: str
    family: str
    place: Place | None
    around: tuple[Place, ...]  # the places of all that its document tells of the happening
    day: Moment | None
    written: date | None
    main: bool  # told in headline or lead
    several: bool  # told of many acts or towns at once
    against: bool  # its sentence sets it beside what others say ("put the toll at")
    doers: frozenset[str]
    done_to: frozenset[str]


def are_comparable(left: Toll, right: Toll, material: Material) -> bool:
    """Whether nothing says that two tolls count different things."""
    mentions = material.told_in(left.figure), material.told_in(right.figure)
    if mentions[0] is None or mentions[1] is None:
        return False
    a, b = scope_of(mentions[0], material), scope_of(mentions[1], material)
    if a.several != b.several or (a.several and a.document != b.document):
        return False
    if a.document == b.document:
        return (a.against or b.against) and _same_act(a, b) and _same_day(a, b)
    if not all(s.main or s.against for s in (a, b)):
        return False
    if _lie_far_apart(left, right) and not _is_one_spot(a, b):
        return False
    if FIGHTERS in {counted(left.figure), counted(right.figure)} and not _is_one_place(a, b):
        return False  # armies count the enemy's dead of many raids
    return _is_one_happening(a, b, material.odds(mentions[0], mentions[1]))


def _is_one_place(a: Scope, b: Scope) -> bool:
    """Whether both name the same place, and not the one a town and the other its province."""
    if a.place is None or b.place is None or not place_likeness(a.place, b.place):
        return False
    return (a.place.precision in WIDE) == (b.place.precision in WIDE)


def _is_one_spot(a: Scope, b: Scope) -> bool:
    """Whether both name one place that is narrower than a town: a market, a quarter, a bridge."""
    return _is_one_place(a, b) and not any(
        p is None or p.precision in _TOWNS for p in (a.place, b.place)
    )


def _lie_far_apart(left: Toll, right: Toll) -> bool:
    """Whether two tolls are of two orders: then they more likely count different things."""
    sizes = sorted(max(t.figure.low or 0.0, t.figure.high or 0.0) for t in (left, right))
    return sizes[1] > SAME_ORDER * max(sizes[0], 1.0)


def is_set_against(toll: Toll, material: Material) -> bool:
    """Whether the sentence that gives a toll sets it beside what others say."""
    mention = material.told_in(toll.figure)
    return mention is not None and bool(_AGAINST.search(material.quote(mention.sentence)))


def are_of_one_act(left: EventMention, right: EventMention, material: Material) -> bool:
    """Whether two mentions of different documents surely tell of one act, at one named place."""
    a, b = scope_of(left, material), scope_of(right, material)
    if a.several or b.several or not (a.main and b.main):
        return False
    if not _is_one_place(a, b):
        return False
    return _is_one_happening(a, b, material.odds(left, right))


def can_be_one_act(left: EventMention, right: EventMention, material: Material) -> bool:
    """Whether nothing says that two mentions of one document tell of two acts."""
    a, b = scope_of(left, material), scope_of(right, material)
    if a.several or b.several or material.odds(left, right) < UNTOLD:
        return False
    return _same_act(a, b) and _same_day(a, b) and _can_be_one_ground(a, b)


def may_be_one(left: EventMention, right: EventMention, material: Material) -> bool:
    """Whether two mentions of one event can be of one day, and the odds do not speak against it."""
    a, b = scope_of(left, material), scope_of(right, material)
    return material.odds(left, right) >= AGREED and _same_day(a, b)


def _is_one_happening(a: Scope, b: Scope, odds: float) -> bool:
    if not (_same_act(a, b) and _same_day(a, b)) or _turned_round(a, b):
        return False
    return _can_be_one_ground(a, b) and odds >= _least_odds(a, b)


def _least_odds(a: Scope, b: Scope) -> float:
    """How sure it must be that both are of one happening, by how much of it is told alike."""
    if a.place is None or b.place is None or (a.day is None and b.day is None):
        return UNTOLD
    if likeness(a.family, b.family) < READILY or are_different(a.doers, b.doers):
        return UNTOLD
    if place_likeness(a.place, b.place):
        return AGREED
    away = distance(a.place, b.place)
    return NEARBY if away is not None and away <= NEAR_KM else UNTOLD


def scope_of(mention: EventMention, material: Material) -> Scope:
    """The scope of a mention."""
    words = material.quote(mention.sentence)
    document = mention.trigger.document
    return Scope(
        document=document,
        family=family_of(mention.type),
        place=place_of(mention, material),
        around=tuple(m.where for m in material.told_with(mention) if m.where is not None),
        day=undated(mention, material.documents[document]).when,
        written=material.documents[document].published,
        main=_is_main(mention.sentence, material),
        several=bool(_SEVERAL.search(words))
        or _names_two_towns(words)
        or _lists_places(mention.sentence, material),
        against=bool(_AGAINST.search(words)),
        doers=_parties(mention, "agent"),
        done_to=_parties(mention, "target"),
    )


def _parties(mention: EventMention, role: str) -> frozenset[str]:
    return frozenset(p for r in mention.roles if r.role == role for p in parties_of(r.name))


def place_of(mention: EventMention, material: Material) -> Place | None:
    """Where it was: by its own sentence, or else as read from what stands around it."""
    where = mention.where
    if where is not None and mention.sentence.holds(where.span) and _is_ground(where):
        return where
    beside = [p for p in _places(mention.sentence, material) if _is_ground(p)]
    if len({p.name for p in beside}) == 1:
        return beside[0]
    return where if where is not None and _is_ground(where) else None


def _places(sentence: Span, material: Material) -> list[Place]:
    reading = material.readings[sentence.document]
    return [
        Place(m.name, m.span)
        for m in reading.mentions
        if m.kind == "place" and sentence.holds(m.span)
    ]


def _is_ground(place: Place) -> bool:
    return place.precision != "country" and key_of(place.name) not in known_actors()


def _is_main(sentence: Span, material: Material) -> bool:
    document = material.documents[sentence.document]
    if document.genre in _OF_ONE_MATTER:
        return True
    return sentence.start < body_start(document) + LEAD


def _names_two_towns(words: str) -> bool:
    found = _TWO_TOWNS.search(words)
    return found is not None and not any(key_of(w) in known_actors() for w in found[0].split())


def _lists_places(sentence: Span, material: Material) -> bool:
    """Whether two places stand side by side in a sentence: "in Tarsin Dravik and Sona"."""
    places = [p for p in _places(sentence, material) if _is_ground(p)]
    text = material.documents[sentence.document].text
    return any(
        key_of(a.name) != key_of(b.name) and _LISTED.match(text[a.span.end : b.span.start])
        for a, b in pairwise(places)
        if a.span.end <= b.span.start
    )


def _same_act(left: Scope, right: Scope) -> bool:
    return likeness(left.family, right.family) >= SAME_KIND


def _same_day(left: Scope, right: Scope) -> bool:
    """Whether both can be of one day; what names none is news of the days before it was written."""
    days = [_window(s) for s in (left, right)]
    if days[0] is None or days[1] is None:
        return left.document == right.document
    (first, last), (other_first, other_last) = days[0], days[1]
    if (last - first).days > SHORT or (other_last - other_first).days > SHORT:
        return False
    slack = timedelta(days=bool({left.family, right.family} & ONCE))  # accounts may differ by a day
    return first <= other_last + slack and other_first <= last + slack


def _window(scope: Scope) -> tuple[date, date] | None:
    if scope.day is not None:
        return scope.day.first, scope.day.last
    if scope.written is None:
        return None
    return scope.written - timedelta(days=NEWS), scope.written


def _turned_round(left: Scope, right: Scope) -> bool:
    """Whether who does it in the one has it done to him in the other."""
    if not are_different(left.doers, right.doers):
        return False
    return bool(left.doers & right.done_to or right.doers & left.done_to)


def _can_be_one_ground(a: Scope, b: Scope) -> bool:
    """Whether two places can be two words for one; a place that is not told can be any.

    A place far away may be that of something else in the sentence: where the one document names the
    other's place for the happening too, it is no other ground.
    """
    left, right = a.place, b.place
    if left is None or right is None or place_likeness(left, right):
        return True
    if (left.precision in WIDE) != (right.precision in WIDE):
        return True
    away = distance(left, right)
    if away is None or away <= NEAR_KM:
        return True
    return any(place_likeness(p, q) for p in a.around for q in b.around)
