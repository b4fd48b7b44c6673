"""Lines that recur across the documents of one outlet: they come from its pages, not its reports.

What a page says of itself in words that no rule knows ("Read our live coverage", "Harbour Post is
read in forty countries") stands on page after page. A line of running text may also recur because
a newsroom tells the background again, so it must stand in most of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from tellings.domain.text import Document, Part, PartKind, Span
from tellings.ingest.lines import Line, same_words, split

MIN_DOCUMENTS: Final = 3
"""A line of fewer documents than this is never taken for the page's."""
LABEL_SHARE: Final = 0.2
PROSE_SHARE: Final = 0.6
"""The share of an outlet's documents that a label, or a line of prose, must stand in."""
MAX_CHARACTERS: Final = 300
MIN_LETTERS: Final = 6
LEFT: Final = 0.5
"""A document that would lose more than this of its body is left as it is: it is a copy."""
_SEEN: Final = (PartKind.BODY, PartKind.BOILERPLATE)


def mark_recurring(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents that change, each with its recurring lines as boilerplate."""
    outlets: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.outlet:
            outlets[document.outlet.casefold()].append(document)
    return tuple(
        changed
        for group in outlets.values()
        if len(group) >= MIN_DOCUMENTS
        for changed in _mark(group)
    )


def _mark(group: Sequence[Document]) -> Iterator[Document]:
    standing: Counter[str] = Counter()
    prose: set[str] = set()
    for document in group:
        lines = {
            _key(line): line.is_prose for part in document.parts for line in _lines(document, part)
        }
        standing.update(lines.keys())
        prose.update(key for key, is_prose in lines.items() if is_prose)
    recurring = {
        key
        for key, count in standing.items()
        if len(key) >= MIN_LETTERS
        and count >= MIN_DOCUMENTS
        and count >= (PROSE_SHARE if key in prose else LABEL_SHARE) * len(group)
    }
    for document in group:
        parts = tuple(part for old in document.parts for part in _divided(document, old, recurring))
        if parts != document.parts and _body(parts) >= LEFT * _body(document.parts):
            yield replace(document, parts=parts)


def _lines(document: Document, part: Part) -> list[Line]:
    """The lines of a part that may be the page's own words."""
    if part.kind not in _SEEN:
        return []
    return [line for line in split(document.quote(part.span)) if len(line.text) <= MAX_CHARACTERS]


def _key(line: Line) -> str:
    return same_words(line.text)


def _divided(document: Document, part: Part, recurring: set[str]) -> Iterator[Part]:
    """A part of the body cut into what recurs and what does not."""
    if part.kind is not PartKind.BODY:
        yield part
        return
    lines = split(document.quote(part.span))
    for is_page, run in groupby(lines, key=lambda line: _key(line) in recurring):
        same = list(run)
        start, end = part.span.start + same[0].start, part.span.start + same[-1].end
        kind = PartKind.BOILERPLATE if is_page else PartKind.BODY
        yield Part(kind, Span(document.id, start, end), part.author)


def _body(parts: Sequence[Part]) -> int:
    return sum(len(part.span) for part in parts if part.kind is PartKind.BODY)
