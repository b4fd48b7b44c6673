"""Files to documents: found, decoded, freed of the page around them, and divided into parts."""

from __future__ import annotations

from tellings.domain.text import Document
from tellings.ingest.document import build
from tellings.ingest.extract import Extract
from tellings.ingest.formats import FORMATS
from tellings.ingest.found import MAX_FILE_BYTES, Found, find
from tellings.ingest.take import take

__all__ = ["FORMATS", "MAX_FILE_BYTES", "Found", "find", "from_text", "take"]


def from_text(text: str, path: str = "text") -> Document:
    """A document made of `text` itself, as if it had been a UTF-8 file.

    Raises EmptyFile and UnsupportedLanguage.
    """
    return build(Extract(text.replace("\r\n", "\n")), text.encode("utf-8", "replace"), path)
