"""Each way to damage a dossier is named by the check, and indexes are repaired."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tellings.domain.text import Span
from tellings.dossier import Dossier, Query
from tellings.dossier.check import RESTORE, check, spans
from tests.building import Case, bombing, store

WORDS = ("documents_words", "claims_words", "actors_words")


@pytest.fixture
def path(case: Case, tmp_path: Path) -> Path:
    with store(case, tmp_path / "checked.db") as dossier:
        dossier.replace_comparison(case.comparison, dossier.basis())
    return tmp_path / "checked.db"


def spoil(path: Path, *statements: str) -> None:
    with Dossier.open(path) as dossier:
        dossier._connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            dossier._connection.execute(statement)


def test_a_sound_dossier_is_sound(case: Case, path: Path) -> None:
    checked = check(path)
    assert checked.flaws == ()
    assert checked.is_sound
    assert checked.counts["documents"] == len(case.documents)
    assert checked.counts["spans"] > 50


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE documents SET text = replace(text, 'bomb', 'bimb')", "not the text that was"),
        ("UPDATE documents SET text = substr(text, 1, 20)", "after the end of the text"),
        ("UPDATE documents SET sha256 = 'f' || sha256", "not that of its bytes"),
        ("UPDATE documents SET path = 'elsewhere' || id", "of another path"),
        ("UPDATE claims SET content = 'said otherwise'", "words are not those at its place"),
        ("UPDATE claims SET record = json_set(record, '$.id', 'x')", "of another claim"),
        ("UPDATE event_mentions SET start = start + 1", "of another place"),
        ("UPDATE event_mentions SET record = json_set(record, '$.voice.claim', 'x')", "claim x"),
        ("UPDATE accounts SET record = json_set(record, '$.origin', 'x')", "origin x"),
        ("UPDATE accounts SET record = json_set(record, '$.mentions[0]', 'x')", "mention x"),
        ("UPDATE findings SET record = json_set(record, '$.accounts[0]', 'x')", "account x"),
        ("UPDATE findings SET record = json_set(record, '$.passages[0].end', 99999)", "99999"),
        ("UPDATE findings SET record = json_set(record, '$.kind', 'odd')", "cannot be understood"),
        ("DELETE FROM origins", "nothing in origins"),
        ("DELETE FROM documents", "nothing in documents"),
    ],
)
def test_what_is_wrong_is_named(path: Path, statement: str, told: str) -> None:
    spoil(path, statement)
    checked = check(path)
    assert not checked.is_sound
    assert told in " | ".join(map(str, checked.flaws))
    assert all(flaw.advice for flaw in checked.flaws if not flaw.is_repaired)


@pytest.mark.parametrize("name", WORDS)
def test_an_index_of_words_is_repaired(path: Path, name: str) -> None:
    spoil(path, f"INSERT INTO {name} ({name}) VALUES ('delete-all')")
    with Dossier.open(path) as dossier:
        found = dossier.search(Query("bomb")).total
    checked = check(path)
    assert [(flaw.where, flaw.is_repaired) for flaw in checked.flaws] == [(f"index {name}", True)]
    assert checked.is_sound
    assert check(path).flaws == ()
    with Dossier.open(path) as dossier:
        assert dossier.search(Query("bomb")).total > found or name != "documents_words"


def test_an_index_of_the_file_is_repaired(path: Path) -> None:
    """The index is emptied behind SQLite's back: its root page is made a leaf without cells."""
    with Dossier.open(path) as dossier:
        size = dossier._connection.execute("PRAGMA page_size").fetchone()[0]
        (page,) = dossier._connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'claims_source'"
        ).fetchone()
    data = bytearray(path.read_bytes())
    at = (page - 1) * size
    data[at : at + 8] = b"\x0a\x00\x00\x00\x00" + size.to_bytes(2, "big") + b"\x00"
    path.write_bytes(data)
    checked = check(path)
    assert checked.flaws
    assert all(flaw.is_repaired for flaw in checked.flaws)
    assert check(path).flaws == ()


def test_a_damaged_table_is_said_to_be(path: Path) -> None:
    with Dossier.open(path) as dossier:
        size = dossier._connection.execute("PRAGMA page_size").fetchone()[0]
        (page,) = dossier._connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'claims'"
        ).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    checked = check(path)
    assert not checked.is_sound
    assert RESTORE in {flaw.advice for flaw in checked.flaws}


def test_what_an_interrupted_run_leaves_is_expected(case: Case, path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.replace_comparison(case.comparison, dossier.basis())
        dossier._connection.execute("UPDATE readings SET reader = 'another'")
    checked = check(path)
    assert [f.text for f in checked.flaws] == [
        "it rests on other readings or decisions than are there now"
    ]
    assert checked.is_sound


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_only_looked_at(path: Path) -> None:
    path.chmod(0o444)
    assert check(path).flaws == ()


def test_every_span_of_a_record_is_found() -> None:
    case = bombing()
    for reading in (r for r in case.readings if r.event_mentions):
        planted = Span("planted", 1, 2)
        first = reading.event_mentions[0]
        changed = replace(first, sentence=planted)
        assert planted in set(spans(replace(reading, event_mentions=(changed,))))


@pytest.mark.parametrize("call", [Dossier.open, check], ids=["open", "check"])
def test_there_is_no_dossier(call: Callable[[Path], object], tmp_path: Path) -> None:
    from tellings.errors import DossierError

    with pytest.raises(DossierError, match="no such file"):
        call(tmp_path / "none.db")
