"""Domain types to rows and back. JSON enters and leaves here, and only here is it validated."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from tellings.domain.accounts import (
    Account,
    Actor,
    Alignment,
    Comparison,
    Copy,
    Decision,
    Event,
    Finding,
    Origin,
)
from tellings.domain.reading import Claim, EventMention, Reading

T = TypeVar("T")

# Children before those they refer to.
_COMPARISON_TABLES = (
    "findings",
    "accounts",
    "event_members",
    "copies",
    "events",
    "actor_names",
    "origins",
    "actors",
    "comparison",
)


_adapters: dict[type[Any], TypeAdapter[Any]] = {}  # built when first needed: each takes a while


def dump(record: Any) -> str:
    """A record as JSON. A number that JSON has no word for fails the table's check: a defect."""
    return to_json(record, inf_nan_mode="constants").decode()


def load(kind: type[T], record: str) -> T:
    """The record of that type in JSON; raises `pydantic.ValidationError`."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    value: T = _adapters[kind].validate_json(record)
    return value


def sha256_hex(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex."""
    return sha256(text.encode()).hexdigest()


# ---------------------------------------------------------------- what people give
def add_decision(connection: sqlite3.Connection, decision: Decision) -> None:
    """Store a person's word on two mentions, in place of one on the same two."""
    connection.execute(
        "INSERT INTO decisions (pair, record) VALUES (?, ?)"
        " ON CONFLICT (pair) DO UPDATE SET record = excluded.record",
        (_pair(decision), dump(decision)),
    )


