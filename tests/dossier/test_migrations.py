"""A migration and its record commit together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tellings.dossier import schema
from tellings.dossier.migrations import MIGRATIONS, Migration, migrate, version

ADD = Migration("add a note", ("CREATE TABLE notes (text TEXT) STRICT",))
BROKEN = Migration(
    "break half-way", ("CREATE TABLE half (way TEXT) STRICT", "CREATE TABLE notes (again TEXT)")
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def test_the_first_schema_marks_the_file(connection: sqlite3.Connection) -> None:
    assert migrate(connection) == tuple(each.name for each in MIGRATIONS)
    assert version(connection) == len(MIGRATIONS)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    assert application == schema.APPLICATION_ID


def test_only_what_is_missing_is_made(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert migrate(connection, (*MIGRATIONS, ADD)) == ("add a note",)
    assert migrate(connection, (*MIGRATIONS, ADD)) == ()
    assert "notes" in tables(connection)


def test_a_migration_that_fails_leaves_no_trace(connection: sqlite3.Connection) -> None:
    migrate(connection, (*MIGRATIONS, ADD))
    before = tables(connection)
    with pytest.raises(sqlite3.OperationalError, match="notes already exists"):
        migrate(connection, (*MIGRATIONS, ADD, BROKEN))
    assert tables(connection) == before
    assert version(connection) == len(MIGRATIONS) + 1
    assert not connection.in_transaction


def test_all_tables_are_strict(connection: sqlite3.Connection) -> None:
    migrate(connection)
    rows = connection.execute("SELECT name, type, strict FROM pragma_table_list").fetchall()
    ours = {name for name, kind, _ in rows if kind == "table" and not name.startswith("sqlite_")}
    loose = {name for name, kind, strict in rows if kind == "table" and not strict}
    assert {"documents", "claims", "events", "accounts", "findings"} <= ours
    assert loose <= {"sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}
