"""Speed is measured over the reading that ships, and adds up."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from evaluation.speed import PARTS, Clock, measure_speed, split_by_stage, take_texts
from tellings.read import reader as stages

REPORTS = [
    f"At least {n} people were killed in {town} on Monday, the Ministry of Defence said. "
    "The Northern Coalition denied that its planes had bombed the market."
    for n, town in [(12, "Dravik"), (31, "Belmora"), (4, "Sona")]
]


def test_a_clock_adds_up_what_is_called_under_a_name() -> None:
    clock = Clock()
    work = clock.timed("work", lambda seconds: busy(seconds))
    assert work(0.02) == 0.02
    once = clock.seconds["work"]
    work(0.02)
    assert 0.02 <= once < clock.seconds["work"]


def busy(seconds: float) -> float:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return seconds


def test_the_reader_is_as_before_when_the_clock_is_gone() -> None:
    names = [name for group in PARTS.values() for name in group]
    before = [getattr(stages, name) for name in names]
    with split_by_stage(Clock()):
        assert all(getattr(stages, n) is not b for n, b in zip(names, before, strict=True))
    assert [getattr(stages, name) for name in names] == before


def test_texts_are_taken_in_as_documents() -> None:
    documents = take_texts(REPORTS)
    assert [d.text.strip() for d in documents] == REPORTS
    assert all(d.parts for d in documents)


def test_the_stages_add_up_to_the_whole_and_reading_costs_more_than_its_encoder(
    tmp_path: Path,
) -> None:
    (tmp_path / "corpus").mkdir()
    with (tmp_path / "corpus" / "fakes.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["unit_id", "article_title", "article_content"])
        table.writerows([i, f"Report {i}", text] for i, text in enumerate([*REPORTS, "x", "y"]))
    benchmark = measure_speed(tmp_path, 3)
    values = {score.name: score.value for score in benchmark.scores}
    assert benchmark.digest is None
    assert benchmark.scores[0].counts.endswith("3 documents, 97 tokens")
    assert values["whole reading / bare encoder"] > 1.0
    shares = {name: v for name, v in values.items() if name.startswith("share of ")}
    assert set(shares) == {f"share of {p}" for p in ("encoder", *PARTS, "the rest")}
    assert sum(shares.values()) == pytest.approx(1.0)
    assert all(v > 0.0 for name, v in shares.items() if name != "share of the rest")
    assert 50 < values["peak resident memory"] < 1000
    assert "growth of align and compare" not in values  # of three documents there is none
