"""Where readers' comments and forum replies begin, and who wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.ingest.dates import date_at, find_dates, is_date
from tellings.ingest.lines import Line

_NAME = r"[^\W_][\w.'’-]*(?: [\w.'’-]+){0,3}"
_AGO = r"(?:\d+|an?|one|two|few) (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago"
_WHEN = (
    r"(?P<date>(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\b|an? |one |two |few ).*?)"
)
_HEADING = re.compile(
    r"\W*(?:(?:all |readers?['’]? ?|your )?(?:comments?|responses|replies|discussion)"
    r"(?: on this (?:article|story|post))?(?: ?\(\d+\))?"
    r"|\d+ (?:comments?|responses?|replies|thoughts)(?: (?:to|on|so far).*)?"
    r"|(?:hide|display|show|view)(?: the)?(?: following)? \d* ?comments?)\W*",
    re.IGNORECASE,
)
_POSTED = re.compile(
    rf"\W*(?:re:.{{0,80}}\s)?(?:posted|comment(?:ed)?|written|submitted|reply|replied|added|by)"
    rf"(?: (?:by|from))?:? (?P<name>{_NAME}?)(?:,? ?(?:on|at|[-–—|·•»,(]))*\s*{_WHEN}",
    re.IGNORECASE,
)
_SAYS = re.compile(
    rf"(?P<name>{_NAME}) (?:says?|said|writes|wrote|commented|replied|responded|posted)"
    rf"(?:,? (?:on|at))?:?\s*{_WHEN}:?",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    rf"(?P<name>{_NAME}) (?:says|said|writes|wrote|replied|posted|commented):?", re.I
)
_NAME_AGO = re.compile(
    rf"(?P<name>{_NAME})\W{{1,5}}(?:{_AGO}|yesterday|today)\W*(?:reply)?\W*", re.IGNORECASE
)
_NAME_DATE = re.compile(
    rf"#?\d*\W{{0,3}}(?P<name>{_NAME}?)\s*(?:[-–—|·•»,(]|\bon\b)+\s*{_WHEN}", re.IGNORECASE
)
_QUOTED_TITLE = re.compile(r"[\"“‘'«](?P<title>[^\"”»]{3,120})[\"”’'»]\W*(?P<date>.+)")
_RE = re.compile(r"(?:subject: ?)?re(?:\[\d+\])?: ?\S.{0,150}", re.IGNORECASE)
_REPLY_TO = re.compile(
    r"(?:reply|comment|response|answer) (?:#\d+|no\.? ?\d+|\d+|from \w.{0,40})\W*", re.IGNORECASE
)
_MAIL = re.compile(
    r"On .{4,60}(?:[\d,]|[ap]m) (?P<name>[^\W\d][^,\d]{1,60}?)(?: <\S+@\S+>)? wrote:", re.IGNORECASE
)


_CLUE = re.compile(
    r"\d|\b(?:ago|yesterday|today|re|re\[)\b|wr(?:ote|ites)|sa(?:id|ys?)\b|repl(?:y|ied)|posted"
    r"|comment|response|answer",
    re.IGNORECASE,
)
"""Something of this is in every line that begins a comment."""


_MOMENTS = (
    "on at in last date updated published monday tuesday wednesday thursday friday saturday sunday"
    " mon tue wed thu fri sat sun january february march april may june july august september"
    " october november december"
)
_NO_NAMES = frozenset(_MOMENTS.split())


@dataclass(frozen=True, slots=True)
class Opener:
    """A line that begins a comment: who wrote it if it says so, and whether it is dated."""

    author: str | None
    dated: bool


def is_heading(text: str) -> bool:
    """Whether the line announces that comments follow ("3 comments")."""
    return bool(_HEADING.fullmatch(text))


def opener(text: str, following: str = "") -> Opener | None:
    """What `text` says of the comment it begins, or None where it begins none.

    `following` is the next line: it may hold the date of a post ("kesh77 wrote:").
    """
    if len(text) > 200 or not _CLUE.search(text):
        return None
    if (match := _SPOKE.fullmatch(text)) and is_date(following):
        return Opener(match["name"], dated=True)
    if match := _MAIL.fullmatch(text):
        return Opener(match["name"], dated=True)
    if match := _QUOTED_TITLE.fullmatch(text):
        return Opener(None, dated=True) if is_date(match["date"]) else None
    for pattern in (_POSTED, _SAYS, _NAME_DATE):
        match = pattern.fullmatch(text)
        if match and _dated(match["date"]) and not _is_moment(match["name"]):
            return Opener(match["name"].strip(), dated=True)
    if match := _NAME_AGO.fullmatch(text):
        return Opener(match["name"], dated=True)
    if _RE.fullmatch(text) or _REPLY_TO.fullmatch(text):
        return Opener(None, dated=False)
    return None


def author_below(lines: Sequence[Line], index: int) -> str | None:
    """The author of a comment whose opening line does not name one but whose next line does."""
    for line in lines[index + 1 : index + 3]:
        found = opener(line.text)
        if found and found.author:
            return found.author
        if match := re.fullmatch(
            rf"(?:by|from|author|posted by):? (?P<name>{_NAME})", line.text, re.I
        ):
            return match["name"]
    return None


def _dated(words: str | None) -> bool:
    if not words:
        return False
    words = words.strip("()[] .,:|")
    found = date_at(words, 0, len(words))
    if found:
        return len(words) - found.end <= 25
    return bool(re.match(rf"(?:on |at )?{_AGO}", words, re.I)) or any(
        d.start <= 6 for d in find_dates(words)
    )


def _is_moment(name: str) -> bool:
    """Whether what stands where a name would is a date or a label ("Posted on 3 May 2021")."""
    first = name.split()[0].casefold().strip(".,") if name.split() else ""
    return first in _NO_NAMES or is_date(name)
