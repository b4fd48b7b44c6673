"""A dossier on the shelf: everything in it, with what views look it up by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tellings.domain.accounts import Actor
from tellings.domain.reading import Claim, Label
from tellings.domain.text import Document, Span
from tellings.dossier.views import DocumentView, DossierView, EventView


@dataclass(frozen=True, slots=True)
class Ref:
    """What a view names and links to: an id and what it is called."""

    id: str
    name: str


class Shelf:
    """One dossier, of one moment. Nothing in it changes, so threads may share it."""

    def __init__(self, view: DossierView) -> None:
        self.view = view
        self.documents = {seen.document.id: seen for seen in view.documents}
        self.events = {seen.event.id: seen for seen in view.events}
        self.numbers = {seen.event.id: number for number, seen in enumerate(view.events)}
        self.actors = {actor.id: actor for actor in view.actors}

    def document(self, id: str) -> Document:
        """The document of that id."""
        return self.documents[id].document

    def quote(self, span: Span) -> str:
        """The words of a passage, on one line."""
        return " ".join(self.document(span.document).quote(span).split())

    def ref(self, document: Document) -> Ref:
        """A document as views name it."""
        return Ref(document.id, title_of(document))

    def actor(self, name: str | None, document: str) -> Actor | None:
        """Who a name in a document refers to across the dossier."""
        if name is None:
            return None
        return self.actors.get(self.view.actor_of.get((document, name), ""))

    def event_of(self, mention: str) -> str | None:
        """The id of the event that an event mention tells of."""
        return self.view.event_of.get(mention)

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Every claim by its id."""
        return {claim.id: claim for _, claim in self.claims()}

    @cached_property
    def claims_by_actor(self) -> dict[str, tuple[tuple[DocumentView, Claim], ...]]:
        """The claims of which an actor is the innermost source, in the order of documents."""
        found: dict[str, list[tuple[DocumentView, Claim]]] = defaultdict(list)
        for seen, claim in self.claims():
            actor = self.actor(claim.source.name if claim.source else None, seen.document.id)
            if actor:
                found[actor.id].append((seen, claim))
        return {actor: tuple(claims) for actor, claims in found.items()}

    @cached_property
    def labels_by_actor(self) -> dict[str, tuple[Label, ...]]:
        """The labels for each actor, in the order of documents."""
        found: dict[str, list[Label]] = defaultdict(list)
        for seen in self.view.documents:
            for label in seen.labels:
                if actor := self.actor(label.actor, seen.document.id):
                    found[actor.id].append(label)
        return {actor: tuple(labels) for actor, labels in found.items()}

    @cached_property
    def loose_labels(self) -> dict[str, tuple[Label, ...]]:
        """The labels that are not tied to a known actor, by their words without the article."""
        found: dict[str, list[Label]] = defaultdict(list)
        for seen in self.view.documents:
            for label in seen.labels:
                if self.actor(label.actor, seen.document.id) is None:
                    found[_bare(label.text)].append(label)
        return {words: tuple(labels) for words, labels in found.items() if words}

    @cached_property
    def events_by_document(self) -> dict[str, tuple[EventView, ...]]:
        """The events that each document tells of, by weight."""
        found: dict[str, list[EventView]] = defaultdict(list)
        for event in self.view.events:
            for document in event.documents:
                found[document.id].append(event)
        return {document: tuple(events) for document, events in found.items()}

    @cached_property
    def events_by_actor(self) -> dict[str, tuple[EventView, ...]]:
        """The events that each actor has to do with (`actors_of`), by weight."""
        found: dict[str, list[EventView]] = defaultdict(list)
        for event in self.view.events:
            for actor in self.actors_of(event):
                found[actor].append(event)
        return {actor: tuple(events) for actor, events in found.items()}

    def actors_of(self, seen: EventView) -> set[str]:
        """The ids of the actors who speak of an event, are blamed for it, or take part in it."""
        named = {a.actor.id for a in seen.accounts if a.actor}
        pairs = [(b.actor, b.span.document) for a in seen.accounts for b in a.account.blames]
        pairs += [(r.name, m.trigger.document) for m in seen.mentions for r in m.roles]
        found = (self.actor(name, document) for name, document in pairs)
        return named | {actor.id for actor in found if actor}

    def claims(self) -> Iterable[tuple[DocumentView, Claim]]:
        """Every claim with its document."""
        return ((seen, claim) for seen in self.view.documents for claim in seen.claims)


def _bare(words: str) -> str:
    """Words in lower case, on one line, without "the" in front."""
    return " ".join(words.casefold().split()).removeprefix("the ")


def key(span: Span) -> str:
    """How a passage is named in addresses: document, start, end, in code points."""
    return f"{span.document}.{span.start}.{span.end}"


def keys(spans: Sequence[Span]) -> str:
    """The keys of several passages, each once, in the order given."""
    return " ".join(dict.fromkeys(key(span) for span in spans))


def title_of(document: Document) -> str:
    """What a document is called: its title, else the name of its file."""
    return document.title or document.path.replace("\\", "/").rsplit("/", 1)[-1]


def outlet_of(document: Document) -> str:
    """Whose document it is: its outlet, else its title."""
    return document.outlet or title_of(document)
