"""Several processes, some of them killed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tellings.dossier import Dossier
from tellings.errors import DossierLocked
from tests.building import Case, bombing, store

ROOT = Path(__file__).parents[2]
EACH = 25

ADD = """
import sys
from pathlib import Path
from tellings.dossier import Dossier
from tellings.domain.reading import Reading
from tests.building import document
path, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Dossier.create(path) as dossier:
    for number in range(count):
        told = document(f"{who}/{number}.txt", f"{who} tells of {number} sheep. " * 50)
        dossier.add_document(told)
        dossier.add_reading(Reading(told.id, "reader"))
        print(told.id, flush=True)
"""

COMPARE = """
import sys
from dataclasses import replace
from pathlib import Path
from tellings.dossier import Dossier
from tests.building import bombing
comparison = bombing().comparison
with Dossier.open(Path(sys.argv[1])) as dossier:
    while True:
        for findings in (comparison.findings, comparison.findings * 500):
            dossier.replace_comparison(replace(comparison, findings=findings))
            print(len(findings), flush=True)
"""


@contextmanager
def running(script: str, *given: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", script, *map(str, given)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout
    return [process.stdout.readline().strip() for _ in range(count)]


def is_whole(dossier: Dossier) -> bool:
    check = dossier._connection.execute("PRAGMA integrity_check").fetchone()
    loose = dossier._connection.execute("PRAGMA foreign_key_check").fetchall()
    return check == ("ok",) and not loose


def test_processes_that_make_and_fill_one_dossier_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dossier.db"
    with (
        running(ADD, path, "north", EACH) as one,
        running(ADD, path, "south", EACH) as two,
        running(ADD, path, "east", EACH) as three,
    ):
        assert [process.wait(60) for process in (one, two, three)] == [0, 0, 0]
    with Dossier.open(path) as dossier:
        assert len(dossier.documents()) == len(dossier.readings()) == 3 * EACH
        assert is_whole(dossier)


@pytest.mark.parametrize("after", [1, 7])
def test_what_was_committed_before_a_kill_is_there(tmp_path: Path, after: int) -> None:
    path = tmp_path / "dossier.db"
    with running(ADD, path, "north", 100_000) as process:
        told = lines(process, after)
        process.kill()
        process.wait(60)
    with Dossier.open(path) as dossier:
        assert set(told) <= {reading.document for reading in dossier.readings()}
        assert is_whole(dossier)


@pytest.mark.parametrize("after", [1, 2])
def test_a_kill_leaves_one_whole_comparison(tmp_path: Path, after: int) -> None:
    case: Case = bombing()
    path = tmp_path / "dossier.db"
    store(case, path).close()
    with running(COMPARE, path) as process:
        lines(process, after)
        process.kill()
        process.wait(60)
    with Dossier.open(path) as dossier:
        comparison = dossier.comparison()
        assert comparison is not None
        assert len(comparison.findings) in (2, 1000)
        assert comparison.accounts == case.comparison.accounts
        assert is_whole(dossier)


@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE"], ids=["reads", "writes"])
def test_a_dossier_cut_off_before_its_log_was_made_gets_it(tmp_path: Path, begin: str) -> None:
    """Even if another process reads it or means to write at that moment."""
    path = tmp_path / "dossier.db"
    Dossier.create(path).close()
    early = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    early.execute("PRAGMA journal_mode = DELETE")
    early.execute(begin)
    early.execute("SELECT * FROM documents").fetchall()
    with pytest.raises(DossierLocked):
        Dossier.open(path, wait=0)
    done = threading.Timer(0.3, early.close)
    done.start()
    with Dossier.open(path) as dossier:
        assert dossier._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    done.join()
