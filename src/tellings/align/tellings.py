"""Mentions of one document to the events it tells of.

A report names one happening many times: headline, lead, "the blast", "killed". Mentions are taken
in the order of the text; each goes to the telling that it fits best, or starts a new one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tellings.align import families
from tellings.align.decide import Decided
from tellings.align.features import Telling, Window, distance, place_likeness
from tellings.align.known import known_actors
from tellings.align.names import key_of, place_key
from tellings.align.parties import parties_of
from tellings.align.places import UnknownPlaces
from tellings.align.stems import levelled, stem
from tellings.domain.reading import EventMention, Factuality, Figure, Place, Qualifier, Reading
from tellings.domain.text import Document, PartKind, Span

#: What it takes for a mention to join a telling; see `_fit`.
FITS_ABOVE = 0.6
#: Code points after the start of the body that still count as its lead.
LEAD = 450
#: Deaths beyond which a figure is that of a war, unless what it joins is told with the like.
WAR_TOLL = 5000
#: Precisions too wide to tell two events apart.
WIDE = frozenset({"region", "country"})
#: Days after which a named day is too old to be that of what the document is about.
STALE = 5
#: Days before a document after which nothing that it dates is news, so that it tells of the past.
PAST = 20
#: Days before a document of which it can still tell as its own matter.
LONG_AGO = 120
#: Code points of the body that make its opening.
OPENING = 1200
#: Code points on each side of a trigger that are close to it.
CLOSE = 40
#: Code points between two sentences that still count as neighbours.
NEAR = 250

_NOT_YET = frozenset({Factuality.PLANNED, Factuality.DEMANDED, Factuality.HYPOTHETICAL})
_REFERS_BACK = re.compile(r"\b(the|this|that|these|those|its|such)\s+(\w+\s+){0,2}$", re.IGNORECASE)
_SAID_ON = re.compile(
    r"\b(?:said|says|told \w+|reported|announced|added|confirmed)\s+(?:on\s+|late\s+|early\s+)*$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|until|till|as of)\s+(?:the\s+|late\s+|early\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_TRIGGER = re.compile(r"[^\W\d_]{3,}")


@dataclass(slots=True)
class _Growing:
    """A telling while mentions are added to it."""

    mentions: list[EventMention] = field(default_factory=list)
    families: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)
    tolls: set[tuple[str, float]] = field(default_factory=set)
    windows: list[Window] = field(default_factory=list)
    headline: bool = False

    def add(self, mention: EventMention, headline: bool) -> None:
        self.mentions.append(mention)
        self.families[families.family_of(mention.type)] += 1
        if mention.where is not None and is_place(mention.where):
            self.places.append(mention.where)
        self.tolls |= tolls_of(mention.figures)
        if (window := _window(mention)) is not None:
            self.windows.append(window)
        self.headline |= headline


def gather(
    document: Document,
    reading: Reading,
    actor_of: Mapping[tuple[str, str], str],
    unknown: UnknownPlaces,
    decided: Decided | None = None,
) -> list[Telling]:
    """The tellings of one document, in order of their first mention."""
    decided = decided or Decided()
    growing: list[_Growing] = []
    body = _body_start(document)
    mentions = [undated(unknown.levelled(m), document) for m in reading.event_mentions]
    for mention in sorted(mentions, key=lambda m: (m.trigger.start, m.id)):
        headline = _in_headline(document, mention.trigger)
        lead = not headline and mention.trigger.start < body + LEAD
        back = _refers_back(document, mention)
        fits = [
            (_fit(mention, g, back, lead), -at)
            for at, g in enumerate(growing)
            if not decided.apart((mention.id,), (m.id for m in g.mentions))
        ]
        best, at = max(fits, default=(None, 0))
        if best is not None and best > FITS_ABOVE:
            growing[-at].add(mention, headline)
        else:
            growing.append(started := _Growing())
            started.add(mention, headline)
    if document.published is None:
        document = replace(document, published=_written(reading))
    return [_finish(document, reading, g, _Found(actor_of, unknown)) for g in growing]


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
        if m.when
        and m.when.precision == "day"
        and not m.background
        and m.factuality not in _NOT_YET
    ]
    return max(named, default=None)


def _fit(mention: EventMention, growing: _Growing, back: bool, lead: bool) -> float:
    """How well a mention fits a telling; minus infinity where it cannot."""
    never = float("-inf")
    kind = _kind_fit(mention, growing)
    first = growing.mentions[0]
    if not kind or first.background != mention.background:
        return never
    if (first.factuality in _NOT_YET) != (mention.factuality in _NOT_YET):
        return never
    window = _window(mention)
    if window and _is_another_day(mention, window, growing):
        return never
    if _is_other_order(mention, growing):
        return never
    score = kind - 0.6 + _nearness(mention, growing) + _place_fit(mention, growing)
    score += _points_back(mention, growing, back)
    score += 1.2 * (lead and growing.headline)
    # What names no place and no time of its own is about what the document is about.
    score += 0.5 * (growing.headline and mention.where is None and mention.when is None)
    score += 1.5 * bool(tolls_of(mention.figures) & growing.tolls)
    return score + _role_fit(mention, growing)


def _points_back(mention: EventMention, growing: _Growing, back: bool) -> float:
    """What "the blast" adds: that it was told of before, most of all where no other place is named.

    "The blast hit buses in Old Quay" tells where in the town; so it must be of the same kind.
    """
    if not back:
        return 0.0
    if mention.where is None:
        return 1.2
    family = families.family_of(mention.type)
    return 1.0 if growing.headline and growing.families[family] else 0.0


def _is_another_day(mention: EventMention, window: Window, growing: _Growing) -> bool:
    """Whether it names another day, unless another voice so dates what happens only once."""
    if not any(w.certain and window.certain and w.gap(window) for w in growing.windows):
        return False
    once = families.family_of(mention.type) in families.ONCE & growing.families.keys()
    others = {m.voice.source for m in growing.mentions}
    near = all(w.gap(window) <= 1 for w in growing.windows if w.certain)
    return not (once and near and mention.voice.source not in others)


def _kind_fit(mention: EventMention, growing: _Growing) -> float:
    """How well its type goes with those of the telling, each as often as it was told."""
    family = families.family_of(mention.type)
    fits = {f: families.likeness(family, f) for f in growing.families}
    if _is_casualty(mention) and growing.families.keys() & families.VIOLENT:
        fits = {f: max(fit, 0.6) for f, fit in fits.items()}
    if not any(fits.values()):
        return 0.0
    total = sum(growing.families.values())
    return sum(fits[f] * count for f, count in growing.families.items()) / total


def _is_other_order(mention: EventMention, growing: _Growing) -> bool:
    """Whether it tells of a toll of another order: that of the whole war beside that of a raid."""
    mine = [n for kind, n in tolls_of(mention.figures) if kind == "killed"]
    theirs = [n for kind, n in growing.tolls if kind == "killed"]
    if not mine or max(mine) < WAR_TOLL:
        return False
    return not theirs or max(mine) > 20 * max(theirs)


def _is_casualty(mention: EventMention) -> bool:
    """Whether it tells of dead or wounded, whatever its trigger is taken for."""
    return any(f.kind in {"killed", "wounded"} for f in mention.figures)


def is_place(place: Place) -> bool:
    """A country's or a people's name is no place to tell events apart by."""
    return place.precision != "country" and key_of(place.name) not in known_actors()


def _nearness(mention: EventMention, growing: _Growing) -> float:
    gap = min(mention.sentence.start - m.sentence.end for m in growing.mentions[-4:])
    if any(mention.sentence == m.sentence for m in growing.mentions[-4:]):
        return 1.0
    if gap < NEAR:
        return 0.5
    return max(-0.6, 0.3 - gap / 2000)


def _place_fit(mention: EventMention, growing: _Growing) -> float:
    here = mention.where if mention.where and is_place(mention.where) else None
    narrow = [p for p in growing.places if p.precision not in WIDE]
    if here is None or here.precision in WIDE or not narrow:
        return 0.0
    if any(place_likeness(here, p) for p in narrow):
        return 1.2
    nested = any(_lies_in(p, here) or _lies_in(here, p) for p in narrow)
    near = any((d := distance(here, p)) is not None and d < 15 for p in narrow)
    return -0.3 if nested or near else -2.0


def _lies_in(inner: Place, outer: Place) -> bool:
    return inner.within is not None and place_key(inner.within) == place_key(outer.name)


def _role_fit(mention: EventMention, growing: _Growing) -> float:
    score = 0.0
    for role in ("agent", "target"):
        mine = {key_of(r.name) for r in mention.roles if r.role == role}
        theirs = {key_of(r.name) for m in growing.mentions for r in m.roles if r.role == role}
        if mine and theirs:
            score += 0.4 if mine & theirs else -0.2
    return score


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of all documents: actors by name, and places that no gazetteer knows."""

    actor_of: Mapping[tuple[str, str], str]
    unknown: UnknownPlaces