def remove_decision(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Take back what a person said of these two mentions; return whether there was anything."""
    query = "DELETE FROM decisions WHERE pair = ?"
    return connection.execute(query, (_pair(decision),)).rowcount > 0


def _pair(decision: Decision) -> str:
    ends = sorted([decision.left, decision.right])
    return " ".join(f"{s.document}:{s.start}-{s.end}" for s in ends)


def decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """All decisions, in a fixed order."""
    rows = connection.execute("SELECT record FROM decisions ORDER BY pair")
    return tuple(load(Decision, record) for (record,) in rows)


def give(connection: sqlite3.Connection, name: str, text: str) -> None:
    """Keep a text that a user gave under a name, in place of the one before."""
    connection.execute(
        "INSERT INTO given (name, text) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET text = excluded.text",
        (name, text),
    )


def given(connection: sqlite3.Connection, name: str) -> str | None:
    """The text that a user gave under a name, or None."""
    row = connection.execute("SELECT text FROM given WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


# ---------------------------------------------------------------- readings
def add_reading(connection: sqlite3.Connection, reading: Reading, text: str) -> None:
    """Store a reading of the document that has `text`; there must be none of it yet."""
    connection.execute(
        "INSERT INTO readings (document, reader, record) VALUES (?, ?, ?)",
        (reading.document, reading.reader, dump(replace(reading, claims=(), event_mentions=()))),
    )
    connection.executemany(
        'INSERT INTO claims (id, document, source, content, start, "end", kind, commitment,'
        " author_stance, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_claim_row(claim, reading.document, text) for claim in reading.claims],
    )
    connection.executemany(
        'INSERT INTO event_mentions (id, document, type, source, factuality, start, "end", record)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                mention.id,
                reading.document,
                mention.type,
                mention.voice.source,
                mention.factuality,
                mention.trigger.start,
                mention.trigger.end,
                dump(mention),
            )
            for mention in reading.event_mentions
        ],
    )


def _claim_row(claim: Claim, document: str, text: str) -> tuple[Any, ...]:
    return (
        claim.id,
        document,
        claim.source.name if claim.source else None,
        content_of(claim, text),
        min((span.start for span in claim.content), default=None),
        max((span.end for span in claim.content), default=None),
        claim.kind,
        claim.commitment,
        claim.author_stance,
        dump(claim),
    )


def content_of(claim: Claim, text: str) -> str:
    """The words of a claim's content, to search by."""
    return " … ".join(text[span.start : span.end] for span in claim.content)


def readings(connection: sqlite3.Connection, document: str | None = None) -> tuple[Reading, ...]:
    """All readings in the order of documents (path, id), or that of one document."""
    only, given = ("WHERE r.document = ?", (document,)) if document is not None else ("", ())
    claims: dict[str, list[str]] = defaultdict(list)
    mentions: dict[str, list[str]] = defaultdict(list)
    for table, found in (("claims", claims), ("event_mentions", mentions)):
        query = f"SELECT document, record FROM {table} AS r {only} ORDER BY number"  # noqa: S608
        for owner, record in connection.execute(query, given):
            found[owner].append(record)
    rows = connection.execute(
        "SELECT r.document, r.record FROM readings AS r JOIN documents AS d ON d.id = r.document"  # noqa: S608
        f" {only} ORDER BY d.path, d.id",
        given,
    )
    return tuple(
        replace(
            load(Reading, record),
            claims=tuple(load(Claim, claim) for claim in claims[owner]),
            event_mentions=tuple(load(EventMention, mention) for mention in mentions[owner]),
        )
        for owner, record in rows
    )


_BASIS = (
    "SELECT r.document, r.reader, coalesce(d.title, ''), coalesce(d.outlet, ''),"
    " coalesce(d.published, '') FROM readings AS r JOIN documents AS d ON d.id = r.document"
    " ORDER BY r.document",
    "SELECT pair, record FROM decisions ORDER BY pair",
    "SELECT name, text FROM given ORDER BY name",
)


def basis(connection: sqlite3.Connection) -> str:
    """A hash of what there is to compare: what was read by which reader, and what people gave.

    It holds what is known of the documents, too, as far as people may state it anew.
    """
    hashed = sha256()
    for query in _BASIS:
        for row in connection.execute(query):
            hashed.update("\x1f".join(row).encode() + b"\x1e")
        hashed.update(b"\x1d")
    return hashed.hexdigest()


# ---------------------------------------------------------------- comparison
def remove_comparison(connection: sqlite3.Connection) -> None:
    """Delete all that comparing has yielded."""
    for table in _COMPARISON_TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def add_comparison(
    connection: sqlite3.Connection, comparison: Comparison, basis: str | None
) -> None:
    """Store a comparison that rests on the readings of `basis`; there must be none."""
    connection.execute("INSERT INTO comparison (number, basis) VALUES (1, ?)", (basis,))
    _add_alignment(connection, comparison.alignment)
    connection.executemany(
        "INSERT INTO origins (id, name, kind, record) VALUES (?, ?, ?, ?)",
        [(o.id, o.name, o.kind, dump(o)) for o in comparison.origins],
    )
    connection.executemany(
        "INSERT INTO accounts (id, event, source, actor, origin, record) VALUES (?, ?, ?, ?, ?, ?)",
        [(a.id, a.event, a.voice.source, a.actor, a.origin, dump(a)) for a in comparison.accounts],
    )
    connection.executemany(
        "INSERT INTO findings (event, kind, text, record) VALUES (?, ?, ?, ?)",
        [(f.event, f.kind, f.text, dump(f)) for f in comparison.findings],
    )
    connection.executemany(
        'INSERT INTO copies (document, "of", share, record) VALUES (?, ?, ?, ?)',
        [(c.document, c.of, c.share, dump(c)) for c in comparison.copies],
    )


def _add_alignment(connection: sqlite3.Connection, alignment: Alignment) -> None:
    connection.executemany(
        "INSERT INTO actors (id, name, kind, record) VALUES (?, ?, ?, ?)",
        [(a.id, a.name, a.kind, dump(a)) for a in alignment.actors],
    )
    connection.executemany(
        "INSERT INTO actor_names (document, name, actor) VALUES (?, ?, ?)",
        [(document, name, actor) for (document, name), actor in alignment.actor_of.items()],
    )
    connection.executemany(
        "INSERT INTO events (id, title, type, first, last, place, record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                event.id,
                event.title,
                event.type,
                event.when.first.isoformat() if event.when else None,
                event.when.last.isoformat() if event.when else None,
                event.where.name if event.where else None,
                dump(event),
            )
            for event in alignment.events
        ],
    )
    connection.executemany(
        "INSERT INTO event_members (event, mention) VALUES (?, ?)",
        [(event.id, mention) for event in alignment.events for mention in event.mentions],
    )


def comparison(connection: sqlite3.Connection) -> Comparison | None:
    """The comparison as it was given, or None if there is none."""
    if connection.execute("SELECT 1 FROM comparison").fetchone() is None:
        return None
    names = connection.execute("SELECT document, name, actor FROM actor_names")
    return Comparison(
        alignment=Alignment(
            actors=_table(connection, "actors", Actor),
            events=_table(connection, "events", Event),
            actor_of={(document, name): actor for document, name, actor in names},
        ),
        origins=_table(connection, "origins", Origin),
        accounts=_table(connection, "accounts", Account),
        findings=_table(connection, "findings", Finding),
        copies=_table(connection, "copies", Copy),
    )


def _table(connection: sqlite3.Connection, table: str, kind: type[T]) -> tuple[T, ...]:
    rows = connection.execute(f"SELECT record FROM {table} ORDER BY number")  # noqa: S608
    return tuple(load(kind, record) for (record,) in rows)
