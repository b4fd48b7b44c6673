"""The formats that are read, and how a file's is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from tellings.errors import EmptyFile, UnknownFormat

_ADVICE: Final = "save it as text, Word (.docx) or PDF and give that"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in the code, the ends of its files' names, and what comes of a file."""

    name: str
    suffixes: tuple[str, ...]
    title: str
    gives: str


TABLE: Final = (
    Format("plain", (".txt", ".text", ".md", ".markdown"), "plain text, Markdown", "one document"),
    Format(
        "html",
        (".html", ".htm", ".xhtml"),
        "web pages",
        "the article and its comments; each article where a page holds several",
    ),
    Format("mhtml", (".mhtml", ".mht"), "web pages saved as one file", "as of a web page"),
    Format("pdf", (".pdf",), "PDF", "one document; scans with the extra “ocr” and tesseract"),
    Format("docx", (".docx",), "Word", "one document"),
    Format("odt", (".odt",), "OpenDocument text", "one document"),
    Format("rtf", (".rtf",), "rich text", "one document"),
    Format("epub", (".epub",), "e-books", "one document, its list of contents marked"),
    Format("eml", (".eml",), "mails", "the mail, and each file attached to it"),
    Format("mbox", (".mbox",), "boxes of mails", "as of each mail"),
    Format("warc", (".warc", ".warc.gz"), "crawls", "each page, text and PDF that was fetched"),
    Format("feed", (".rss", ".atom", ".xml"), "RSS and Atom feeds", "each item"),
    Format("csv", (".csv", ".tsv"), "tables", "each row; see --map"),
    Format("xlsx", (".xlsx",), "Excel sheets", "each row of the first sheet; see --map"),
    Format("json", (".jsonl", ".ndjson", ".json"), "JSON Lines", "each object; see --map"),
    Format("zip", (".zip",), "ZIP archives", "as of each file in it"),
    Format("tar", (".tar", ".tar.gz", ".tgz"), "tape archives", "as of each file in it"),
    Format("gzip", (".gz",), "packed files", "as of the file in it"),
)
"""All formats, in the order in which they are listed."""

FORMATS: Final = tuple(sorted(suffix for each in TABLE for suffix in each.suffixes))
"""The ends of the names of the files that are read."""

_BY_SUFFIX: Final = {suffix: each.name for each in TABLE for suffix in each.suffixes}
_PACKAGES: Final = frozenset({"zip", "docx", "odt", "epub", "xlsx"})
_HTML: Final = (b"<!doctype html", b"<html")
_FEEDS: Final = (b"<rss", b"<feed", b"<rdf:rdf")


def tell_format(name: str, data: bytes) -> str:
    """The name of a format, by what the file begins with and by the end of its name.

    Raises UnknownFormat and EmptyFile.
    """
    if not data.strip():
        raise EmptyFile("there is nothing in it", advice="check that the right file was given")
    suffix = PurePosixPath(name).suffix.casefold()
    by_name = _BY_SUFFIX.get(suffix)
    by_start = _by_start(data, by_name)
    # What is inside says more than a name that is wrong, and less than one that nobody reads.
    if by_start and (by_name or not suffix or by_start in ("pdf", "warc")):
        return by_start
    if by_name == "feed":
        raise UnknownFormat("it is XML, but no feed", advice=_ADVICE)
    if by_name:
        return by_name
    if not suffix:
        return "plain"
    raise UnknownFormat(f"files ending in {suffix} are not read", advice=_ADVICE)


def _by_start(data: bytes, by_name: str | None) -> str | None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start.lower()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return by_name if by_name in _PACKAGES else _package(data)
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"WARC/"):
        return "warc"
    if data[257:262] == b"ustar":
        return "tar"
    if by_name in (None, "feed"):
        if any(mark in lower for mark in _FEEDS):
            return "feed"
        if lower.startswith(_HTML) or (by_name and any(mark in lower for mark in _HTML)):
            return "html"
    if by_name is None and start.startswith(b"From ") and b"\nFrom:" in data[:4096]:
        return "mbox"
    return None


def _package(data: bytes) -> str:
    """Which of the formats that are ZIP archives inside."""
    if b"mimetypeapplication/epub+zip" in data[:100]:
        return "epub"
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]:
        return "odt"
    if b"[Content_Types].xml" in data:
        return "xlsx" if b"xl/workbook.xml" in data else "docx" if b"word/" in data else "zip"
    return "docx" if b"word/" in data else "zip"
