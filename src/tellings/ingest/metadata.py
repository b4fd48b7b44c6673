"""What is known of a document besides its text, each datum with where it came from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from tellings.domain.text import PartKind
from tellings.ingest import genre, wires
from tellings.ingest.dates import find_dates
from tellings.ingest.edges import Piece
from tellings.ingest.extract import Datum
from tellings.ingest.facts import Facts
from tellings.ingest.heads import bare_title, is_signed, named_author, publisher

_POSTED_BY = re.compile(
    r"\b(?i:by|author:?|from) (?P<name>[A-Z\"][^,|\n\d]{1,60}?)(?:,|\||\n|$| on \d)"
)
_WROTE = re.compile(r"(?P<name>[\w.'’-]+(?: [\w.'’-]+){0,2}) (?:wrote|writes|posted)\b")
_ROLE = re.compile(r", (?:staff|special|senior|chief|war|foreign|our)\b.*|\.$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:news|agency|press|radio|tv|times|herald|post|courier|gazette|tribune|chronicle"
    r"|media|observer|daily|weekly|service|network|ministry|office|committee|bureau|desk|staff"
    r"|agencies)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:committee|front|party|union|league|council|movement|ministry|campaign|collective"
    r"|command|brigade|organi[sz]ation|association|coalition|federation)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|edited|amended|corrected", re.IGNORECASE)
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/.-]|$)")
_HEADLINE = 160
"""Characters that a headline has at most."""
_ENDS = re.compile(r"[.!?\"”’)]\s*$|[.!?][\"”’)]?\s+[A-Z\"“]")
_OWN_NAME = re.compile(
    r"(?:^|(?<=[a-z\s]))(?P<act>(?:Donate|Welcome|Subscribe) to|About|Join|Support|Follow|Contact)"
    r" (?P<name>(?!us\b|Us\b|US\b|our\b|Our\b|this\b|the\b)[A-Z][\w.& '-]{1,40})$",
    re.MULTILINE,
)


def describe(
    text: str,
    pieces: Sequence[Piece],
    given: Mapping[str, Datum],
    overrides: Mapping[str, Datum] | None = None,
) -> Facts:
    """Title, outlet, author, dates, url, wire and genre of a text cut into `pieces`.

    What people say (`overrides`) comes first, then what the format states (`given`), then what the
    text says of itself. A date in boilerplate, such as that of a copyright line, is never taken.
    """
    facts = Facts()
    for name, datum in (*(overrides or {}).items(), *given.items()):
        facts.put(name, datum.value, datum.origin)
    _from_headline(facts, text, pieces)
    _from_bylines(facts, text, pieces)
    _from_credits(facts, text, pieces)
    _from_page(facts, text, pieces)
    _dates(facts, text, pieces)
    credited = bool({"wire", "author", "outlet"} & facts.provenance.keys())
    dated = "published" in facts.values
    if found := genre.tell(text, pieces, credited=credited, dated=dated):
        facts.put("genre", found[0], f"signal: {found[1]}")
    return facts


def _of(kind: PartKind, pieces: Iterable[Piece]) -> list[Piece]:
    return [p for p in pieces if p.kind is kind]


def _first_prose(text: str, pieces: Iterable[Piece]) -> int:
    """Where the first sentence of the body begins: a headline that is repeated above it is none."""
    prose = (
        p.start
        for p in _of(PartKind.BODY, pieces)
        if p.end - p.start > _HEADLINE or _ENDS.search(text, p.start, p.end)
    )
    return min(prose, default=len(text))


def _from_headline(facts: Facts, text: str, pieces: Sequence[Piece]) -> None:
    for piece in _of(PartKind.HEADLINE, pieces)[:1]:
        title, outlet = bare_title(text[piece.start : piece.end])
        facts.put("title", title, "headline")
        facts.put("outlet", outlet, "headline suffix")


def _from_bylines(facts: Facts, text: str, pieces: Sequence[Piece]) -> None:
    title = next((p.start for p in _of(PartKind.HEADLINE, pieces)), len(text))
    for piece in _of(PartKind.BYLINE, pieces):
        for number, line in enumerate(text[piece.start : piece.end].splitlines()):
            # Above the headline the first line is the masthead, whatever its words are.
            if piece.start > title and is_signed(line) and _BODY.search(line):
                facts.put("outlet", re.split(r",? *\d", line)[0], "signature")
            elif (number == 0 and piece.start < title) or _ORGANISATION.search(line):
                facts.put("outlet", _masthead(line.strip()), "masthead")
            _from_byline(facts, line.strip())


def _masthead(line: str) -> str | None:
    if wires.leading(line, 0, len(line)) or re.match(
        r"(?i)\W*(?:sources?|by|from)\b|-|–|—|\(", line
    ):
        return None
    return publisher(line)


def _from_byline(facts: Facts, line: str) -> None:
    if re.match(r"\W*(?:additional )?(?:reporting|writing|editing) by", line, re.IGNORECASE):
        return
    match = _POSTED_BY.search(line) or _WROTE.match(line)
    name = match["name"] if match else named_author(line)
    if not name:
        return
    name = _ROLE.sub("", name).strip(' ."-–—()')
    if wires.canonical(name) != name or wires.leading(name, 0, len(name)):
        facts.put("wire", wires.canonical(name), "byline")
    elif _ORGANISATION.search(name) and not name.startswith(("our ", "the ")):
        facts.put("outlet", name, "byline credit")
    else:
        facts.put("author", name, "byline")


def _from_credits(facts: Facts, text: str, pieces: Sequence[Piece]) -> None:
    """A wire named between headline and first sentence, or after the last."""
    for piece in _of(PartKind.BYLINE, pieces):
        start, end = piece.start, piece.end
        after = start > _first_prose(text, pieces)
        if after:
            # the end of the sentence before is part of what makes a credit a credit
            credit = wires.trailing(f". {text[start:end]}", 0, end - start + 2)
        else:
            credit = wires.dateline(text, start, end) or _named_wire(text, start, end)
        if credit and credit.name:
            facts.put("wire", credit.name, "credit at the end" if after else "credit at the start")
            desk = re.search(r"\b[Rr]eporting by\b", text[max(start, len(text) - 600) :])
            if desk and wires.dateline(text, start, end):
                # Who names its own desk below is not a paper that copies.
                facts.put("outlet", credit.name, "dateline and desk of the agency")


def _from_page(facts: Facts, text: str, pieces: Sequence[Piece]) -> None:
    """The name a page gives itself in two links or more: "Donate to X", "About X", "Join X"."""
    links = {
        (match["act"], match["name"].strip())
        for piece in _of(PartKind.BOILERPLATE, pieces)
        for match in _OWN_NAME.finditer(text, piece.start, piece.end)
    }
    for name, count in Counter(name for _, name in links).most_common(1):
        facts.put("outlet", name if count > 1 else None, "page links that name it")
    if any(p.kind is PartKind.CONTENTS for p in pieces):
        issue = re.split(r"\W+(?:no|number|issue|vol)\b", facts.values.get("title", ""), flags=re.I)
        facts.put("outlet", publisher(issue[0]), "headline of the contents")


def _named_wire(text: str, start: int, end: int) -> wires.Credit | None:
    for match in re.finditer(r"(?<![\w.])[(\[]?[A-Z]", text[start:end]):
        if credit := wires.leading(text, start + match.start(), end):
            return credit
    trailing = wires.trailing(f". {text[start:end]}", 0, end - start + 2)
    return trailing if trailing and trailing.name else None


def _dates(facts: Facts, text: str, pieces: Sequence[Piece]) -> None:
    """The date of publication: dateline, headline, last line, then that of the first comment."""
    bylines = _of(PartKind.BYLINE, pieces)
    prose = _first_prose(text, pieces)
    early = [p for p in bylines if p.start < prose]
    late = [p for p in bylines if p.start >= prose]
    for group, origin in ((early, "dateline"), (late, "last line")):
        days = _days(text, group)
        for day in [d for d, changed in days if changed][-1:]:
            facts.put("updated", day.isoformat(), origin)
        # A day that only an update is told of is the best there is.
        for day in [d for d, changed in days if not changed][:1] or [d for d, _ in days][:1]:
            facts.put("published", day.isoformat(), origin)
        if origin == "dateline" and days:
            facts.put("dateline", days[0][0].isoformat(), origin)
    for piece in _of(PartKind.HEADLINE, pieces)[:1]:
        for found in find_dates(text, piece.start, piece.end):
            facts.put("published", found.day.isoformat(), "headline")
    if address := facts.values.get("url"):
        facts.put("published", _day_in(address), "address")
    for piece in _of(PartKind.COMMENT, pieces)[:1]:
        first = text[piece.start : piece.end].split("\n", 1)[0]
        for found in find_dates(first):
            # Later than the document, but by little: the best that such a page tells.
            facts.put("published", found.day.isoformat(), "first comment (not later than)")


def _days(text: str, pieces: Iterable[Piece]) -> list[tuple[date, bool]]:
    """The dates in some bylines, and whether each is that of a later change; those come last."""
    days: list[tuple[date, bool]] = []
    for piece in pieces:
        start = piece.start
        for found in find_dates(text, piece.start, piece.end):
            changed = _CHANGED.search(text, start, found.start)
            days.append((found.day, bool(changed)))
            start = found.end
    return sorted(days, key=itemgetter(1))


def _day_in(address: str) -> str | None:
    """The day in the address of a page: ".../2031/05/05/blast-in-dravik"."""
    match = _ADDRESS_DAY.search(address)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None
