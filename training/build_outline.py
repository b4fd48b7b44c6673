"""Makes the outline of the world that the report draws its map on.

    python -m training.build_outline countries-50m.json

The file comes with the npm package `world-atlas` 2.0.2 (ISC; the shapes are those of Natural
Earth 1:50m, public domain). Lines are thinned until no point lies further than `TOLERANCE` from
them, and written as whole hundredths of a degree: the first point, then steps.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

TOLERANCE: Final = 0.025  # degrees
UNIT: Final = 100  # steps in one degree
OUTLINE: Final = Path(__file__).parents[1] / "src" / "tellings" / "report" / "static" / "world.json"

Point = tuple[float, float]


def main() -> None:
    """Read the TopoJSON named on the command line and write the outline into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topology", type=Path)
    topology = json.loads(parser.parse_args().topology.read_text(encoding="utf-8"))
    OUTLINE.write_text(json.dumps(outline(topology), separators=(",", ":")), encoding="utf-8")


def outline(topology: dict[str, Any]) -> dict[str, Any]:
    """Coasts and borders as thinned lines; a line that two countries share is a border."""
    uses = Counter(
        arc if arc >= 0 else ~arc
        for country in topology["objects"]["countries"]["geometries"]
        for arc in _arcs(country.get("arcs", []))
    )
    lines: dict[str, list[list[int]]] = {"coast": [], "borders": []}
    for number, arc in enumerate(topology["arcs"]):
        points = thin(_degrees(arc, topology["transform"]), TOLERANCE)
        lines["borders" if uses[number] > 1 else "coast"].append(_steps(points))
    return {"unit": UNIT, **lines}


def thin(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Ramer, Douglas and Peucker: drop what lies nearer than `tolerance` to the line left."""
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        start, end = spans.pop()
        far, at = max(
            ((_apart(points[n], points[start], points[end]), n) for n in range(start + 1, end)),
            default=(0.0, start),
        )
        if far > tolerance:
            keep.add(at)
            spans += [(start, at), (at, end)]
    return [points[n] for n in sorted(keep)]


def _apart(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = ((px - ax) * dx + (py - ay) * dy) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    nx, ny = ax + share * dx - px, ay + share * dy - py
    return float((nx * nx + ny * ny) ** 0.5)


def _arcs(nested: Any) -> Iterator[int]:
    if isinstance(nested, int):
        yield nested
    else:
        for part in nested:
            yield from _arcs(part)


def _degrees(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _steps(points: Sequence[Point]) -> list[int]:
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in points]
    steps = list(whole[0])
    for (ax, ay), (bx, by) in pairwise(whole):
        if (ax, ay) != (bx, by):
            steps += [bx - ax, by - ay]
    return steps


if __name__ == "__main__":
    main()
