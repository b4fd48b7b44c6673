"""Format 1: a dossier as one JSON object, described by `format1.schema.json`.

Offsets are code points into `documents[].text`. The same dossier gives the same bytes: documents,
events and accounts come in the order of the views, what was read in the order of the text, actors
and origins by id.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

from tellings.domain.accounts import Actor, Finding, Origin
from tellings.domain.reading import (
    Blame,
    Claim,
    EventMention,
    Figure,
    Label,
    Moment,
    Place,
    Role,
    Source,
    Voice,
)
from tellings.domain.text import Part, Refusal, Span
from tellings.dossier import Dossier
from tellings.dossier.views import AccountView, DocumentView, DossierView, EventView, assemble
from tellings.errors import TellingsError

Json = dict[str, Any]


def to_json(dossier: Dossier) -> Json:
    """The dossier in format 1, ready for `json.dump`."""
    return _Writer(assemble(dossier)).whole()


def write_json(dossier: Dossier, path: Path) -> Path:
    """Write format 1 to `path` in UTF-8, whole or not at all; return the path.

    Raises `TellingsError` if it cannot be written there.
    """
    try:
        _write_whole(_in_lines(to_json(dossier)).encode(), path.resolve())
    except OSError as error:
        raise TellingsError(
            f"the export cannot be written: {error.strerror or error}",
            advice="check that the folder exists, that you may write there, and the free space",
            path=str(path),
        ) from error
    return path


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of format 1."""
    file = resources.files("tellings.export").joinpath("format1.schema.json")
    loaded: Json = json.loads(file.read_text("utf-8"))
    return loaded


