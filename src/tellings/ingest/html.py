"""Web pages: the article without the page.

Three opinions are asked of every block of text: trafilatura's, readability's, and that of a plain
reading of the page's structure. What two of them keep is kept. A page laid out as a table, on
which both libraries may find next to nothing, falls back on the structure alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence

import trafilatura
from readability import Document as Readability
from readability.readability import Unparseable

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest.clean import decode, tidy
from tellings.ingest.extract import Datum, Extract, Mark
from tellings.ingest.heads import is_byline
from tellings.ingest.junk import is_junk
from tellings.ingest.lines import Line, same_words
from tellings.ingest.page import Block, blocks, parse
from tellings.ingest.pagedata import read_data

FALLBACK_SHARE = 0.5
"""If the vote keeps less than this share of the prose that structure shows, structure decides."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_OWN_REPORT = re.compile(r"<meta name=\"generator\" content=\"Tellings", re.IGNORECASE)
_SHORT = 12
_LINKS = 0.5
_ADVICE = "open it in a browser and save the article as text or PDF"

logging.getLogger("readability.readability").setLevel(logging.CRITICAL)


def extract(data: bytes, declared: str | None = None) -> Extract:
    """The title, the article and the comments of a page, a blank line between blocks."""
    charset = _CHARSET.search(data, 0, 4096)
    source = _XML.sub(
        "", decode(data, declared or (charset[1].decode("ascii") if charset else None))
    )
    if _OWN_REPORT.search(source, 0, 4096):
        raise UnreadableFile(
            "it is a report that Tellings wrote", advice="leave it out: it is no source"
        )
    root = parse(source)
    if root is None:
        raise EmptyFile("the page holds no text", advice=_ADVICE)
    found = [tidied for block in blocks(root) if (tidied := block.with_text(tidy(block.text))).text]
    metadata = read_data(root)
    kept = _elect(found, source)
    if not kept and "title" not in metadata:
        raise EmptyFile("the page holds no text", advice=_ADVICE)
    title = metadata["title"].value if "title" in metadata else None
    return _assemble(title, _with_bylines(found, kept), metadata=metadata)


def _elect(found: Sequence[Block], source: str) -> list[Block]:
    """The blocks that belong to the article or are comments on it."""
    first, second = _Opinion(_trafilatura(source)), _Opinion(_readability(source))
    own = [b for b in found if _is_own(b)]
    chosen = {id(b) for b in found if first.holds(b) + second.holds(b) + _is_own(b) >= 2}
    prose = sum(len(b.text) for b in own if _is_prose(b) and not b.comment)
    got = sum(len(b.text) for b in found if id(b) in chosen and _is_prose(b))
    if got < FALLBACK_SHARE * prose:
        chosen = {id(b) for b in own}
    return [b for b in found if (_is_own(b) if b.comment else id(b) in chosen)]


class _Opinion:
    """What one extractor keeps of a page."""

    def __init__(self, text: str) -> None:
        self._all = same_words(text)
        self._lines = {same_words(line) for line in text.splitlines()}

    def holds(self, block: Block) -> bool:
        words = same_words(block.text)
        return words in self._lines or (len(words) >= _SHORT and words in self._all)


def _trafilatura(source: str) -> str:
    return trafilatura.extract(source, include_comments=False, include_tables=True) or ""


def _readability(source: str) -> str:
    try:
        summary = parse(Readability(source).summary(html_partial=True))
    except (Unparseable, ValueError, TypeError):
        return ""
    return "" if summary is None else "\n".join(tidy(block.text) for block in blocks(summary))


def _is_own(block: Block) -> bool:
    """Whether the structure of the page speaks for a block: outside menus, not mostly links."""
    return not block.chrome and block.link_share < _LINKS and not is_junk(block.text)


def _is_prose(block: Block) -> bool:
    return Line(0, len(block.text), block.text, after_blank=True).is_prose


def _with_bylines(found: Sequence[Block], kept: Iterable[Block]) -> list[Block]:
    """`kept` and the lines above its first sentence that say who wrote it and when."""
    chosen = {id(b) for b in kept}
    first = next((i for i, b in enumerate(found) if id(b) in chosen and _is_prose(b)), 0)
    chosen |= {id(b) for b in found[:first] if not b.comment and is_byline(b.text)}
    return [b for b in found if id(b) in chosen]


def _assemble(title: str | None, kept: Sequence[Block], *, metadata: dict[str, Datum]) -> Extract:
    text, marks = "", []
    if title:
        text = title
        marks.append(Mark(0, len(title), PartKind.HEADLINE))
    open_comment: tuple[int, int] | None = None  # number of the comment, its place in marks
    for block in kept:
        if title and not block.comment and same_words(block.text) == same_words(title):
            continue
        gap = "" if not text else "\n" if block.tight else "\n\n"
        start = len(text) + len(gap)
        text += gap + block.text
        if not block.comment:
            continue
        if open_comment and open_comment[0] == block.comment:
            old = marks[open_comment[1]]
            marks[open_comment[1]] = Mark(
                old.start, len(text), old.kind, old.author or block.author
            )
        else:
            open_comment = (block.comment, len(marks))
            marks.append(Mark(start, len(text), PartKind.COMMENT, block.author))
    return Extract(text, metadata, tuple(marks))
