from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.attribution import Table
from evaluation.sentiment import Target, macro_f1, read_sentences, words_of
from tests.support.parsed import parsed


def test_targets_are_read_with_their_other_mentions(tmp_path: Path) -> None:
    row = {
        "sentence_normalized": "Dorr says he won.",
        "targets": [
            {"from": 0, "to": 4, "polarity": 6.0, "further_mentions": [{"from": 10, "to": 12}]},
            {"from": 10, "to": 12, "polarity": 2.0},
        ],
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(row) + "\n")
    ((text, targets),) = read_sentences(tmp_path / "x.jsonl")
    assert text == "Dorr says he won."
    assert targets == [Target(0, 4, ((10, 12),), "positive"), Target(10, 12, (), "negative")]


def test_a_stretch_stands_for_the_words_that_it_touches() -> None:
    syntax = parsed("Ilan/PROPN/nsubj/won Dorr/PROPN/flat/Ilan won/VERB/root .")
    assert words_of(syntax, 0, 9) == (0, 2)
    assert words_of(syntax, 5, 9) == (1, 2)
    assert words_of(syntax, 10, 11) == (2, 3)


def test_macro_f1_is_the_mean_of_the_classes() -> None:
    table = Table()
    table.add("negative", 1, 1, 1)
    table.add("neutral", 1, 2, 2)
    table.add("positive", 0, 1, 1)
    table.add("accuracy", 2, 4, 4)
    assert macro_f1(table) == pytest.approx(0.5)
