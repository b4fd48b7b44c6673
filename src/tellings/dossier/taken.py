"""Documents, their other wrappings and what was refused: to rows and back."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import PurePosixPath

from tellings.domain.text import Document, Refusal
from tellings.dossier.records import dump, load, remove_comparison, sha256_hex

# What may be known of a document and stated anew; its text and its id stay what they were.
_DATA = (
    "title",
    "outlet",
    "author",
    "published",
    "url",
    "genre",
    "language",
    "provenance",
    "updated",
    "dateline",
    "confidence",
    "conflicts",
)
_READ_BY = ("outlet", "author", "published", "genre", "language")
"""The data that a reading may rest on: days are told from the day it was published, "we" are
whoever put it out."""
MIN_WORDING = 200  # letters: two short notes may say the same and be two


def add_document(connection: sqlite3.Connection, document: Document) -> bool:
    """Store the document unless its id is there; return whether it was stored.

    One whose text is there in another wrapping (the same report as a page and as a PDF) is not
    stored: its path and hash are linked to the document that is.
    """
    words = words_sha256(document)
    if twin := _in_other_wrapping(connection, document, words):
        connection.execute(
            "INSERT INTO wrappings (path, sha256, document) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256,"
            " document = excluded.document",
            (document.path, document.sha256, twin),
        )
        return False
    cursor = connection.execute(
        "INSERT INTO documents (id, path, sha256, title, outlet, published, language, record, text,"
        " text_sha256, words_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (
            document.id,
            document.path,
            document.sha256,
            *_columns(document),
            document.text,
            sha256_hex(document.text),
            words,
        ),
    )
    return cursor.rowcount == 1


def _columns(document: Document) -> tuple[str | None, ...]:
    """The columns title, outlet, published, language and record."""
    return (
        document.title,
        document.outlet,
        document.published.isoformat() if document.published else None,
        document.language,
        dump(replace(document, text="", provenance=dict(document.provenance))),
    )


def words_sha256(document: Document) -> str | None:
    """What a document's wording is known by; None where it is too short to be known."""
    words = document.wording()
    return sha256_hex(words) if len(words) >= MIN_WORDING else None


def words_hex(text: str, record: str) -> str | None:
    """The same for a document in its two columns."""
    return words_sha256(document_from(text, record))


def _in_other_wrapping(
    connection: sqlite3.Connection, document: Document, words: str | None
) -> str | None:
    """The id of the document that has this text in another format, by no other outlet or day."""
    rows = connection.execute(
        "SELECT id, path, outlet, published FROM documents WHERE words_sha256 = ? AND id <> ?"
        " AND NOT EXISTS (SELECT 1 FROM documents WHERE id = ?) ORDER BY number",
        (words, document.id, document.id),
    )
    day = document.published.isoformat() if document.published else None
    for key, path, outlet, published in rows:
        may_be = _agree(outlet, document.outlet) and _agree(published, day)
        if may_be and _format(path) != _format(document.path):
            return str(key)
    return None


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one.casefold() == other.casefold()


def _format(path: str) -> str:
    """The end of a file's name; for what has none, a row or a page, that of what it lies in."""
    name = PurePosixPath(path)
    return next((p.suffix.casefold() for p in (name, *name.parents) if p.suffix), "")


def replace_document(connection: sqlite3.Connection, document: Document) -> None:
    """Store the parts and the metadata of a document that is there anew."""
    connection.execute(
        "UPDATE documents SET title = ?, outlet = ?, published = ?, language = ?, record = ?,"
        " words_sha256 = ? WHERE id = ?",
        (*_columns(document), words_sha256(document), document.id),
    )


def describe_anew(connection: sqlite3.Connection, document: Document) -> bool:
    """Where people now say other things of a stored document, store those; whether they do.

    Its text stays as it is, and so does its reading, unless that may rest on what has changed.
    """
    row = connection.execute(
        "SELECT text, record FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    stored = document_from(*row) if row else document
    if stored.stated() == document.stated() or not is_one_file(stored.path, document.path):
        return False
    data = {name: getattr(document, name) for name in _DATA}
    if any(data[name] != getattr(stored, name) for name in _READ_BY):
        remove_comparison(connection)
        connection.execute("DELETE FROM readings WHERE document = ?", (document.id,))
        if document.text == stored.text:  # what recurs at another outlet is marked anew
            data["parts"] = document.parts
    replace_document(connection, replace(stored, **data))
    return True


def is_one_file(path: str, other: str) -> bool:
    """Whether two paths name the same place, seen from here."""
    return path == other or os.path.abspath(path) == os.path.abspath(other)  # noqa: PTH100


def add_refusal(connection: sqlite3.Connection, refusal: Refusal) -> None:
    """Store why a file was not taken in, in place of what was said of that path before."""
    connection.execute(
        "INSERT INTO refusals (path, reason, advice) VALUES (?, ?, ?) ON CONFLICT (path)"
        " DO UPDATE SET reason = excluded.reason, advice = excluded.advice",
        (refusal.path, refusal.reason, refusal.advice),
    )


def forget_refusals(connection: sqlite3.Connection, path: str) -> None:
    """Forget what was refused of a file and of what it holds."""
    inner = f"{path}/"
    connection.execute(
        "DELETE FROM refusals WHERE path = ? OR substr(path, 1, ?) = ?", (path, len(inner), inner)
    )


def document_from(text: str, record: str) -> Document:
    """A document from its two columns."""
    return replace(load(Document, record), text=text)
