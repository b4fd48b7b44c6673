"""The timeline of events: those told by several documents as discs, all of them as bars below.

A drawing of fixed width, in user units; the page lets it scroll where it is narrower.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tellings.domain.reading import Moment
from tellings.dossier.views import EventView
from tellings.report import wording

WIDTH: Final = 1000
MARGIN: Final = 16
BINS: Final = 96
BARS: Final = 40  # height of the tallest bar
MOST_DISCS: Final = 60
RANKS: Final = 14  # radius from which a disc has its number in it
SHORT: Final = 120  # days: a moment longer than this has no place on the line


@dataclass(frozen=True, slots=True)
class Disc:
    """An event told by several documents, sized by how many; `number` by weight, from 1."""

    id: str
    number: int
    title: str
    told: str
    x: float
    y: float
    radius: float
    named: bool  # wide enough for its number


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events fall into one step of the line."""

    x: float
    width: float
    height: float
    told: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`base` is the height of the line; `early`, `late` and `undated` are not drawn."""

    height: float
    base: float
    discs: tuple[Disc, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    early: int
    late: int
    undated: int

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.bars)


def draw_timeline(events: Sequence[EventView]) -> Timeline:
    """Place the events on a line of days that spans most of them."""
    dated = [(n, e, e.event.when) for n, e in enumerate(events) if e.event.when and _short(e)]
    placed = [(n, e, _middle(when)) for n, e, when in dated if when]
    if not placed:
        return Timeline(0, 0, (), (), (), 0, 0, len(events))
    first, last = _range([day for _, _, day in placed])
    inside = [(n, e, day) for n, e, day in placed if first <= day <= last]
    scale = (WIDTH - 2 * MARGIN) / max((last - first).days + 1, 1)
    shared = [t for t in inside if len(t[1].documents) > 1][:MOST_DISCS]
    discs = _discs([(n, e, MARGIN + ((day - first).days + 0.5) * scale) for n, e, day in shared])
    top = max((disc.radius - disc.y for disc in discs), default=0.0)
    base = round(top + 6, 1)
    return Timeline(
        height=base + BARS + 30,
        base=base,
        discs=discs,
        bars=_bars([day for _, _, day in inside], first, last),
        ticks=_ticks(first, last, scale),
        early=sum(day < first for _, _, day in placed),
        late=sum(day > last for _, _, day in placed),
        undated=len(events) - len(placed),
    )


def _short(seen: EventView) -> bool:
    when = seen.event.when
    return bool(when and (when.last - when.first).days <= SHORT)


def _middle(when: Moment) -> date:
    return when.first + (when.last - when.first) // 2


def _range(days: Sequence[date]) -> tuple[date, date]:
    """The first and last day of the line: all days, or without the far ones at the ends."""
    ordered = sorted(days)
    at = len(ordered) // 20 + 1  # one in twenty at each end may be far
    low, high = ordered[0], ordered[-1]
    if len(ordered) >= 8:
        inner_low, inner_high = ordered[at], ordered[-at - 1]
        reach = max((inner_high - inner_low) / 2, timedelta(days=14))
        low = next(day for day in ordered if day >= inner_low - reach)
        high = next(day for day in reversed(ordered) if day <= inner_high + reach)
    pad = timedelta(days=max(1, (high - low).days // 40))
    return low - pad, high + pad


def _discs(shared: Sequence[tuple[int, EventView, float]]) -> tuple[Disc, ...]:
    """Discs above the line, the weightiest lowest, each moved up until it touches no other."""
    discs: list[Disc] = []
    for number, seen, x in shared:
        radius = round(min(6 + 3.2 * math.sqrt(len(seen.documents)), 26), 1)
        x = min(max(x, radius + 1), WIDTH - radius - 1)
        y = -radius - 3
        near = sorted(
            (d for d in discs if abs(d.x - x) < d.radius + radius + 1.5), key=lambda d: -d.y
        )
        for disc in near:
            if math.hypot(disc.x - x, disc.y - y) < disc.radius + radius + 1.5:
                gap = disc.radius + radius + 1.5
                y = disc.y - math.sqrt(max(gap**2 - (disc.x - x) ** 2, 0))
        discs.append(_disc(number, seen, x, y, radius))
    return tuple(discs)


def _disc(number: int, seen: EventView, x: float, y: float, radius: float) -> Disc:
    told = f"{wording.plural(len(seen.documents), 'document')}, " + wording.plural(
        len(seen.accounts), "account"
    )
    return Disc(
        id=seen.event.id,
        number=number + 1,
        title=seen.event.title,
        told=told,
        x=round(x, 1),
        y=round(y, 1),
        radius=radius,
        named=radius >= 10,
    )


def _bars(days: Sequence[date], first: date, last: date) -> tuple[Bar, ...]:
    span = (last - first).days + 1
    step = max(1, math.ceil(span / BINS))
    count = Counter((day - first).days // step for day in days)
    most = max(count.values())
    width = (WIDTH - 2 * MARGIN) * step / span
    bars = []
    for at in sorted(count):
        start = first + timedelta(days=at * step)
        end = min(start + timedelta(days=step - 1), last)
        days_told = wording.days(start, end)
        bars.append(
            Bar(
                x=round(MARGIN + at * width + 0.5, 1),
                width=round(max(width - 1, 1), 1),
                height=round(max(3, BARS * count[at] / most), 1),
                told=f"{days_told}: {wording.plural(count[at], 'event')}",
            )
        )
    return tuple(bars)


def _ticks(first: date, last: date, scale: float) -> tuple[tuple[float, str], ...]:
    """Labels at days, months or years, at most about ten."""
    span = (last - first).days
    if span <= 70:
        step = max(1, math.ceil(span / 8))
        days = [first + timedelta(days=n) for n in range(1, span, step)]
        labels = [f"{d.day} {d:%b} {d.year}" if n == 0 else f"{d.day} {d:%b}"
                  for n, d in enumerate(days)]  # fmt: skip
    else:
        months = _months(first, last)
        months = months[:: max(1, math.ceil(len(months) / 9))]
        days = months
        labels = [f"{d:%b} {d.year}" for d in days]
    return tuple(
        (round(MARGIN + ((d - first).days + 0.5) * scale, 1), label)
        for d, label in zip(days, labels, strict=True)
    )


def _months(first: date, last: date) -> list[date]:
    start = first.year * 12 + first.month
    end = last.year * 12 + last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1)]
