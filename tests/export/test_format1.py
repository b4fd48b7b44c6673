"""Format 1: what it says is what the dossier holds, it keeps to its schema, and does not vary."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tellings.domain.accounts import FindingKind
from tellings.domain.reading import (
    Certainty,
    ClaimKind,
    Commitment,
    Factuality,
    Polarity,
    Qualifier,
    Stance,
)
from tellings.domain.text import PartKind
from tellings.dossier import Dossier
from tellings.errors import TellingsError
from tellings.export import schema, to_json, write_json
from tests.building import ACTORS, EVENT, FRONT, MINISTRY, MONITOR, Case, bombing, document, store

Json = dict[str, Any]
VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())
CASE = bombing()


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with store(CASE, tmp_path / "dossier.db") as opened:
        yield opened


@pytest.fixture
def exported(dossier: Dossier) -> Json:
    return to_json(dossier)


def named(objects: list[Json], key: str, value: object) -> Json:
    return next(each for each in objects if each[key] == value)


def of_document(exported: Json, what: str, path: str) -> list[Json]:
    wanted = named(exported["documents"], "path", f"belmora/{path}.txt")["id"]
    return [each for each in exported[what] if each["document"] == wanted]


def all_objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from all_objects(inner)


# ---------------------------------------------------------------- the schema
def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_an_export_keeps_to_the_schema(exported: Json) -> None:
    assert [error.json_path for error in VALIDATOR.iter_errors(exported)] == []


def test_dossiers_with_little_in_them_keep_to_the_schema(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "dossier.db") as dossier:
        assert VALIDATOR.is_valid(to_json(dossier))
        dossier.add_document(document("a.txt", ""))
        dossier.add_document(CASE.documents[0])
        dossier.add_reading(CASE.readings[0])
        exported = to_json(dossier)
    assert VALIDATOR.is_valid(exported)
    assert {mention["event"] for mention in exported["event_mentions"]} == {None}


@pytest.mark.parametrize(
    ("name", "field", "kinds"),
    [
        ("part", "kind", PartKind),
        ("claim", "kind", ClaimKind),
        ("claim", "commitment", Commitment),
        ("claim", "author_stance", Stance),
        ("event_mention", "factuality", Factuality),
        ("figure", "qualifier", Qualifier),
        ("blame", "certainty", Certainty),
        ("label", "polarity", Polarity),
        ("finding", "kind", FindingKind),
    ],
)
def test_the_schema_knows_each_word(name: str, field: str, kinds: type[PartKind]) -> None:
    words = schema()["$defs"][name]["properties"][field]["enum"]
    assert set(words) == {kind.value for kind in kinds}


REQUIRED = [
    (pointer, field)
    for pointer, fields in {
        ("documents", 0): "id path title outlet author published url genre language sha256 text",
        ("documents", 1): "parts copies",
        ("documents", 0, "parts", 0): "kind start end author",
        ("documents", 1, "copies", 0): "of share",
        ("actors", 0): "id name kind aliases",
        ("claims", 0): "id document content cue sources kind commitment author_stance",
        ("claims", 0, "content", 0): "start end text",
        ("claims", 0, "sources", 0): "text start end actor",
        ("event_mentions", 0): "id document event type trigger factuality voice",
        ("event_mentions", 1): "roles when where figures",
        ("event_mentions", 0, "voice"): "source actor claim",
        ("event_mentions", 0, "roles", 0): "role text start end actor",
        ("event_mentions", 0, "when"): "from to text start end",
        ("event_mentions", 0, "where"): "name text start end lat lon precision",
        ("event_mentions", 0, "figures", 0): "kind of low high qualifier total text start end",
        ("figures", 0): "document kind of low high qualifier total text start end",
        ("labels", 0): "document text start end actor polarity voice",
        ("events", 0): "id title type when where mentions origins accounts findings",
        ("events", 0, "accounts", 0): "id voice origin documents figures blames denies labels",
        ("events", 0, "accounts", 0, "voice"): "source actor",
        ("events", 0, "accounts", 0, "figures", 0): "document kind low high total text start end",
        ("events", 0, "accounts", 1, "blames", 0): "actor certainty document text start end",
        ("events", 0, "findings", 0): "kind text accounts passages",
        ("events", 0, "findings", 0, "passages", 0): "document start end text",
        ("findings", 0): "kind text accounts passages",
        (): "tellings documents actors claims event_mentions figures labels events findings",
    }.items()
    for field in fields.split()
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Json:
    with store(CASE, tmp_path_factory.mktemp("whole") / "dossier.db") as dossier:
        return to_json(dossier)


@pytest.mark.parametrize(("pointer", "field"), REQUIRED)
def test_the_schema_requires_what_the_format_promises(
    whole: Json, pointer: tuple[str | int, ...], field: str
) -> None:
    lacking = deepcopy(whole)
    at: Any = lacking
    for step in pointer:
        at = at[step]
    del at[field]
    assert not VALIDATOR.is_valid(lacking)


def test_the_schema_bears_fields_that_it_does_not_know(exported: Json) -> None:
    for each in list(all_objects(exported)):
        each["added_later"] = "x"  # a string, which provenance asks for
    assert VALIDATOR.is_valid(exported)


# ---------------------------------------------------------------- what it says
def test_every_passage_is_quoted_from_where_it_stands(exported: Json) -> None:
    text = {each["id"]: each["text"] for each in exported["documents"]}
    quoted = 0
    for what in ("claims", "event_mentions", "figures", "labels", "events", "findings"):
        for top in exported[what]:
            for each in all_objects(top):
                owner = each.get("document", top.get("document"))
                if {"start", "end", "text"} <= each.keys() and not {"role", "person"} & each.keys():
                    assert text[owner][each["start"] : each["end"]] == each["text"]
                    quoted += 1
    assert quoted > 50


def test_a_document(exported: Json) -> None:
    bulletin, herald = exported["documents"][:2]
    first = CASE.documents[0]
    assert bulletin["text"] == first.text
    assert bulletin["sha256"] == first.sha256
    assert bulletin["published"] == "2031-03-15"
    assert bulletin["parts"][0] == {"kind": "headline", "start": 0, "end": 34, "author": None}
    assert bulletin["provenance"] == {"outlet": "text byline", "published": "text dateline"}
    assert herald["copies"] == [{"of": bulletin["id"], "share": 0.7}]


def test_sources_come_outermost_first_with_their_actors(exported: Json) -> None:
    said = of_document(exported, "claims", "radio")[0]
    assert [source["text"] for source in said["sources"]] == ["Tarsin Radio", MINISTRY]
    assert [source["actor"] for source in said["sources"]] == [None, ACTORS[MINISTRY].id]
    assert said["cue"]["text"] == "quoted"


def test_a_claim_without_a_source_has_none(exported: Json) -> None:
    (rumour,) = of_document(exported, "claims", "leaflet")
    assert rumour["sources"] == []


def test_a_source_that_nobody_names(tmp_path: Path) -> None:
    reading = CASE.readings[0]
    first = reading.claims[0]
    unnamed = replace(first, sources=(replace(first.sources[0], name=None, span=None),), cue=None)
    case = Case(CASE.documents[:1], (replace(reading, claims=(unnamed,)),), CASE.comparison)
    with store(case, tmp_path / "dossier.db", compared=False) as dossier:
        exported = to_json(dossier)
    (source,) = exported["claims"][0]["sources"]
    nothing = dict.fromkeys(("text", "start", "end", "actor", "person", "body"))
    assert source == nothing
    assert exported["claims"][0]["cue"] is None
    assert VALIDATOR.is_valid(exported)


def test_an_event_mention(exported: Json) -> None:
    (mention,) = of_document(exported, "event_mentions", "radio")
    assert mention["event"] == EVENT
    assert mention["voice"]["source"] == MINISTRY
    assert mention["voice"]["actor"] == ACTORS[MINISTRY].id
    assert mention["voice"]["claim"] == of_document(exported, "claims", "radio")[0]["id"]
    assert (mention["when"]["from"], mention["when"]["to"]) == ("2031-03-14", "2031-03-14")
    assert (mention["where"]["lat"], mention["where"]["precision"]) == (41.5, "town")
    assert mention["roles"][0]["text"] == "terrorist gangs"
    assert mention["roles"][0]["actor"] == ACTORS[FRONT].id
    (statement,) = of_document(exported, "event_mentions", "statement")
    assert statement["voice"] == {"source": None, "actor": None, "claim": None, "person": None}
    assert statement["when"] is None
    assert statement["where"] is None


def test_figures_are_whole_numbers_where_they_are_whole(dossier: Dossier, exported: Json) -> None:
    (mention,) = of_document(exported, "event_mentions", "radio")
    (figure,) = mention["figures"]
    assert repr((figure["low"], figure["high"], figure["total"])) == "(12, 12, True)"
    (stalls,) = exported["figures"]
    assert (stalls["of"], stalls["qualifier"]) == ("stalls", "about")
    (bound,) = of_document(exported, "event_mentions", "herald")[0]["figures"]
    assert (bound["low"], bound["high"]) == (31, None)


def test_a_share_stays_a_fraction(tmp_path: Path) -> None:
    reading = CASE.readings[0]
    figure, voice = reading.figures[0]
    half = replace(figure, low=0.5, high=None)
    case = Case(CASE.documents[:1], (replace(reading, figures=((half, voice),)),), CASE.comparison)
    with store(case, tmp_path / "dossier.db", compared=False) as dossier:
        assert to_json(dossier)["figures"][0]["low"] == 0.5


def test_an_event_with_its_accounts(exported: Json) -> None:
    event = exported["events"][0]
    documents = [each["id"] for each in exported["documents"]]
    assert event["id"] == EVENT
    assert event["origins"] == 2
    assert len(event["mentions"]) == 5
    by_monitor, by_ministry, by_residents, itself = event["accounts"]
    assert by_monitor["voice"]["source"] == MONITOR
    assert by_monitor["voice"]["actor"] == ACTORS[MONITOR].id
    assert by_monitor["documents"] == documents[:2]
    assert [figure["document"] for figure in by_monitor["figures"]] == documents[:2]
    assert by_monitor["origin"] == by_residents["origin"]
    assert named(exported["origins"], "id", by_monitor["origin"])["name"] == MONITOR
    (blame,) = by_residents["blames"]
    assert (blame["actor"], blame["certainty"]) == ("Vardanian Army", "asserted")
    assert blame["text"] == "the Vardanian Army"
    assert [label["text"] for label in by_ministry["labels"]] == ["Terrorist gangs"]
    assert itself["voice"]["source"] is None


def test_findings_stand_with_their_event_or_at_the_top(exported: Json) -> None:
    (differ,) = exported["events"][0]["findings"]
    assert differ["kind"] == "figures-differ"
    known = {account["id"] for account in exported["events"][0]["accounts"]}
    assert set(differ["accounts"]) < known
    assert [p["text"] for p in differ["passages"]] == ["At least 31 people", "12 people"]
    (rejects,) = exported["findings"]
    assert rejects["kind"] == "author-rejects"


def test_labels_name_the_actor(exported: Json) -> None:
    (gangs,) = of_document(exported, "labels", "radio")
    assert (gangs["actor"], gangs["name"]) == (ACTORS[FRONT].id, FRONT)
    assert gangs["voice"]["source"] == MINISTRY
    (brave,) = of_document(exported, "labels", "herald")
    assert (brave["actor"], brave["name"]) == (None, "people of Belmora")


def test_files_that_were_refused(exported: Json) -> None:
    assert exported["refusals"] == [
        {
            "path": "belmora/scan.bin",
            "reason": "it is not text",
            "advice": "give a PDF with text in it",
        }
    ]


# ---------------------------------------------------------------- the file
def test_the_file_says_the_same(dossier: Dossier, exported: Json, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert write_json(dossier, path) == path
    assert json.loads(path.read_text("utf-8")) == exported
    assert len(path.read_text("utf-8").splitlines()) > 30  # a record a line
    assert "🕯" in path.read_text("utf-8")


def test_the_same_case_gives_the_same_bytes_in_whatever_order_it_was_stored(
    dossier: Dossier, tmp_path: Path
) -> None:
    back = replace(CASE, documents=CASE.documents[::-1], readings=CASE.readings[::-1])
    with store(back, tmp_path / "back.db") as other:
        first = write_json(dossier, tmp_path / "first.json").read_bytes()
        assert write_json(other, tmp_path / "second.json").read_bytes() == first
    assert write_json(dossier, tmp_path / "first.json").read_bytes() == first


def test_writing_leaves_nothing_else_behind(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "x.json").write_text("old")
    write_json(dossier, folder / "x.json")
    assert [path.name for path in folder.iterdir()] == ["x.json"]


def test_where_it_cannot_be_written(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(TellingsError, match="cannot be written"):
        write_json(dossier, tmp_path / "no folder" / "x.json")
    with pytest.raises(TellingsError, match="cannot be written"):
        write_json(dossier, tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_not_replaced(dossier: Dossier, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    try:
        write_json(dossier, pipe)
        assert os.read(reader, 12) == b'{"tellings":'
    finally:
        os.close(reader)
    assert pipe.is_fifo()
