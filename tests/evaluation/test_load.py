"""The measure of the workbench under load: what readers ask for, and what is made of the times."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from evaluation.load import Answers, load_scores, measure_load, ways_of
from tests.building import EVENT, bombing, store


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    store(bombing(), tmp_path / "dossier.db").close()
    return tmp_path / "dossier.db"


def test_readers_go_everywhere(dossier: Path) -> None:
    ways = ways_of(dossier)
    draw = Random(1)
    went = [ways.next(draw) for _ in range(400)]
    assert {kind for kind, _ in went} == {
        "list", "event", "document", "actor", "text", "events page", "search",
    }  # fmt: skip
    assert f"/events/{EVENT}" in {address for _, address in went}
    assert ways.next(Random(7)) == ways.next(Random(7))


def test_scores() -> None:
    answers = Answers(server=0.1)
    answers.times["event"] = [float(ms) for ms in range(1, 101)]
    scores = {score.name: score.value for score in load_scores(answers, 10)}
    assert scores["median"] == scores["median of event"] == 50.5
    assert scores["95th percentile"] == pytest.approx(95.95)
    assert scores["slowest"] == 100
    assert scores["server CPU for an answer"] == pytest.approx(1.0)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_workbench_is_measured(dossier: Path) -> None:
    measured = measure_load(dossier, readers=2, seconds=1)
    assert next(score.value for score in measured.scores if score.name == "median") > 0
