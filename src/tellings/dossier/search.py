"""Find words in the documents, claims and actors of a dossier, narrowed by what they concern."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tellings.domain.accounts import Actor, FindingKind
from tellings.domain.reading import Claim
from tellings.domain.text import Span
from tellings.dossier.records import load

# Unicode noncharacters, "for internal use": no text that was taken in has them.
_MARK, _UNMARK = "\ufdd0", "\ufdd1"
_MARKED = re.compile(f"{_MARK}([^{_UNMARK}]*){_UNMARK}")
_BEFORE, _AFTER = 80, 160  # code points shown around a hit


class Sought(StrEnum):
    """What is searched."""

    DOCUMENTS = "documents"
    CLAIMS = "claims"
    ACTORS = "actors"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Filters are None where they are not set, and all must hold.

    All `words` must occur, in any form (blast, blasts), without regard to case or accents;
    "quoted words" must follow each other, and a last `*` stands for any ending. Without words
    everything is found that passes the filters.

    `outlet` and `place` are names (a place in any case), `actor` is an id; `since` and `until`
    are inclusive days of publication. A document passes if it is of that outlet, names the
    actor, tells of an event at the place, or has a passage of such a finding; a claim if its
    document is of that outlet, the actor is its innermost source, and its content tells of an
    event at the place and meets a passage of the finding; an actor if a document of that outlet
    and time names him, and an account of his is of an event at the place and part of the finding.
    """

    words: str = ""
    kind: Sought = Sought.DOCUMENTS
    outlet: str | None = None
    actor: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    finding: FindingKind | None = None
    first: int = 0  # hits passed over
    most: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `id` is that of the document, claim or actor.

    `span` is where the words stand (None for an actor), `text` what is shown of it, and `marks`
    are the words found, as half-open code-point offsets into `text`. `name` is who says a claim,
    or who the actor is.
    """

    kind: Sought
    id: str
    span: Span | None
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`hits` are the part of the `total` that was asked for, the best first."""

    total: int
    hits: tuple[Hit, ...]


def search(connection: sqlite3.Connection, query: Query) -> Found:
    """What meets `query`; nothing where words were typed and none of them is a word."""
    words = _match_expression(query.words)
    if query.words.strip() and not words:
        return Found(0, ())
    asked = _asked(query, words)
    rows = f"FROM {_TABLES[query.kind]}{asked.joined} {asked.where}"
    (total,) = connection.execute(f"SELECT count(*) {rows}", asked.given).fetchone()
    order = ("words.rank, " if words else "") + _ORDER[query.kind]
    page = connection.execute(
        f"SELECT x.number {rows} ORDER BY {order} LIMIT ? OFFSET ?",
        (*asked.given, max(query.most, 0), max(query.first, 0)),
    )
    found = _FOUND[query.kind]
    return Found(total, tuple(found(connection, number, words) for (number,) in page.fetchall()))


def _match_expression(words: str) -> str:
    """What people type as an FTS5 query in which nothing but a final `*` has a meaning."""
    phrases = []
    for quoted, bare in re.findall(r'"([^"]+)"|([^\s"]+)', words.replace("\x00", " ")):
        phrase = quoted or bare
        if re.search(r"\w", phrase):
            ending = " *" if bare.endswith("*") else ""
            phrases.append(f'"{phrase}"{ending}')
    return " AND ".join(phrases)


