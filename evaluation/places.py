"""Finding expected passages in a text whose white space may differ."""

from __future__ import annotations

import re

Stretch = tuple[int, int]
"""Half-open code-point offsets."""


def locate(text: str, quote: str) -> Stretch | None:
    """Where the words of `quote` first stand in `text`, whatever white space lies between them.

    Text out of a PDF or an HTML page breaks lines where it likes; the words are the same.
    """
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def shared(a: Stretch, b: Stretch) -> int:
    """How many code points two stretches share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
