"""What is shown keeps step with the file, and the file is only read."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.report import Shelf
from tellings.web.editions import Edition
from tests.building import bombing, document, store
from tests.web.conftest import client_of, write


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write(bombing(), tmp_path / "dossier.db")


def until(holds: Callable[[], bool]) -> None:
    """Ask again for a while: a change is shown soon, not in the same moment."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "it was not shown"
        time.sleep(0.02)


def shows(client: TestClient, address: str, words: str) -> bool:
    answer = client.get(address)
    assert answer.status_code == 200
    return words in answer.text


def test_what_another_process_adds_is_shown(own: Path) -> None:
    new = document("belmora/late.txt", "A late report on the quay.", title="Late report")
    with client_of(own) as client:
        assert not shows(client, "/documents", "Late report")
        assert client.get(f"/documents/{new.id}").status_code == 404
        with Dossier.open(own) as writing:
            writing.add_document(new)
            until(lambda: shows(client, "/documents", "Late report"))
        assert shows(client, f"/documents/{new.id}", "late report on the quay")
        assert shows(client, "/search?q=quay", "Late report")


def test_a_comparison_that_is_replaced_is_shown(tmp_path: Path) -> None:
    case = bombing()
    path = tmp_path / "dossier.db"
    store(case, path, compared=False).close()
    with client_of(path) as client:
        assert shows(client, "/", "not been compared yet")
        with Dossier.open(path) as writing:
            writing.replace_comparison(case.comparison)
        until(lambda: shows(client, "/events", "Bombing in Belmora"))


def test_readers_are_answered_while_somebody_writes(own: Path) -> None:
    with client_of(own) as client:
        writing = sqlite3.connect(own, isolation_level=None)
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE documents SET title = 'half written'")
        try:
            assert shows(client, "/documents", "Market in flames")
            assert shows(client, "/search?q=flames", "Market in flames")
        finally:
            writing.execute("ROLLBACK")
            writing.close()


def test_the_file_is_not_written(own: Path) -> None:
    before = own.read_bytes()
    with client_of(own) as client:
        for address in ("/", "/events", "/search?q=jet", "/search.csv?q=jet", "/actors.csv"):
            assert client.get(address).status_code == 200
    assert own.read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_dossier_that_may_not_be_written_is_shown(own: Path) -> None:
    own.chmod(0o444)
    own.parent.chmod(0o555)
    try:
        with client_of(own) as client:
            assert shows(client, "/events", "Bombing in Belmora")
    finally:
        own.parent.chmod(0o755)


def test_another_file_in_its_place_is_shown(own: Path, tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "other.db") as other:
        other.add_document(document("other.txt", "Something else.", title="Another dossier"))
    with client_of(own) as client:
        assert shows(client, "/documents", "Market in flames")
        shutil.move(tmp_path / "other.db", own)
        until(lambda: shows(client, "/documents", "Another dossier"))


def test_a_file_that_is_gone_is_said(own: Path) -> None:
    with client_of(own) as client:
        assert shows(client, "/", "documents compared")
        own.rename(own.with_name("away.db"))
        until(lambda: client.get("/").status_code == 503)
        assert "put it back" in client.get("/events").text
        own.with_name("away.db").rename(own)
        until(lambda: client.get("/").status_code == 200)


def test_a_file_that_is_damaged_is_said(own: Path) -> None:
    with client_of(own) as client:
        assert shows(client, "/", "documents compared")
        damaged = sqlite3.connect(own)
        damaged.execute("UPDATE documents SET record = '{}'")
        damaged.commit()
        damaged.close()
        until(lambda: client.get("/").status_code == 503)


# ---------------------------------------------------------------- pages kept
@pytest.fixture
def edition(own: Path) -> Edition:
    with Dossier.open(own) as dossier:
        return Edition(Shelf(assemble(dossier)), limit=100)


def draw_with(edition: Edition, drawn: list[str]) -> Callable[[str, int], bytes]:
    """Ask for a page of so many bytes, noting each time one is drawn."""

    def ask(key: str, size: int) -> bytes:
        async def draw() -> bytes:
            drawn.append(key)
            return key.encode() * size

        return asyncio.run(edition.drawn(key, draw))

    return ask


def test_a_page_is_drawn_once(edition: Edition) -> None:
    drawn: list[str] = []
    ask = draw_with(edition, drawn)
    assert ask("a", 10) == ask("a", 10) == b"a" * 10
    assert drawn == ["a"]


def test_the_page_used_longest_ago_goes_first(edition: Edition) -> None:
    drawn: list[str] = []
    ask = draw_with(edition, drawn)
    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key, 40)
    assert drawn == ["a", "b", "c", "b"]


def test_a_page_larger_than_the_limit_is_not_kept(edition: Edition) -> None:
    drawn: list[str] = []
    ask = draw_with(edition, drawn)
    ask("a", 40)
    assert ask("b", 101) == b"b" * 101
    ask("b", 101)
    ask("a", 40)
    assert drawn == ["a", "b", "b"]


def test_many_who_ask_at_once_wait_for_one_drawing(edition: Edition) -> None:
    drawn: list[str] = []

    async def draw() -> bytes:
        drawn.append("a")
        await asyncio.sleep(0.01)
        return b"page"

    async def together() -> list[bytes]:
        return await asyncio.gather(*(edition.drawn("a", draw) for _ in range(20)))

    assert asyncio.run(together()) == [b"page"] * 20
    assert drawn == ["a"]


def test_a_drawing_that_fails_is_tried_again(edition: Edition) -> None:
    async def fail() -> bytes:
        raise KeyError("none")

    async def draw() -> bytes:
        return b"page"

    with pytest.raises(KeyError):
        asyncio.run(edition.drawn("a", fail))
    assert asyncio.run(edition.drawn("a", draw)) == b"page"
