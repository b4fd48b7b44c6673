"""Dates as they are written in datelines, labels and last lines. Absolute dates with a year only.

Numbers are read day first ("04-03-2016" is 4 March) as most of the world writes them, unless only
month first can be right. An ISO date is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMES = {m: i for i, m in enumerate(_MONTHS, 1)} | {m[:3]: i for i, m in enumerate(_MONTHS, 1)}
_NAMES["sept"] = 9
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+)?"
_MONTH = r"(?P<month{n}>" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day{n}>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_CLOCK = r"(?:at\s+\d{4}|(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?)"
_TIME = rf"(?:,?\s*{_CLOCK}\b(?:\s*(?:[ap]\.?m\.?|GMT|UTC|h)(?![a-z]))?)?"


def _forms() -> str:
    """One pattern with a group set for each way to write a date."""
    day_first = rf"{_DAY}(?:\s+of)?[\s.,/-]*{_MONTH}[\s.,/-]*{_YEAR}"
    # "Apr 152017" is what is left of "Apr 15,2017" when a text has lost its commas.
    glued = r"(?P<day{n}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s*"
    month_first = rf"{_MONTH}\s*{glued}{_YEAR}"
    iso = r"(?P<year{n}>(?:19|20)\d\d)-(?P<month{n}>\d\d)-(?P<day{n}>\d\d)(?!\d)"
    numbers = r"(?P<day{n}>\d{{1,2}})(?P<mark{n}>[./-])(?P<month{n}>\d{{1,2}})(?P=mark{n})"
    numbers = numbers.replace("{{", "{").replace("}}", "}") + _YEAR
    forms = (day_first, month_first, iso, numbers)
    return "|".join(f.replace("{n}", str(n)) for n, f in enumerate(forms))


_DATE = re.compile(rf"(?<![\w/.-]){_WEEKDAY}(?:{_forms()}){_TIME}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the half-open offsets of its words."""

    day: date
    start: int
    end: int


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """The dates written between two offsets of `text`, in order."""
    end = len(text) if end is None else end
    if not _has_year(text, start, end):
        return
    for match in _DATE.finditer(text, start, end):
        if day := _day(match):
            yield Dated(day, match.start(), match.end())


def _has_year(text: str, start: int, end: int) -> bool:
    """Whether there may be a year: to look costs far less than the pattern."""
    return text.find("20", start, end) >= 0 or text.find("19", start, end) >= 0


def date_at(text: str, start: int, end: int) -> Dated | None:
    """The date that begins exactly at `start`, if one does."""
    match = _DATE.match(text, start, end) if _has_year(text, start, end) else None
    day = _day(match) if match else None
    return Dated(day, start, match.end()) if match and day else None


@lru_cache(maxsize=1024)  # a line near the head is asked about several times
def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else."""
    text = text.strip().strip("()[]|–—-,. ")
    found = date_at(text, 0, len(text))
    return found is not None and found.end == len(text)


def _day(match: re.Match[str]) -> date | None:
    parts = {k[:-1]: v for k, v in match.groupdict().items() if v is not None}
    year, day = int(parts["year"]), int(parts["day"])
    month = _NAMES.get(parts["month"].casefold()) or int(parts["month"])
    if month > 12 >= day:
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None
