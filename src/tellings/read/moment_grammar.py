"""The grammar of time expressions: each rule is a pattern with the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tellings.read.calendar_words import (
    DAY,
    MONTH,
    MONTH_IN_FULL,
    NUMBER,
    ONE_DAY,
    SEASON,
    SEASONS,
    UNIT,
    UNIT_DAYS,
    WEEKDAY,
    WEEKDAY_ANY,
    WEEKDAYS,
    YEAR,
    day_of,
    edge_of_month,
    edge_of_year,
    make_date,
    month_of,
    month_span,
    number_of,
    season_span,
    week_of,
)


@dataclass(frozen=True, slots=True)
class Days:
    """What an expression means: inclusive days; `relative` when the anchor was needed."""

    first: date
    last: date
    precision: str
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A match of a rule, with the text around it and the day the document was written."""

    match: re.Match[str]
    anchor: date | None

    def __getitem__(self, name: str) -> str:
        value = self.match.groupdict().get(name)
        return " ".join(value.casefold().split()) if value else ""

    @property
    def before(self) -> str:
        """The same sentence before the match, 120 characters at most."""
        start = self.match.start()
        return re.split(r"[.!?;:\n]", self.match.string[max(0, start - 120) : start])[-1]

    @property
    def after(self) -> str:
        """The 30 characters after the match."""
        return self.match.string[self.match.end() : self.match.end() + 30]

    @property
    def ahead(self) -> bool:
        """Whether the words before speak of what is to come: "will meet on Saturday"."""
        cues = list(_AHEAD.finditer(self.before))
        return bool(cues) and not _TOLD.search(self.before, cues[-1].end())


Read = Callable[[Words], Days | None]

_AHEAD = re.compile(
    r"\b(?:will|shall|would|due|scheduled|planned|plans|set to|expected|slated|deadline|upcoming"
    r"|going to|to (?:be held|begin|start|meet|resume|take effect|take place|come into (?:force"
    r"|effect)))\b",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|announced|warned|reported|added|stated|claimed|when|after|since|agreed"
    r"|killed|began|started|which|who|that)\b",
    re.I,
)
_EDGE = r"(?:(?P<edge>(?i:early|late|mid|(?:the\s+)?(?:beginning|start|end|middle)\s+of))[\s-]+)"
_HOURS = (r"(?:\s+(?:at\s+)?(?i:(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midday|noon"
          r"|dawn|midnight)))?")  # fmt: skip


def _edge(words: Words) -> str:
    return words["edge"].removeprefix("at ").removeprefix("the ").removesuffix(" of")


def read_iso(words: Words) -> Days | None:
    return _one(make_date(int(words["year"]), int(words["month"]), int(words["day"])))


def read_numeric(words: Words) -> Days | None:
    """4/16/2017 or 16.4.2017; where both orders are days, the one near the anchor, else none."""
    a, b, year = int(words["a"]), int(words["b"]), int(words["year"])
    if words["sep"] == ".":
        return _one(make_date(year, b, a))
    found = {d for d in (make_date(year, a, b), make_date(year, b, a)) if d}
    if len(found) == 2 and words.anchor:
        anchor = words.anchor
        near = min(found, key=lambda d: (abs((anchor - d).days), d))
        return Days(near, near, "day", relative=True)
    return _one(found.pop()) if len(found) == 1 else None


def read_date(words: Words) -> Days | None:
    if _NAMED_DAY.match(words.after):
        return None
    month, day = month_of(words["month"]), day_of(words["day"])
    if words["year"]:
        return _one(make_date(int(words["year"]), month, day))
    if (month, day) == (9, 11) and re.match(r"\s+(?:terror|attack|hijack)", words.after):
        return Days(date(2001, 9, 11), date(2001, 9, 11), "day")
    year = _year_for(words, month, day)
    found = make_date(year, month, day) if year else None
    return Days(found, found, "day", relative=True) if found else None


def read_range(words: Words) -> Days | None:
    month = month_of(words["month"])
    a, b = day_of(words["a"]), day_of(words["b"])
    year = int(words["year"]) if words["year"] else _year_for(words, month, a)
    if not year or a >= b:
        return None
    first, last = make_date(year, month, a), make_date(year, month, b)
    relative = not words["year"]
    return Days(first, last, "day", relative) if first and last else None


