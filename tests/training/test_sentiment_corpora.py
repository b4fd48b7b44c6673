from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.sentiment_corpora import basil, directed_sentiment, newsmtsc


@pytest.mark.parametrize(("mentions", "spans"), [(True, ["Dorr", "he"]), (False, ["Dorr"])])
def test_other_mentions_are_spoken_of_as_the_target_is(
    tmp_path: Path, mentions: bool, spans: list[str]
) -> None:
    row = {
        "sentence_normalized": "Dorr says he lied.",
        "targets": [
            {"from": 0, "to": 4, "polarity": 2.0, "further_mentions": [{"from": 10, "to": 12}]}
        ],
    }
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n")
    (example,) = newsmtsc(tmp_path / "train.jsonl", mentions=mentions)
    assert [(example.text[a:b], p) for _, a, b, p in example.spans] == [
        (s, "negative") for s in spans
    ]
    assert example.heads == {"polarity"}


def test_only_the_one_who_is_spoken_of_is_labelled(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        "[Orsk] blames [Dorr] again.\tOrsk\tDorr\t3\n"
        "[Orsk] met [Dorr].\tOrsk\tDorr\t0\n"
        "[Orsk] is praised by [Dorr].\tOrsk\tDorr\t2\n"
        "[Orsk] hails [Orsk].\tOrsk\tOrsk\t1\n"
    )
    found = list(directed_sentiment(tmp_path / "x.txt"))
    assert [(e.text, [(e.text[a:b], p) for _, a, b, p in e.spans]) for e in found] == [
        ("Orsk blames Dorr again.", [("Dorr", "negative")]),
        ("Orsk is praised by Dorr.", [("Orsk", "positive")]),
    ]


def test_spans_of_bias_label_their_target_where_it_is_named(tmp_path: Path) -> None:
    for folder in ("annotations/2031", "articles/2031"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "articles/2031/a_1.json").write_text(
        json.dumps({"body-paragraphs": [["Ilan Dorr gloated."], ["Dorr lost and won.", "Rain."]]})
    )
    notes = [
        {"id": "p0", "target": "Ilan_Dorr", "polarity": "neg"},
        {"id": "p1", "target": "Ilan_Dorr", "polarity": "neg"},
        {"id": "p1", "target": "Ilan_Dorr", "polarity": "pos"},
        {"id": "p2", "target": "Ilan_Dorr", "polarity": "pos"},
    ]
    (tmp_path / "annotations/2031/a_1_ann.json").write_text(
        json.dumps({"phrase-level-annotations": notes})
    )
    (example,) = basil(tmp_path)
    assert example.text == "Ilan Dorr gloated."
    assert example.spans == [("polarity", 5, 9, "negative")]
