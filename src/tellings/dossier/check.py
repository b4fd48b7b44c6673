"""Is a dossier sound? Its file, its indexes, the hashes, the offsets, and what refers to what.

Only what can be made again from the rest is repaired: indexes, and the words to search by. A flaw
in what was taken in, read or compared is named, with what to do; nothing is guessed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final

from tellings.domain.accounts import Comparison
from tellings.domain.reading import Claim, EventMention, Reading
from tellings.domain.text import Document, Span
from tellings.dossier import records
from tellings.dossier.connection import primary_code, translated
from tellings.dossier.store import Dossier
from tellings.errors import DossierDamaged, DossierUnwritable

AGAIN: Final = "run `tellings read` with the dossier and any of its files: it is made again"
RESTORE: Final = "restore a copy, or compare again into a new dossier"
_WORDS: Final = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is wrong. `where` names the record, `advice` is empty where it was repaired.

    `is_expected` marks what an interrupted run leaves and the next one makes good.
    """

    where: str
    text: str
    advice: str = ""
    is_repaired: bool = False
    is_expected: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" + (" (repaired)" if self.is_repaired else "")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, as counts by name, and the flaws found."""

    counts: Mapping[str, int]
    flaws: tuple[Flaw, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong, or no longer."""
        return all(flaw.is_repaired or flaw.is_expected for flaw in self.flaws)


def check(path: Path) -> Checked:
    """Check the dossier at `path`, and repair its indexes where they need it.

    Raises `DossierError` where it cannot be opened at all.
    """
    counts: Counter[str] = Counter()
    with Dossier.open(path) as dossier:
        flaws = list(_check_file(dossier))
        if not any(flaw.advice == RESTORE for flaw in flaws):
            with dossier.snapshot():
                flaws += _check_records(dossier, counts)
    return Checked(counts, tuple(flaws))


# --------------------------------------------------------------------------------- file, indexes
def _check_file(dossier: Dossier) -> Iterator[Flaw]:
    connection = dossier._connection
    with translated(dossier.path):
        wrong = _integrity(connection)
        if wrong:
            flaws = list(
                _repair(dossier, "the file", wrong, ["REINDEX"], lambda: _integrity(connection))
            )
            yield from flaws
            if any(flaw.advice == RESTORE for flaw in flaws):
                return  # whatever else is read of it means nothing
        for (name,) in connection.execute(_WORDS).fetchall():
            if lost := _words(connection, name):
                rebuild = f"INSERT INTO {name} ({name}) VALUES ('rebuild')"  # noqa: S608  our own
                yield from _repair(
                    dossier, f"index {name}", lost, [rebuild], lambda n=name: _words(connection, n)
                )
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
            yield Flaw(f"{table}, row {row}", f"it refers to nothing in {parent}", RESTORE)


def _integrity(connection: sqlite3.Connection) -> list[str]:
    try:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [line for (line,) in rows if line != "ok"]


def _words(connection: sqlite3.Connection, name: str) -> list[str]:
    """What is wrong with an index of words, compared with the table that it is of (rank 1)."""
    try:
        connection.execute(
            f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        )
    except sqlite3.DatabaseError as error:
        code = primary_code(error)
        if code == sqlite3.SQLITE_CORRUPT:
            return ["it does not fit what it is an index of"]
        if code != sqlite3.SQLITE_READONLY:  # a file that may not be written cannot be asked
            raise
    return []


def _repair(
    dossier: Dossier, where: str, wrong: list[str], statements: Iterable[str], look: Any
) -> Iterator[Flaw]:
    """The flaws `wrong`, repaired where that helps: `look` says what is wrong afterwards."""
    try:
        with dossier._write() as connection:
            for statement in statements:
                connection.execute(statement)
        left = look()
    except DossierUnwritable:
        advice = "make the file writable and check again: this can be repaired"
        yield from (Flaw(where, text, advice) for text in wrong)
        return
    except DossierDamaged:
        left = wrong
    yield from (Flaw(where, text, RESTORE if left else "", is_repaired=not left) for text in wrong)


# --------------------------------------------------------------------------------- records
def _check_records(dossier: Dossier, counts: Counter[str]) -> Iterator[Flaw]:
    try:
        documents = {document.id: document for document in dossier.documents()}
        readings, comparison = dossier.readings(), dossier.comparison()
    except DossierDamaged as error:
        yield Flaw("records", error.reason, RESTORE)
        return
    counts.update({"documents": len(documents), "readings": len(readings)})
    yield from _check_hashes(dossier, documents)
    for document in documents.values():
        counts["spans"] += len(document.parts)
        yield from _check_spans(f"parts of {document.path}", document, document.parts, documents)
    for reading in readings:
        yield from _check_reading(reading, documents, counts)
    yield from _check_columns(dossier, documents)
    if unread := len(documents) - len(readings):
        yield Flaw("readings", f"{unread} documents were not read yet", AGAIN, is_expected=True)
    if comparison is not None:
        yield from _check_comparison(comparison, documents, readings, counts)
    yield from _check_basis(dossier, comparison, bool(readings))


def _check_hashes(dossier: Dossier, documents: Mapping[str, Document]) -> Iterator[Flaw]:
    rows = dossier._connection.execute("SELECT id, path, sha256, text, text_sha256 FROM documents")
    for key, path, sha256, text, text_sha256 in rows:
        known = documents.get(key)
        if records.sha256_hex(text) != text_sha256:
            yield Flaw(f"document {path}", "its text is not the text that was stored", RESTORE)
        if not sha256.startswith(key) or known is None or known.sha256 != sha256:
            yield Flaw(f"document {path}", "its id is not that of its bytes", RESTORE)
        elif known.path != path:
            yield Flaw(f"document {path}", "its record is of another path", RESTORE)


def _check_columns(dossier: Dossier, documents: Mapping[str, Document]) -> Iterator[Flaw]:
    """What is stored twice, to search by, must say the same as the record."""
    rows = dossier._connection.execute("SELECT id, document, content, record FROM claims")
    for key, owner, content, record in rows:
        claim = records.load(Claim, record)
        if owner not in documents or claim.id != key:
            yield Flaw(f"claim {key}", "its record is of another claim", RESTORE)
        elif content != records.content_of(claim, documents[owner].text):
            yield Flaw(f"claim {key}", "its words are not those at its place", RESTORE)
    rows = dossier._connection.execute('SELECT id, start, "end", record FROM event_mentions')
    for key, start, end, record in rows:
        mention = records.load(EventMention, record)
        if (mention.id, mention.trigger.start, mention.trigger.end) != (key, start, end):
            yield Flaw(f"event mention {key}", "its record is of another place", RESTORE)


def _check_reading(
    reading: Reading, documents: Mapping[str, Document], counts: Counter[str]
) -> Iterator[Flaw]:
    document = documents.get(reading.document)
    if document is None:
        yield Flaw(f"reading of {reading.document}", "its document is not there", RESTORE)
        return
    where = f"reading of {document.path}"
    counts["claims"] += len(reading.claims)
    counts["event mentions"] += len(reading.event_mentions)
    counts["spans"] += sum(1 for _ in spans(reading))
    yield from _check_spans(where, document, reading, documents)
    claims = {claim.id for claim in reading.claims}
    named = [m.voice.claim for m in reading.event_mentions]
    named += [claim.inside for claim in reading.claims]
    named += [label.voice.claim for label in reading.labels]
    for missing in sorted({claim for claim in named if claim is not None} - claims):
        yield Flaw(where, f"it refers to claim {missing}, which is not there", RESTORE)


def _check_comparison(
    comparison: Comparison,
    documents: Mapping[str, Document],
    readings: Iterable[Reading],
    counts: Counter[str],
) -> Iterator[Flaw]:
    counts["events"] += len(comparison.alignment.events)
    counts["findings"] += len(comparison.findings)
    told = replace(comparison, alignment=replace(comparison.alignment, actor_of={}))
    counts["spans"] += sum(1 for _ in spans(told))
    yield from _check_spans("comparison", None, told, documents)
    known = {
        "document": set(documents),
        "event": {event.id for event in comparison.alignment.events},
        "actor": {actor.id for actor in comparison.alignment.actors},
        "account": {account.id for account in comparison.accounts},
        "origin": {origin.id for origin in comparison.origins},
        "event mention": {m.id for reading in readings for m in reading.event_mentions},
    }
    referred = set(_references(comparison))
    missing = [(where, kind, to) for where, kind, to in referred if to and to not in known[kind]]
    for where, kind, to in sorted(missing):
        yield Flaw(where, f"it refers to {kind} {to}, which is not there", AGAIN)


def _references(comparison: Comparison) -> Iterator[tuple[str, str, str | None]]:
    """(where, what kind of record, its id) for all that a comparison refers to."""
    for event in comparison.alignment.events:
        yield from ((f"event {event.id}", "event mention", each) for each in event.mentions)
    for (document, name), actor in comparison.alignment.actor_of.items():
        yield f"name {name!r}", "document", document
        yield f"name {name!r}", "actor", actor
    for account in comparison.accounts:
        where = f"account {account.id}"
        yield from (
            (where, "event", account.event),
            (where, "actor", account.actor),
            (where, "origin", account.origin),
        )
        yield from ((where, "document", each) for each in account.documents)
        yield from ((where, "event mention", each) for each in account.mentions)
    for number, finding in enumerate(comparison.findings, start=1):
        where = f"finding {number} ({finding.kind})"
        yield where, "event", finding.event
        yield from ((where, "account", each) for each in finding.accounts)
    for origin in comparison.origins:
        yield from ((f"origin {origin.id}", "document", each) for each in origin.documents)
    for copy in comparison.copies:
        where = f"copy in {copy.document}"
        yield from ((where, "document", each) for each in (copy.document, copy.of))


def _check_basis(dossier: Dossier, comparison: Comparison | None, is_read: bool) -> Iterator[Flaw]:
    """A run that was cut off leaves readings that no comparison rests on."""
    row = dossier._connection.execute("SELECT basis FROM comparison").fetchone()
    if comparison is None and is_read:
        yield Flaw("comparison", "what was read was not compared yet", AGAIN, is_expected=True)
    elif row and row[0] is not None and row[0] != dossier.basis():
        text = "it rests on other readings or decisions than are there now"
        yield Flaw("comparison", text, AGAIN, is_expected=True)


# --------------------------------------------------------------------------------- offsets
def spans(record: Any) -> Iterator[Span]:
    """Every span in a record."""
    if isinstance(record, Span):
        yield record
    elif is_dataclass(record):
        for each in fields(record):
            yield from spans(getattr(record, each.name))
    elif isinstance(record, tuple):
        for each in record:
            yield from spans(each)


def _check_spans(
    where: str, owner: Document | None, record: Any, documents: Mapping[str, Document]
) -> Iterator[Flaw]:
    """Flaws of spans that leave their document, or lie in another than their `owner`."""
    for span in spans(record):
        document = documents.get(span.document)
        if document is None or (owner is not None and document.id != owner.id):
            yield Flaw(where, f"a passage lies in document {span.document}", RESTORE)
        elif span.end > len(document.text):
            yield Flaw(where, f"a passage ends at {span.end}, after the end of the text", RESTORE)
