"""Capitals for texts that are written in capitals alone, as wires and telegrams were.

Names, times and places are known by their capitals, which such a text does not give away. The
encoder still finds the names in it; with their words capitalised and all others small, the rules
read the text as they read any other. No letter is added or lost, so that offsets stay.
"""

from __future__ import annotations

import re
from collections import Counter

from tellings.models.runtime import Words
from tellings.read.calendar_words import MONTH_IN_FULL, WEEKDAY
from tellings.read.decode import spans

MOSTLY = 0.8  # share of capitals among letters from which a text is written in capitals
FEWEST = 200  # letters below which nothing is said of a text's case
OFTEN = 0.5  # share of a word's places that are in names, from which it is written as a name
SMALL = {"of", "the", "and", "for", "in", "de", "la", "las", "el", "los", "del", "y", "a", "on"}
CALENDAR = re.compile(
    rf"(?:{MONTH_IN_FULL}|{WEEKDAY}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)s?", re.I
)
ACRONYM = re.compile(r"(?<=[\[(])[A-Z]{2,7}(?=[\])])")
OPENS = re.compile(r"(?:^|[.!?][\"”’')\]]*\s|\n\s*\n)\s*[\[(\"“‘]*$")


def is_all_capitals(text: str) -> bool:
    """Whether nearly all letters of a text of some length are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= FEWEST and sum(map(str.isupper, letters)) >= MOSTLY * len(letters)


def restore_case(text: str, words: Words) -> str:
    """`text` with capitals where a name, a sentence or a word of the calendar begins."""
    acronyms = {m[0] for m in ACRONYM.finditer(text)}
    named = _named(text, words)
    out = list(text)
    for i in range(len(words)):
        start, end = int(words.starts[i]), int(words.ends[i])
        word = text[start:end]
        if word in acronyms:
            continue
        small = word.lower()
        opens = bool(OPENS.search(text[max(0, start - 12) : start]))
        if opens or CALENDAR.fullmatch(word) or (i in named and small not in SMALL):
            small = word[:1] + small[1:]
        if len(small) == len(word):
            out[start:end] = small
    return "".join(out)


def _named(text: str, words: Words) -> set[int]:
    """The words of names, and the same words elsewhere if they mostly are such."""
    named = {i for i, pos in enumerate(words.best("upos")) if pos == "PROPN"}
    named = named.union(*(range(t.low, t.high) for t in spans(words, "entity")))
    forms = [text[a:b].lower() for a, b in zip(words.starts, words.ends, strict=True)]
    every, proper = Counter(forms), Counter(forms[i] for i in named)
    return {i for i, f in enumerate(forms) if i in named or proper[f] >= OFTEN * every[f]}
