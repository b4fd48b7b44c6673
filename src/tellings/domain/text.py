"""Documents and the places in them that everything else points at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

BESIDE = "sidecar "
"""How an origin begins that is a file beside the document's own: what people say of it."""

Stated = frozenset[tuple[str, str, str]]
"""What people say of a document: (datum, value, origin)."""


class PartKind(StrEnum):
    """What a stretch of a document is."""

    HEADLINE = "headline"
    BYLINE = "byline"
    BODY = "body"
    COMMENT = "comment"
    CONTENTS = "contents"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document: half-open code-point offsets into `Document.text`."""

    document: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must satisfy 0 <= start <= end, got {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """How many code points the two spans share; 0 across documents."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return (
            self.document == other.document and self.start <= other.start and other.end <= self.end
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document with its kind; `author` is set where a comment names its own."""

    kind: PartKind
    span: Span
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of one datum that cannot both hold; the first is the one that was kept."""

    datum: str
    kept: str
    kept_from: str
    other: str
    other_from: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text as received, with what is known of it.

    `id` is derived from the bytes received, so the same bytes are the same document wherever
    they lie. `provenance` says for each datum (title, outlet, author, published, url, language,
    genre) where it came from, e.g. ``{"published": "html meta article:published_time"}``.
    Parts are in order of `start`, do not overlap, and together cover all but white space.
    `updated` is when it was last changed, `dateline` the day that its own text gives for itself;
    `confidence` says for each datum how far its origin is to be trusted, from 0 to 1, less where
    another statement conflicts with it.
    """

    id: str
    path: str
    text: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    genre: str | None = None
    language: str | None = None
    parts: tuple[Part, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    updated: date | None = None
    dateline: date | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def quote(self, span: Span) -> str:
        """The words at `span`."""
        return self.text[span.start : span.end]

    def wording(self) -> str:
        """The letters and digits of its own text: what stays the same in another wrapping."""
        own = (PartKind.BODY, PartKind.COMMENT, PartKind.CONTENTS)
        words = "".join(self.quote(p.span) for p in self.parts if p.kind in own)
        return "".join(c for c in words.casefold() if c.isalnum())

    def stated(self) -> Stated:
        """What people say of it, in a file beside its own."""
        return frozenset(
            (name, str(getattr(self, name)), origin)
            for name, origin in self.provenance.items()
            if origin.startswith(BESIDE)
        )

    def part_at(self, offset: int) -> Part | None:
        """The part that holds `offset`, or None between parts."""
        return next((p for p in self.parts if p.span.start <= offset < p.span.end), None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be taken in or read: why, and what the person can do about it."""

    path: str
    reason: str
    advice: str
