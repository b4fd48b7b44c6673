"""Mentions of one document to the events it tells of.

`groups.py` says which mentions are of one event; what they tell together is a `Telling`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tellings.align.decide import Decided
from tellings.align.features import Telling, Window
from tellings.align.groups import groups_of
from tellings.align.known import known_actors
from tellings.align.names import key_of, place_key
from tellings.align.parties import parties_of
from tellings.align.places import UnknownPlaces
from tellings.align.stems import levelled, stem
from tellings.align.within import CLOSE, NOT_YET, WIDE, Page, Told, body_start
from tellings.domain.reading import EventMention, Place, Reading
from tellings.domain.text import Document, Span

#: Days after which a named day is too old to be that of what the document is about.
STALE = 5
#: Days before a document after which nothing that it dates is news, so that it tells of the past.
PAST = 20
#: Days before a document of which it can still tell as its own matter.
LONG_AGO = 120
#: Code points of the body that make its opening.
OPENING = 1200
_SAID_ON = re.compile(
    r"\b(?:said|says|told \w+|reported|announced|added|confirmed)\s+(?:on\s+|late\s+|early\s+)*$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|until|till|as of)\s+(?:the\s+|late\s+|early\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_TRIGGER = re.compile(r"[^\W\d_]{3,}")


def gather(
    document: Document,
    reading: Reading,
    actor_of: Mapping[tuple[str, str], str],
    unknown: UnknownPlaces,
    decided: Decided | None = None,
) -> list[Telling]:
    """The tellings of one document, in order of their first mention."""
    mentions = [undated(unknown.levelled(m), document) for m in reading.event_mentions]
    groups = groups_of(Page.of(document, mentions), decided)
    found = Found(actor_of, unknown)
    tellings = [told_by(document, reading, told, found) for told in groups.told]
    beside: dict[str, dict[str, float]] = {t.id: {} for t in tellings}
    for (a, b), odds in groups.odds.items():
        left, right = tellings[a].id, tellings[b].id
        beside[left][right] = beside[right][left] = odds
    return [replace(t, beside=beside[t.id]) for t in tellings]


def undated(mention: EventMention, document: Document) -> EventMention:
    """The mention without a day that is only that of the saying ("it said on Sunday").

    Nor is "by Sunday" the day on which it happened, only the last on which it can have.
    """
    if mention.when is None or mention.when.precision != "day":
        return mention
    start = mention.when.span.start
    before = document.text[max(0, start - 40) : start]
    said = _SAID_ON.search(before) or _BY.search(before)
    return replace(mention, when=None) if said else mention


def _written(reading: Reading) -> date | None:
    """The last day that the news itself names: where no date is known, it was written then."""
    named = [
        m.when.last
        for m in reading.event_mentions
        if m.when and m.when.precision == "day" and not m.background and m.factuality not in NOT_YET
    ]
    return max(named, default=None)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of all documents: actors by name, and places that no gazetteer knows."""

    actor_of: Mapping[tuple[str, str], str]
    unknown: UnknownPlaces


