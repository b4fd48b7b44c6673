"""Taking a file in: which format it has, and what comes of it.

Invariant: whatever is wrong with a file, `take` goes on; a refusal names the file, the reason and
what to do, and costs no other document.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tellings.domain.text import Document, Refusal
from tellings.errors import EmptyFile, IngestError, UnreadableFile
from tellings.ingest import (
    archive,
    docx,
    eml,
    epub,
    feed,
    html,
    mbox,
    mhtml,
    odt,
    packed,
    pdf,
    plain,
    rtf,
    sidecar,
    table,
    warc,
)
from tellings.ingest.document import build
from tellings.ingest.extract import Datum, Extract, Member, Record
from tellings.ingest.formats import tell_format
from tellings.ingest.found import MAX_FILE_BYTES, STANDARD_INPUT, Found, shown

_CHECK_PATH = "check the path and that you may read it"

_EXTRACTORS: Mapping[str, Callable[[bytes], Extract]] = {
    "plain": plain.extract,
    "pdf": pdf.extract,
    "docx": docx.extract,
    "odt": odt.extract,
    "rtf": rtf.extract,
    "epub": epub.extract,
}
_ARCHIVES: Mapping[str, Callable[[bytes, archive.Budget], Iterator[Member | IngestError]]] = {
    "zip": archive.members,
    "tar": packed.members,
    "warc": warc.pages,
    "mbox": lambda data, _: mbox.mails(data),
}

Results = Iterator[Document | Refusal]


def take(found: Found) -> Results:
    """The documents in a file: one, or several for an archive, a table, a feed or a mail.

    One that is stored (`Found.stated`) is taken in again only where people say other things of it
    now; else there is nothing but refusals of what stands beside it.

    Attachments come before the mail that carries them, so that a mail which has been stored shows
    that all of it has.
    """
    path = shown(found.path)
    try:
        data = found.data if found.data is not None else _read(found.path)
        if len(data) > MAX_FILE_BYTES:
            raise archive.too_large(path)
    except IngestError as error:
        yield _refusal(path, error)
        return
    overrides, problems = sidecar.describe(found.path) if found.data is None else ({}, [])
    yield from (_refusal(shown(place), error) for place, error in problems)
    if found.stated is not None and found.stated == sidecar.as_stored(overrides):
        return  # it is stored, and nothing else is said of it now
    job = _Job(archive.Budget(), dict(found.columns) or None, overrides)
    yield from job.take(Member(path, data), 0)


@dataclass(frozen=True, slots=True)
class _Job:
    """One file that is being taken in: what may still be unpacked, and what people say of it."""

    budget: archive.Budget
    columns: Mapping[str, str] | None
    overrides: Mapping[str, Datum]

    def take(self, member: Member, depth: int) -> Results:
        """The documents and refusals of one file, in the one given or that one itself."""
        try:
            yield from self._taken(member, depth)
        except IngestError as error:
            yield _refusal(member.name, error)

    def _taken(self, member: Member, depth: int) -> Results:
        kind = member.format or tell_format(member.name, member.data)
        if kind == "plain" and self.columns and member.name == str(STANDARD_INPUT):
            # Nothing names what is piped in; that its columns were given says that it is a table.
            kind = "json" if member.data.lstrip()[:1] in (b"{", b"[") else "csv"
        if kind in _ARCHIVES:
            _check_depth(depth, archive.MAX_DEPTH)
            yield from self._each(member, _ARCHIVES[kind](member.data, self.budget), depth)
        elif kind == "gzip":
            _check_depth(depth, archive.MAX_DEPTH + 1)
            yield from self.take(packed.unpacked(member, self.budget), depth)
        elif kind == "eml":
            yield from self._mail(member, depth)
        elif kind == "feed":
            yield from self._each(member, feed.items(member.data), depth)
        elif kind in table.KINDS:
            rows = table.records(member.data, kind, self.columns)
            yield from self._each(member, rows, depth)
        elif kind in ("html", "mhtml"):
            page = mhtml.page(member) if kind == "mhtml" else member
            yield from self._page(page)
        else:
            extract = _EXTRACTORS[kind](member.data)
            yield self._built(extract, member.data, member)

    def _each(
        self, member: Member, parts: Iterator[Member | Record | IngestError], depth: int
    ) -> Results:
        """What a container holds; one that cannot be had costs none of the others."""
        for part in parts:
            if isinstance(part, IngestError):
                yield _refusal(f"{member.name}/{part.path}", part)
            elif isinstance(part, Record):
                yield self._record(f"{member.name}/{part.name}", part, member)
            else:
                named = replace(part, name=f"{member.name}/{part.name}")
                yield from self.take(named, depth + 1)

    def _record(self, name: str, record: Record, member: Member) -> Document | Refusal:
        try:
            return self._built(record.extract, record.data, replace(member, name=name))
        except IngestError as error:
            return _refusal(name, error)

    def _page(self, member: Member) -> Results:
        """A web page: a document, or one for each article where it holds several."""
        extracts = html.articles(member.data)
        if len(extracts) == 1:
            yield self._built(extracts[0], member.data, member)
            return
        for number, extract in enumerate(extracts, start=1):
            name = f"{member.name}/{number}"
            known = sha256(member.data).digest() + str(number).encode()
            yield self._record(name, Record(name, known, extract), member)

    def _mail(self, member: Member, depth: int) -> Results:
        mail = eml.parse(member.data)
        if mail.attachments and depth > archive.MAX_DEPTH:
            raise UnreadableFile("it lies too deep in other mails", advice="save it on its own")
        for inner in mail.attachments:
            self.budget.spend(len(inner.data))
            yield from self.take(replace(inner, name=f"{member.name}/{inner.name}"), depth + 1)
        try:
            yield self._built(eml.extract(mail), member.data, member)
        except EmptyFile:
            # A mail that only carries files is no loss.
            if not mail.attachments:
                raise

    def _built(self, extract: Extract, data: bytes, member: Member) -> Document:
        known = {**member.stated, **extract.data}
        return build(replace(extract, data=known), data, member.name, self.overrides)


def _check_depth(depth: int, most: int) -> None:
    if depth >= most:
        raise UnreadableFile("it lies too deep in other archives", advice="unpack it yourself")


def _read(path: Path) -> bytes:
    try:
        if not os.path.isfile(path):  # noqa: PTH113  this way, a file is looked at once
            _refuse_what_is_no_file(path)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise archive.too_large(str(path))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"it cannot be opened: {reason}", advice=_CHECK_PATH) from error


def _refuse_what_is_no_file(path: Path) -> None:
    is_link = path.is_symlink()
    if path.is_dir():
        if is_link:
            raise UnreadableFile("it is a link to a folder", advice="give that folder itself")
        if not os.access(path, os.R_OK | os.X_OK):
            raise UnreadableFile("it is a folder that may not be opened", advice=_CHECK_PATH)
        raise UnreadableFile("it is a folder", advice="give the files in it")
    if not path.exists():
        reason = "it is a link that leads nowhere" if is_link else "there is no such file"
        raise UnreadableFile(reason, advice=_CHECK_PATH)
    raise UnreadableFile("it is not a regular file", advice=_CHECK_PATH)


def _refusal(path: str, error: IngestError) -> Refusal:
    return Refusal(path, error.reason, error.advice)
