"""What one file, and one document, may take: above this it is refused with the reason."""

from __future__ import annotations

import re
from typing import Final

from tellings.bounded import Limits
from tellings.errors import UnreadableFile

TAKE: Final = Limits(seconds=60, memory=1024**3)
"""For each document that a file yields. A scan of a long report takes a few seconds."""

MAX_TEXT: Final = 1_000_000
"""Code points in one document; a long novel has about as many. Reading needs about 1.2 kB of
memory for each, so that this is what fits a laptop."""


_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """`text` with U+FFFD for half characters: JSON and mails may hold what UTF-8 cannot."""
    try:
        text.encode()  # far quicker than to look for them
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


def check_text(text: str) -> str:
    """`text`, if a document may be so long. Raises UnreadableFile."""
    check_length(len(text))
    return text


def check_length(characters: int) -> None:
    """Raise UnreadableFile where a document may not be so long."""
    if characters > MAX_TEXT:
        raise UnreadableFile(
            f"its text is longer than {MAX_TEXT:,} characters, the most that is read at once",
            advice="split it: give the chapters or parts that matter as files of their own",
        )
