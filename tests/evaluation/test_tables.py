"""Cells of Markdown tables that scores go into, and tables on the screen."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from evaluation.scores import Benchmark, Score
from evaluation.tables import cells, fill_cells, print_tables, strangers

MEASURED = [
    Benchmark("seeds", "Seeds", (Score("claims found", 0.875, "14 of 16"),), "d1"),
    Benchmark("speed", "Speed", (Score("peak memory", 1312.4, unit="MB"),), None),
]
PAGE = """\
<!-- seeds: claims found --> no cell of a table
| what | value | of it |
| --- | --- | --- |
| claims | <!-- seeds: claims found --> to be measured | <!-- seeds: claims found % -->|
| memory | all | <!-- speed: peak memory --> 7 MB |
| blame | <!-- contested: blame F1 --> 0.123 | |
"""
FILLED = """\
<!-- seeds: claims found --> no cell of a table
| what | value | of it |
| --- | --- | --- |
| claims | <!-- seeds: claims found --> 0.875 | <!-- seeds: claims found % --> 88 % |
| memory | all | <!-- speed: peak memory --> 1,312 MB |
| blame | <!-- contested: blame F1 --> 0.123 | |
"""


def test_cells_are_filled_and_the_rest_stays() -> None:
    assert fill_cells(PAGE, MEASURED) == FILLED
    assert fill_cells(FILLED, MEASURED) == FILLED
    assert fill_cells(FILLED, []) == FILLED


def test_a_name_that_there_is_not_is_told_where_its_benchmark_was_measured() -> None:
    page = "| <!-- seeds: claims fond --> | <!-- contested: blame --> |"
    assert cells(page) == [("seeds", "claims fond"), ("contested", "blame")]
    assert strangers(page, MEASURED) == ["seeds: claims fond"]
    assert strangers(PAGE, MEASURED) == []


def test_a_table_shows_each_score_with_its_counts() -> None:
    screen = StringIO()
    print_tables(MEASURED, Console(file=screen, width=80))
    shown = screen.getvalue()
    for words in ("Seeds", "claims found", "0.875", "14 of 16", "peak memory", "1,312 MB"):
        assert words in shown
