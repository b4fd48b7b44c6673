"""A connection to a dossier file, and the one place where SQLite's errors become Tellings' own."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from tellings.dossier import migrations, schema
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

_MAGIC = b"SQLite format 3\x00"

# By primary result code (https://sqlite.org/rescode.html); what is not here is a DossierError.
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_FULL = frozenset({sqlite3.SQLITE_FULL})
_UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOLFS,
    }
)
_UNFIT = frozenset({sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG})
_FOREIGN = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; `SQLITE_ERROR` for what Python's own module raises."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def translate(error: sqlite3.Error, path: Path) -> DossierError:
    """The error of Tellings that stands for one of SQLite's."""
    code, where = primary_code(error), str(path)
    if code in _LOCKED:
        return DossierLocked(
            "another process is writing to the dossier",
            advice="wait until it has finished, then run the command again",
            path=where,
        )
    if code in _FULL:
        return DiskFull(
            "the disk is full",
            advice="free some space and run the command again: nothing that was stored is lost",
            path=where,
        )
    if code in _UNWRITABLE:
        return DossierUnwritable(
            f"the file cannot be opened or written: {error}",
            advice="check that its folder exists and that you may write there",
            path=where,
        )
    if code in _FOREIGN:
        return _not_a_dossier(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return DossierDamaged(
            "the file is damaged",
            advice="restore a copy, or compare again into a new dossier",
            path=where,
        )
    if code in _UNFIT:
        return RecordRefused(
            f"a record cannot be stored: {error}",
            advice="this is a defect; please report it",
            path=where,
        )
    return DossierError(
        f"SQLite refused: {error}", advice="this is a defect; please report it", path=where
    )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Within it, whatever goes wrong with the file is raised as a `DossierError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except ValidationError as error:
        raise DossierDamaged(
            f"a record in it cannot be understood: {error.title}",
            advice="restore a copy, or compare again into a new dossier",
            path=str(path),
        ) from error
    except (UnicodeEncodeError, PydanticSerializationError) as error:
        raise RecordRefused(
            "a record cannot be stored: half a character is in it, or something unknown",
            advice="this is a defect; please report it",
            path=str(path),
        ) from error
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else DossierUnwritable
        raise kind(
            f"the file cannot be opened or written: {error.strerror or error}",
            advice="check the folder and your rights there",
            path=str(path),
        ) from error


def open_existing(path: Path, wait: float, *, to_write: bool = True) -> sqlite3.Connection:
    """Connect to the dossier at `path`, brought to the newest schema.

    One that may not be written (a read-only folder, somebody else's file) opens for reading.
    Without `to_write` nothing is written in any case, and the schema must be the newest.
    """
    if not path.exists():
        raise DossierError(
            "there is no such file",
            advice="make a dossier with: tellings compare PATH...",
            path=str(path),
        )
    _refuse_other_files(path, may_be_empty=False)
    try:
        how = "mode=rw" if to_write else "mode=ro"
        return _made_ready(_connect(path, how, wait), path, wait, to_write=to_write)
    except sqlite3.OperationalError as error:
        if primary_code(error) not in _UNWRITABLE or _log_of(path).exists():
            raise
    # SQLite reads a write-ahead file only where it may put its index beside it. With no log there
    # nobody is writing, so the file can be read as one that does not change.
    return _made_ready(_connect(path, "mode=ro&immutable=1", wait), path, wait, to_write=False)


def open_or_make(path: Path, wait: float) -> sqlite3.Connection:
    """Connect to the dossier at `path`, made first if there is none; so are its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _refuse_other_files(path, may_be_empty=True)
    return _made_ready(_connect(path, "mode=rwc", wait), path, wait, may_be_blank=True)


def _connect(path: Path, how: str, wait: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    # With FULL a commit survives a power cut too, not only a killed process.
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _made_ready(
    connection: sqlite3.Connection,
    path: Path,
    wait: float,
    *,
    may_be_blank: bool = False,
    to_write: bool = True,
) -> sqlite3.Connection:
    """The connection, its file known to be a dossier and of the newest schema; closed if not."""
    try:
        _recognise(connection, path, may_be_blank=may_be_blank)
        migrations.migrate(connection)
        # Only after the first schema, so that a file is either nothing or a dossier.
        if to_write and _journal(connection) == "delete" and os.access(path, os.W_OK):
            _write_ahead(connection, wait)
    except BaseException:
        connection.close()
        raise
    return connection


def _recognise(connection: sqlite3.Connection, path: Path, *, may_be_blank: bool) -> None:
    """Raise `NotADossier` or `NewerDossier` unless this version can use the file."""
    connection.execute("BEGIN")  # all of one moment: another process may be making it
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version, newest = migrations.version(connection), len(migrations.MIGRATIONS)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if application == schema.APPLICATION_ID:
        if version > newest:
            raise NewerDossier(
                "it was written by a newer version of Tellings "
                f"(schema {version}; this one knows {newest})",
                advice="install the newest Tellings",
                path=str(path),
            )
        return
    if not (may_be_blank and application == version == tables == 0):
        raise _not_a_dossier(path)


def _journal(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to a write-ahead log. SQLite does not wait here for another that means to write."""
    deadline = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if primary_code(error) not in _LOCKED or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _refuse_other_files(path: Path, *, may_be_empty: bool) -> None:
    """SQLite takes a short text file for an empty database and would write over it."""
    if path.is_dir():
        raise _not_a_dossier(path)
    if not path.exists():
        return
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if head != _MAGIC and not (may_be_empty and head == b""):
        raise _not_a_dossier(path)


def _not_a_dossier(path: Path) -> NotADossier:
    return NotADossier(
        "it is not a Tellings dossier",
        advice="give the path of a dossier.db that Tellings wrote",
        path=str(path),
    )


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
