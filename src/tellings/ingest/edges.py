"""What stands at the two ends of a running line: datelines, a repeated headline, credits, menus.

Texts taken from web pages often hold a whole article in one line, so that the date, the headline
once more and the agency run into the first sentence, and the page's menus into the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tellings.domain.text import PartKind
from tellings.ingest import wires
from tellings.ingest.dates import date_at


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with its kind. Pieces of one comment share its `author` and `group`."""

    start: int
    end: int
    kind: PartKind
    author: str | None = None
    group: int = 0


DATE_LABEL = re.compile(
    r"\(?(?:date of (?:publication|report|issue)|(?:first |last )?(?:published|posted|updated?"
    r"|created|modified|edited)|publication date|date|dated|issued|released|title)"
    r"(?: (?:on|at|in|by))?\s*:?\s*(?:\d\d:?\d\d,?\s+(?:on )?)?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:[A-Z][\w.]*\s+){1,7}(?:\d\d:?\d\d\s+)?(?=\d|[A-Z])")
"""What may stand between a credit and a date: "Picture Desk Middle East 1735 15.04.2017"."""
_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*(?:,? |/)){1,5}")
_DASH = re.compile(r"\s*(?:\([^)]{2,40}\)\s*)?[-–—:]\s")
_BY = re.compile(r"[Bb][Yy]:? (?=[A-Z])")
_TWO_NAMES = re.compile(r"[A-Z][\w.'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+(?= [A-Z0-9\"“‘'])")
_TOOLS = re.compile(
    r"(?:Print this page|Print|Tweet|Share|E-?mail|Send|Facebook|Twitter|Views:? \d+"
    r"|Get short URL(?: 0 \d+| \d+)?|\d+ [Cc]omments?|A\+? A-?|SEND \S*http\S*)(?= |$)"
)
_REPEAT_WITHIN = 400
_MIN_REPEAT = 12

_TAIL_PHRASE = re.compile(
    r"(?:Read (?:Also|More|also|more)|Related(?: News| Articles| Stories)?|Share(?: this)?|Print"
    r"|(?:Follow us on )?Twitter|Facebook|Tweet|E-?mail this|Advertisement|Leave a comment"
    r"|Our Standards: ?The Thomson Reuters Trust Principles)\.?$"
)
_MENU_PHRASE = re.compile(
    r"privacy policy|cookie policy|terms of (?:use|service)|terms and conditions|contact us"
    r"|about us|careers|press releases|subscribe|sign up|copyright|all rights reserved|follow us"
    r"|read also|related (?:news|articles|stories)|site ?map|advertise with|community standards"
    r"|newsletter|comment via|log ?in\b|like us on|youtube|instagram|facebook|twitter",
    re.IGNORECASE,
)
_MENU_START = re.compile(
    r"(?<![\w-])(?:Related (?:News|Articles|Stories|Topics|Posts)|Read (?:Also|More)|Copyright|©"
    r"|Follow (?:us|US) on|Subscribe|SUBSCRIBE|Tags|Community standards|Most (?:Read|Popular)"
    r"|About (?:us|Us)|Contact (?:us|Us)|Privacy Policy|Sign up|Share this)(?![a-z-])"
)
_SENTENCE = re.compile(r"[.!?][\"'”’»)]*(?=\s|$)")
_MENU_PHRASES = 3
"""So many phrases of page menus after a start of one make the rest of a line a menu."""
_ABOUT = re.compile(
    r"(?:(?<=[.!?] )|(?<=[.!?]\n))"
    r"(?:(?:Launched|Founded|Established) in [^.]{3,40}\b(?:18|19|20)\d\d"
    r"|[A-Z][^.]{2,60} is (?:the|an?|one of) [^.]{0,90}\b(?:newspaper|daily|weekly|magazine"
    r"|publication|news (?:agency|site|website|channel|outlet|organi[sz]ation|portal))\b)"
)
_ABOUT_WORDS = re.compile(
    r"\b(?:its readers|coverage|independent|non-?profit|founded|launched|established|published"
    r"|editorials?|analysis|journalism|subscribers?|circulation|edition)\b",
    re.IGNORECASE,
)
_ABOUT_WITHIN = 1200
_MENU_WITHIN = 6000
_UPDATED = re.compile(r"\(?(?:Last [Uu]pdated?|Updated|Published|Posted)(?: (?:on|at))?:? ")


