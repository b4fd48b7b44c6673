"""Findings on time and place: accounts that differ on the day or the place of one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from tellings.align.features import distance, place_likeness
from tellings.compare.material import Material
from tellings.compare.wording import day_words, listed, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Moment, Place
from tellings.domain.text import Span

#: Kilometres within which two names can be two words for where it was.
SAME_SPOT_KM = 30.0
#: Code points between a trigger and its time or place.
NEAR = 80
_WIDE = frozenset({"region", "country"})

T = TypeVar("T")
#: An account, what it says, and where it says so.
Row = tuple[Account, T, Span]


def compare_whereabouts(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """time-differs and place-differs of one event."""
    days = [(a, day) for a in accounts if (day := _only_day(a, material)) is not None]
    apart = _apart([(a, m, m.span) for a, m in days], lambda x, y: x.last < y.first)
    if apart:
        said = [f"{voice_words(a, material)} puts it on {day_words(m.first)}" for a, m, _ in apart]
        yield _finding(FindingKind.TIME_DIFFERS, "The day differs", said, apart)
    places = [(a, p) for a in accounts if (p := _only_place(a, material)) is not None]
    elsewhere = _apart([(a, p, p.span) for a, p in places], _is_elsewhere)
    if elsewhere:
        said = [f"{voice_words(a, material)} puts it at {p.name}" for a, p, _ in elsewhere]
        yield _finding(FindingKind.PLACE_DIFFERS, "The place differs", said, elsewhere)


def _only_day(account: Account, material: Material) -> Moment | None:
    """The day that an account names, if it names one only."""
    moments = [m.when for m in _telling(account, material) if m.when and _beside(m, m.when.span)]
    days = {w.first: w for w in moments if w.precision == "day" and w.first == w.last}
    return next(iter(days.values())) if len(days) == 1 else None


def _only_place(account: Account, material: Material) -> Place | None:
    """The narrow place that an account names, if it names one only and its point is certain."""
    found = [m.where for m in _telling(account, material) if m.where and _beside(m, m.where.span)]
    narrow = [p for p in found if p.precision not in _WIDE and p.lat is not None]
    if not narrow or any(not place_likeness(narrow[0], p) for p in narrow):
        return None
    return narrow[0]


def _telling(account: Account, material: Material) -> list[EventMention]:
    """The mentions that surely tell of the event itself: they hold its toll, or head the text."""
    mentions = [material.mentions[i] for i in account.mentions]
    return [
        m for m in mentions if any(f.total for f in m.figures) or material.in_headline(m.trigger)
    ]


def _beside(mention: EventMention, span: Span) -> bool:
    """Whether the words for when or where stand near the trigger, not with what was said of it."""
    apart = max(span.start - mention.trigger.end, mention.trigger.start - span.end)
    return apart <= NEAR


def _is_elsewhere(left: Place, right: Place) -> bool:
    if place_likeness(left, right):
        return False
    away = distance(left, right)
    return away is not None and away > SAME_SPOT_KM


def _apart(rows: Sequence[Row[T]], differ: Callable[[T, T], bool]) -> list[Row[T]]:
    """The rows that differ from some other, one for each account."""
    found = {
        id(row)
        for a, b in combinations(rows, 2)
        if differ(a[1], b[1]) or differ(b[1], a[1])
        for row in (a, b)
    }
    return [row for row in rows if id(row) in found]


def _finding(kind: FindingKind, head: str, said: Sequence[str], rows: Sequence[Row[T]]) -> Finding:
    accounts = tuple(dict.fromkeys(a.id for a, _, _ in rows))
    spans = tuple(dict.fromkeys(span for _, _, span in rows))
    return Finding(kind, f"{head}: {listed(said)}.", rows[0][0].event, accounts, spans)
