"""Web pages: the article without the page.

Three opinions are asked of every block of text: trafilatura's, readability's, and that of a plain
reading of the page's structure. What two of them keep is kept. A page laid out as a table, on
which both libraries may find next to nothing, falls back on the structure alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest import several
from tellings.ingest.clean import decode, tidy
from tellings.ingest.extract import Datum, Extract, Mark
from tellings.ingest.heads import is_byline
from tellings.ingest.junk import is_junk
from tellings.ingest.limits import check_length
from tellings.ingest.lines import Line, same_words
from tellings.ingest.page import Block, blocks, parse, parse_deep
from tellings.ingest.pagedata import day_of, read_data

FALLBACK_SHARE = 0.5
"""If the vote keeps less than this share of the prose that structure shows, structure decides."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_OWN_REPORT = re.compile(r"<meta name=\"generator\" content=\"Tellings", re.IGNORECASE)
_SHORT = 12
_LINKS = 0.5
_ALL_LINKS = 0.9
_MENU = 3
_ADVICE = "open it in a browser and save the article as text or PDF"

logging.getLogger("readability.readability").setLevel(logging.CRITICAL)


def extract(data: bytes, declared: str | None = None) -> Extract:
    """The title, the article and the comments of a page, a blank line between blocks.

    Raises EmptyFile and UnreadableFile.
    """
    source, root = _opened(data, declared)
    return _whole(source, root)


def articles(data: bytes) -> list[Extract]:
    """What a page holds: one document, or each article where it holds several in full.

    Raises EmptyFile and UnreadableFile.
    """
    source, root = _opened(data, None)
    entries = several.articles(root)
    if not entries:
        return [_whole(source, root)]
    outlet = {name: datum for name, datum in read_data(root).items() if name == "outlet"}
    return [_entry(element, outlet) for element in entries]


def _opened(data: bytes, declared: str | None) -> tuple[str | None, Any]:
    """The source and the tree of a page; no source where only its structure is to be asked."""
    charset = _CHARSET.search(data, 0, 4096)
    source = _XML.sub(
        "", decode(data, declared or (charset[1].decode("ascii") if charset else None))
    )
    if _OWN_REPORT.search(source, 0, 4096):
        raise UnreadableFile(
            "it is a report that Tellings wrote", advice="leave it out: it is no source"
        )
    root, is_deep = parse_deep(source)
    if root is None:
        raise EmptyFile("the page holds no text", advice=_ADVICE)
    # Both libraries parse the source themselves, and would see only the outer part of a deep page.
    return None if is_deep else source, root


def _whole(source: str | None, root: Any) -> Extract:
    found = _tidied(root)
    metadata = read_data(root, [block.text for block in found])
    kept = _without_masthead(_elect(found, source), metadata)
    if not kept and "title" not in metadata:
        raise EmptyFile("the page holds no text", advice=_ADVICE)
    title = metadata["title"].value if "title" in metadata else None
    return _assemble(title, _with_bylines(found, kept), metadata=metadata)


def _tidied(root: Any) -> list[Block]:
    return [tidied for block in blocks(root) if (tidied := block.with_text(tidy(block.text))).text]


def _entry(element: Any, outlet: Mapping[str, Datum]) -> Extract:
    """One article of several: its element has no page around it to be told from."""
    head = several.heading(element)
    title = "" if head is None else tidy("".join(head.itertext()))
    link = "" if head is None else next(iter(head.xpath(".//a/@href | parent::a/@href")), "")
    metadata = {**outlet, "title": Datum(title, "html heading of the article")}
    times = element.xpath(".//time/@datetime")
    if times and (day := day_of(str(times[0]))):
        metadata["published"] = Datum(day.isoformat(), "html time")
    if str(link).startswith("http"):
        metadata["url"] = Datum(str(link), "html link of the heading")
    found = _tidied(element)
    return _assemble(
        title, _with_bylines(found, [b for b in found if _is_own(b)]), metadata=metadata
    )


def _elect(found: Sequence[Block], source: str | None) -> list[Block]:
    """The blocks that belong to the article or are comments on it."""
    own = {id(b) for b in found if _is_own(b)}
    check_length(sum(len(b.text) for b in found if id(b) in own))  # before what takes its time
    if source is None:
        return [b for b in found if id(b) in own]
    first = _Opinion(_trafilatura(source))
    theirs = {id(b) for b in found if first.holds(b)}
    differ = own ^ theirs
    disputed = [b for b in found if id(b) in differ]
    if any(_is_prose(b) for b in disputed):
        second = _Opinion(_readability(source))
        kept = own & theirs | {id(b) for b in disputed if second.holds(b)}
    else:  # labels and captions are not worth a third opinion, which costs as much as the first
        kept = theirs
    chosen = kept - _menus(found)
    prose = [b for b in found if _is_prose(b)]
    stood = sum(len(b.text) for b in prose if id(b) in own and not b.comment)
    if sum(len(b.text) for b in prose if id(b) in chosen) < FALLBACK_SHARE * stood:
        chosen = own
    return [b for b in found if id(b) in (own if b.comment else chosen)]


def _menus(found: Sequence[Block]) -> set[int]:
    """The blocks of menus: three or more after each other that are links and nothing else."""
    menus: set[int] = set()
    for is_link, run in groupby(found, key=lambda b: b.link_share >= _ALL_LINKS):
        blocks_of = list(run)
        if is_link and len(blocks_of) >= _MENU:
            menus |= {id(b) for b in blocks_of}
    return menus


def _without_masthead(kept: Sequence[Block], metadata: Mapping[str, Datum]) -> list[Block]:
    """`kept` without lines that only name the outlet, which head a page."""
    outlet = same_words(metadata["outlet"].value) if "outlet" in metadata else None
    return [b for b in kept if b.comment or same_words(b.text) != outlet]


class _Opinion:
    """What one extractor keeps of a page."""

    def __init__(self, text: str) -> None:
        self._all = same_words(text)
        self._lines = {same_words(line) for line in text.splitlines()}

    def holds(self, block: Block) -> bool:
        words = same_words(block.text)
        return words in self._lines or (len(words) >= _SHORT and words in self._all)


def _trafilatura(source: str) -> str:
    import trafilatura  # to load it takes longer than many texts do

    return trafilatura.extract(source, fast=True, include_comments=False, include_tables=True) or ""


def _readability(source: str) -> str:
    from readability import Document as Readability
    from readability.readability import Unparseable

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
