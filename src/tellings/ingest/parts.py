"""What each stretch of a text is: headline, byline, body, comment, contents or boilerplate.

Lines are judged first by their own words, then by what surrounds them; the first and the last
line of the body are then cut at their edges. Every character that is not white space ends up in
exactly one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from tellings.domain.text import PartKind
from tellings.ingest import comments, edges, wires
from tellings.ingest.captions import find_captions
from tellings.ingest.dates import is_date
from tellings.ingest.edges import Piece
from tellings.ingest.extract import Mark
from tellings.ingest.heads import (
    MAX_TITLE_CHARACTERS,
    bare_title,
    find_head,
    is_byline,
    is_signed,
    named_author,
)
from tellings.ingest.junk import is_junk
from tellings.ingest.lines import Line, split

_HEAD_LINES = 12
_FOOTER_LINES = 400
_FOOTER_JUNK = 3
_FOOTER_PROSE_LINES = 2
_FOOTER_PROSE_SHARE = 0.2
_FOOTER_PROSE_CHARACTERS = 300
_SHORT_LINK_WORDS = 3

_NUMBERED = re.compile(r"(?:\d{1,3}|[ivxIVX]{1,5})[.)]\s+\S")
_LEADERS = re.compile(r"\S.*(?:\.{3,}|…+|\s{2,}|\t)\s*(?:p(?:age)?\.? ?)?\d{1,3}")
_CONTENTS_HEADING = re.compile(
    r"\W*(?:table of )?contents\W*|in this (?:issue|number|edition)\W*|\W*index\W*", re.IGNORECASE
)


class _Sheet:
    """The lines of one text with the kind given to each so far (None: not yet)."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.kinds: list[PartKind | None] = [None] * len(lines)
        self.authors: list[str | None] = [None] * len(lines)
        self.groups = [0] * len(lines)

    def open_lines(self) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if kind is None]

    def is_junk(self, index: int) -> bool:
        return self.kinds[index] is PartKind.BOILERPLATE

    def first_prose(self) -> int:
        """The first line of running text; past the end if there is none."""
        for i, line in enumerate(self.lines):
            if line.is_prose and self.kinds[i] in (None, PartKind.BODY):
                return i
        return len(self.lines)


def segment(text: str, marks: Sequence[Mark] = ()) -> tuple[Piece, ...]:
    """`text` cut into pieces: in order, not overlapping, all of it but white space."""
    sheet = _Sheet(split(text))
    _apply_marks(sheet, marks)
    _find_junk(sheet)
    _find_contents(sheet)
    _find_top_links(sheet)
    _find_head(sheet)
    end = _find_comments(sheet)
    _find_footer(sheet, 0, end)
    _find_footer(sheet, end, len(sheet.lines))
    _fill_between_junk(sheet)
    _find_last_bylines(sheet, end)
    for i in sheet.open_lines():
        sheet.kinds[i] = PartKind.BODY
    return _merge(_cut_edges(text, sheet))


def _apply_marks(sheet: _Sheet, marks: Sequence[Mark]) -> None:
    """What the format says of a line holds against any rule here."""
    for number, mark in enumerate(marks, start=1):
        for i, line in enumerate(sheet.lines):
            if mark.start <= line.start and line.end <= mark.end:
                sheet.kinds[i], sheet.authors[i] = mark.kind, mark.author
                sheet.groups[i] = number if mark.kind is PartKind.COMMENT else 0


def _find_junk(sheet: _Sheet) -> None:
    for i in sheet.open_lines():
        if is_junk(sheet.lines[i].text) or comments.is_heading(sheet.lines[i].text):
            sheet.kinds[i] = PartKind.BOILERPLATE


def _find_contents(sheet: _Sheet) -> None:
    """A list of titles, numbered or with page numbers, that makes up most of the text."""
    free = sheet.open_lines()
    listed = [i for i in free if _is_listed(sheet.lines[i].text)]
    titled = any(_CONTENTS_HEADING.fullmatch(sheet.lines[i].text) for i in free)
    closed = sum(sheet.lines[i].text.endswith((".", ";")) for i in listed)
    if len(listed) < (3 if titled else 5) or closed * 3 > len(listed):
        return
    inside = [i for i in free if listed[0] <= i <= listed[-1]]
    if len(listed) * 2 < (len(inside) if titled else len(free)):
        return
    headings = [i for i in free if i < listed[0] and not sheet.lines[i].is_prose]
    for i in inside + headings[1:]:
        sheet.kinds[i] = PartKind.CONTENTS
    if headings and _CONTENTS_HEADING.fullmatch(sheet.lines[headings[0]].text):
        sheet.kinds[headings[0]] = PartKind.CONTENTS