def _finish(
    document: Document,
    reading: Reading,
    growing: _Growing,
    found: _Found,
) -> Telling:
    mentions = tuple(growing.mentions)
    body = _body_start(document)
    background = mentions[0].background
    sentences = sorted({m.sentence for m in mentions})
    places = _distinct(growing.places) or _distinct(_places_beside(reading, sentences))
    if not places:
        places = _distinct(_places_named(document, sentences, found.unknown))
    words = frozenset(_words(document, sentences))
    main = not background and (growing.headline or mentions[0].trigger.start < body + LEAD)
    return Telling(
        id=mentions[0].id,
        document=document.id,
        mentions=mentions,
        families=frozenset(growing.families),
        places=places,
        narrow=tuple(p for p in places if p.precision not in WIDE),
        windows=_windows(document, reading, growing, main),
        published=document.published,
        tolls=frozenset(growing.tolls),
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


def tolls_of(figures: Sequence[Figure]) -> set[tuple[str, float]]:
    """(kind, number) of the figures that say a number."""
    return {
        (f.kind, number)
        for f in figures
        if f.qualifier is not Qualifier.VAGUE
        for number in (f.low, f.high)
        if number is not None
    }


def _window(mention: EventMention) -> Window | None:
    if mention.when is None:
        return None
    short = (mention.when.last - mention.when.first).days <= 1
    return Window(mention.when.first, mention.when.last, mention.when.precision == "day" and short)


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
    document: Document, reading: Reading, growing: _Growing, main: bool
) -> tuple[Window, ...]:
    """The days the text names; without any, the days before the document was published."""
    named = tuple(sorted(set(growing.windows), key=lambda w: (w.first, w.last)))
    first = growing.mentions[0]
    written = document.published
    if written is None or first.background or first.factuality in _NOT_YET:
        return named
    back = timedelta(days=2 if main else 5)
    if (past := _past(written, reading)) is not None:
        return named or (Window(past, written, certain=False),)
    presumed = Window(written - back, written, certain=False)
    if main and all((written - w.last).days > STALE for w in named):
        # News is told within days: an older date in it is most often that of something else.
        return (*(replace(w, certain=False) for w in named), presumed)
    return named if any(w.certain for w in named) else named or (presumed,)


def _body_start(document: Document) -> int:
    return next((p.span.start for p in document.parts if p.kind is PartKind.BODY), 0)


def _in_headline(document: Document, span: Span) -> bool:
    part = document.part_at(span.start)
    return part is not None and part.kind is PartKind.HEADLINE


def _refers_back(document: Document, mention: EventMention) -> bool:
    """Whether the trigger points to an event already told of: "the blast", "these raids"."""
    before = document.text[max(0, mention.trigger.start - 40) : mention.trigger.start]
    return bool(
        _REFERS_BACK.search(before)
        or _REFERS_BACK.match(document.quote(mention.trigger).split(" ", 1)[0] + " ")
    )


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
    body = _body_start(document)
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
    body = _body_start(document)
    opening = Span(document.id, body, min(len(document.text), body + OPENING))
    title = (levelled(w) for w in _WORD.findall(document.title or ""))
    return frozenset((*title, *_words(document, [opening])))
