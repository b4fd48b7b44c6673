"""The words of the calendar: months, days, seasons, units, and their arithmetic."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

_MONTH_NAMES = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_MONTH_SHORT = [name[:3] for name in _MONTH_NAMES]
_DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DAY_SHORT = [name[:3] for name in _DAY_NAMES]
_NUMBER_WORDS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
]  # fmt: skip

MONTHS = {n.casefold(): i for i, n in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {n.casefold(): i for i, n in enumerate(_MONTH_SHORT, 1)} | {"sept": 9}
WEEKDAYS = {n.casefold(): i for i, n in enumerate(_DAY_NAMES)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = {n: i for i, n in enumerate(_NUMBER_WORDS, 1)} | {"a": 1, "an": 1}

UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _cased(names: list[str]) -> str:
    """Alternatives as written in running text and in capitals, longest first."""
    both = {*names, *(n.upper() for n in names)}
    return "|".join(sorted(both, key=lambda n: (-len(n), n)))


# Pieces of regular expressions. Names of months and days want their capital letter, so that the
# verbs "march" and "may" are none; scoped flags let the small words stand at a sentence's start.
MONTH = rf"(?:(?:{_cased(_MONTH_NAMES)})\b|(?:{_cased([*_MONTH_SHORT, 'Sept'])})\b\.?)"
MONTH_IN_FULL = rf"(?:{_cased([*_MONTH_NAMES, 'Sept'])})\b"
WEEKDAY = rf"(?:{_cased(_DAY_NAMES)})"
WEEKDAY_ANY = rf"(?:{_cased([*_DAY_NAMES, *_DAY_SHORT, 'Tues', 'Thur', 'Thurs'])})\b\.?"
SEASON = r"(?i:spring|summer|autumn|fall|winter)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?i:st|nd|rd|th)?(?!\d)"
YEAR = r"(?:19|20)\d\d(?!\d)"
NUMBER = r"(?i:\d{1,3}|an?|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + ")"
UNIT = r"(?i:day|week|month|year)"


def number_of(word: str) -> int:
    """The value of a small number in digits or words."""
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]


def month_of(word: str) -> int:
    """1 to 12 for a month's name, in full or short, in any case."""
    return MONTHS[word.casefold().rstrip(".")]


def day_of(word: str) -> int:
    """The day of the month in "16", "1st" or "30th"."""
    return int("".join(c for c in word if c.isdigit()))


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; months may run over the year's end (13 is January)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def season_span(year: int, first_month: int) -> tuple[date, date]:
    """First and last day of the three months of a season that starts in `year`."""
    return month_span(year, first_month)[0], month_span(year, first_month + 2)[1]


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that holds `day`."""
    monday = day - day.weekday() * ONE_DAY
    return monday, monday + 6 * ONE_DAY


def edge_of_month(first: date, edge: str) -> tuple[date, date]:
    """The first, middle or last third of the month that starts on `first`."""
    last = month_span(first.year, first.month)[1]
    if edge in {"early", "beginning", "start"}:
        return first, first.replace(day=10)
    if edge in {"mid", "middle"}:
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def edge_of_year(year: int, edge: str) -> tuple[date, date]:
    """The months that "early", "mid" or "late" in a year are taken for: 1-4, 5-8, 10-12."""
    if edge in {"early", "beginning", "start"}:
        return date(year, 1, 1), date(year, 4, 30)
    if edge in {"mid", "middle"}:
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 10, 1), date(year, 12, 31)
