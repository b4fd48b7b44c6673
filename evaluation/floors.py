"""Floors: the least a measure may be, pinned with a digest of what it was measured on.

`floors.toml` holds one table a benchmark: `digest` (SHA-256 of its material) and one number a
measure. A floor is raised by pinning again; lowering one, or pinning against other material, takes
`lower=True`, so that no regression slips in with a routine run.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.toml"
SLACK = 0.0005
"""Floors are written with three decimals; a value this little below one has not fallen."""


class FloorLowered(Exception):
    """Pinning would lower a floor or change its material, and that was not asked for."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`hit` of `of` cases, or a value of its own where it is no plain share (an F1)."""

    name: str
    hit: float
    of: float
    exact: float | None = None

    @property
    def value(self) -> float:
        """0..1; 0 where there was nothing to hit."""
        if self.exact is not None:
            return self.exact
        return self.hit / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.name} {self.value:.3f}  ({self.hit:g} of {self.of:g})"


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of files, in order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_floors(benchmark: str, path: Path = FLOORS) -> tuple[str | None, dict[str, float]]:
    """The digest and the floors of a benchmark; (None, {}) where none are pinned."""
    if not path.exists():
        return None, {}
    table = tomllib.loads(path.read_text("utf-8")).get(benchmark, {})
    digest = table.get("digest")
    return digest, {name: float(v) for name, v in table.items() if name != "digest"}


def shortfalls(
    measures: Sequence[Measure], digest: str, benchmark: str, path: Path = FLOORS
) -> tuple[str, ...]:
    """What keeps the gate shut, one sentence each: no floors, other material, a measure below."""
    pinned, floors = read_floors(benchmark, path)
    if pinned is None:
        return (f"no floors are pinned for {benchmark} in {path.name}",)
    if pinned != digest:
        return (f"the material of {benchmark} is not the one its floors were measured on",)
    values = {m.name: m.value for m in measures}
    gone = [f"{name} is no longer measured" for name in floors if name not in values]
    fallen = [
        f"{name} fell to {values[name]:.3f}, below its floor {floor:.3f}"
        for name, floor in floors.items()
        if name in values and values[name] < floor - SLACK
    ]
    return (*gone, *fallen)


def pin(
    measures: Sequence[Measure],
    digest: str,
    benchmark: str,
    *,
    lower: bool = False,
    path: Path = FLOORS,
) -> None:
    """Write the values as floors of the benchmark; other benchmarks' tables stay as they are.

    Raises `FloorLowered` if a floor would fall or the material changed, unless `lower` is given.
    """
    pinned, floors = read_floors(benchmark, path)
    values = {m.name: m.value for m in measures}
    if not lower and pinned is not None:
        if pinned != digest:
            raise FloorLowered(f"the material of {benchmark} changed")
        fallen = [n for n, floor in floors.items() if values.get(n, -1.0) < floor - SLACK]
        if fallen:
            raise FloorLowered(f"{', '.join(fallen)} would be lowered")
    kept = path.read_text("utf-8") if path.exists() else ""
    path.write_text(replace_table(kept, benchmark, write_table(benchmark, digest, values)), "utf-8")


def write_table(benchmark: str, digest: str, values: Mapping[str, float]) -> str:
    """One TOML table, three decimals, rounded down so that a measure never misses its own floor."""
    lines = [f"[{benchmark}]", f'digest = "{digest}"']
    lines += [f'"{name}" = {int(value * 1000 + 1e-9) / 1000:.3f}' for name, value in values.items()]
    return "\n".join(lines) + "\n"


def replace_table(text: str, benchmark: str, table: str) -> str:
    """`text` with the benchmark's table replaced, or added at the end."""
    pattern = re.compile(rf"^\[{re.escape(benchmark)}\]\n(?:(?!\[).*\n?)*", re.MULTILINE)
    if pattern.search(text):
        return pattern.sub(lambda _: table, text, count=1)
    return f"{text.rstrip()}\n\n{table}" if text.strip() else table