def told_by(document: Document, reading: Reading, told: Sequence[Told], found: Found) -> Telling:
    """What a document tells of one event by some of its mentions."""
    if document.published is None:
        document = replace(document, published=_written(reading))
    mentions = tuple(t.mention for t in told)
    named = [t.place for t in told if t.place is not None]
    background = mentions[0].background
    sentences = sorted({m.sentence for m in mentions})
    places = _distinct(named) or _distinct(_places_beside(reading, sentences))
    if not places:
        places = _distinct(_places_named(document, sentences, found.unknown))
    words = frozenset(_words(document, sentences))
    main = not background and any(t.headline or t.lead for t in told)
    return Telling(
        id=mentions[0].id,
        document=document.id,
        mentions=mentions,
        families=frozenset(t.family for t in told),
        places=places,
        narrow=tuple(p for p in places if p.precision not in WIDE),
        windows=_windows(document, reading, told, main),
        published=document.published,
        tolls=frozenset(toll for t in told for toll in t.tolls),
        actors=frozenset(
            found.actor_of[document.id, role.name]
            for m in mentions
            for role in m.roles
            if (document.id, role.name) in found.actor_of
        ),
        words=words,
        triggers=frozenset(w for m in mentions for w in _trigger_words(document, m)),
        near=words & {w for m in mentions for w in _words(document, [_around(document, m)])},
        doers=frozenset(
            p for m in mentions for r in m.roles if r.role == "agent" for p in parties_of(r.name)
        ),
        story=_story(document) if main else frozenset(),
        main=main,
        background=background,
    )


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once; with its coordinates where some mention gives them."""
    kept: dict[str, Place] = {}
    for place in places:
        key = place_key(place.name)
        if key not in kept or (kept[key].lat is None and place.lat is not None):
            kept[key] = place
    return tuple(kept.values())


def _past(written: date, reading: Reading) -> date | None:
    """The first day of which a document tells that is about the past only, else None.

    A commission's report of June on an attack in May: its undated sentences are of May.
    """
    days = {
        m.when.first
        for m in reading.event_mentions
        if m.when is not None and m.when.precision == "day"
    }
    recent = {d for d in days if 0 <= (written - d).days <= LONG_AGO}
    if len(recent) < 2 or any((written - d).days < PAST for d in recent):
        return None
    return min(recent)


def _windows(
    document: Document, reading: Reading, told: Sequence[Told], main: bool
) -> tuple[Window, ...]:
    """The days the text names; without any, the days before the document was published."""
    named = tuple(sorted({t.window for t in told if t.window}, key=lambda w: (w.first, w.last)))
    first = told[0].mention
    written = document.published
    if written is None or first.background or first.factuality in NOT_YET:
        return named
    back = timedelta(days=2 if main else 5)
    if (past := _past(written, reading)) is not None:
        return named or (Window(past, written, certain=False),)
    presumed = Window(written - back, written, certain=False)
    if main and all((written - w.last).days > STALE for w in named):
        # News is told within days: an older date in it is most often that of something else.
        return (*(replace(w, certain=False) for w in named), presumed)
    return named if any(w.certain for w in named) else named or (presumed,)


def _places_beside(reading: Reading, sentences: Sequence[Span]) -> Iterator[Place]:
    """Places that its sentences name, for a telling to which the reader gave none."""
    for mention in reading.mentions:
        if mention.kind != "place" or key_of(mention.name) in known_actors():
            continue
        if any(s.holds(mention.span) for s in sentences):
            yield Place(mention.name, mention.span)


def _places_named(
    document: Document, sentences: Sequence[Span], unknown: UnknownPlaces
) -> Iterator[Place]:
    """Places in its sentences that only other sentences or documents show to be places."""
    for sentence in sentences:
        yield from unknown.within(document.quote(sentence), document.id, sentence.start)


def _trigger_words(document: Document, mention: EventMention) -> Iterator[str]:
    """The stems of the words that tell of it."""
    for word in _TRIGGER.findall(document.quote(mention.trigger)):
        yield stem(word)


def _around(document: Document, mention: EventMention) -> Span:
    """The words close to a trigger, within its sentence."""
    low, high = mention.trigger.start - CLOSE, mention.trigger.end + CLOSE
    start, end = max(mention.sentence.start, low), min(mention.sentence.end, high)
    return Span(document.id, min(start, mention.trigger.start), max(end, mention.trigger.end))


def _words(document: Document, sentences: Sequence[Span]) -> Iterator[str]:
    for sentence in sentences:
        for word in _WORD.findall(document.quote(sentence)):
            yield levelled(word)


def spellings(document: Document, telling: Telling, words: Iterable[str]) -> dict[str, str]:
    """How levelled words of a telling are first spelled in its document."""
    wanted, found = set(words), dict[str, str]()
    body = body_start(document)
    told = [document.quote(m.sentence) for m in telling.mentions]
    told += [document.title or "", document.text[body : body + OPENING]]
    for word in (w for text in told for w in _TRIGGER.findall(text)):
        for form in (levelled(word), stem(word)):
            if form in wanted:
                found.setdefault(form, word)
        if len(found) == len(wanted):
            break
    return found


def _story(document: Document) -> frozenset[str]:
    """The words of headline and opening."""
    body = body_start(document)
    opening = Span(document.id, body, min(len(document.text), body + OPENING))
    title = (levelled(w) for w in _WORD.findall(document.title or ""))
    return frozenset((*title, *_words(document, [opening])))
