"""Time expressions and the days they mean.

An own grammar finds the words and reads them against the anchor, the day that the document was
written. Nothing is invented: a bare number, the verbs "may" and "march", a weekday without an
anchor and vague words ("recently") yield no moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tellings.read.calendar_words import MONTH_IN_FULL, WEEKDAY, YEAR
from tellings.read.moment_grammar import RULES, Words, read_date, read_iso, read_numeric

__all__ = ["FoundMoment", "find_anchor", "find_moments"]


@dataclass(frozen=True, slots=True)
class FoundMoment:
    """A time expression: code-point offsets, inclusive days, and whether the anchor was needed."""

    start: int
    end: int
    first: date
    last: date
    precision: str  # day week month season year
    relative: bool


_SEED = re.compile(
    rf"{MONTH_IN_FULL}|{WEEKDAY}|{YEAR}|\d[/.]\d|\b(?i:ago|last|past|this|next|overnight|today"
    r"|tonight|tomorrow|yesterday|weekend|previous|the\s+(?:month|year)|the night"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b"
)
_REACH = 36  # characters around a word of the calendar in which its expression lies
_LINE = re.compile(r"[^\n]+")
_SINCE = re.compile(
    r"\bsince\s+(?:the\s+|early\s+on\s+|late\s+on\s+|[^.;:()\n]{2,90}?\b(?:began|begun|start(?:ed)?"
    r"|erupted|broke out|launched|intervened|resumed|broke off|c[ao]me into (?:effect|force)"
    r"|took effect|declared|fell|ended|collapsed|signed|adopted)\b[^.;:()\n]{0,30}?\s)?"
    r"(?:in\s+|on\s+)?$",
    re.I,
)
_JOINT = re.compile(r"\s*(?:and|to|until|till|through|-|–)\s*(?:on\s+)?(?:late\s+|early\s+)?", re.I)
_FROM = re.compile(r"\b(?:between|from)\s+(?:on\s+)?$", re.I)
_OVERNIGHT = re.compile(r"overnight", re.I)


def find_moments(text: str, anchor: date | None) -> list[FoundMoment]:
    """All time expressions of a text that mean certain days, in order, without overlap.

    `anchor` is the day that the text was written (see `find_anchor`); without it only what
    carries its own year is found. "since X" runs to the anchor.
    """
    found: list[FoundMoment] = []
    for window in _windows(text):
        found += _in_window(text, window, anchor)
    return _joined(text, found)


def _windows(text: str) -> list[tuple[int, int]]:
    """Where expressions can be: the text around words of the calendar, cut between words."""
    windows: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for seed in _SEED.finditer(text, *line.span()):
            start = max(line.start(), text.rfind(" ", line.start(), max(0, seed.start() - _REACH)))
            end = text.find(" ", seed.end() + _REACH, line.end())
            end = line.end() if end < 0 else end
            if windows and start <= windows[-1][1]:
                windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
            else:
                windows.append((start, end))
    return windows


def _in_window(text: str, window: tuple[int, int], anchor: date | None) -> list[FoundMoment]:
    """The moments between two offsets; of matches that overlap the longest is read first."""
    matches = [
        (m.start() - m.end(), rank, m, read)
        for rank, (pattern, read) in enumerate(RULES)
        for m in pattern.finditer(text, *window)
    ]
    matches.sort(key=lambda item: item[:2])
    taken: list[tuple[int, int]] = []
    found: list[FoundMoment] = []
    for _, _, match, read in matches:
        start, end = match.span()
        if any(start < e and s < end for s, e in taken):
            continue
        taken.append((start, end))
        days = read(Words(match, anchor))
        if days is not None and days.first <= days.last:
            found.append(
                FoundMoment(start, end, days.first, days.last, days.precision, days.relative)
            )
    return [_since(text, m, anchor) for m in sorted(found, key=lambda m: m.start)]


def _since(text: str, moment: FoundMoment, anchor: date | None) -> FoundMoment:
    """A moment after "since" runs from its first day to the anchor."""
    before = _SINCE.search(text, max(0, moment.start - 140), moment.start)
    if before is None or anchor is None or moment.first > anchor:
        return moment
    return FoundMoment(
        before.start(), moment.end, moment.first, anchor, moment.precision, relative=True
    )


def _joined(text: str, found: list[FoundMoment]) -> list[FoundMoment]:
    """One moment for "between A and B", "from A to B", "Friday and Saturday"."""
    joined: list[FoundMoment] = []
    for moment in found:
        before = joined[-1] if joined else None
        if before and (whole := _join(text, before, moment)):
            joined[-1] = whole
        else:
            joined.append(moment)
    return joined


def _join(text: str, a: FoundMoment, b: FoundMoment) -> FoundMoment | None:
    between = text[a.end : b.start]
    if _OVERNIGHT.fullmatch(text[a.start : a.end]) and re.fullmatch(r"\s+(?:on\s+)?", between):
        return b  # "overnight on Friday": the weekday says which night
    if not _JOINT.fullmatch(between) or not a.first < b.first or a.precision != b.precision:
        return None
    opening = _FROM.search(text, max(0, a.start - 16), a.start)
    near = a.precision == "day" and (b.last - a.first).days <= 3
    if opening is None and not near:
        return None
    start = opening.start() if opening else a.start
    return FoundMoment(start, b.end, a.first, b.last, a.precision, a.relative or b.relative)


_STATED = re.compile(
    r"\b(?:published|posted|updated|issued|dated?|released|first\s+published)\b[^\n\d]{0,30}$", re.I
)
_DATELINE = re.compile(r"^\W*(?:[A-Z][\w'’.-]*[ ,/]*){1,8}[,(]?\s*(?:[A-Z][a-z]+day,?\s+)?$")
_AFTER_DATELINE = re.compile(r"^\)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[-–—:]|$)")
_HEAD = 1_200  # characters of the text in which a dateline is looked for


def find_anchor(text: str, published: date | None) -> date | None:
    """The day that a document was written: `published` if known, else its own dateline.

    A dateline is a full date that stands on a line by itself, after a word such as "published",
    or between a place in front and a dash ("TARSIN, 3 May 2031 (TR) —"). A date inside the prose
    is none.
    """
    if published is not None:
        return published
    for line in _LINE.finditer(text[:_HEAD]):
        for pattern, read in RULES:
            if read not in {read_date, read_iso, read_numeric}:
                continue
            match = pattern.search(text, line.start(), line.end())
            days = read(Words(match, None)) if match else None
            if match and days and _is_dateline(text, line.span(), match):
                return days.first
    return None


def _is_dateline(text: str, line: tuple[int, int], match: re.Match[str]) -> bool:
    before, after = text[line[0] : match.start()], text[match.end() : line[1]]
    if len(re.findall(r"\w+", before)) <= 2 and len(re.findall(r"\w+", after)) <= 3:
        return True
    if _STATED.search(before):
        return True
    return bool(_DATELINE.match(before)) and bool(_AFTER_DATELINE.match(after))
