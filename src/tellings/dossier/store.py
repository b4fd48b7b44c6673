"""The dossier: all that was taken in, read and compared, in one SQLite file.

Invariants. Each `add_*` and `replace_comparison` is one transaction, begun with the write lock
held, so a process killed at any moment leaves whole records and two processes lose nothing of
each other's. Adding what is there changes nothing. A document has at most one reading. The
comparison refers only to what is stored: it goes when a reading that it rests on is replaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tellings.domain.accounts import Comparison, Decision
from tellings.domain.reading import Reading
from tellings.domain.text import Document, Refusal, Stated
from tellings.dossier import records, taken
from tellings.dossier.connection import open_existing, open_or_make, translated
from tellings.dossier.search import Found, Query, search
from tellings.errors import DossierError

PATIENCE = 30.0  # seconds to wait for another process that writes


class Dossier:
    """An open dossier. Use it in the thread that opened it, and as a context manager.

    Every method raises `DossierError`, or one of its kinds, when the file fails it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def create(cls, path: Path, *, wait: float = PATIENCE) -> Self:
        """Open the dossier at `path`, made first (with its folders) where there is none.

        `wait` is how many seconds to wait for another process. Raises `NotADossier` for a file
        that is something else: nothing is ever written over.
        """
        with translated(path):
            return cls(path, open_or_make(path, wait))

    @classmethod
    def open(cls, path: Path, *, wait: float = PATIENCE, to_write: bool = True) -> Self:
        """Open the dossier at `path`; raises `DossierError` if there is none.

        Without `to_write` the file is not touched, not even to bring its schema to the newest.
        """
        with translated(path):
            return cls(path, open_existing(path, wait, to_write=to_write))

    def close(self) -> None:
        """Fold the write-ahead log into the file and let it go. Closing twice is fine."""
        with translated(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within it all that is read is of one moment, whatever other processes add."""
        if self._is_within():
            yield
            return
        with self._transaction("BEGIN"):
            yield

    def changes(self) -> int:
        """A number that another process's next commit to the file will change."""
        with translated(self.path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    # ------------------------------------------------------------ documents
    def add_document(self, document: Document) -> None:
        """Store a document. A refusal of the same path is forgotten: it was taken in now."""
        with self._write() as connection:
            if taken.add_document(connection, document):
                connection.execute("DELETE FROM refusals WHERE path = ?", (document.path,))

    def add_files(
        self, files: Iterable[tuple[str, Sequence[Document | Refusal]]]
    ) -> tuple[Document, ...]:
        """Store what each file gave, all of them or none; return the documents that are new.

        What a file gives now replaces what was refused of it, or of what it holds, before. Where
        people say other things of a stored document now, that is stored, and the document is
        unread where its reading may rest on it.
        """
        new = []
        with self._write() as connection:
            for path, results in files:
                taken.forget_refusals(connection, path)
                for result in results:
                    if isinstance(result, Refusal):
                        taken.add_refusal(connection, result)
                    elif taken.add_document(connection, result):
                        new.append(result)
                    else:
                        taken.describe_anew(connection, result)
        return tuple(new)

    def has_document(self, sha256: str) -> bool:
        """Whether a document of these bytes is stored, or linked as another wrapping of one."""
        return self._has(
            "SELECT 1 FROM documents WHERE sha256 = ? UNION ALL"
            " SELECT 1 FROM wrappings WHERE sha256 = ?",
            sha256,
            sha256,
        )

    def stated(self, sha256: str, path: str) -> Stated | None:
        """What people said of the document of these bytes; None if it was not taken from `path`."""
        with self._read() as connection:
            row = connection.execute(
                "SELECT record FROM documents WHERE sha256 = ? ORDER BY number", (sha256,)
            ).fetchone()
            document = taken.document_from("", *row) if row else None
            if document is None or not taken.is_one_file(document.path, path):
                return None
            return document.stated()

    def wrappings(self) -> tuple[tuple[str, str], ...]:
        """(path, document id) of files that hold a stored document's text in another format."""
        with self._read() as connection:
            rows = connection.execute("SELECT path, document FROM wrappings ORDER BY path")
            return tuple((path, document) for path, document in rows)

    def replace_parts(self, documents: Iterable[Document]) -> None:
        """Store the parts of documents anew; of those that were read, nothing is changed."""
        with self._write() as connection:
            for document in documents:
                read = connection.execute(
                    "SELECT 1 FROM readings WHERE document = ?", (document.id,)
                ).fetchone()
                if read is None:
                    taken.replace_document(connection, document)

    def document(self, id: str) -> Document:
        """The document; raises `KeyError` if there is none of that id."""
        with self._read() as connection:
            row = connection.execute(
                "SELECT text, record FROM documents WHERE id = ?", (id,)
            ).fetchone()
            if row is None:
                raise KeyError(id)
            return taken.document_from(*row)

    def documents(self) -> tuple[Document, ...]:
        """All documents by path, then id."""
        with self._read() as connection:
            rows = connection.execute("SELECT text, record FROM documents ORDER BY path, id")
            return tuple(taken.document_from(*row) for row in rows)

    def add_refusal(self, refusal: Refusal) -> None:
        """Store why a file was not taken in; it replaces what was said of that path before."""
        with self._write() as connection:
            taken.add_refusal(connection, refusal)

    def forget_refusals(self, paths: Iterable[str]) -> None:
        """Forget what was refused at exactly these paths: their files are gone, or were read."""
        with self._write() as connection:
            connection.executemany(
                "DELETE FROM refusals WHERE path = ?", [(path,) for path in paths]
            )

    def refusals(self) -> tuple[Refusal, ...]:
        """All refusals by path."""
        with self._read() as connection:
            rows = connection.execute("SELECT path, reason, advice FROM refusals ORDER BY path")
            return tuple(Refusal(*row) for row in rows)

    # ------------------------------------------------------------ readings
    def add_reading(self, reading: Reading) -> None:
        """Store the reading of a stored document; a refusal to read it is forgotten.

        One by another reader replaces the older one, and with it goes the comparison, which
        rested on it. Raises `DossierError` if the document is not stored.
        """
        with self._write() as connection:
            row = connection.execute(
                "SELECT d.text, d.path, r.reader FROM documents AS d"
                " LEFT JOIN readings AS r ON r.document = d.id WHERE d.id = ?",
                (reading.document,),
            ).fetchone()
            if row is None:
                raise DossierError(
                    f"there is no document {reading.document} to add a reading of",
                    advice="add the document first",
                    path=str(self.path),
                )
            text, where, reader = row
            if reader == reading.reader:
                return
            connection.execute("DELETE FROM refusals WHERE path = ?", (where,))
            if reader is not None:
                records.remove_comparison(connection)
                connection.execute("DELETE FROM readings WHERE document = ?", (reading.document,))
            records.add_reading(connection, reading, text)

    def unread(self, reader_name: str) -> tuple[str, ...]:
        """The ids of the documents that this reader has not read, by path, then id."""
        with self._read() as connection:
            rows = connection.execute(
                "SELECT d.id FROM documents AS d LEFT JOIN readings AS r ON r.document = d.id"
                " WHERE r.reader IS NOT ? ORDER BY d.path, d.id",
                (reader_name,),
            )
            return tuple(document for (document,) in rows)

    def has_reading(self, document_id: str, reader_name: str) -> bool:
        """Whether that reader's reading of the document is stored."""
        return self._has(
            "SELECT 1 FROM readings WHERE document = ? AND reader = ?", document_id, reader_name
        )

    def reading(self, document_id: str) -> Reading | None:
        """The reading of a document; None if it was not read yet."""
        with self._read() as connection:
            return next(iter(records.readings(connection, document_id)), None)

    def readings(self) -> tuple[Reading, ...]:
        """All readings in the order of `documents()`; a document not read yet has none."""
        with self._read() as connection:
            return records.readings(connection)

    # ------------------------------------------------------------ comparison
    def basis(self) -> str:
        """A hash of what there is to compare: it changes with each reading and each decision."""
        with self._read() as connection:
            return records.basis(connection)

    def replace_comparison(self, comparison: Comparison, basis: str | None = None) -> bool:
        """Store a comparison in place of the one before, all or nothing.

        Where `basis` is given and the readings are no longer those it was taken of, another
        process has added to them: nothing is stored, and False returned.
        Raises `DossierError` if the comparison refers to a mention, document, actor or origin
        that is not there, and leaves the one before.
        """
        with self._write() as connection:
            if basis is not None and basis != records.basis(connection):
                return False
            records.remove_comparison(connection)
            records.add_comparison(connection, comparison, basis)
        return True

    def comparison(self) -> Comparison | None:
        """The comparison, or None before the first."""
        with self._read() as connection:
            return records.comparison(connection)

    # ------------------------------------------------------------ what people give
    def add_decision(self, decision: Decision) -> None:
        """Keep a person's word on two mentions; it holds when the comparison is made again."""
        with self._write() as connection:
            records.add_decision(connection, decision)

    def remove_decision(self, decision: Decision) -> bool:
        """Take back what was said of these two mentions; whether there was anything to take."""
        with self._write() as connection:
            return records.remove_decision(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions that people have made and not taken back, in a fixed order."""
        with self._read() as connection:
            return records.decisions(connection)

    def give(self, name: str, text: str) -> None:
        """Keep a text that the user gave for this dossier, such as a table of actors."""
        with self._write() as connection:
            records.give(connection, name, text)

    def given(self, name: str) -> str | None:
        """The text that the user gave under that name, or None."""
        with self._read() as connection:
            return records.given(connection, name)

    def search(self, query: Query) -> Found:
        """The documents, claims or actors that meet `query`."""
        with self._read() as connection:
            return search(connection, query)

    # ------------------------------------------------------------ transactions
    def _has(self, query: str, *given: str) -> bool:
        with self._read() as connection:
            return connection.execute(query, given).fetchone() is not None

    def _is_within(self) -> bool:
        """Whether a snapshot is being read."""
        with translated(self.path):
            return self._connection.in_transaction

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path):
            if self._is_within():
                yield self._connection
                return
            with self._transaction("BEGIN"):
                yield self._connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        # The lock is taken at once: a lock asked for half-way can fail without waiting.
        with translated(self.path), self._transaction("BEGIN IMMEDIATE"):
            yield self._connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with translated(self.path):
            self._connection.execute(begin)
        try:
            yield
            with translated(self.path):
                self._connection.execute("COMMIT")
        finally:
            with translated(self.path):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