def read_month(words: Words) -> Days | None:
    month, year = month_of(words["month"]), words["year"]
    if re.search(r"\d\s*$", words.before):  # the 32nd of a month tells not even the month
        return None
    if not year:
        return _read_bare_month(words, month)
    return _part_of_month(month_span(int(year), month)[0], _edge(words), relative=False)


def _read_bare_month(words: Words, month: int) -> Days | None:
    prefixed = bool(
        words["pre"] or _edge(words) or words["last"] or _BEFORE_MONTH.search(words.before)
    )
    if words.anchor is None or (month in {3, 5} and not prefixed):
        return None
    if _NAMED_MONTH.match(words.after) or (not prefixed and re.match(r"\s+[A-Z]", words.after)):
        return None  # August Revolution, June Smith
    if not prefixed and re.search(r"[A-Z][\w-]+\s+$", words.before):
        return None  # Black September
    anchor, year = words.anchor, words.anchor.year
    if words["last"]:
        year += {"last": -1, "next": 1, "this": 0}[words["last"]]
    elif words["pre"] == "next":
        year += month <= anchor.month
    elif words["pre"] != "this" and not (words.ahead and month > anchor.month):
        year -= month > anchor.month or (month == anchor.month and words["pre"] == "last")
    return _part_of_month(month_span(year, month)[0], _edge(words), relative=True)


def _part_of_month(first: date, edge: str, *, relative: bool) -> Days:
    if edge:
        return Days(*edge_of_month(first, edge), "week", relative)
    return Days(*month_span(first.year, first.month), "month", relative)


def read_season(words: Words) -> Days | None:
    month = SEASONS[words["season"]]
    if words["year"]:
        return Days(*season_span(int(words["year"]), month), "season")
    if words.anchor is None or words["season"] == "fall":
        return None
    year, kind = words.anchor.year, words["pre"]
    started = season_span(year, month)[0] <= words.anchor
    if kind == "next":
        year += started
    elif kind == "last" and season_span(year, month)[1] >= words.anchor:
        year -= 1
    elif kind != "this":
        year -= not started
    return Days(*season_span(year, month), "season", relative=True)


def read_weekday(words: Words) -> Days | None:
    before = words.before
    if words.anchor is None or _NAMED_WEEKDAY.search(before) or _PAPER.match(words.after):
        return None
    if words["plural"] and re.search(r"\b(?:on|every|each|most)\s+$", before, re.I):
        return None
    if words["plural"] and before.endswith("of ") and not re.match(r"\s+[a-z]", words.after):
        return None  # "a number of Fridays", but "the site of Saturdays blast"
    if re.search(r"\b(?:every|each)\s+$", before, re.I):
        return None
    anchor = words.anchor
    back = (anchor.weekday() - WEEKDAYS[words["weekday"]]) % 7
    kind = words["pre"].removeprefix("the ")
    if kind == "next" or (kind in {"", "this", "coming"} and words.ahead):
        forward = (7 - back) % 7
        day = anchor + ((forward or 7) if kind == "next" else forward) * ONE_DAY
    elif kind in {"last", "previous"}:  # on a Tuesday, "last Monday" is not yesterday
        day = anchor - (back if back > 1 else back + 7) * ONE_DAY
    elif kind == "following":
        return None  # it follows another day, not the anchor
    else:
        day = anchor - back * ONE_DAY
    return Days(day, day, "day", relative=True)


