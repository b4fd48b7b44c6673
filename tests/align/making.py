"""Documents and readings for the tests of aligning and comparing, made from marked-up texts.

All of it is invented: the country of Vardania, its towns and its papers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from tellings.domain.reading import (
    Blame,
    Certainty,
    EventMention,
    Factuality,
    Figure,
    Moment,
    Place,
    Qualifier,
    Reading,
    Role,
    Voice,
)
from tellings.domain.text import Document, Part, PartKind, Span

POINTS = {"Dravik": (48.0, 30.0), "Sona": (48.02, 30.05), "Belmora": (51.0, 38.0),
          "Tarsin": (49.5, 33.0)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One event mention to make: the trigger and what hangs on it, as words of the text."""

    trigger: str
    type: str = "attack.airstrike"
    source: str | None = None
    where: str | None = None
    day: date | None = None
    figures: tuple[Figure, ...] = ()
    blames: tuple[tuple[str, Certainty], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    background: bool = False
    denies: bool = False
    person: str | None = None


def document(
    title: str, body: str, *, outlet: str | None = None, published: date | None = None,
    wire: str | None = None,
) -> Document:  # fmt: skip
    """A document with a headline and a body."""
    text = f"{title}\n\n{body}"
    sha = hashlib.sha256(f"{outlet}\x1f{text}".encode()).hexdigest()
    name = sha[:16]
    parts = (
        Part(PartKind.HEADLINE, Span(name, 0, len(title))),
        Part(PartKind.BODY, Span(name, len(title) + 2, len(text))),
    )
    return Document(
        name, f"{sha[:6]}.txt", text, sha, title=title, outlet=outlet, published=published,
        parts=parts, provenance={"wire": wire} if wire else {},
    )  # fmt: skip


def at(document: Document, words: str) -> Span:
    """Where words stand in a document; the test fails when they do not."""
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


def figure(
    document: Document, words: str, kind: str, low: float | None, high: float | None,
    qualifier: Qualifier = Qualifier.EXACT,
) -> Figure:  # fmt: skip
    """A whole toll told in those words."""
    return Figure(kind, "people", low, high, qualifier, at(document, words), total=True)


def reading(document: Document, *told: Told) -> Reading:
    """A reading of a document with these mentions."""
    return Reading(document.id, "test", event_mentions=tuple(_mention(document, t) for t in told))


def _mention(document: Document, told: Told) -> EventMention:
    trigger = at(document, told.trigger)
    key = f"{trigger}|{told.source}"
    lat, lon = POINTS.get(told.where or "", (None, None))
    return EventMention(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        type=told.type,
        trigger=trigger,
        sentence=_sentence(document, trigger),
        factuality=Factuality.DENIED if told.denies else Factuality.ASSERTED,
        voice=Voice(told.source, None, told.person),
        roles=tuple(Role(role, name, at(document, name)) for role, name in told.roles),
        when=Moment(told.day, told.day, trigger, "day") if told.day else None,
        where=Place(told.where, at(document, told.where), lat, lon, "town") if told.where else None,
        figures=told.figures,
        blames=tuple(Blame(name, how, at(document, name)) for name, how in told.blames),
        denies=told.denies,
        background=told.background,
    )


def _sentence(document: Document, span: Span) -> Span:
    text = document.text
    start = max(text.rfind(". ", 0, span.start) + 2, text.rfind("\n", 0, span.start) + 1, 0)
    end = text.find(". ", span.end)
    line = text.find("\n", span.end)
    ends = [e for e in (end + 1 if end >= 0 else -1, line) if e >= 0]
    return Span(span.document, start if start <= span.start else 0, min(ends, default=len(text)))
