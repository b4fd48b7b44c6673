"""Rich text (.rtf)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from striprtf.striprtf import rtf_to_text

from tellings.errors import UnreadableFile
from tellings.ingest.clean import tidy
from tellings.ingest.extract import Datum, Extract

_ADVICE: Final = "open it in a word processor and save it again as .docx"
_DAMAGE: Final = (AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError)
"""What striprtf raises where the file breaks the rules of the format."""
_INFO: Final = re.compile(r"\{\\(title|author|company)\b ?([^{}]{1,300})\}")
_ESCAPE: Final = re.compile(r"\\'([0-9a-fA-F]{2})")
_PICTURE: Final = re.compile(r"\{\\\*?\\?pict\b[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_NAMES: Final = {"title": "title", "author": "author", "company": "outlet"}


def extract(data: bytes) -> Extract:
    """The text of a rich text, a blank line between paragraphs. Raises UnreadableFile."""
    source = data.decode("latin-1")
    if not source.lstrip().startswith("{\\rtf"):
        raise UnreadableFile("it is damaged or not a rich text", advice=_ADVICE)
    try:
        text = rtf_to_text(_PICTURE.sub("", source), errors="replace")  # type: ignore[no-untyped-call]
    except _DAMAGE as error:
        raise UnreadableFile("it is damaged or not a rich text", advice=_ADVICE) from error
    return Extract(tidy(re.sub(r"\n+", "\n\n", text)), dict(_data(source)))


def _data(source: str) -> Iterator[tuple[str, Datum]]:
    start = source.find("{\\info")
    if start < 0:
        return
    for match in _INFO.finditer(source, start, start + 4000):
        words = _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]).decode("cp1252", "replace"), match[2])
        if words.strip() and "\\" not in words:
            yield _NAMES[match[1]], Datum(words.strip(), f"rtf {match[1]}")