def read_ago(words: Words) -> Days | None:
    if words.anchor is None:
        return None
    number, unit = number_of(words["number"]), words["unit"]
    if unit == "day":
        day = words.anchor - number * ONE_DAY
        return Days(day, day, "day", relative=True)
    if unit == "week":
        return Days(*week_of(words.anchor - 7 * number * ONE_DAY), "week", relative=True)
    if unit == "month":
        months = words.anchor.year * 12 + words.anchor.month - number
        return Days(*month_span(months // 12, months % 12), "month", relative=True)
    return _whole_year(words.anchor.year - number)


def read_span(words: Words) -> Days | None:
    """The past three days, the last 24 hours: up to and with the anchor."""
    if words.anchor is None:
        return None
    number = number_of(words["number"]) if words["number"] else 1
    unit = words["unit"]
    days = max(1, round(number / 24)) if unit == "hour" else number * UNIT_DAYS[unit]
    precision = "day" if unit in {"hour", "day"} else unit
    if unit == "month" and (months := words.anchor.year * 12 + words.anchor.month - 1 - number):
        first = make_date(months // 12, months % 12 + 1, words.anchor.day)
        return Days(first or words.anchor - days * ONE_DAY, words.anchor, "month", relative=True)
    return Days(words.anchor - days * ONE_DAY, words.anchor, precision, relative=True)


def read_unit(words: Words) -> Days | None:
    """Last week, this month, earlier this year, the end of last year."""
    anchor, unit = words.anchor, words["unit"]
    if anchor is None:
        return None
    shift = {"last": -1, "previous": -1, "past": -1, "this": 0}.get(_which(words), 1)
    if unit == "weekend":
        return _weekend(anchor, shift)
    if unit == "week":
        first, last = week_of(anchor + 7 * shift * ONE_DAY)
    elif unit == "month":
        first, last = month_span(anchor.year, anchor.month + shift)
    else:
        first, last = date(anchor.year + shift, 1, 1), date(anchor.year + shift, 12, 31)
    edge = _edge(words)
    if edge == "later" or (shift == 0 and not edge and words.ahead):
        after = anchor + ONE_DAY
        return Days(after, last if last >= after else week_of(after)[1], unit, relative=True)
    if edge and edge != "earlier" and unit != "week":
        part = edge_of_month(first, edge) if unit == "month" else edge_of_year(first.year, edge)
        return Days(*part, "week" if unit == "month" else "season", relative=True)
    return Days(first, min(last, anchor) if shift == 0 else last, unit, relative=True)


def _which(words: Words) -> str:
    return words["pre"].removeprefix("the ")


def read_weekend(words: Words) -> Days | None:
    return _weekend(words.anchor, -1) if words.anchor else None


def _weekend(anchor: date, shift: int) -> Days:
    saturday = week_of(anchor)[0] + 5 * ONE_DAY
    if shift < 0 and saturday > anchor:
        saturday -= 7 * ONE_DAY
    elif shift > 0:
        saturday += 7 * ONE_DAY
    return Days(saturday, saturday + ONE_DAY, "day", relative=True)


def read_edge(words: Words) -> Days | None:
    """At the end of the month: of the month or year that the document was written in."""
    if words.anchor is None:
        return None
    if words["unit"] == "year":
        return Days(*edge_of_year(words.anchor.year, words["edge"]), "season", relative=True)
    return Days(*edge_of_month(words.anchor.replace(day=1), words["edge"]), "week", relative=True)


def read_night(words: Words) -> Days | None:
    anchor = words.anchor
    return Days(anchor - ONE_DAY, anchor, "day", relative=True) if anchor else None


def read_day(words: Words) -> Days | None:
    if words.anchor is None or (words["word"] == "today" and re.match(r"[’']?s\b", words.after)):
        return None
    shift = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2}.get(words["word"], 0)
    day = words.anchor + shift * ONE_DAY
    return Days(day, day, "day", relative=True)


def read_year(words: Words) -> Days | None:
    year, edge = int(words["year"]), _edge(words)
    if _COUNTED.match(words.after) or not (edge or _BEFORE_YEAR.search(words.before)):
        return None
    return Days(*edge_of_year(year, edge), "season") if edge else _whole_year(year, relative=False)


def _whole_year(year: int, *, relative: bool = True) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31), "year", relative)


def _one(day: date | None) -> Days | None:
    return Days(day, day, "day") if day else None


def _year_for(words: Words, month: int, day: int) -> int | None:
    """The year of a day without one: the latest such day, or the next where the words look ahead.

    A day that is one ahead of the anchor stays: datelines lag behind clocks.
    """
    if words.anchor is None:
        return None
    year = words.anchor.year
    if words["last"]:
        return year - 1 if words["last"] == "last" else year
    found = make_date(year, month, day)
    if found is None:
        return year - 1
    if found > words.anchor + ONE_DAY and not words.ahead:
        return year - 1
    if words.ahead and found < words.anchor and (words.anchor - found).days > 180:
        return year + 1
    return year


