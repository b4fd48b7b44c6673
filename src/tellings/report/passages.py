"""Passages as the page names them: document number and UTF-16 offsets, as JavaScript counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from tellings.domain.text import Document, Span


class Places:
    """Where every document and passage is found on the page.

    Documents are numbered in the order given. A passage's key is ``number.start.end`` with
    half-open offsets in UTF-16 code units, which differ from code points after each character
    beyond U+FFFF.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents: Mapping[str, Document] = {d.id: d for d in documents}
        self._numbers = {d.id: number for number, d in enumerate(documents)}
        self._wide = {d.id: _wide_characters(d.text) for d in documents}

    def number(self, document: str) -> int:
        """The number of a document on the page."""
        return self._numbers[document]

    def offsets(self, span: Span) -> tuple[int, int]:
        """Start and end of `span` in UTF-16 code units."""
        wide = self._wide[span.document]
        return (
            span.start + bisect_left(wide, span.start),
            span.end + bisect_left(wide, span.end),
        )

    def key(self, span: Span) -> str:
        """The key of one passage."""
        start, end = self.offsets(span)
        return f"{self.number(span.document)}.{start}.{end}"

    def keys(self, spans: Iterable[Span]) -> str:
        """The keys of several passages, each once, in the order given."""
        return " ".join(dict.fromkeys(self.key(span) for span in spans))

    def link(self, document: Document) -> tuple[int, str]:
        """Number and title of a document."""
        return self._numbers[document.id], title_of(document)

    def quote(self, span: Span) -> str:
        """The words of a passage, on one line."""
        return " ".join(self._documents[span.document].quote(span).split())


def title_of(document: Document) -> str:
    """What a document is called: its title, else the name of its file."""
    return document.title or document.path.replace("\\", "/").rsplit("/", 1)[-1]


def _wide_characters(text: str) -> list[int]:
    """Offsets of the characters that take two UTF-16 code units."""
    if text.isascii() or max(text) <= "\uffff":
        return []
    return [offset for offset, character in enumerate(text) if character > "\uffff"]
