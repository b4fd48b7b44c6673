"""OpenDocument texts: headings, paragraphs, lists and tables in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tellings.domain.text import PartKind
from tellings.errors import UnreadableFile
from tellings.ingest.clean import tidy
from tellings.ingest.extract import Datum, Extract
from tellings.ingest.writing import Writing
from tellings.ingest.xml import Package

_ADVICE: Final = "open it in a word processor and save it again as .docx or .odt"
_NS: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TEXT: Final = f"{{{_NS['text']}}}"
_BLOCKS: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEFT_OUT: Final = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_TEXT}alphabetical-index"}
)
_INDEX: Final = f"{_TEXT}table-of-content"
_ANNOTATION: Final = f"{{{_NS['office']}}}annotation"


def extract(data: bytes) -> Extract:
    """The text of an OpenDocument file, a blank line between paragraphs. Raises UnreadableFile."""
    package = Package(data, "an OpenDocument text", _ADVICE)
    if package.has("META-INF/manifest.xml") and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise UnreadableFile(
            "it is locked with a password", advice="save it again without a password"
        )
    body = package.tree("content.xml").find("office:body/office:text", _NS)
    if body is None:
        raise package.damaged()
    writing = Writing()
    for words, kind in _blocks(body):
        if words:
            writing.add(words, kind, tight=kind is PartKind.CONTENTS)
    return Extract(writing.text, dict(_data(package)), tuple(writing.marks))


def _blocks(body: Any) -> Iterator[tuple[str, PartKind | None]]:
    """Each paragraph's words, and their kind where the file makes it known."""
    seen_title = False
    for element in body.iter(*_BLOCKS):
        above = {ancestor.tag for ancestor in element.iterancestors()}
        if above & _LEFT_OUT or _ANNOTATION in above:
            continue
        kind = PartKind.CONTENTS if _INDEX in above else None
        if element.get(f"{_TEXT}style-name") == "Title" and not seen_title:
            seen_title, kind = True, PartKind.HEADLINE
        yield tidy("".join(_words(element))), kind


def _words(element: Any) -> Iterator[str]:
    """The words below an element: spaces, tabs and line breaks are elements of their own."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " "
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\n" if child.tag.endswith("break") else " "
        elif isinstance(child.tag, str) and child.tag not in (*_LEFT_OUT, *_BLOCKS, _ANNOTATION):
            yield from _words(child)
        yield child.tail or ""


def _data(package: Package) -> Iterator[tuple[str, Datum]]:
    if not package.has("meta.xml"):
        return
    root = package.tree("meta.xml")
    for name, path in (("title", "dc:title"), ("author", "meta:initial-creator")):
        found = root.find(f"office:meta/{path}", _NS)
        if found is not None and found.text and found.text.strip():
            yield name, Datum(found.text.strip(), f"odt {name}")