# ---------------------------------------------------------------- conditions
# ruff: noqa: S608 - statements are put together of the words below; what people type is bound
@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as SQL: what is joined, what must hold, and the values given for it."""

    joined: str
    where: str
    given: tuple[str, ...]


# The rows searched are `x`. CROSS JOIN holds SQLite to the order written: it has no statistics,
# and the other way round takes up to a thousand times as long.
_TABLES: Final = {
    Sought.DOCUMENTS: "documents AS x",
    Sought.CLAIMS: "claims AS x",
    Sought.ACTORS: "actors AS x",
}
_ORDER: Final = {
    Sought.DOCUMENTS: "x.path, x.id",
    Sought.CLAIMS: "x.number",
    Sought.ACTORS: "(SELECT count(*) FROM actor_names WHERE actor = x.id) DESC, x.name, x.id",
}
_OF_DOCUMENT: Final = {
    "outlet": "d.outlet = ?",
    "since": "d.published >= ?",
    "until": "d.published <= ?",
}
_TOLD_AT: Final = (
    "events AS e CROSS JOIN event_members AS o ON o.event = e.id"
    " CROSS JOIN event_mentions AS p ON p.id = o.mention"
)
_SHOWN: Final = (
    "(SELECT j.value ->> 'document' AS document, j.value ->> 'start' AS start,"
    " j.value ->> 'end' AS \"end\", f.kind"
    " FROM findings AS f CROSS JOIN json_each(f.record, '$.passages') AS j) AS p"
)
_MET: Final = (
    'CROSS JOIN claims AS c ON c.document = p.document AND p.start < c."end" AND p."end" > c.start'
)
_CONDITIONS: Final = {
    Sought.DOCUMENTS: {
        "actor": "x.id IN (SELECT document FROM actor_names WHERE actor = ?)",
        "place": f"x.id IN (SELECT p.document FROM {_TOLD_AT} WHERE e.place = ? COLLATE NOCASE)",
        "finding": f"x.id IN (SELECT p.document FROM {_SHOWN} WHERE p.kind = ?)",
    },
    Sought.CLAIMS: {
        "actor": "(x.document, x.source) IN"
        " (SELECT document, name FROM actor_names WHERE actor = ?)",
        "place": f"x.number IN (SELECT c.number FROM {_TOLD_AT} {_MET}"
        " WHERE e.place = ? COLLATE NOCASE)",
        "finding": f"x.number IN (SELECT c.number FROM {_SHOWN} {_MET} WHERE p.kind = ?)",
    },
    Sought.ACTORS: {
        "actor": "x.id = ?",
        "place": "x.id IN (SELECT a.actor FROM events AS e"
        " CROSS JOIN accounts AS a ON a.event = e.id WHERE e.place = ? COLLATE NOCASE)",
        "finding": "x.id IN (SELECT a.actor FROM findings AS f"
        " CROSS JOIN json_each(f.record, '$.accounts') AS j"
        " CROSS JOIN accounts AS a ON a.id = j.value WHERE f.kind = ?)",
    },
}
_BY_DOCUMENT: Final = {
    Sought.DOCUMENTS: "x.id IN (SELECT d.id FROM documents AS d WHERE {})",
    Sought.CLAIMS: "x.document IN (SELECT d.id FROM documents AS d WHERE {})",
    Sought.ACTORS: "x.id IN (SELECT n.actor FROM documents AS d"
    " CROSS JOIN actor_names AS n ON n.document = d.id WHERE {})",
}


def _asked(query: Query, words: str) -> _Asked:
    filters = {
        "outlet": query.outlet,
        "since": query.since.isoformat() if query.since else None,
        "until": query.until.isoformat() if query.until else None,
        "actor": query.actor,
        "place": query.place,
        "finding": query.finding.value if query.finding else None,
    }
    given = {name: value for name, value in filters.items() if value is not None}
    must, values = _conditions(query.kind, given)
    joined = ""
    if words:
        table = f"{query.kind.value}_words"
        joined = f" JOIN {table} AS words ON words.rowid = x.number"
        must, values = [f"words.{table} MATCH ?", *must], (words, *values)
    if query.kind is Sought.CLAIMS:
        must.append("x.start IS NOT NULL")
    return _Asked(joined, f"WHERE {' AND '.join(must)}" if must else "", values)


def _conditions(kind: Sought, given: dict[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """What must hold, with values in the same order."""
    own = [name for name in given if name not in _OF_DOCUMENT]
    must = [_CONDITIONS[kind][name] for name in own]
    # Together: for an actor, outlet and time are those of one and the same document.
    of_document = [name for name in given if name in _OF_DOCUMENT]
    if of_document:
        both = " AND ".join(_OF_DOCUMENT[name] for name in of_document)
        must.append(_BY_DOCUMENT[kind].format(both))
    return must, tuple(given[name] for name in (*own, *of_document))


# ---------------------------------------------------------------- hits
def _document(connection: sqlite3.Connection, number: int, words: str) -> Hit:
    document, text = connection.execute(
        "SELECT id, text FROM documents WHERE number = ?", (number,)
    ).fetchone()
    marks = _marks(connection, "documents_words", number, words)
    span = _around(document, text, marks[0][0] if marks else 0)
    within = tuple(
        (start - span.start, end - span.start)
        for start, end in marks
        if span.start <= start and end <= span.end
    )
    return Hit(Sought.DOCUMENTS, document, span, text[span.start : span.end], within)


def _claim(connection: sqlite3.Connection, number: int, words: str) -> Hit:
    record, content = connection.execute(
        "SELECT record, content FROM claims WHERE number = ?", (number,)
    ).fetchone()
    claim = load(Claim, record)
    marks = _marks(connection, "claims_words", number, words)
    name = claim.source.name if claim.source else None
    return Hit(Sought.CLAIMS, claim.id, claim.content[0], content, marks, name)


def _actor(connection: sqlite3.Connection, number: int, words: str) -> Hit:
    (record,) = connection.execute(
        "SELECT record FROM actors WHERE number = ?", (number,)
    ).fetchone()
    actor = load(Actor, record)
    return Hit(Sought.ACTORS, actor.id, None, ", ".join(actor.aliases), (), actor.name)


_FOUND: Final = {
    Sought.DOCUMENTS: _document,
    Sought.CLAIMS: _claim,
    Sought.ACTORS: _actor,
}


def _marks(
    connection: sqlite3.Connection, table: str, number: int, words: str
) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the second column of one row: the text, or the content."""
    if not words:
        return ()
    (marked,) = connection.execute(
        f"SELECT highlight({table}, 1, ?, ?) FROM {table} WHERE {table} MATCH ? AND rowid = ?",
        (_MARK, _UNMARK, words, number),
    ).fetchone()
    return tuple(_unmarked(_MARKED.finditer(marked)))


def _unmarked(found: Iterable[re.Match[str]]) -> Iterable[tuple[int, int]]:
    """Offsets of what was marked in the text without the marks."""
    for earlier, match in enumerate(found):
        start = match.start() - 2 * earlier
        yield start, start + len(match[1])


def _around(document: str, text: str, at: int) -> Span:
    """The passage around `at`, within its line and cut between words."""
    line = text.rfind("\n", 0, at) + 1
    start = line if at - line <= _BEFORE else text.find(" ", at - _BEFORE, at) + 1 or at
    stop = text.find("\n", at)
    end = stop if stop >= 0 else len(text)
    if end - at > _AFTER:
        end = max(text.rfind(" ", at, at + _AFTER), at) if " " in text[at : at + _AFTER] else end
    return Span(document, start, max(end, start))
