"""What a view shows as rows of a sheet, every value with the passage that it stands in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tellings.domain.reading import Figure, Label
from tellings.domain.text import Span
from tellings.dossier import Hit
from tellings.dossier.views import AccountView, EventView
from tellings.report import Chosen, Shelf, events, sources
from tellings.report.shelf import outlet_of, title_of

Cell = str | int | float | None
Row = Sequence[Cell]

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PASSAGE: Final = ("document", "outlet", "title", "start", "end", "words")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under a head, to be downloaded as a file of that name."""

    name: str
    head: tuple[str, ...]
    rows: Iterable[Row]


def to_csv(sheet: Sheet) -> bytes:
    """The sheet as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows it.

    Texts come from documents, and spreadsheets run what looks like a formula: such a cell gets
    an apostrophe in front (OWASP, "CSV Injection").
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.head)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    # The csv module quotes no NUL, and readers of CSV stop at one.
    shown = cell.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return f"'{shown}" if shown.startswith(_STARTS_A_FORMULA) else shown


# ---------------------------------------------------------------- documents and events
def documents_sheet(shelf: Shelf) -> Sheet:
    """All documents, with what is known of each and how much was read in it."""
    head = ("id", "title", "outlet", "author", "published", "genre", "language", "url", "path",
            "sha256", "claims", "event mentions")  # fmt: skip
    rows = (
        (d.id, title_of(d), d.outlet, d.author, d.published.isoformat() if d.published else None,
         d.genre, d.language, d.url, d.path, d.sha256, len(seen.claims), len(seen.event_mentions))
        for seen in shelf.view.documents
        for d in (seen.document,)
    )  # fmt: skip
    return Sheet("documents", head, rows)


def events_sheet(shelf: Shelf, chosen: Chosen) -> Sheet:
    """The events that the filters leave, a row each."""
    head = ("id", "title", "type", "first day", "last day", "place", "latitude", "longitude",
            "documents", "outlets", "independent origins", "accounts", "findings")  # fmt: skip
    found = events(shelf, chosen)
    return Sheet("events", head, (_event_row(shelf.events[row.id]) for row in found.rows))


def _event_row(seen: EventView) -> Row:
    event = seen.event
    when, where = event.when, event.where
    kinds = dict.fromkeys(finding.kind.value for finding in seen.findings)
    return (
        event.id,
        event.title,
        event.type,
        when.first.isoformat() if when else None,
        when.last.isoformat() if when else None,
        where.name if where else None,
        where.lat if where else None,
        where.lon if where else None,
        len(seen.documents),
        len(seen.outlets),
        len(seen.origins),
        len(seen.accounts),
        "; ".join(kinds),
    )


# ---------------------------------------------------------------- one event
def event_sheet(shelf: Shelf, seen: EventView) -> Sheet:
    """All that is told of one event: a row for each value of each account, and each finding."""
    head = ("field", "voice", "origin", "value", "note", "low", "high", "qualifier", *_PASSAGE)
    return Sheet(f"event-{seen.event.id}", head, _told(shelf, seen))


def _told(shelf: Shelf, seen: EventView) -> Iterator[Row]:
    mentions = {mention.id: mention for mention in seen.mentions}
    for told in seen.accounts:
        account = told.account
        who = (_voice(told), told.origin.name)
        for span in account.words:
            yield ("what", *who, shelf.quote(span), *_NO_FIGURE, *_passage(shelf, span))
        for mention in (mentions[m] for m in account.mentions if m in mentions):
            if when := mention.when:
                days = f"{when.first.isoformat()}/{when.last.isoformat()}"
                yield ("when", *who, days, when.precision, *_NO_BOUNDS, *_passage(shelf, when.span))
            if where := mention.where:
                note = where.within or ""
                yield ("where", *who, where.name, note, *_NO_BOUNDS, *_passage(shelf, where.span))
        for blame in account.blames:
            certainty = blame.certainty.value
            yield ("who did it", *who, blame.actor, certainty, *_NO_BOUNDS,
                   *_passage(shelf, blame.span))  # fmt: skip
        for figure in account.figures:
            yield (*_figure(figure, who), *_passage(shelf, figure.span))
        for label in account.labels:
            yield ("words used", *who, label.text, f"{label.polarity.value}: {label.actor or ''}",
                   *_NO_BOUNDS, *_passage(shelf, label.span))  # fmt: skip
    for finding in seen.findings:
        for span in finding.passages:
            yield ("finding", "", "", finding.text, finding.kind.value, *_NO_BOUNDS,
                   *_passage(shelf, span))  # fmt: skip


_NO_BOUNDS: Final = (None, None, "")
_NO_FIGURE: Final = ("", *_NO_BOUNDS)


def _voice(told: AccountView) -> str:
    """Whose account it is; of a document's own words, its outlet."""
    own = " / ".join(dict.fromkeys(outlet_of(document) for document in told.documents))
    return told.account.voice.source or own


