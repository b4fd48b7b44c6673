"""Scores on the screen, and in the cells of Markdown tables.

A cell that begins with the comment `<!-- BENCHMARK: SCORE -->` shows that score; `%` after the
name shows it as a percentage. What was not measured keeps the value that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table as RichTable

from evaluation.scores import Benchmark, Score

CELL = re.compile(
    r"(?P<mark>\| *<!-- (?P<benchmark>[\w-]+): (?P<score>[^|<>]+?)(?P<percent> %)? -->)[^|\n]*"
)


def print_plain(benchmarks: Iterable[Benchmark]) -> None:
    """One line a score: benchmark, name, value, counts."""
    for benchmark in benchmarks:
        for score in benchmark.scores:
            counts = f"  ({score.counts})" if score.counts else ""
            print(f"{benchmark.key}: {score.name} {score}{counts}", flush=True)


def print_tables(benchmarks: Iterable[Benchmark], console: Console | None = None) -> None:
    """A table for each benchmark."""
    console = console or Console()
    for benchmark in benchmarks:
        table = RichTable(title=benchmark.title, title_justify="left", min_width=60)
        table.add_column("measure")
        table.add_column("value", justify="right")
        table.add_column("counts", style="dim")
        for score in benchmark.scores:
            table.add_row(score.name, str(score), score.counts)
        console.print(table)


def cells(markdown: str) -> list[tuple[str, str]]:
    """The scores that a page asks for: (benchmark, score)."""
    return [(m["benchmark"], m["score"]) for m in CELL.finditer(markdown)]


def fill_cells(markdown: str, benchmarks: Sequence[Benchmark]) -> str:
    """`markdown` with each cell's value replaced, where it was measured."""
    values = {(b.key, s.name): s for b in benchmarks for s in b.scores}

    def value(match: re.Match[str]) -> str:
        score = values.get((match["benchmark"], match["score"]))
        if score is None:
            return match[0]
        return f"{match['mark']} {percentage(score) if match['percent'] else score} "

    return CELL.sub(value, markdown)


def strangers(markdown: str, benchmarks: Sequence[Benchmark]) -> list[str]:
    """The cells of a page that name no score of the benchmark that was measured."""
    known = {b.key: {s.name for s in b.scores} for b in benchmarks}
    return [
        f"{benchmark}: {score}"
        for benchmark, score in cells(markdown)
        if score not in known.get(benchmark, {score})
    ]


def percentage(score: Score) -> str:
    """A share as a whole percentage."""
    return f"{100 * score.value:.0f} %"
