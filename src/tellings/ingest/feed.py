"""RSS and Atom: each item of a feed is a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, Final

import feedparser

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest.archive import MAX_MEMBERS
from tellings.ingest.clean import tidy
from tellings.ingest.extract import Datum, Extract, Record
from tellings.ingest.page import blocks, parse
from tellings.ingest.writing import Writing
from tellings.ingest.xml import refuse_entities

_DAMAGE: Final = (AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError)
"""What feedparser raises on feeds that break the rules."""


def items(data: bytes) -> Iterator[Record]:
    """The items of a feed, in its order. Raises UnreadableFile and EmptyFile."""
    refuse_entities(data)
    try:
        # A stream, not bytes: those it would take for the name of a file.
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except _DAMAGE as error:
        raise UnreadableFile("it is damaged or not a feed", advice="save it again") from error
    if not feed.version and not feed.entries:
        raise UnreadableFile(
            "it is not a feed (RSS or Atom)", advice="save the page that it describes instead"
        )
    if not feed.entries:
        raise EmptyFile("the feed holds no items", advice="check that the right file was given")
    if len(feed.entries) > MAX_MEMBERS:
        raise UnreadableFile(f"it holds more than {MAX_MEMBERS:,} items", advice="give fewer")
    outlet = tidy(str(feed.feed.get("title") or ""))
    for number, entry in enumerate(feed.entries, start=1):
        extract = _extract(entry, outlet)
        address = extract.data["url"].value if "url" in extract.data else ""
        yield Record(
            f"{number:05}", f"{address}\n{extract.text}".encode("utf-8", "replace"), extract
        )


def _extract(entry: Any, outlet: str) -> Extract:
    writing = Writing()
    title = tidy(_plain(str(entry.get("title") or "")))
    if title:
        writing.add(title, PartKind.HEADLINE)
    for words, tight in _body(entry):
        writing.add(words, tight=tight)
    return Extract(writing.text, dict(_data(entry, title, outlet)), tuple(writing.marks))


def _body(entry: Any) -> Iterator[tuple[str, bool]]:
    """The item's text: its whole content where the feed has it, else its summary."""
    found = [str(c.get("value") or "") for c in entry.get("content") or ()]
    source = max([*found, str(entry.get("summary") or "")], key=len)
    root = parse(source) if source.strip() else None
    for block in blocks(root) if root is not None else ():
        if words := tidy(block.text):
            yield words, block.tight


def _plain(source: str) -> str:
    root = parse(source) if "<" in source else None
    return source if root is None else str(root.text_content())


def _data(entry: Any, title: str, outlet: str) -> Iterator[tuple[str, Datum]]:
    stated = {
        "title": title,
        "outlet": tidy(str((entry.get("source") or {}).get("title") or outlet)),
        "author": tidy(str(entry.get("author") or "")),
        "published": _day(entry.get("published_parsed")),
        "updated": _day(entry.get("updated_parsed")),
        "url": str(entry.get("link") or ""),
    }
    if not stated["published"]:
        stated["published"] = stated["updated"]
    for name, value in stated.items():
        if value:
            yield name, Datum(value, f"feed {name}")


def _day(moment: Any) -> str:
    try:
        return date(*moment[:3]).isoformat() if moment else ""
    except (TypeError, ValueError):
        return ""
