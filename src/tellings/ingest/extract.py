"""What a format yields before its text is divided into parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tellings.domain.text import PartKind


@dataclass(frozen=True, slots=True)
class Datum:
    """One piece of metadata, as written, and where it came from."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text whose kind the format itself makes known."""

    start: int
    end: int
    kind: PartKind
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one document, its metadata by name, and what the format says of its parts.

    `data` holds only what the format itself states: title, outlet, author, published and updated
    (ISO dates), url, language.
    """

    text: str
    data: Mapping[str, Datum] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside an archive, a mail or a crawl. `name` is its path there.

    `format` is what its container says that it is, where a container says so; `stated` what it
    says of it (the address of a page in a crawl).
    """

    name: str
    data: bytes
    format: str | None = None
    stated: Mapping[str, Datum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One document that a file holds beside others: a row of a table, an item of a feed.

    `data` are the bytes that it is known by.
    """

    name: str
    data: bytes
    extract: Extract
