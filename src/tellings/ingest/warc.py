"""Crawls (.warc, .warc.gz): every page, text and PDF that was fetched."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from tellings.errors import IngestError, UnreadableFile
from tellings.ingest.archive import MAX_MEMBERS, Budget, too_large
from tellings.ingest.extract import Datum, Member
from tellings.ingest.found import MAX_FILE_BYTES

_FORMATS: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}
_DAMAGE: Final = (
    ArchiveLoadFailed,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
)
"""What warcio raises on a broken crawl."""


def pages(data: bytes, budget: Budget) -> Iterator[Member | IngestError]:
    """What was fetched and is text; pictures, scripts and errors of servers are no documents.

    Raises UnreadableFile where the crawl is damaged or holds too much.
    """
    records = iter(ArchiveIterator(BytesIO(data)))
    taken = seen = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            seen += 1
            taking = _page(record, budget, taken + 1)
        except _DAMAGE as error:
            raise UnreadableFile(
                "it is damaged or not a crawl", advice="write the crawl again, or give its pages"
            ) from error
        if taking is None:
            continue
        taken += 1
        if taken > MAX_MEMBERS:
            raise UnreadableFile(
                f"it holds more than {MAX_MEMBERS:,} pages", advice="give it in several files"
            )
        yield taking
    if not seen:
        raise UnreadableFile("it is damaged or not a crawl", advice="write the crawl again")


def _page(record: Any, budget: Budget, number: int) -> Member | IngestError | None:
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    media = (headers.get_header("Content-Type") or "").partition(";")[0].strip().casefold()
    if media not in _FORMATS:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    address = address.strip("<>")
    name = f"{number:05}-{_named_after(address)}"
    body = record.content_stream().read(min(MAX_FILE_BYTES, budget.left) + 1)
    budget.spend(len(body))
    if len(body) > MAX_FILE_BYTES:
        return too_large(name)
    stated = {"url": Datum(address, "warc WARC-Target-URI")} if address else {}
    return Member(name, body, _FORMATS[media], stated)


def _named_after(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "page"
    return (
        re.sub(r"[^\w.-]+", "-", f"{parts.hostname or ''}{parts.path}").strip("-.")[:80] or "page"
    )