def head(text: str, start: int, end: int, title: str | None) -> list[Piece]:
    """The pieces before the first sentence of a line: datelines, credits, the headline repeated."""
    pieces: list[Piece] = []
    while start < end:
        start = _skip(text, start, end)
        piece = _head_piece(text, start, end, title)
        if piece is None and pieces:
            piece = _section_piece(text, start, end)
        if piece is None or piece.end <= start:
            break
        pieces.append(piece)
        start = piece.end
    # An agency alone opens many sentences ("Reuters reported"); it is a credit beside other marks.
    if (
        len(pieces) == 1
        and wires.leading(text, pieces[0].start, end)
        and text[pieces[0].start] != "("
    ):
        return []
    return pieces


def credit_within(text: str, start: int, end: int) -> Piece | None:
    """An agency and a full date between a first summary and the text ("… town. AFP 3 May 2021")."""
    for match in re.finditer(r"\b[A-Z]", text[start : min(end, start + _REPEAT_WITHIN)]):
        at = start + match.start()
        credit = wires.leading(text, at, end)
        if credit is None:
            continue
        found = date_at(text, _skip(text, credit.end, end), end)
        if found and _opens(text, found.end, end):
            return Piece(at, found.end, PartKind.BYLINE)
    return None


def _skip(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in "|)]–—-.,:;•·"):
        start += 1
    return start


def _head_piece(text: str, start: int, end: int, title: str | None) -> Piece | None:
    return (
        _date_piece(text, start, end)
        or _place_piece(text, start, end)
        or _repeat_piece(text, start, end, title)
        or _by_piece(text, start, end, title)
        or _wire_piece(text, start, end)
        or _tools_piece(text, start, end, title)
    )


def _date_piece(text: str, start: int, end: int) -> Piece | None:
    label = DATE_LABEL.match(text, start, end)
    at = label.end() if label else start
    found = date_at(text, at, end)
    if found is None:
        if label and label[0].casefold().startswith("title:"):
            return Piece(start, label.end(), PartKind.BYLINE)
        return None
    if not label and not _opens(text, found.end, end):
        return None
    return Piece(start, found.end, PartKind.BYLINE)


def _place_piece(text: str, start: int, end: int) -> Piece | None:
    """A place and a full date, closed by a dash: "TARSIN, 5 May 2031 – "."""
    place = _PLACE.match(text, start, min(end, start + 80))
    found = date_at(text, place.end(), end) if place else None
    dash = _DASH.match(text, found.end, end) if found else None
    return Piece(start, dash.end(), PartKind.BYLINE) if dash else None


def _section_piece(text: str, start: int, end: int) -> Piece | None:
    section = _SECTION.match(text, start, min(end, start + 80))
    found = date_at(text, section.end(), end) if section else None
    return Piece(start, found.end, PartKind.BYLINE) if found else None


def _opens(text: str, start: int, end: int) -> bool:
    """Whether something new begins at `start`: a capital, a number, a bracket, or nothing."""
    rest = text[start : min(end, start + 8)].lstrip(" .,:;|)–—-")
    return not rest or not rest[0].islower() or rest.startswith(("by ", "title:"))


def repeat_at(text: str, start: int, end: int, title: str) -> int | None:
    """Where `title` ends if it stands at `start` in other punctuation or case, else None."""
    letters = [c for c in title.casefold() if c.isalnum()]
    if len(letters) < _MIN_REPEAT:
        return None
    at = start
    for letter in letters:
        while at < end and not text[at].isalnum():
            at += 1
        if at >= end or text[at].casefold() != letter:
            return None
        at += 1
    while at < end and text[at] in "\"'”’»)!?.":
        at += 1
    return at if text[at - 1] in "!?." or _opens(text, at, end) else None


