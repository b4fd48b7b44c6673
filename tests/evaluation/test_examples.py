"""The score of the examples: 1 for what a careful reader finds, less for each thing amiss."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.examples import main, score
from evaluation.places import locate
from tests.evaluation.perfect import expected, perfect

Json = dict[str, Any]


def values(dossier: Json) -> dict[str, float]:
    return {m.name: round(m.value, 6) for m in score(dossier, expected())}


def test_the_expected_dossier_scores_one_on_every_measure() -> None:
    assert {n: v for n, v in values(perfect()).items() if v != 1.0} == {}


def test_an_empty_dossier_scores_nothing() -> None:
    empty: Json = {k: [] for k in perfect()}
    got = values(empty)
    # boilerplate that is not there is left out, as it should be
    assert {n for n, v in got.items() if v} == {"boilerplate"}


def blur_figures(dossier: Json) -> None:
    for figure in dossier["figures"]:
        figure["low"] = 1


def swap_sources(dossier: Json) -> None:
    for claim in dossier["claims"]:
        claim["sources"] = [{"text": "Nobody Known"}]


def widen_nothing(dossier: Json) -> None:
    for claim in dossier["claims"]:
        content = claim["content"][0]
        content["end"] = content["start"] + (content["end"] - content["start"]) // 2


def drop_events(dossier: Json) -> None:
    dossier["events"] = []


def keep_junk(dossier: Json) -> None:
    for document in dossier["documents"]:
        document["parts"] = [{"kind": "body", "start": 0, "end": len(document["text"])}]


def strip_roles(dossier: Json) -> None:
    for mention in dossier["event_mentions"]:
        mention["roles"] = []


def praise_all(dossier: Json) -> None:
    for label in dossier["labels"]:
        label["polarity"] = "positive"


def accuse_the_wrong(dossier: Json) -> None:
    for event in dossier["events"]:
        for account in event["accounts"]:
            for blame in account["blames"]:
                blame["actor"] = "Nobody Known"


def drop_findings(dossier: Json) -> None:
    dossier["findings"] = []
    for event in dossier["events"]:
        event["findings"] = []


@pytest.mark.parametrize(
    ("spoil", "fallen"),
    [
        (blur_figures, {"figures bounds", "figures voice"}),
        (swap_sources, {"claims source"}),
        (widen_nothing, {"claims found", "claims source", "claims commitment",
                         "claims author stance"}),
        (drop_events, {"event pairs", "account figures", "account voices", "blame", "findings"}),
        (keep_junk, {"boilerplate", "parts"}),
        (strip_roles, {"events agent", "events target"}),
        (praise_all, {"labels polarity"}),
        (accuse_the_wrong, {"blame"}),
        (drop_findings, {"findings"}),
    ],
)  # fmt: skip
def test_each_fault_lowers_the_measures_it_concerns_and_no_other(
    spoil: Callable[[Json], None], fallen: set[str]
) -> None:
    dossier = perfect()
    spoil(dossier)
    assert {n for n, v in values(dossier).items() if v != 1.0} == fallen


def test_merging_the_raids_is_seen() -> None:
    dossier = perfect()
    first, second = (e for e in dossier["events"] if e["id"].startswith("sona-"))
    for mention in dossier["event_mentions"]:
        if mention["event"] == second["id"]:
            mention["event"] = first["id"]
    for key in ("mentions", "accounts", "findings"):
        first[key] += second[key]
    dossier["events"].remove(second)
    got = values(dossier)
    assert got["raids kept apart"] == 0.0
    assert got["event pairs"] < 1.0
    assert got["events found"] == 1.0


def test_too_many_documents_in_an_event_cost_precision() -> None:
    dossier = perfect()
    event = next(e for e in dossier["events"] if e["id"].startswith("dravik"))
    event["mentions"] += [m["id"] for m in dossier["event_mentions"]
                          if m["event"] and m["event"].startswith("ceasefire")]  # fmt: skip
    assert 0.8 < values(dossier)["event pairs"] < 1.0


def test_passages_are_found_across_the_line_breaks_of_a_pdf() -> None:
    assert locate("the convoy\r\n  stopped", "convoy stopped") == (4, 21)
    assert locate("the convoy", "no such words") is None


def test_the_command_pins_floors_and_guards_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad, floors = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "floors.toml"
    good.write_text(json.dumps(perfect()), "utf-8")
    worse = perfect()
    swap_sources(worse)
    bad.write_text(json.dumps(worse), "utf-8")
    at = ["--floors", str(floors)]
    assert main([str(good), "--gate", *at]) == 1  # nothing is pinned yet
    assert main([str(good), "--pin", "--gate", *at]) == 0
    assert main([str(bad), "--gate", *at]) == 1
    assert "claims source fell to 0.000, below its floor 1.000" in capsys.readouterr().err
    assert main([str(bad), "--pin", *at]) == 1
    assert main([str(good), "--gate", *at]) == 0
    assert main([str(bad), "--pin", "--lower", "--gate", *at]) == 0
