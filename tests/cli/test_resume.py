"""A run that is cut off, and run again, ends as one that was not."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tellings.dossier import Dossier
from tellings.export import to_json
from tests.support.documents import write_reports

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 16
PATIENCE = 60.0  # seconds


def start(
    folder: Path, dossier: Path, program: str = "tests.support.slow_tellings"
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", program, "read", str(folder), "--to", str(dossier)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def export(path: Path) -> Json:
    with Dossier.open(path) as dossier:
        return to_json(dossier)


def count(dossier: Path, table: str) -> int:
    """Rows in a table of a dossier that another process writes; 0 while there is no such table."""
    try:
        with closing(sqlite3.connect(f"file:{dossier}?mode=ro", uri=True)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait_for(process: subprocess.Popen[str], dossier: Path, table: str, rows: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if dossier.exists() and count(dossier, table) >= rows:
            return
        time.sleep(0.001)
    pytest.fail(f"the run ended, or took too long, before {rows} rows were in {table}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("resume") / "in", DOCUMENTS)


@pytest.fixture(scope="module")
def uninterrupted(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Json:
    dossier = tmp_path_factory.mktemp("whole") / "dossier.db"
    process = start(folder, dossier)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return export(dossier)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("documents", 0),
        ("documents", 1),
        ("documents", DOCUMENTS // 2),
        ("readings", DOCUMENTS - 1),
    ],
)
def test_a_killed_run_goes_on_and_ends_the_same(
    folder: Path, uninterrupted: Json, tmp_path: Path, table: str, rows: int
) -> None:
    dossier = tmp_path / "dossier.db"
    process = start(folder, dossier)
    wait_for(process, dossier, table, rows)
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    kept = count(dossier, "readings")

    again = start(folder, dossier)
    out, errors = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, errors
    assert f"Read {DOCUMENTS - kept} document" in out
    assert export(dossier) == uninterrupted


def test_two_kills_in_one_run(folder: Path, uninterrupted: Json, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.db"
    for rows in (DOCUMENTS // 3, DOCUMENTS // 2):
        process = start(folder, dossier)
        wait_for(process, dossier, "readings", rows)
        process.kill()
        process.communicate(timeout=PATIENCE)
        assert count(dossier, "readings") >= rows
    last = start(folder, dossier)
    _, errors = last.communicate(timeout=PATIENCE)
    assert last.returncode == 0, errors
    assert export(dossier) == uninterrupted


def test_ctrl_c_says_that_what_was_read_is_kept(
    folder: Path, uninterrupted: Json, tmp_path: Path
) -> None:
    dossier = tmp_path / "dossier.db"
    process = start(folder, dossier)
    wait_for(process, dossier, "readings", 2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "What was read is kept" in errors
    assert "again" in errors
    assert "Traceback" not in errors
    assert 2 <= count(dossier, "readings") < DOCUMENTS

    again = start(folder, dossier)
    again.communicate(timeout=PATIENCE)
    assert again.returncode == 0
    assert export(dossier) == uninterrupted


def test_the_shipped_reader_goes_on_after_a_kill_and_ends_the_same(tmp_path: Path) -> None:
    folder, whole, cut = ROOT / "examples" / "vardania", tmp_path / "whole.db", tmp_path / "cut.db"
    _, errors = (process := start(folder, whole, "tellings")).communicate(timeout=4 * PATIENCE)
    assert process.returncode == 0, errors

    process = start(folder, cut, "tellings")
    wait_for(process, cut, "readings", 5)
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    assert 5 <= count(cut, "readings") <= count(whole, "readings")

    _, errors = (process := start(folder, cut, "tellings")).communicate(timeout=4 * PATIENCE)
    assert process.returncode == 0, errors
    assert export(cut) == export(whole)
