"""EPUB: the chapters in the order in which they are read, as one document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest.clean import decode, tidy
from tellings.ingest.extract import Datum, Extract
from tellings.ingest.limits import MAX_TEXT
from tellings.ingest.page import blocks, parse
from tellings.ingest.pagedata import day_of
from tellings.ingest.writing import Writing
from tellings.ingest.xml import Package

_ADVICE: Final = "open it in a reader and give the chapters that matter as text"
_NS: Final = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_DATA: Final = {
    "title": "title", "creator": "author", "publisher": "outlet", "date": "published"
}  # fmt: skip


def extract(data: bytes) -> Extract:
    """The text of a book. Raises UnreadableFile and EmptyFile."""
    package = Package(data, "an EPUB book", _ADVICE)
    if package.has("META-INF/rights.xml"):
        raise UnreadableFile("it is locked by its seller", advice="give a copy without a lock")
    place = package.tree("META-INF/container.xml").find(".//c:rootfile", _NS)
    path = "" if place is None else str(place.get("full-path") or "")
    book = package.tree(path)
    writing = Writing()
    for name, is_contents in _chapters(book, posixpath.dirname(path)):
        if package.has(name):
            _add(writing, package.read(name), is_contents=is_contents)
        if len(writing.text) > MAX_TEXT:
            break  # refused for its length by whoever builds the document
    if not writing.text:
        raise EmptyFile("the book holds no text", advice=_ADVICE)
    return Extract(writing.text, dict(_data(book)), tuple(writing.marks))


def _chapters(book: Any, folder: str) -> Iterator[tuple[str, bool]]:
    """The name of each chapter's piece, and whether it is the list of contents."""
    items = {str(i.get("id")): i for i in book.iterfind("o:manifest/o:item", _NS)}
    guide = {
        str(r.get("href")).split("#")[0]
        for r in book.iterfind("o:guide/o:reference", _NS)
        if r.get("type") == "toc"
    }
    for reference in book.iterfind("o:spine/o:itemref", _NS):
        item = items.get(str(reference.get("idref")))
        if item is None or "html" not in str(item.get("media-type") or ""):
            continue
        place = str(item.get("href") or "")
        is_contents = "nav" in str(item.get("properties") or "").split() or place in guide
        yield posixpath.normpath(posixpath.join(folder, unquote(place))), is_contents


def _add(writing: Writing, data: bytes, *, is_contents: bool) -> None:
    # Read as a page: chapters use HTML's named characters, which XML does not know.
    root = parse(decode(data).partition("?>")[2] if data.lstrip()[:5] == b"<?xml" else decode(data))
    for block in blocks(root) if root is not None else ():
        words = tidy(block.text)
        if words:
            kind = PartKind.CONTENTS if is_contents else None
            writing.add(words, kind, tight=block.tight or is_contents)


def _data(book: Any) -> Iterator[tuple[str, Datum]]:
    for element, name in _DATA.items():
        found = book.find(f"o:metadata/dc:{element}", _NS)
        words = tidy(found.text) if found is not None and found.text else ""
        if name == "published":
            day = day_of(words)
            words = day.isoformat() if day else ""
        if words:
            yield name, Datum(words, f"epub {element}")
