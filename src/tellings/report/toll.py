"""The toll chart: every whole toll told of an event as an interval, by voice and date.

Positions are percentages of the chart's width, so that it is drawn at any width without scaling
its words. An end that the words leave open has no position.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tellings.domain.reading import Figure
from tellings.domain.text import Span
from tellings.report import wording
from tellings.report.shelf import Ref, Shelf

KINDS: Final = ("killed", "wounded", "missing", "captured", "displaced", "evacuated")
WIDE: Final = 25.0  # largest over smallest toll from which the axis is logarithmic
LEFT, RIGHT = 2.0, 92.0  # per cent of the width that the axis takes; the rest is for open ends
OPEN: Final = 7.0  # per cent that an open end is drawn on


@dataclass(frozen=True, slots=True)
class TollBar:
    """One toll of one voice. `low`, `high`, `after` are per cent of the width.

    `after` is where the toll stands that this one follows in the same voice; `followed` says
    that another one follows. `open_low` and `open_high`: the words leave that end open.
    """

    voice: str
    day: str
    text: str
    note: str
    low: float
    high: float
    open_low: bool
    open_high: bool
    spans: tuple[Span, ...]
    documents: tuple[Ref, ...]
    past: bool = False
    after: float | None = None
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A toll without a number: “dozens”."""

    voice: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TollChart:
    """The tolls of one kind. `ticks` are per cent and label; `even` is false on a log axis."""

    kind: str
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[TollBar, ...]
    unplaced: tuple[Unplaced, ...]
    even: bool

    @property
    def voices(self) -> int:
        """How many voices give one."""
        return len({bar.voice for bar in self.bars})


@dataclass(frozen=True, slots=True)
class _Toll:
    """Equal tolls of one voice, in the order they were published."""

    voice: str
    figure: Figure
    day: date | None
    spans: tuple[Span, ...]


def toll_charts(
    told: Sequence[tuple[str, Sequence[Figure]]], shelf: Shelf
) -> tuple[TollChart, ...]:
    """A chart for every kind of toll that `told` (voices with their figures) gives a number of."""
    charts = (_chart(kind, told, shelf) for kind in KINDS)
    return tuple(chart for chart in charts if chart.bars)


def _chart(kind: str, told: Sequence[tuple[str, Sequence[Figure]]], shelf: Shelf) -> TollChart:
    tolls = [
        toll
        for voice, figures in told
        for toll in _merged(voice, _whole(f for f in figures if f.kind == kind), shelf)
    ]
    placed = [t for t in tolls if t.figure.low is not None or t.figure.high is not None]
    unplaced = [t for t in tolls if t.figure.low is None and t.figure.high is None]
    axis = _Axis([b for t in placed for b in (t.figure.low, t.figure.high) if b is not None])
    return TollChart(
        kind=kind,
        ticks=axis.ticks(),
        bars=_bars(placed, axis, shelf),
        unplaced=tuple(Unplaced(t.voice, shelf.quote(t.spans[0]), t.spans) for t in unplaced),
        even=axis.even,
    )


def _whole(figures: Iterable[Figure]) -> list[Figure]:
    """Whole tolls where there are any; shares (below one) are no tolls."""
    counts = [f for f in figures if not any(b is not None and 0 < b < 1 for b in (f.low, f.high))]
    return [f for f in counts if f.total or f.superseded] or counts


def _merged(voice: str, figures: Sequence[Figure], shelf: Shelf) -> list[_Toll]:
    found: dict[tuple[object, ...], _Toll] = {}
    for figure in figures:
        same = (figure.low, figure.high, figure.qualifier, figure.superseded)
        day = shelf.document(figure.span.document).published
        if (known := found.get(same)) is None:
            found[same] = _Toll(voice, figure, day, (figure.span,))
        else:
            first = min((d for d in (known.day, day) if d), default=None)
            found[same] = replace(known, day=first, spans=(*known.spans, figure.span))
    return sorted(found.values(), key=_order)


def _order(toll: _Toll) -> tuple[date, bool, float]:
    low, high = toll.figure.low, toll.figure.high
    size = low if low is not None else high if high is not None else 0.0
    return toll.day or date.max, not toll.figure.superseded, size


def _bars(tolls: Sequence[_Toll], axis: _Axis, shelf: Shelf) -> tuple[TollBar, ...]:
    by_voice: dict[str, list[_Toll]] = {}
    for toll in sorted(tolls, key=_order):
        by_voice.setdefault(toll.voice, []).append(toll)
    bars: list[TollBar] = []
    for own in by_voice.values():
        after: TollBar | None = None
        for number, toll in enumerate(own):
            bar = _bar(toll, axis, shelf)
            if after is not None:
                bar = replace(bar, after=after.low if not after.open_low else after.high)
            after = replace(bar, followed=number + 1 < len(own))
            bars.append(after)
    return tuple(bars)


def _bar(toll: _Toll, axis: _Axis, shelf: Shelf) -> TollBar:
    figure = toll.figure
    low, high = figure.low, figure.high
    at_low = axis.at(low) if low is not None else LEFT
    at_high = axis.at(high) if high is not None else min(at_low + OPEN, 99.0)
    documents: Mapping[str, Ref] = {
        s.document: shelf.ref(shelf.document(s.document)) for s in toll.spans
    }
    return TollBar(
        voice=toll.voice,
        day=wording.day(toll.day) if toll.day else "",
        text=wording.figure(figure, shelf.quote(figure.span)),
        note=figure.of,
        low=at_low,
        high=at_high,
        open_low=low is None,
        open_high=high is None,
        spans=toll.spans,
        documents=tuple(documents.values()),
        past=figure.superseded,
    )


class _Axis:
    """From tolls to per cent of the width: evenly, or by logarithm where tolls lie far apart."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._top = max(bounds, default=1.0) or 1.0
        least = min((b for b in bounds if b > 0), default=1.0)
        self.even = self._top / least <= WIDE

    def at(self, value: float) -> float:
        """Where a toll lies, per cent."""
        share = value / self._top if self.even else math.log1p(value) / math.log1p(self._top)
        return round(LEFT + (RIGHT - LEFT) * share, 2)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Round tolls, with their labels."""
        return tuple((self.at(value), f"{value:,.0f}") for value in self._round_values())

    def _round_values(self) -> list[float]:
        if not self.even:
            powers = [10.0**n for n in range(7) if 10.0**n <= self._top]
            return [0.0, *powers]
        step = _round_step(self._top)
        return [step * n for n in range(int(self._top // step) + 1)]


def _round_step(top: float) -> float:
    """The step 1, 2 or 5 times a power of ten that gives four to eight ticks."""
    power = 10 ** math.floor(math.log10(max(top, 1) / 4)) if top >= 4 else 1
    return float(next((m * power for m in (1, 2, 5) if top / (m * power) <= 6), 10 * power))
