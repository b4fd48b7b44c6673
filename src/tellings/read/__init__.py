"""Reading one document: text in, `Reading` out; no other document is needed for it."""

from __future__ import annotations

from typing import Protocol

from tellings.domain.reading import Reading
from tellings.domain.text import Document
from tellings.read.reader import BuiltinReader

__all__ = ["BuiltinReader", "Reader"]


class Reader(Protocol):
    """Anything that reads a document. `name` changes whenever its readings would."""

    @property
    def name(self) -> str:
        """Name and digest of what reads."""
        ...

    def read(self, document: Document) -> Reading:
        """All records of one document; raises ReadError if it cannot be read."""
        ...
