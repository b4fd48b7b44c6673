"""Bring a dossier to the newest schema.

Invariant: a migration and the record that it was made (`user_version`, which SQLite keeps in the
file's header and rolls back with the rest) commit together. A process killed half-way leaves the
dossier as it was, and of two processes that migrate at once one waits and finds it done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.dossier import records, schema, taken


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a schema to the next. Statements, not a script: a script would commit early."""

    name: str
    statements: tuple[str, ...]


CHECKED = (
    # What `check` holds the text against; `sha256` is of the bytes received, which are not kept.
    "ALTER TABLE documents ADD COLUMN text_sha256 TEXT",
    "UPDATE documents SET text_sha256 = sha256_hex(text)",
    # Which readings the comparison rests on (`records.basis`); NULL: it was not said.
    "ALTER TABLE comparison ADD COLUMN basis TEXT",
)

MIGRATIONS = (
    Migration("first schema", schema.FIRST),
    Migration("hash of each text, basis of the comparison", CHECKED),
    Migration("words of actors", schema.ACTORS_SEARCH),
    Migration("what people give", schema.GIVEN),
    Migration("the same text in other wrappings", schema.WRAPPINGS),
    Migration("words of titles that change", schema.TITLES_SEARCH),
)


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS
) -> tuple[str, ...]:
    """Make the migrations that are still missing; return their names. Needs autocommit mode."""
    made = []
    connection.create_function("sha256_hex", 1, records.sha256_hex, deterministic=True)
    connection.create_function("words_hex", 2, taken.words_hex, deterministic=True)
    while version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)  # again, now that no other process can be at it
            if done < len(migrations):
                _make(connection, migrations[done], done + 1)
                made.append(migrations[done].name)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return tuple(made)


def _make(connection: sqlite3.Connection, migration: Migration, number: int) -> None:
    for statement in migration.statements:
        connection.execute(statement)
    # PRAGMA takes no parameters; both are our own integers.
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")
