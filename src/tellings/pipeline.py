"""The main path: find, take in, store, read, align, compare, store.

Invariant: whatever is finished is committed at once, and every step first asks what the dossier
already holds. So a run that is cut off at any moment loses at most the documents in hand, and
running it again goes on from there and ends with the dossier of one uninterrupted run.

Documents accumulate: comparing other files into a dossier adds to it, and the comparison is then
made again over all that it holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tellings.align import align
from tellings.compare import compare_accounts
from tellings.domain.reading import Reading
from tellings.domain.text import Document, Part, PartKind, Refusal, Span
from tellings.dossier import Dossier
from tellings.errors import ReadError
from tellings.ingest import find, take
from tellings.models.runtime import Encoder
from tellings.read import BuiltinReader, Reader

DOSSIER_NAME = "dossier.db"
REPORT_NAME = "report.html"
"""What a dossier and its report are called where nobody says otherwise."""

MAX_WORKERS = 4
"""Documents read at once, at most: past this the interpreter, not the model, sets the pace."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage has come: `done` of `total`. Stages: take in, read, align, compare."""

    stage: str
    done: int
    total: int


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did. Paths are those of documents and files, in a fixed order.

    `read` were read in this run; `skipped` were there and read already (the same bytes);
    `refusals` are the files that could not be taken in or read.
    """

    dossier: Path
    read: tuple[str, ...]
    skipped: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def compare(
    paths: Sequence[Path],
    *,
    into: Path,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Read the files and folders at `paths` into the dossier file `into`, and compare.

    A file that cannot be taken in or read becomes a refusal and costs nothing else.
    Raises `DossierError` where the dossier cannot be used, `ModelError` where the model cannot.
    """
    tell = progress or _silent
    reader = reader or shipped_reader()
    with Dossier.create(into) as dossier:
        there, refused = _take_in(dossier, paths, tell)
        read, failed = _read_new(dossier, reader, tell)
        for refusal in (*refused, *failed.values()):
            dossier.add_refusal(refusal)
        _compare_again(dossier, reader, tell)
    now = {document.id for document in read}.union(failed)
    return Outcome(
        dossier=into,
        read=tuple(document.path for document in read),
        skipped=tuple(path for known, path in there if known not in now),
        refusals=(*refused, *failed.values()),
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


def _take_in(
    dossier: Dossier, paths: Sequence[Path], tell: Progress
) -> tuple[list[tuple[str, str]], list[Refusal]]:
    """Store each document that is not there yet: (id, path) of those that were, and refusals."""
    there: list[tuple[str, str]] = []
    refused: list[Refusal] = []
    found = [each for each in find(paths) if not _is_ours(each.path, dossier.path)]
    for done, each in enumerate(found, start=1):
        digest = each.digest()
        if dossier.has_document(digest):
            there.append((digest[:16], str(each.path)))
        else:
            for item in take(each):
                if isinstance(item, Refusal):
                    refused.append(item)
                elif dossier.has_document(item.sha256):
                    there.append((item.id, item.path))
                else:
                    dossier.add_document(item)
        tell(Step("take in", done, len(found)))
    return there, refused


def _is_ours(path: Path, dossier: Path) -> bool:
    """Whether a file is the dossier, SQLite's files beside it, or its report: not to be read."""
    names = {dossier.name, f"{dossier.name}-wal", f"{dossier.name}-shm", REPORT_NAME}
    return path.name in names and path.absolute().parent == dossier.absolute().parent


def _read_new(
    dossier: Dossier, reader: Reader, tell: Progress
) -> tuple[list[Document], dict[str, Refusal]]:
    """Read what this reader has not read yet: the documents read, and refusals by document id.

    Documents are read several at once, and their readings stored in the order of documents.
    """
    new = [d for d in dossier.documents() if not dossier.has_reading(d.id, reader.name)]
    read: list[Document] = []
    failed: dict[str, Refusal] = {}
    with closing(_read_each(new, reader)) as results:
        for document, result in results:
            if isinstance(result, Refusal):
                failed[document.id] = result
            else:
                dossier.add_reading(result)
                read.append(document)
            tell(Step("read", len(read) + len(failed), len(new)))
    return read, failed


def _read_each(
    documents: Sequence[Document], reader: Reader
) -> Generator[tuple[Document, Reading | Refusal], None, None]:
    """Each document with its reading, or with why there is none, in order."""

    def attempt(document: Document) -> Reading | Refusal:
        try:
            return reader.read(document)
        except ReadError as error:
            return Refusal(document.path, error.reason, error.advice)

    pool = ThreadPoolExecutor(max_workers=min(MAX_WORKERS, free_cores()))
    try:
        yield from zip(documents, pool.map(attempt, documents), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)  # when interrupted, do not read on to the end


def _compare_again(dossier: Dossier, reader: Reader, tell: Progress) -> None:
    """Align and compare all that was read; documents without a reading are left out."""
    readings = {r.document: r for r in dossier.readings() if r.reader == reader.name}
    documents = [d for d in dossier.documents() if d.id in readings]
    in_order = [readings[d.id] for d in documents]
    tell(Step("align", 0, 1))
    alignment = align(documents, in_order)
    tell(Step("compare", 0, 1))
    dossier.replace_comparison(compare_accounts(documents, in_order, alignment))
    tell(Step("compare", 1, 1))


def free_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _silent(_: Step) -> None:
    """Progress for whoever asks for none."""