def _in_lines(whole: Json) -> str:
    """As JSON with one record a line: it compares well, and is written 5 × faster than indented."""
    fields = []
    for name, value in whole.items():
        if isinstance(value, list) and value:
            records = ",\n".join(map(_compact, value))
            fields.append(f"{_compact(name)}: [\n{records}\n]")
        else:
            fields.append(f"{_compact(name)}: {_compact(value)}")
    return "{" + ",\n".join(fields) + "}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _write_whole(data: bytes, path: Path) -> None:
    if path.exists() and not path.is_file():  # a pipe or a terminal: nothing to put in its place
        path.write_bytes(data)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class _Writer:
    """Turns records into JSON objects; knows the texts they point into and who is who."""

    def __init__(self, view: DossierView) -> None:
        self._view = view
        self._text = {seen.document.id: seen.document.text for seen in view.documents}

    def whole(self) -> Json:
        view = self._view
        read = view.documents
        return {
            "tellings": "1",
            "documents": [_document(seen) for seen in read],
            "refusals": [_refusal(refusal) for refusal in view.refusals],
            "actors": [_actor(actor) for actor in sorted(view.actors, key=lambda a: a.id)],
            "origins": [_origin(origin) for origin in sorted(view.origins, key=lambda o: o.id)],
            "claims": [self._claim(c, seen.document.id) for seen in read for c in seen.claims],
            "event_mentions": [self._mention(m) for seen in read for m in seen.event_mentions],
            "figures": [
                {**self._figure_in(f), "voice": self._voice(voice, f.span.document)}
                for seen in read
                for f, voice in seen.figures
            ],
            "labels": [self._label(label) for seen in read for label in seen.labels],
            "events": [self._event(event) for event in view.events],
            "findings": [self._finding(finding) for finding in view.findings],
        }

    # ------------------------------------------------------------ what was read
    def _claim(self, claim: Claim, document: str) -> Json:
        return {
            "id": claim.id,
            "document": document,
            "content": [self._passage(span) for span in claim.content],
            "cue": self._passage(claim.cue) if claim.cue else None,
            "sources": [self._source(source, document) for source in claim.sources],
            "kind": claim.kind.value,
            "commitment": claim.commitment.value,
            "author_stance": claim.author_stance.value,
            "inside": claim.inside,
            "confidence": claim.confidence,
        }

    def _source(self, source: Source, document: str) -> Json:
        """`text` is who speaks: the person where one speaks for a body, which is then `body`."""
        span = source.span
        return {
            "text": source.person or source.name,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "actor": self._actor_of(document, source.name),
            "person": source.person,
            "body": source.name if source.person else None,
        }

    def _mention(self, mention: EventMention) -> Json:
        document = mention.trigger.document
        return {
            "id": mention.id,
            "document": document,
            "event": self._view.event_of.get(mention.id),
            "type": mention.type,
            "trigger": self._passage(mention.trigger),
            "sentence": _ends(mention.sentence),
            "factuality": mention.factuality.value,
            "voice": self._voice(mention.voice, document),
            "roles": [self._role(role) for role in mention.roles],
            "when": self._moment(mention.when) if mention.when else None,
            "where": self._place(mention.where) if mention.where else None,
            "figures": [self._figure(figure) for figure in mention.figures],
            "blames": [self._blame(blame) for blame in mention.blames],
            "denies": mention.denies,
            "background": mention.background,
        }

    def _voice(self, voice: Voice, document: str) -> Json:
        return {
            "source": voice.source,
            "actor": self._actor_of(document, voice.source),
            "claim": voice.claim,
            "person": voice.person,
        }

    def _role(self, role: Role) -> Json:
        actor = self._actor_of(role.span.document, role.name)
        return {"role": role.role, "text": role.name, **_ends(role.span), "actor": actor}

    def _moment(self, moment: Moment) -> Json:
        return {
            "from": moment.first.isoformat(),
            "to": moment.last.isoformat(),
            **self._passage(moment.span),
            "precision": moment.precision,
        }

    def _place(self, place: Place) -> Json:
        return {
            "name": place.name,
            **self._passage(place.span),
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision,
            "country": place.country,
            "within": place.within,
        }

    def _figure(self, figure: Figure) -> Json:
        return {
            "kind": figure.kind,
            "of": figure.of,
            "low": _number(figure.low),
            "high": _number(figure.high),
            "qualifier": figure.qualifier.value,
            "total": figure.total,
            "superseded": figure.superseded,
            **self._passage(figure.span),
        }

    def _figure_in(self, figure: Figure) -> Json:
        return {"document": figure.span.document, **self._figure(figure)}

    def _blame(self, blame: Blame) -> Json:
        """`actor` is the name as resolved in the document, `actor_id` whom it stands for."""
        return {
            "actor": blame.actor,
            "actor_id": self._actor_of(blame.span.document, blame.actor),
            "certainty": blame.certainty.value,
            **self._passage_in(blame.span),
        }

    def _label(self, label: Label) -> Json:
        document = label.span.document
        return {
            "document": document,
            "text": label.text,
            **_ends(label.span),
            "actor": self._actor_of(document, label.actor),
            "name": label.actor,
            "polarity": label.polarity.value,
            "voice": self._voice(label.voice, document),
        }

    # ------------------------------------------------------------ what was compared
    def _event(self, view: EventView) -> Json:
        event = view.event
        when, where = event.when, event.where
        return {
            "id": event.id,
            "title": event.title,
            "type": event.type,
            "when": {**self._moment(when), "document": when.span.document} if when else None,
            "where": {**self._place(where), "document": where.span.document} if where else None,
            "mentions": [mention.id for mention in view.mentions],
            "documents": [document.id for document in view.documents],
            "outlets": list(view.outlets),
            "origins": len(view.origins),
            "accounts": [self._account(account) for account in view.accounts],
            "findings": [self._finding(finding) for finding in view.findings],
            "joins": [
                {"left": j.left, "right": j.right, "score": j.score, "reasons": list(j.reasons)}
                for j in event.joins
            ],
        }

    def _account(self, view: AccountView) -> Json:
        account = view.account
        return {
            "id": account.id,
            "voice": {
                "source": account.voice.source,
                "actor": account.actor,
                "person": account.voice.person,
            },
            "origin": account.origin,
            "documents": [document.id for document in view.documents],
            "mentions": list(account.mentions),
            "figures": [self._figure_in(figure) for figure in account.figures],
            "blames": [self._blame(blame) for blame in account.blames],
            "denies": account.denies,
            "labels": [self._label(label) for label in account.labels],
            "words": [self._passage_in(span) for span in account.words],
        }

    def _finding(self, finding: Finding) -> Json:
        return {
            "kind": finding.kind.value,
            "text": finding.text,
            "accounts": list(finding.accounts),
            "passages": [self._passage_in(span) for span in finding.passages],
        }

    # ------------------------------------------------------------ places in texts
    def _passage(self, span: Span) -> Json:
        return {**_ends(span), "text": self._text[span.document][span.start : span.end]}

    def _passage_in(self, span: Span) -> Json:
        return {"document": span.document, **self._passage(span)}

    def _actor_of(self, document: str, name: str | None) -> str | None:
        return None if name is None else self._view.actor_of.get((document, name))


def _document(view: DocumentView) -> Json:
    document = view.document
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "genre": document.genre,
        "language": document.language,
        "sha256": document.sha256,
        "text": document.text,
        "parts": [_part(part) for part in document.parts],
        "copies": [{"of": copy.of, "share": copy.share} for copy in view.copies],
        "provenance": dict(sorted(document.provenance.items())),
        "updated": document.updated.isoformat() if document.updated else None,
        "dateline": document.dateline.isoformat() if document.dateline else None,
        "confidence": dict(sorted(document.confidence.items())),
        "conflicts": [asdict(conflict) for conflict in document.conflicts],
        "wrappings": list(view.wrappings),
        "reader": view.reading.reader if view.reading else None,
    }


def _part(part: Part) -> Json:
    return {"kind": part.kind.value, **_ends(part.span), "author": part.author}


def _refusal(refusal: Refusal) -> Json:
    return {"path": refusal.path, "reason": refusal.reason, "advice": refusal.advice}


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
    }


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind,
        "documents": sorted(origin.documents),
    }


def _ends(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a point: 43, not 43.0."""
    return int(value) if value is not None and float(value).is_integer() else value