_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|of|during|from|before|after|through|late|early|back in)\s+$", re.I
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|during|from|before|after|throughout|year|back in)\s+(?:the\s+)?$",
    re.I,
)
_NAMED_MONTH = re.compile(r"\s+(?:Revolution|Offensive|Uprising|War|Movement|Group|Brigade)\b")
_NAMED_DAY = re.compile(
    r"(?:s|’s|'s)?\s+(?:[A-Z]\w+\s+)*(?i:alliance|movement|brigade|battalion|coalition|bloc|regiment"
    r"|street|square|university|division|martyrs)\b"
)
_NAMED_WEEKDAY = re.compile(r"\b(?:Black|Good|Bloody|Palm|Easter|Ash|Holy|Super|Cyber)\s+$")
_PAPER = re.compile(r"\s+(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Star|Market)\b")
_COUNTED = re.compile(
    r"\s*(?:GMT|hours?|hrs|UTC|people|persons|civilians|fighters|troops|soldiers|men|women|children"
    r"|militants|rebels|families|houses|tonnes|tons|km|kilomet|met(?:er|re)s|miles|pounds|dollars"
    r"|members|prisoners|detainees|others|local)\b|,\d{3}|[/%.]\d",
    re.I,
)

_OF = r"(?:\s*,)?\s+(?:of\s+)?"
_ON_YEAR = rf"(?:(?:\s*,)?\s+(?P<year>{YEAR})|,?\s+(?P<last>last|this)\s+year)?"
_LEAD = rf"(?:{WEEKDAY_ANY},?\s+)?"

#: In order of preference where two match the same words.
RULES: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)"), read)
    for pattern, read in (
        (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)", read_iso),
        (r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/])",
         read_numeric),
        (rf"{_LEAD}(?P<month>{MONTH})\s+(?P<a>{DAY})\s?(?:-|–|to|and)\s?(?P<b>{DAY})(?![\d:])"
         rf"(?:,?\s+(?P<year>{YEAR}))?", read_range),
        (rf"(?P<a>{DAY})\s?(?:-|–|to|and)\s?(?P<b>{DAY})\s+(?P<month>{MONTH})"
         rf"(?:,?\s+(?P<year>{YEAR}))?", read_range),
        (rf"{_LEAD}(?:the\s+)?(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH}){_ON_YEAR}", read_date),
        (rf"{_LEAD}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})(?!:\d|,\d{{3}}){_ON_YEAR}",
         read_date),
        (rf"{_EDGE}?(?P<month>{MONTH}){_OF}(?P<year>{YEAR})", read_month),
        (rf"(?:(?P<pre>(?i:last|this|next))\s+)?{_EDGE}?(?P<month>{MONTH_IN_FULL})(?!\s+\d)"
         r"(?:\s+(?P<last>last|this|next)\s+year)?", read_month),
        (rf"{_EDGE}?(?P<season>{SEASON})\s+(?:of\s+)?(?P<year>{YEAR})", read_season),
        (rf"(?P<pre>(?i:last|this|next|in the))\s+(?P<season>{SEASON})", read_season),
        (rf"(?:(?P<pre>(?i:last|next|this|coming|the\s+(?:previous|following|next)))\s+)?"
         rf"(?P<weekday>{WEEKDAY})(?P<plural>[sS]\b)?{_HOURS}", read_weekday),
        (rf"(?P<number>{NUMBER})\s+(?P<unit>{UNIT})s?\s+ago", read_ago),
        (rf"(?:(?i:in|over|during|within)\s+)?(?:the\s+)?(?:last|past)\s+(?P<number>{NUMBER})"
         rf"[\s-]+(?P<unit>(?i:hour|day|week|month|year))s?", read_span),
        (r"(?:(?i:over|during|within|throughout)\s+the\s+(?:last|past)|(?i:in)\s+the\s+past)"
         r"\s+(?P<unit>week|month|year)", read_span),
        (r"(?:(?P<edge>(?i:early|late|mid|earlier|later|(?:at\s+)?the\s+(?:beginning|start|end"
         r"|middle)\s+of))[\s-]+)?(?P<pre>(?i:last|this|next|past|the\s+(?:previous|coming)))"
         r"\s+(?P<unit>(?i:week|weekend|month|year))(?![\s-]old)", read_unit),
        (r"(?i:at|by|since)\s+the\s+(?P<edge>beginning|start|end)\s+of\s+the\s+(?P<unit>month|year)",
         read_edge),
        (r"(?i:at|over|during)\s+the\s+weekend", read_weekend),
        (r"(?i:overnight|last\s+night|(?:during|in|through)\s+the\s+night)", read_night),
        (r"(?i:the\s+)?(?P<word>(?i:day\s+before\s+yesterday|yesterday|today|tonight|tomorrow"
         r"|this\s+(?:morning|afternoon|evening)))", read_day),
        (rf"{_EDGE}?(?P<year>{YEAR})", read_year),
    )
)  # fmt: skip
