"""Find words in the documents and claims of a dossier."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from itertools import chain, zip_longest

from tellings.domain.reading import Claim
from tellings.domain.text import Span
from tellings.dossier.records import load

# Unicode noncharacters, "for internal use": no text that was taken in has them.
_MARK, _UNMARK = "\ufdd0", "\ufdd1"
_BEFORE, _AFTER = 80, 160  # code points shown around a hit


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has the words searched for. `kind`: document or claim.

    `claim` and `source` (who says it) are set where the words stand in a claim.
    """

    kind: str
    span: Span
    text: str
    claim: str | None = None
    source: str | None = None


def search(connection: sqlite3.Connection, query: str, limit: int) -> tuple[Hit, ...]:
    """The best hits first, claims and documents in turn; all words must occur.

    Words match in all their forms (blast, blasts) and without regard to case or accents;
    "quoted words" must follow each other, and a last `*` stands for any ending.
    """
    words = _match_expression(query)
    if not words or limit < 1:
        return ()
    claims = _claims(connection, words, limit)
    documents = _documents(connection, words, limit)
    in_turn = chain.from_iterable(zip_longest(claims, documents))
    return tuple(hit for hit in in_turn if hit is not None)[:limit]


def _match_expression(query: str) -> str:
    """What people type as an FTS5 query in which nothing but a final `*` has a meaning."""
    phrases = []
    for quoted, bare in re.findall(r'"([^"]+)"|([^\s"]+)', query.replace("\x00", " ")):
        words = quoted or bare
        if re.search(r"\w", words):
            ending = " *" if bare.endswith("*") else ""
            phrases.append(f'"{words}"{ending}')
    return " AND ".join(phrases)


def _claims(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    rows = connection.execute(
        "SELECT c.record, c.content FROM claims_words"
        " JOIN claims AS c ON c.number = claims_words.rowid"
        " JOIN documents AS d ON d.id = c.document"
        " WHERE claims_words MATCH ? AND c.start IS NOT NULL"
        " ORDER BY claims_words.rank, d.path, c.id LIMIT ?",
        (words, limit),
    )
    hits = []
    for record, content in rows:
        claim = load(Claim, record)
        source = claim.source.name if claim.source else None
        hits.append(Hit("claim", claim.content[0], content, claim.id, source))
    return hits


def _documents(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    rows = connection.execute(
        "SELECT d.id, d.text, highlight(documents_words, 1, ?, ?) FROM documents_words"
        " JOIN documents AS d ON d.number = documents_words.rowid"
        " WHERE documents_words MATCH ? ORDER BY documents_words.rank, d.path, d.id LIMIT ?",
        (_MARK, _UNMARK, words, limit),
    )
    hits = []
    for document, text, marked in rows:
        span = _around(document, text, max(marked.find(_MARK), 0))
        hits.append(Hit("document", span, text[span.start : span.end]))
    return hits


def _around(document: str, text: str, at: int) -> Span:
    """The passage around `at`, within its line and cut between words."""
    line = text.rfind("\n", 0, at) + 1
    start = line if at - line <= _BEFORE else text.find(" ", at - _BEFORE, at) + 1 or at
    stop = text.find("\n", at)
    end = stop if stop >= 0 else len(text)
    if end - at > _AFTER:
        end = max(text.rfind(" ", at, at + _AFTER), at) if " " in text[at : at + _AFTER] else end
    return Span(document, start, max(end, start))