def _repeat_piece(text: str, start: int, end: int, title: str | None) -> Piece | None:
    stop = repeat_at(text, start, end, title) if title else None
    return Piece(start, stop, PartKind.HEADLINE) if stop else None


def _next_repeat(text: str, start: int, end: int, title: str | None) -> int | None:
    """Where the headline is next repeated, if that is near."""
    if not title:
        return None
    for match in re.finditer(r"(?<!\w)[\w\"“‘']", text[start : min(end, start + _REPEAT_WITHIN)]):
        if repeat_at(text, start + match.start(), end, title):
            return start + match.start()
    return None


def _by_piece(text: str, start: int, end: int, title: str | None) -> Piece | None:
    by = _BY.match(text, start, end)
    if not by:
        return None
    repeat = _next_repeat(text, by.end(), min(end, by.end() + 140), title)
    if repeat:
        return Piece(start, len(text[:repeat].rstrip()), PartKind.BYLINE)
    names = _TWO_NAMES.match(text, by.end(), end)
    return Piece(start, names.end(), PartKind.BYLINE) if names else None


def _wire_piece(text: str, start: int, end: int) -> Piece | None:
    credit = wires.dateline(text, start, end) or wires.leading(text, start, end)
    if credit is None or not _opens(text, credit.end, end):
        return None
    return Piece(start, credit.end, PartKind.BYLINE)


def _tools_piece(text: str, start: int, end: int, title: str | None) -> Piece | None:
    if tools := _TOOLS.match(text, start, end):
        return Piece(start, tools.end(), PartKind.BOILERPLATE)
    if text.startswith(("Related ", "Topic "), start):
        repeat = _next_repeat(text, start, end, title)
        if repeat:
            return Piece(start, len(text[:repeat].rstrip()), PartKind.BOILERPLATE)
    return None


def tail(text: str, start: int, end: int, author: str | None = None) -> list[Piece]:
    """The pieces after the last sentence of a line, in order: credits, the author, page menus."""
    pieces: list[Piece] = []
    while start < end:
        piece = _tail_piece(text, start, end, author)
        if piece is None:
            break
        pieces.append(replace(piece, end=end))
        end = len(text[: piece.start].rstrip())
    return pieces[::-1]


def _tail_piece(text: str, start: int, end: int, author: str | None) -> Piece | None:
    at = _menu_start(text, start, end)
    if at is not None:
        return Piece(at, end, PartKind.BOILERPLATE)
    if match := _TAIL_PHRASE.search(text, max(start, end - 80), end):
        before = text[start : match.start()].rstrip()
        if before and before[-1] in ".!?\"'”’»)]":
            return Piece(match.start(), end, PartKind.BOILERPLATE)
    for about in _ABOUT.finditer(text, max(start + (end - start) // 2, end - _ABOUT_WITHIN), end):
        if len({m[0].casefold() for m in _ABOUT_WORDS.finditer(text, about.start(), end)}) >= 2:
            return Piece(about.start(), end, PartKind.BOILERPLATE)
    if credit := wires.trailing(text, start, end):
        return Piece(credit.start, end, PartKind.BYLINE) if credit.start > start else None
    for updated in _UPDATED.finditer(text, max(start, end - 120), end):
        found = date_at(text, updated.end(), end)
        if found and end - found.end <= 45 and updated.start() > start:
            return Piece(updated.start(), end, PartKind.BYLINE)
    if author and text.endswith((f". {author}", f". {author}."), start, end):
        return Piece(text.rindex(author, start, end), end, PartKind.BYLINE)
    return None


def _menu_start(text: str, start: int, end: int) -> int | None:
    """Where a page's menu begins that runs on to the end of the line, if one does."""
    floor = max(start + (end - start) // 3, end - _MENU_WITHIN)
    for match in _MENU_START.finditer(text, floor, end):
        phrases = {m[0].casefold() for m in _MENU_PHRASE.finditer(text, match.start(), end)}
        if len(phrases) >= _MENU_PHRASES:
            return match.start()
        if match[0] == "Tags" and not _SENTENCE.search(text, match.start(), end):
            return match.start()
    return None
