"""The map of events: a window of a bundled outline of the world, and a disc a place.

Nothing is fetched. Only places whose coordinates are known are drawn; the others are listed.
The drawing has a fixed width in user units; its height follows the window.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from tellings.domain.reading import Place
from tellings.dossier.views import EventView
from tellings.report.shelf import Ref

WIDTH: Final = 1000.0
TALLEST, LOWEST = 620.0, 360.0
LEAST_SPAN: Final = 3.0  # degrees of longitude that the window shows at least
MOST_NAMES: Final = 14  # places named on the map itself
MOST_EVENTS: Final = 6  # events listed at a place
MOST_LISTED: Final = 40
LETTER: Final = 9.0  # width of a letter of a name, about
_VAGUE: Final = frozenset({"country", "region"})  # too wide for a disc to mean a spot


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the events told of there. `label` is where its name stands, if it has room."""

    name: str
    x: float
    y: float
    radius: float
    events: tuple[Ref, ...]
    count: int
    label: tuple[float, float] | None
    wide: bool  # a region or a country: the disc is its middle


@dataclass(frozen=True, slots=True)
class Listed:
    """A place that is not drawn, with its events."""

    name: str
    events: tuple[Ref, ...]
    count: int


@dataclass(frozen=True, slots=True)
class WorldMap:
    """`coast` and `borders` are path data; `unknown` has no coordinates, `far` lies outside."""

    height: float
    coast: str
    borders: str
    spots: tuple[Spot, ...]
    unknown: tuple[Listed, ...]
    far: tuple[Listed, ...]
    unplaced: int  # events told without any place


