"""What a benchmark gives: named scores with the counts behind them, and what they were taken on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.attribution import Table
from evaluation.floors import FLOORS, Measure, pin, shortfalls

MARGIN = 0.01
"""How far below the value measured a floor lies, or one case where that is more. Processors differ
in int8 arithmetic (those without VNNI saturate), so the same model tags a few words otherwise."""


@dataclass(frozen=True, slots=True)
class Score:
    """A value with its counts in words. `case` is what one case more or less changes."""

    name: str
    value: float
    counts: str = ""
    case: float = 0.0
    unit: str = ""  # none: a share of 0..1

    def __str__(self) -> str:
        digits = 3 if not self.unit else 0 if self.value >= 100 else 2
        return f"{self.value:,.{digits}f}{self.unit and ' ' + self.unit}"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The scores of one set. `digest` is that of its gold; none: it has no floors (speed)."""

    key: str
    title: str
    scores: tuple[Score, ...]
    digest: str | None

    def shut(self, floors: Path = FLOORS) -> tuple[str, ...]:
        """What keeps the gate shut; nothing where the benchmark has no floors."""
        if self.digest is None:
            return ()
        measures = [Measure(s.name, s.value, 1) for s in self.scores]
        return tuple(
            sentence if self.key in sentence else f"{self.key}: {sentence}"
            for sentence in shortfalls(measures, self.digest, self.key, floors)
        )

    def pin(self, *, lower: bool = False, floors: Path = FLOORS) -> None:
        """Write floors a margin below the scores; raises `FloorLowered` as `floors.pin` does."""
        if self.digest is not None:
            pin(
                [Measure(s.name, max(0.0, s.value - max(MARGIN, s.case)), 1) for s in self.scores],
                self.digest,
                self.key,
                lower=lower,
                path=floors,
            )


def from_table(table: Table) -> tuple[Score, ...]:
    """F1 scores with hits, said and gold."""
    return tuple(
        Score(
            name,
            count.f1,
            f"F1: hit {count.hit:,}, said {count.said:,}, gold {count.gold:,}",
            case=2 / (count.said + count.gold) if count.said + count.gold else 0.0,
        )
        for name, count in table.rows.items()
    )


def from_measures(measures: Iterable[Measure]) -> tuple[Score, ...]:
    """Shares and F1 scores of the examples."""
    return tuple(
        Score(m.name, m.value, f"{m.hit:g} of {m.of:g}", case=1 / m.of if m.of else 0.0)
        for m in measures
    )
