"""Captions of pictures that stand in running text: what a photo shows is no sentence of the report.

Pages that lost their layout have them between the sentences: "Residents inspect a damaged house in
Dravik, 3 May 2031. (Reuters) The raid …". A caption is known by its credit in brackets and by the
present tense in which it says what is seen; without both it stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CREDIT = re.compile(
    r"\((?:[^()\n]{0,30}\b)?(?:Reuters|REUTERS|AFP|AP|EPA|Getty|Xinhua|Anadolu(?: Agency)?"
    r"|TRT ?World(?: and [Aa]gencies)?|[Pp]hoto|PHOTO|[Ff]ile)\b[^()\n]{0,30}\)"
)
_SEEN = re.compile(
    r"(?:[\w’'-]+[ ,]+){1,12}?(?:inspects?|walks?|stands?|shows?|carry|carries|looks? (?:at|on|for"
    r"|through)|search(?:es)?|salvages?|rides?|reacts?|sits?|gathers?|waves?|holds?|poses?|rises?"
    r"|billows?|clears?|removes?|(?:is|are) (?:seen|pictured))\b"
    r"|In this (?:\w+ ){0,2}(?:photo|picture|image|handout)"
)
_STOP = re.compile(r"[.!?)\"”’]\s+(?=[A-Z\"“(])|\n")
#: Characters that a caption has at most.
_LONGEST = 400


def find_captions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of `text` between two offsets that are captions with their credits, in order."""
    free = start
    for credit in _CREDIT.finditer(text, start, end):
        if not text[credit.end() : end].strip(" \n."):
            return  # what closes a text is its own credit
        last = len(text[free : credit.start()].rstrip(" .")) + free
        low = max(free, last - _LONGEST)
        stops = [m.end() for m in _STOP.finditer(text, low, last)]
        first = stops[-1] if stops else low
        if (stops or low == free) and _SEEN.match(text, first, last):
            yield first, credit.end()
        free = credit.end()