@dataclass(frozen=True, slots=True)
class _Window:
    """Degrees to user units; west and north are those of the upper left corner."""

    west: float
    north: float
    scale: float  # user units in one degree of longitude
    stretch: float  # a degree of latitude over one of longitude
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point of the world lies on the drawing."""
        x = (lon - self.west) * self.scale
        return round(x, 1), round((self.north - lat) * self.scale * self.stretch, 1)

    def shows(self, lon: float, lat: float) -> bool:
        """Whether a point lies within the drawing, or near."""
        x, y = self.at(lon, lat)
        return -60 <= x <= WIDTH + 60 and -60 <= y <= self.height + 60


def draw_map(events: Sequence[EventView]) -> WorldMap:
    """Place the events; the window holds most of them."""
    known, unknown = _by_place(events)
    unplaced = sum(seen.event.where is None for seen in events)
    listed = tuple(_listed(name, seen) for name, seen in _ranked(unknown))[:MOST_LISTED]
    if not known:
        return WorldMap(0, "", "", (), listed, (), unplaced)
    points = {place: (place.lon or 0.0, place.lat or 0.0) for place in known}
    window = _window([points[p] for p, seen in known.items() for _ in seen])
    inside = {p: seen for p, seen in known.items() if window.shows(*points[p])}
    far = {p.name: seen for p, seen in known.items() if p not in inside}
    return WorldMap(
        height=round(window.height, 1),
        coast=_path("coast", window),
        borders=_path("borders", window),
        spots=_spots(inside, window),
        unknown=listed,
        far=tuple(_listed(name, seen) for name, seen in _ranked(far))[:MOST_LISTED],
        unplaced=unplaced,
    )


def _by_place(
    events: Sequence[EventView],
) -> tuple[dict[Place, list[EventView]], dict[str, list[EventView]]]:
    known: dict[Place, list[EventView]] = {}
    unknown: dict[str, list[EventView]] = {}
    first: dict[tuple[float, float], Place] = {}
    for seen in events:
        where = seen.event.where
        if where is None:
            continue
        if where.lat is None or where.lon is None:
            unknown.setdefault(where.name, []).append(seen)
        else:
            place = first.setdefault((round(where.lat, 2), round(where.lon, 2)), where)
            known.setdefault(place, []).append(seen)
    return known, unknown


def _ranked(places: dict[str, list[EventView]]) -> list[tuple[str, list[EventView]]]:
    return sorted(places.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _refs(seen: Sequence[EventView]) -> tuple[Ref, ...]:
    return tuple(Ref(e.event.id, e.event.title) for e in seen[:MOST_EVENTS])


def _listed(name: str, seen: Sequence[EventView]) -> Listed:
    return Listed(name, _refs(seen), len(seen))


def _window(points: Sequence[tuple[float, float]]) -> _Window:
    """A window around the points without the far ones at each end."""
    west, east = _middle_range([lon for lon, _ in points])
    south, north = _middle_range([lat for _, lat in points])
    stretch = 1 / max(math.cos(math.radians((south + north) / 2)), 0.2)
    span = max((east - west) * 1.25, LEAST_SPAN)
    tall = max((north - south) * 1.3, 0.5) * stretch
    span = max(span, tall * WIDTH / TALLEST)  # as wide as the height needs
    height = min(max(tall / span * WIDTH, LOWEST), TALLEST)
    scale = WIDTH / span
    middle = ((west + east) / 2, (south + north) / 2)
    return _Window(
        middle[0] - span / 2, middle[1] + height / scale / stretch / 2, scale, stretch, height
    )


def _middle_range(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    cut = len(ordered) // 14  # seven in a hundred at each end may be far
    low, high = ordered[cut], ordered[-cut - 1]
    reach = max(high - low, 1.0)
    kept = [v for v in ordered if low - reach / 4 <= v <= high + reach / 4]
    return kept[0], kept[-1]


def _spots(places: dict[Place, list[EventView]], window: _Window) -> tuple[Spot, ...]:
    """Discs, the weightiest places named as far as their names touch nothing."""
    ranked = sorted(places.items(), key=lambda pair: (-len(pair[1]), pair[0].name))
    taken: list[tuple[float, float, float, float]] = []
    for place, seen in ranked[:MOST_NAMES]:
        x, y = window.at(place.lon or 0.0, place.lat or 0.0)
        radius = _radius(seen)
        taken.append((x - radius, y - radius, x + radius, y + radius))
    spots = []
    for number, (place, seen) in enumerate(ranked):
        x, y = window.at(place.lon or 0.0, place.lat or 0.0)
        label = _label(place.name, (x, y, _radius(seen)), taken, window) if (
            number < MOST_NAMES
        ) else None  # fmt: skip
        spots.append(
            Spot(place.name, x, y, _radius(seen), _refs(seen), len(seen), label,
                 place.precision in _VAGUE)
        )  # fmt: skip
    return tuple(spots)


def _radius(seen: Sequence[EventView]) -> float:
    return round(min(5 + 3 * math.sqrt(len(seen)), 34), 1)


def _label(
    name: str,
    disc: tuple[float, float, float],
    taken: list[tuple[float, float, float, float]],
    window: _Window,
) -> tuple[float, float] | None:
    """A free place for the name: right, left, above or below its disc."""
    x, y, radius = disc
    width = len(name) * LETTER
    for left, base in (
        (x + radius + 5, y + 6), (x - radius - 5 - width, y + 6),
        (x - width / 2, y - radius - 6), (x - width / 2, y + radius + 18),
    ):  # fmt: skip
        box = (left, base - 15, left + width, base + 4)
        if left < 4 or box[2] > WIDTH - 4 or box[1] < 4 or box[3] > window.height - 4:
            continue
        if not any(_touch(box, other) for other in taken):
            taken.append(box)
            return round(left, 1), round(base, 1)
    return None


def _touch(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@lru_cache(maxsize=1)
def _outline() -> dict[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """Lines of the world in degrees: coasts and borders (training/build_outline.py makes them)."""
    raw = json.loads((files("tellings.report") / "static" / "world.json").read_text("utf-8"))
    unit = raw["unit"]
    return {
        kind: tuple(tuple(_degrees(steps, unit)) for steps in raw[kind])
        for kind in ("coast", "borders")
    }


def _degrees(steps: Sequence[int], unit: int) -> Iterator[tuple[float, float]]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / unit, y / unit


def _path(kind: str, window: _Window) -> str:
    """Path data of the lines that the window shows, whatever lies outside left out."""
    drawn: list[str] = []
    for line in _outline()[kind]:
        pen = False
        for start, end in pairwise(line):
            if not (window.shows(*start) or window.shows(*end) or _crosses(start, end, window)):
                pen = False
                continue
            if not pen:
                drawn.append("M{:g} {:g}".format(*window.at(*start)))
            drawn.append("L{:g} {:g}".format(*window.at(*end)))
            pen = True
    return "".join(drawn)


def _crosses(start: tuple[float, float], end: tuple[float, float], window: _Window) -> bool:
    """Whether a line whose ends both lie outside may still cross the window."""
    (ax, ay), (bx, by) = window.at(*start), window.at(*end)
    return min(ax, bx) < WIDTH and max(ax, bx) > 0 and min(ay, by) < window.height and (
        max(ay, by) > 0
    )  # fmt: skip