def _is_listed(text: str) -> bool:
    if len(text) > MAX_TITLE_CHARACTERS:
        return False
    return bool(_NUMBERED.match(text) or (text[-1:].isdigit() and _LEADERS.fullmatch(text)))


def _find_top_links(sheet: _Sheet) -> None:
    """A run of one to three words a line at the very top, with page junk among them: a menu."""
    top = 0
    while top < len(sheet.lines) and (
        sheet.is_junk(top)
        or (
            sheet.kinds[top] is None
            and len(sheet.lines[top].text.split()) <= _SHORT_LINK_WORDS
            and not is_date(sheet.lines[top].text)
        )
    ):
        top += 1
    if top < len(sheet.lines) and top >= 3 and any(map(sheet.is_junk, range(top))):
        last = max(i for i in range(top) if sheet.is_junk(i))
        sheet.kinds[: last + 1] = [PartKind.BOILERPLATE] * (last + 1)


def _find_head(sheet: _Sheet) -> None:
    """The headline and what stands between it and the first sentence."""
    prose = sheet.first_prose()
    while prose < len(sheet.lines) and is_byline(sheet.lines[prose].text):
        prose = next((i for i in sheet.open_lines() if i > prose), len(sheet.lines))
    free = [i for i in sheet.open_lines() if i <= prose][:_HEAD_LINES]
    if not free:
        return
    titles, bylines = find_head(sheet.lines, free)
    # A date alone on its line may also follow a first summary.
    bylines += [i for i in sheet.open_lines()[:_HEAD_LINES] if is_date(sheet.lines[i].text)]
    for i in bylines:
        if len(sheet.lines) > 1:
            sheet.kinds[i] = PartKind.BYLINE
    if PartKind.HEADLINE not in sheet.kinds:
        for i in titles:
            sheet.kinds[i] = PartKind.HEADLINE


def _find_comments(sheet: _Sheet) -> int:
    """Comments after the body. Returns the line at which the first begins, or the line count."""
    lines, start = sheet.lines, sheet.first_prose() + 1
    announced = False
    first = len(lines)
    group, author = 0, None
    heading = False  # whether only lines that open the present comment have been seen of it
    for i in range(start, len(lines)):
        if sheet.kinds[i] is PartKind.BOILERPLATE:
            announced = announced or comments.is_heading(lines[i].text)
            continue
        if sheet.kinds[i] is not None:
            continue
        found = comments.opener(lines[i].text, lines[i + 1].text if i + 1 < len(lines) else "")
        if found and not _is_answered(sheet, i):
            sheet.kinds[i] = PartKind.BYLINE if found.dated else None
            continue
        if (found and not heading) or (announced and group == 0):
            group += 1
            author = (found.author if found else None) or comments.author_below(lines, i)
            first = min(first, i)
        heading = found is not None
        if group:
            sheet.kinds[i], sheet.authors[i], sheet.groups[i] = PartKind.COMMENT, author, group
    return first


def _is_answered(sheet: _Sheet, index: int) -> bool:
    """Whether text follows the line, so that the line can be what opens a comment."""
    for i in range(index + 1, len(sheet.lines)):
        if not sheet.is_junk(i):
            return comments.opener(sheet.lines[i].text) is None or i == index + 1
    return False


def _find_footer(sheet: _Sheet, start: int, end: int) -> None:
    """From the first junk line after the body on, all that follows, if most of it is junk.

    A footer may hold a sentence or two (a slogan, a disclaimer) among its links; they must be few
    and short beside the body.
    """
    sizes = [0 if sheet.is_junk(i) else len(sheet.lines[i].text) for i in range(end)]
    before = list(accumulate(sizes, initial=0))
    for first in range(max(start, end - _FOOTER_LINES), end):
        if sheet.is_junk(first) and before[first] and _is_footer(sheet, first, end, before[first]):
            for i in range(first, end):
                sheet.kinds[i] = PartKind.BOILERPLATE
            return


