"""The built-in reader: one pass of the encoder over a document, then all records from it."""

from __future__ import annotations

from tellings.domain.reading import Reading
from tellings.domain.text import Document
from tellings.models.runtime import Encoder
from tellings.read.claims import read_claims
from tellings.read.entities import mentions, read_names
from tellings.read.events import Context, context_of, read_events
from tellings.read.labels import read_labels
from tellings.read.places import find_places
from tellings.read.syntax import parse, prose

GRAMMAR = "5"  # raised when the rules change what is read, so that dossiers read again


class BuiltinReader:
    """Reads with the shipped model and the shipped grammar; safe to call from several threads."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder or Encoder()

    @property
    def name(self) -> str:
        """Model and grammar: readings under another name are made anew."""
        return f"{self.encoder.name}+grammar-{GRAMMAR}"

    def context(self, document: Document) -> Context:
        """What its events are read from: syntax, names, claims, times and places."""
        syntax = parse(document, self.encoder.run(document.text))
        places = find_places(document.text)
        located = [(p.start, p.end) for p in places if p.role == "location"]
        names = read_names(syntax, prose(document), located)
        claims = read_claims(document, syntax, names)
        return context_of(document, syntax, names, claims, places)

    def read(self, document: Document) -> Reading:
        """All claims, mentions, events, figures and labels of a document."""
        context = self.context(document)
        syntax, names = context.syntax, context.names
        events, figures = read_events(context)
        return Reading(
            document=document.id,
            reader=self.name,
            mentions=mentions(document.id, syntax, names),
            claims=context.claims,
            event_mentions=events,
            figures=figures,
            labels=read_labels(document.id, syntax, names, context.voice_of),
        )
