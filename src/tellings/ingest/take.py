"""Taking a file in: which format it has, and what comes of it.

Invariant: whatever is wrong with a file, `take` returns; a refusal names the file, the reason and
what to do, and costs no other document.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from tellings.domain.text import Document, Refusal
from tellings.errors import EmptyFile, IngestError, UnknownFormat, UnreadableFile
from tellings.ingest import archive, docx, eml, html, pdf, plain
from tellings.ingest.document import build
from tellings.ingest.extract import Extract, Member
from tellings.ingest.found import MAX_FILE_BYTES, Found

_BY_SUFFIX = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".zip": "zip",
}
FORMATS = tuple(sorted(_BY_SUFFIX))
"""The suffixes of the files that are read."""

_EXTRACTORS: Mapping[str, Callable[[bytes], Extract]] = {
    "plain": plain.extract,
    "html": html.extract,
    "pdf": pdf.extract,
    "docx": docx.extract,
}
_ADVICE = "save it as text, Word (.docx) or PDF and give that"
_CHECK_PATH = "check the path and that you may read it"


def take(found: Found) -> list[Document | Refusal]:
    """The documents in a file: one, or several for an archive or a mail with attachments.

    Attachments come before the mail that carries them, so that a mail which has been stored shows
    that all of it has.
    """
    path = _shown(found.path)
    try:
        data = _read(found.path)
    except IngestError as error:
        return [_refusal(path, error)]
    return list(_take(Member(path, data), archive.Budget(), depth=0))


def _take(member: Member, budget: archive.Budget, depth: int) -> Iterator[Document | Refusal]:
    try:
        kind = tell_format(member.name, member.data)
        if kind == "zip":
            yield from _take_archive(member, budget, depth)
        elif kind == "eml":
            yield from _take_mail(member, budget, depth)
        else:
            yield build(_EXTRACTORS[kind](member.data), member.data, member.name)
    except IngestError as error:
        yield _refusal(member.name, error)


def _take_archive(
    member: Member, budget: archive.Budget, depth: int
) -> Iterator[Document | Refusal]:
    if depth >= archive.MAX_DEPTH:
        raise UnreadableFile("it lies too deep in other archives", advice="unpack it yourself")
    for inner in archive.members(member.data, budget):
        if isinstance(inner, IngestError):
            yield _refusal(f"{member.name}/{inner.path}", inner)
        else:
            yield from _take(Member(f"{member.name}/{inner.name}", inner.data), budget, depth + 1)


def _take_mail(member: Member, budget: archive.Budget, depth: int) -> Iterator[Document | Refusal]:
    mail = eml.parse(member.data)
    if mail.attachments and depth > archive.MAX_DEPTH:
        raise UnreadableFile("it lies too deep in other mails", advice="save it on its own")
    for inner in mail.attachments:
        budget.spend(len(inner.data))
        yield from _take(Member(f"{member.name}/{inner.name}", inner.data), budget, depth + 1)
    try:
        yield build(eml.extract(mail), member.data, member.name)
    except EmptyFile:
        # A mail that only carries files is no loss.
        if not mail.attachments:
            raise


def tell_format(name: str, data: bytes) -> str:
    """plain, html, pdf, docx, eml or zip, by what the file begins with and by its suffix.

    Raises UnknownFormat and EmptyFile.
    """
    if not data.strip():
        raise EmptyFile("there is nothing in it", advice="check that the right file was given")
    suffix = PurePosixPath(name).suffix.casefold()
    by_name = _BY_SUFFIX.get(suffix)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if by_name in ("zip", "docx"):
            return by_name
        if by_name:
            return "docx" if b"word/" in data else "zip"
    if by_name:
        return by_name
    if not suffix:
        start = data[:512].lstrip().lower()
        return "html" if start.startswith((b"<!doctype html", b"<html")) else "plain"
    raise UnknownFormat(f"files ending in {suffix} are not read", advice=_ADVICE)


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile("it is a folder", advice="give the files in it")
        if not path.exists():
            raise UnreadableFile("there is no such file", advice=_CHECK_PATH)
        if not path.is_file():
            raise UnreadableFile("it is not a regular file", advice=_CHECK_PATH)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise archive.too_large(str(path))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFile(f"it cannot be opened: {reason}", advice=_CHECK_PATH) from error


def _shown(path: Path) -> str:
    """The path as text that can be stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def _refusal(path: str, error: IngestError) -> Refusal:
    return Refusal(path, error.reason, error.advice)
