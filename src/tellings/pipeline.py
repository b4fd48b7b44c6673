"""The main path: find, take in, store, read, align, compare, store.

Invariant: whatever is finished is committed within a second, and every step first asks what the
dossier already holds. So a run that is cut off at any moment loses at most the documents in hand,
and running it again goes on from there and ends with the dossier of one uninterrupted run.

Files are taken in and documents read in child processes within limits (`tellings.bounded`): one
that hangs, swells or crashes is refused by name and costs no other. Nothing but this process
writes to the dossier.

Documents accumulate: comparing other files into a dossier adds to it, and the comparison is then
made again over all that it holds, whoever added it meanwhile.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from tellings.align import align
from tellings.align.known import knowing, parse_actors, read_actors
from tellings.bounded import Limits, Once, Pool
from tellings.compare import compare_accounts
from tellings.domain.accounts import Decision
from tellings.domain.reading import Reading
from tellings.domain.text import Document, Part, PartKind, Refusal, Span
from tellings.dossier import Dossier
from tellings.errors import ReadError, RecordRefused, Stopped
from tellings.ingest.limits import TAKE
from tellings.ingest.recurring import mark_recurring
from tellings.intake import Intake
from tellings.models.runtime import Encoder
from tellings.read import BuiltinReader, Reader

DOSSIER_NAME: Final = "dossier.db"
REPORT_NAME: Final = "report.html"
ACTORS: Final = "actors.toml"  # the user's table of actors, among what the dossier was given
"""What a dossier and its report are called where nobody says otherwise."""

MAX_WORKERS: Final = 4
"""Documents read at once, at most: each process holds the model, some 250 MB with its work."""
READ: Final = Limits(seconds=60, memory=3 * 1024**3)
"""For each document, and `SECONDS_A_CHARACTER` for each of its characters: some ten times what
it takes (50,000 characters: 4 s of CPU; 200,000: 27 s and 500 MB)."""
SECONDS_A_CHARACTER: Final = 0.002


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage has come: `done` of `total`. Stages: take in, read, align, compare."""

    stage: str
    done: int
    total: int


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of a run: of taking in one document, and of reading one."""

    take: Limits = TAKE
    read: Limits = READ


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did. Paths are those of documents and files, in a fixed order.

    `read` were read in this run; `skipped` have bytes that were there already, under this name or
    another; `refusals` are the files that could not be taken in or read.
    """

    dossier: Path
    read: tuple[str, ...]
    skipped: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def compare(  # noqa: PLR0913  all but the paths and the place are options, given by name
    paths: Sequence[Path],
    *,
    into: Path,
    reader: Reader | None = None,
    progress: Progress | None = None,
    bounds: Bounds | None = None,
    actors: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Outcome:
    """Read the files and folders at `paths` into the dossier file `into`, and compare.

    A file that cannot be taken in or read becomes a refusal and costs nothing else. `actors` is a
    table of the user's own (TOML); the dossier keeps it for later runs. `columns` says which
    column of a table holds what (text, title, outlet, …); it is guessed where it is not given.
    Raises `ActorsUnusable` where it is no such table.
    Raises `DossierError` where the dossier cannot be used, `ModelError` where the model cannot.
    """
    tell = progress or _silent
    reader = reader or shipped_reader()
    bounds = bounds or Bounds()
    workers = min(MAX_WORKERS, free_cores())
    table = None if actors is None else _checked_table(actors)
    with Dossier.create(into) as dossier:
        if table is not None:
            dossier.give(ACTORS, table)
        intake = Intake(dossier, _ours(into), columns)
        intake.take_in(paths, workers, bounds.take, lambda n, of: tell(Step("take in", n, of)))
        read, failed = _read_new(dossier, reader, tell, bounds.read)
        _compare_again(dossier, reader.name, tell)
    now = read | {key: refusal.path for key, refusal in failed.items()}
    return Outcome(
        dossier=into,
        read=tuple(read.values()),
        skipped=tuple(path for key, path in intake.there if now.get(key) != path),
        refusals=(*intake.refused, *failed.values()),
    )


def read_text(text: str, *, reader: Reader | None = None) -> Reading:
    """Read one text that is in no file, as a document that is all body."""
    digest = sha256(text.encode()).hexdigest()
    whole = Part(PartKind.BODY, Span(digest[:16], 0, len(text)))
    document = Document(
        id=digest[:16], path="", text=text, sha256=digest, language="en", parts=(whole,)
    )
    return (reader or shipped_reader()).read(document)


def shipped_reader() -> Reader:
    """The built-in reader, with one thread a document, as several documents are read at once.

    With threads of its own as well, 58 reports took 16 s of CPU instead of 10 on two cores.
    """
    return BuiltinReader(Encoder(threads=1))


def _ours(dossier: Path) -> frozenset[str]:
    """The names of the dossier, of SQLite's files beside it and of the report."""
    ends = ("", "-wal", "-shm", "-journal")
    return frozenset({REPORT_NAME, *(dossier.name + end for end in ends)})


def _read_new(
    dossier: Dossier, reader: Reader, tell: Progress, limits: Limits
) -> tuple[dict[str, str], dict[str, Refusal]]:
    """Read what this reader has not read: by document id the paths read, and the refusals.

    Documents are read several at once, and their readings stored in the order of documents.
    """
    read: dict[str, str] = {}
    failed: dict[str, Refusal] = {}
    new = dossier.unread(reader.name)
    if not new:
        return read, failed
    dossier.replace_parts(mark_recurring(dossier.documents()))
    pool: Pool[Document, Reading] = Pool(
        Once(reader.read), limits, size=min(MAX_WORKERS, free_cores(), len(new)), weight=_seconds
    )
    with pool:
        for document, done in pool.map(map(dossier.document, new)):
            error = done.error or _store(dossier, done.results)
            if error is None:
                read[document.id] = document.path
            elif isinstance(error, ReadError | RecordRefused | Stopped):
                failed[document.id] = Refusal(document.path, error.reason, error.advice)
                dossier.add_refusal(failed[document.id])
            else:
                raise error
            tell(Step("read", len(read) + len(failed), len(new)))
    return read, failed


def _seconds(document: Document) -> float:
    return len(document.text) * SECONDS_A_CHARACTER


def _store(dossier: Dossier, readings: Sequence[Reading]) -> RecordRefused | None:
    """Store readings; the error where one holds what cannot be stored."""
    try:
        for reading in readings:
            dossier.add_reading(reading)
    except RecordRefused as error:
        return error
    return None


def _checked_table(path: Path) -> str:
    """The text of a user's table of actors, once it is sure to be one."""
    read_actors(path)
    return path.read_text("utf-8")


def decide(dossier: Path, decisions: Sequence[Decision], *, undo: bool = False) -> bool:
    """Keep a person's word on event mentions (or take it back), and compare again.

    False where there was nothing to take back. Nothing is read anew: the readings are those stored.
    """
    with Dossier.open(dossier) as opened:
        if not undo:
            for decision in decisions:
                opened.add_decision(decision)
        else:
            taken = [opened.remove_decision(decision) for decision in decisions]
            if not any(taken):
                return False
        readers = Counter(reading.reader for reading in opened.readings())
        for name in sorted(readers, key=lambda n: (-readers[n], n))[:1]:
            _compare_again(opened, name, _silent)
    return True


def _compare_again(dossier: Dossier, reader: str, tell: Progress) -> None:
    """Align and compare all that was read; documents without a reading are left out.

    Where another process has stored readings meanwhile, it is done again with those: a comparison
    that is stored rests on all that the dossier holds at that moment.
    """
    is_stored = False
    while not is_stored:
        with dossier.snapshot():
            basis, stored = dossier.basis(), dossier.documents()
            readings = {r.document: r for r in dossier.readings() if r.reader == reader}
            decisions, table = dossier.decisions(), dossier.given(ACTORS)
        documents = [d for d in stored if d.id in readings]
        in_order = [readings[d.id] for d in documents]
        tell(Step("align", 0, 1))
        with knowing(parse_actors(table) if table else ()):
            alignment = align(documents, in_order, decisions)
            tell(Step("compare", 0, 1))
            comparison = compare_accounts(documents, in_order, alignment)
        is_stored = dossier.replace_comparison(comparison, basis)
    tell(Step("compare", 1, 1))


def free_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _silent(_: Step) -> None:
    """Progress for whoever asks for none."""
