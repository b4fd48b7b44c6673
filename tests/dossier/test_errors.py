"""Whatever SQLite or the disk does, what comes out is one of Tellings' errors."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tellings.domain.accounts import Alignment, Comparison, Decision, Verdict
from tellings.domain.reading import Reading
from tellings.domain.text import Refusal, Span
from tellings.dossier import Dossier, Query
from tellings.dossier.connection import translate
from tellings.dossier.migrations import MIGRATIONS
from tellings.errors import (
    DiskFull,
    DossierDamaged,
    DossierError,
    DossierLocked,
    DossierUnwritable,
    NewerDossier,
    NotADossier,
    RecordRefused,
)
from tests.building import READER, Case, document, store

FAMILIES = {
    "BUSY": DossierLocked,
    "LOCKED": DossierLocked,
    "PROTOCOL": DossierLocked,
    "FULL": DiskFull,
    "READONLY": DossierUnwritable,
    "CANTOPEN": DossierUnwritable,
    "PERM": DossierUnwritable,
    "AUTH": DossierUnwritable,
    "IOERR": DossierUnwritable,
    "NOLFS": DossierUnwritable,
    "NOTADB": NotADossier,
    "FORMAT": NotADossier,
    "CORRUPT": DossierDamaged,
    "CONSTRAINT": RecordRefused,
    "MISMATCH": RecordRefused,
    "TOOBIG": RecordRefused,
}
OTHERS = {
    "EMPTY",
    "ERROR",
    "INTERNAL",
    "INTERRUPT",
    "MISUSE",
    "NOMEM",
    "NOTFOUND",
    "RANGE",
    "SCHEMA",
}
# sqlite3 also lists codes that are no results: of the authorizer, of limits, of savepoints.
RESULTS = [
    name.removeprefix("SQLITE_")
    for name in dir(sqlite3)
    if name.removeprefix("SQLITE_").split("_")[0] in OTHERS.union(FAMILIES)
    and name != "SQLITE_ABORT"  # both a result and a word of the authorizer, with one value
]

SPLIT = Decision(Verdict.SPLIT, Span("a", 0, 1), Span("b", 0, 1))
CALLS: dict[str, Callable[[Dossier], object]] = {
    "snapshot": lambda d: d.snapshot().__enter__(),
    "add_document": lambda d: d.add_document(document("new.txt", "A new one.")),
    "add_files": lambda d: d.add_files([("new.bin", [Refusal("new.bin", "no", "none")])]),
    "forget_refusals": lambda d: d.forget_refusals(["new.bin"]),
    "unread": lambda d: d.unread(READER),
    "basis": lambda d: d.basis(),
    "has_document": lambda d: d.has_document("0"),
    "stated": lambda d: d.stated("0", "a.txt"),
    "wrappings": lambda d: d.wrappings(),
    "replace_parts": lambda d: d.replace_parts([document("new.txt", "A new one.")]),
    "document": lambda d: d.document("0"),
    "documents": lambda d: d.documents(),
    "add_refusal": lambda d: d.add_refusal(Refusal("new.bin", "no", "none")),
    "refusals": lambda d: d.refusals(),
    "add_reading": lambda d: d.add_reading(Reading(d.documents()[0].id, "another")),
    "has_reading": lambda d: d.has_reading("0", READER),
    "reading": lambda d: d.reading("0"),
    "readings": lambda d: d.readings(),
    "replace_comparison": lambda d: d.replace_comparison(Comparison(Alignment((), ()))),
    "comparison": lambda d: d.comparison(),
    "add_decision": lambda d: d.add_decision(SPLIT),
    "remove_decision": lambda d: d.remove_decision(SPLIT),
    "decisions": lambda d: d.decisions(),
    "give": lambda d: d.give("actors", "none"),
    "given": lambda d: d.given("actors"),
    "search": lambda d: d.search(Query("bomb")),
    "changes": lambda d: d.changes(),
}
WRITES = (
    *("add_document", "add_files", "add_refusal", "forget_refusals", "add_reading"),
    "replace_comparison",
)


@pytest.mark.parametrize("name", RESULTS)
def test_each_result_of_sqlite_has_its_error(name: str) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}")
    made = translate(error, Path("dossier.db"))
    assert type(made) is FAMILIES.get(name.split("_")[0], DossierError)
    assert made.reason
    assert made.advice
    assert made.path == "dossier.db"


@pytest.mark.parametrize("kind", [sqlite3.Error, *sqlite3.Error.__subclasses__()])
def test_errors_without_a_code_are_dossier_errors(kind: type[sqlite3.Error]) -> None:
    assert type(translate(kind("no code"), Path("x"))) is DossierError


def test_every_method_is_tried_below() -> None:
    public = {name for name, of in vars(Dossier).items() if callable(of) and name[0] != "_"}
    assert public - {"close"} == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_a_closed_dossier(name: str, dossier: Dossier) -> None:
    dossier.close()
    with pytest.raises(DossierError):
        CALLS[name](dossier)


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"snapshot", "changes"}))
def test_a_damaged_dossier(name: str, case: Case, tmp_path: Path) -> None:
    """All pages but the first are overwritten: the file still says that it is a dossier."""
    path = tmp_path / "dossier.db"
    store(case, path).close()
    data = path.read_bytes()
    with Dossier.open(path) as dossier:
        page = dossier._connection.execute("PRAGMA page_size").fetchone()[0]
        path.write_bytes(data[:page] + b"\xff" * (len(data) - page))
        with pytest.raises(DossierError):
            CALLS[name](dossier)


@pytest.mark.parametrize("name", WRITES)
def test_a_locked_dossier(name: str, dossier: Dossier) -> None:
    with Dossier.open(dossier.path, wait=0.05) as other:
        dossier._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(DossierLocked, match="another process"):
            CALLS[name](other)
        assert other.documents()  # reading goes on
        dossier._connection.execute("ROLLBACK")
        CALLS[name](other)


def test_a_full_disk_loses_nothing(case: Case, dossier: Dossier) -> None:
    dossier._connection.execute("PRAGMA max_page_count = 1")  # SQLite sets it to what is in use
    large = document("large.txt", "A long text. " * 10_000)
    with pytest.raises(DiskFull, match="the disk is full"):
        dossier.add_document(large)
    findings = case.comparison.findings * 2_000
    with pytest.raises(DiskFull, match="the disk is full"):
        dossier.replace_comparison(replace(case.comparison, findings=findings))
    assert dossier.documents() == case.documents
    assert dossier.comparison() == case.comparison
    dossier._connection.execute("PRAGMA max_page_count = 100000")
    dossier.add_document(large)
    assert dossier.document(large.id) == large


@pytest.mark.parametrize(
    "content",
    [
        b"hello",
        b"A long text. " * 1000,
        b"%PDF-1.7\n" + bytes(5000),
        b"SQLite format 3\x00" + b"x" * 99,
    ],
    ids=["short text", "text", "PDF", "only the first bytes of a database"],
)
@pytest.mark.parametrize("how", [Dossier.open, Dossier.create], ids=["open", "create"])
def test_another_file_is_left_alone(
    content: bytes, how: Callable[[Path], Dossier], tmp_path: Path
) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(NotADossier):
        how(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("how", [Dossier.open, Dossier.create], ids=["open", "create"])
def test_another_programs_database_is_left_alone(
    how: Callable[[Path], Dossier], tmp_path: Path
) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(NotADossier):
        how(path)
    assert path.read_bytes() == before
    with pytest.raises(NotADossier):
        how(tmp_path)


def test_an_empty_file_becomes_a_dossier_only_when_one_is_made(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    with pytest.raises(NotADossier):
        Dossier.open(path)
    with Dossier.create(path) as dossier:
        assert dossier.documents() == ()


def test_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="no such file"):
        Dossier.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [Dossier.open, Dossier.create], ids=["open", "create"])
def test_a_newer_dossier(how: Callable[[Path], Dossier], dossier: Dossier) -> None:
    dossier._connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NewerDossier, match="newer version"):
        how(dossier.path)


def test_a_record_that_this_version_does_not_understand(dossier: Dossier) -> None:
    dossier._connection.execute("UPDATE findings SET record = json_set(record, '$.kind', 'odd')")
    with pytest.raises(DossierDamaged, match="Finding"):
        dossier.comparison()


def test_half_a_character_cannot_be_stored(dossier: Dossier) -> None:
    halved = replace(document("half.txt", "Half."), title="\ud800")
    with pytest.raises(RecordRefused, match="half a character"):
        dossier.add_document(halved)
    assert "half.txt" not in {d.path for d in dossier.documents()}


def test_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DossierUnwritable):
        Dossier.create(tmp_path / "file" / "dossier.db")


READ_ONLY = """
import os, sys
from pathlib import Path
from tellings.dossier import Dossier, Query
from tellings.errors import DossierUnwritable
from tellings.domain.text import Refusal, Span
if os.geteuid() == 0:  # root may write anywhere, but others may not be able to import
    with Dossier.open(Path(sys.argv[1])) as dossier:
        dossier.documents(), dossier.search(Query("bomb"))
    os.setuid(65534)
with Dossier.open(Path(sys.argv[1])) as dossier:
    print(len(dossier.documents()), dossier.search(Query("bomb")).total)
    try:
        dossier.add_refusal(Refusal("a", "b", "c"))
    except DossierUnwritable as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX ones")
@pytest.mark.parametrize("folder_mode", [0o555, 0o777], ids=["folder too", "file alone"])
def test_a_read_only_dossier_can_be_read(case: Case, folder_mode: int) -> None:
    folder = Path(tempfile.mkdtemp())  # tmp_path lies below a folder only its owner may enter
    try:
        path = folder / "dossier.db"
        with store(case, path) as dossier:
            found = dossier.search(Query("bomb")).total
        path.chmod(0o444)
        folder.chmod(folder_mode)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines() == [f"{len(case.documents)} {found}", "DossierUnwritable"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