def _is_footer(sheet: _Sheet, first: int, end: int, before: int) -> bool:
    lines = sheet.lines[first:end]
    junk = [sheet.is_junk(i) for i in range(first, end)]
    other = [line for line, is_it in zip(lines, junk, strict=True) if not is_it]
    prose = [line for line in other if line.is_prose]
    if sum(junk) >= _FOOTER_JUNK and all(junk[:2]):
        size = sum(len(line.text) for line in prose)
        return (
            sum(junk) >= len(other)
            and len(prose) <= _FOOTER_PROSE_LINES
            and size <= max(_FOOTER_PROSE_CHARACTERS, _FOOTER_PROSE_SHARE * before)
        )
    return (
        not prose
        and len(other) <= 3 * sum(junk)
        and not any(line.text.endswith((".", "!", "?")) or is_byline(line.text) for line in other)
    )


def _fill_between_junk(sheet: _Sheet) -> None:
    """Up to three labels or links that stand between junk lines are junk too."""
    last: int | None = None
    for i, line in enumerate(sheet.lines):
        if sheet.is_junk(i):
            if last is not None and 0 < i - last - 1 <= 3:
                sheet.kinds[last + 1 : i] = [PartKind.BOILERPLATE] * (i - last - 1)
            last = i
        elif sheet.kinds[i] is not None or line.is_prose or line.text.endswith((".", "!", "?")):
            last = None


def _find_last_bylines(sheet: _Sheet, end: int) -> None:
    """A date, a credit or a source that closes the body on lines of their own."""
    body = [i for i in sheet.open_lines() if i < end]
    for i in body[:0:-1][:3]:
        text = sheet.lines[i].text
        credit = wires.trailing(text, 0, len(text))
        if not (is_byline(text) or is_signed(text) or (credit and credit.start == 0)):
            bare = wires.trailing(f". {text}", 0, len(text) + 2)
            if not (bare and bare.start <= 2):
                return
        sheet.kinds[i] = PartKind.BYLINE


def _cut_edges(text: str, sheet: _Sheet) -> list[Piece]:
    pieces: list[Piece] = []
    body = [i for i, kind in enumerate(sheet.kinds) if kind is PartKind.BODY]
    title = next(
        (
            bare_title(line.text)[0]
            for line, kind in zip(sheet.lines, sheet.kinds, strict=True)
            if kind is PartKind.HEADLINE
        ),
        None,
    )
    for i, line in enumerate(sheet.lines):
        kind = sheet.kinds[i] or PartKind.BODY
        start, end = line.start, line.end
        before = edges.head(text, start, end, title) if body and i == body[0] else []
        start = before[-1].end if before else start
        author = next((a for p in before if (a := named_author(text[p.start : p.end]))), None)
        after = edges.tail(text, start, end, author) if body and i == body[-1] else []
        end = after[0].start if after else end
        middle = [Piece(start, end, kind, sheet.authors[i], sheet.groups[i])]
        if body and i == body[0] and (credit := edges.credit_within(text, start, end)):
            middle = [
                replace(middle[0], end=credit.start),
                credit,
                replace(middle[0], start=credit.end),
            ]
        uncut = (p for piece in middle for p in _without_captions(text, piece))
        pieces += [*before, *uncut, *after]
    return [p for p in (_trim(text, p) for p in pieces) if p.start < p.end]


def _without_captions(text: str, piece: Piece) -> Iterator[Piece]:
    """A stretch of the body, with the captions of pictures in it as boilerplate."""
    start = piece.start
    if piece.kind is PartKind.BODY:
        for first, end in find_captions(text, piece.start, piece.end):
            yield replace(piece, start=start, end=first)
            yield replace(piece, start=first, end=end, kind=PartKind.BOILERPLATE)
            start = end
    yield replace(piece, start=start)


def _trim(text: str, piece: Piece) -> Piece:
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    return Piece(start, start + len(words.strip()), piece.kind, piece.author, piece.group)


def _merge(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece. Headlines stay apart: a repeated one is not longer."""
    merged: list[Piece] = []
    for (kind, author, group), run in groupby(pieces, key=lambda p: (p.kind, p.author, p.group)):
        same = list(run)
        if kind is PartKind.HEADLINE:
            merged += same
        else:
            merged.append(Piece(same[0].start, same[-1].end, kind, author, group))
    return tuple(merged)
