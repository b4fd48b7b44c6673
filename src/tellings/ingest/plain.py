"""Plain text and Markdown: the text of the file is the text of the document."""

from __future__ import annotations

from tellings.ingest.clean import decode
from tellings.ingest.extract import Extract


def extract(data: bytes) -> Extract:
    """The decoded text, with nothing cut out of it."""
    return Extract(decode(data))
