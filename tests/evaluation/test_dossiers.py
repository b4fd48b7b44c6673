"""Reading what the script of the shared benchmarks prints, and running it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.dossiers import Gold, read_scores, score_dossier
from evaluation.scores import Score

PRINTED = """\
passages lost by ingestion 2 ['a market  at 7', 'the bridge']
   claim missed: one They held the bridge for 3 days  and left
claims found 0.750  with the right source 0.500  (of 16)
events found 0.800  agent 0.400  target 0.300  place 0.600  (of 20)
boilerplate accuracy 0.900  (9 of 10)
event pairs F1 0.880  P 0.820  R 0.950  (hit 95, said 115, gold 101)
toll spread exact 0.500  (7 of 14 events)
findings to compare by reading:
   gold: figures-differ | 12 or 31
"""
GOLD = {
    "claims": [{"quote": "x"}] * 16,
    "labels": [{"quote": "y"}] * 4,
    "events": [
        {"quote": "z", "agent": "VMC" if n < 15 else None, "target": "Sona", "place": None}
        for n in range(20)
    ],
}


def test_the_scores_on_a_line_are_told_apart() -> None:
    found = {s.name: s.value for s in read_scores(PRINTED, GOLD)}
    assert found == {
        "passages kept": 0.95,
        "claims found": 0.75,
        "claims with the right source": 0.5,
        "events found": 0.8,
        "events agent": 0.4,
        "events target": 0.3,
        "events place": 0.6,
        "boilerplate accuracy": 0.9,
        "event pairs F1": 0.88,
        "toll spread exact": 0.5,
    }


def test_counts_are_kept_and_give_the_size_of_a_case() -> None:
    found = {s.name: s for s in read_scores(PRINTED, GOLD)}
    assert found["passages kept"].counts == "38 of 40"
    assert found["events agent"].counts == "of 15"
    assert found["claims with the right source"].counts == "of 16"
    assert found["event pairs F1"].counts == "hit 95, said 115, gold 101"
    sizes = {name: 1 / score.case for name, score in found.items()}
    assert sizes == pytest.approx(
        {
            "passages kept": 40,
            "claims found": 16,
            "claims with the right source": 16,
            "events found": 20,
            "events agent": 15,  # those that have one
            "events target": 20,
            "events place": 20,
            "boilerplate accuracy": 10,
            "event pairs F1": 108,
            "toll spread exact": 14,
        }
    )


SCRIPT = """\
import json, sys
task, exported, gold = sys.argv[1:]
dossier = json.load(open(exported, encoding="utf-8"))
rows = json.load(open(gold, encoding="utf-8"))["claims"]
said = " ".join(d["text"] for d in dossier["documents"])
hit = sum(row["quote"] in said for row in rows)
print(f"{task} kept {hit / len(rows):.3f}  ({hit} of {len(rows)})")
"""


def test_a_dossier_is_exported_and_scored_by_the_script(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "score.py").write_text(SCRIPT, "utf-8")
    (tmp_path / "docs").mkdir()
    report = tmp_path / "docs" / "one.txt"
    report.write_text("Two people were killed in Sona on 4 May 2031, the mayor said.\n", "utf-8")
    gold = tmp_path / "gold.json"
    gold.write_text(
        '{"claims": [{"quote": "Two people were killed"}, {"quote": "Nobody was hurt"}]}', "utf-8"
    )
    task = Gold("passages", "Passages", "docs", "gold.json")
    benchmark = score_dossier(task, tmp_path)
    assert benchmark.scores == (Score("passages kept", 0.5, "1 of 2", case=0.5),)
    before = benchmark.digest
    gold.write_text('{"claims": [{"quote": "Two people were killed"}]}', "utf-8")
    after = score_dossier(task, tmp_path)
    assert after.scores[0].value == 1.0
    assert after.digest != before