def _figure(figure: Figure, who: tuple[str, str]) -> Row:
    note = ", ".join(
        said
        for said, holds in (
            (figure.of, bool(figure.of)),
            ("whole toll", figure.total),
            ("revised since", figure.superseded),
        )
        if holds
    )
    qualifier = figure.qualifier.value
    return (figure.kind, *who, qualifier, note, figure.low, figure.high, qualifier)


def _passage(shelf: Shelf, span: Span) -> Row:
    """Where a value stands: the columns of `_PASSAGE`. Offsets are code points."""
    document = shelf.document(span.document)
    return (
        document.id,
        document.outlet,
        title_of(document),
        span.start,
        span.end,
        shelf.quote(span),
    )


# ---------------------------------------------------------------- actors and sources
def actors_sheet(shelf: Shelf) -> Sheet:
    """Who calls them what: a row for each label of each actor."""
    head = ("actor", "kind", "label", "polarity", "voice", *_PASSAGE)
    rows = (
        row
        for actor, labels in shelf.labels_by_actor.items()
        for row in _label_rows(shelf, actor, labels)
    )
    return Sheet("actors", head, rows)


def actor_sheet(shelf: Shelf, id: str) -> Sheet:
    """What one actor says, and is called: a row for each passage."""
    head = ("shown as", "text", "note", "document's stance", "voice", *_PASSAGE)
    return Sheet(f"actor-{id}", head, _of_actor(shelf, id))


def _of_actor(shelf: Shelf, id: str) -> Iterator[Row]:
    for seen, claim in shelf.claims_by_actor.get(id, ()):
        said = " … ".join(seen.document.quote(span) for span in claim.content)
        if claim.content:
            yield ("claim", said, claim.commitment.value, claim.author_stance.value,
                   claim.source.name if claim.source else "",
                   *_passage(shelf, claim.content[0]))  # fmt: skip
    for _, _, text, polarity, voice, *passage in _label_rows(
        shelf, id, shelf.labels_by_actor.get(id, ())
    ):
        yield ("label", text, polarity, "", voice, *passage)


def _label_rows(shelf: Shelf, id: str, labels: Iterable[Label]) -> Iterator[Row]:
    actor = shelf.actors[id]
    for label in labels:
        voice = label.voice.source or outlet_of(shelf.document(label.span.document))
        passage = _passage(shelf, label.span)
        yield (actor.name, actor.kind, label.text, label.polarity.value, voice, *passage)


def sources_sheet(shelf: Shelf) -> Sheet:
    """Who cites whom: a row for each source and each outlet or source that cites it."""
    head = ("source", "what it is", "cited by", "cited as", "claims")
    rows = (
        (row.name, row.what, citing.name, how, citing.claims)
        for row in sources(shelf).rows
        for how, all_citing in (
            ("source of an outlet", row.outlets),
            ("source of a source", row.through),
        )
        for citing in all_citing
    )
    return Sheet("sources", head, rows)


# ---------------------------------------------------------------- search
def hits_sheet(shelf: Shelf, hits: Sequence[Hit]) -> Sheet:
    """What a search found, a row each."""
    head = ("kind", "id", "name", "text", *_PASSAGE)
    rows = (
        (hit.kind.value, hit.id, hit.name, hit.text,
         *(_passage(shelf, hit.span) if hit.span else [None] * len(_PASSAGE)))
        for hit in hits
        if hit.span is None or hit.span.document in shelf.documents
    )  # fmt: skip
    return Sheet("search", head, rows)
