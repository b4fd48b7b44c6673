"""Learn the weights by which two mentions of one document are taken for one: `align/within.toml`.

    python -m training.within [--shared ../shared] [--write]

Logistic regression with a ridge over the facts of `align/within.py`, on the annotated reports
whose bucket is below 8 (those of `evaluation.accounts` that rules may be made on). Without
`--write` the reports are parted in five, and what is printed was learned on the other four.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.accounts import read_reports
from evaluation.claims import HELD_OUT
from evaluation.within import measure, pages_of
from tellings.align.within import Page, excluded, facts
from tellings.models.runtime import Encoder
from tellings.read import BuiltinReader
from training.pairs import climb
from training.roles import PARTS, part_of

RIDGE = 2.0
SEEN = 10  # a fact that fewer pairs have is no fact
LEAST = 0.03  # a weight below this is left out
WEIGHTS = Path(__file__).parents[1] / "src" / "tellings" / "align" / "within.toml"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one report: their facts, and whether they are of one gold event."""

    report: str
    facts: Mapping[str, float]
    one: bool


def pairs_of(page: Page, gold: Mapping[str, int]) -> Iterator[Pair]:
    """Every two mentions with a gold event that can be one."""
    known = [t for t in page.told if t.mention.id in gold]
    for left, right in combinations(known, 2):
        if not excluded(left, right):
            one = gold[left.mention.id] == gold[right.mention.id]
            yield Pair(page.document.path, dict(facts(page, left, right)), one)


def learn(pairs: Sequence[Pair]) -> dict[str, float]:
    """The weights of least loss, by Newton's method; rare facts and small weights left out."""
    counts: dict[str, int] = {}
    for pair in pairs:
        for name in pair.facts:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(n for n, c in counts.items() if c >= SEEN)
    column = {n: k for k, n in enumerate(names)}
    x = np.zeros((len(pairs), len(names)))
    for row, pair in enumerate(pairs):
        for name, value in pair.facts.items():
            if name in column:
                x[row, column[name]] = value
    one = np.array([float(p.one) for p in pairs])
    none = np.zeros(len(names))
    weights = climb(x, one, np.ones(len(pairs)), none, np.full(len(names), RIDGE))
    kept = {n: round(float(weights[k]), 2) for n, k in column.items()}
    return {n: w for n, w in kept.items() if abs(w) >= LEAST}


def as_toml(weights: Mapping[str, float], pairs: Sequence[Pair]) -> str:
    """The table as it is shipped."""
    one = sum(p.one for p in pairs)
    lines = [
        "# What each fact of align/within.py adds to the log-odds that two mentions of a document",
        "# are of one event. Made by `python -m training.within --write`.",
        "",
        "[facts]",
        f"# {len(pairs):,} pairs, {one:,} of one event",
        *(f'"{fact}" = {w:.2f}' for fact, w in sorted(weights.items())),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print what it gives on reports left out, and write where asked."""
    parser = argparse.ArgumentParser(prog="training.within")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="replace align/within.toml")
    chosen = parser.parse_args(arguments)
    reader = BuiltinReader(Encoder())
    reports = list(read_reports(reader, chosen.shared / "annotated", lambda b: b < HELD_OUT))
    pages = list(pages_of(reports))
    pairs = [p for page, gold in pages for p in pairs_of(page, gold)]
    parts = [part_of(p.report) for p in pairs]
    weights = [
        learn([p for p, part in zip(pairs, parts, strict=True) if part != left])
        for left in range(PARTS)
    ]
    result = measure("learned on other reports", pages, lambda path: weights[part_of(path)])
    for score in result.scores:
        print(f"{score.name} {score.value:.3f} ({score.counts})")
    if chosen.write:
        WEIGHTS.write_text(as_toml(learn(pairs), pairs), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
