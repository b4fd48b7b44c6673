"""A dossier put together for people: what the report, the terminal, the export and the web show.

Read-only, and of one moment. Nothing here is stored and nothing is judged: records that belong
together are laid side by side, and counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tellings.domain.accounts import (
    Account,
    Actor,
    Alignment,
    Comparison,
    Copy,
    Event,
    Finding,
    FindingKind,
    Origin,
    independent_origins,
    known_origins,
)
from tellings.domain.reading import Claim, EventMention, Figure, Label, Reading, Voice
from tellings.domain.text import Document, Refusal
from tellings.dossier.store import Dossier


@dataclass(frozen=True, slots=True)
class AccountView:
    """What one voice says of an event, with the documents that carry it, by path."""

    account: Account
    origin: Origin
    actor: Actor | None
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with all that is told of it.

    `mentions` and `documents` are in the order of documents; `outlets` are names, sorted;
    `origins` are the independent ones: those of the accounts that are known.
    Accounts come by weight: most documents first.
    """

    event: Event
    mentions: tuple[EventMention, ...]
    accounts: tuple[AccountView, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with what was read in it, in the order of the text.

    `reading` is None if it was not read yet. `copies` are the documents that it carries text of,
    `copied_by` those that carry text of it; `wrappings` the paths of files that hold the same
    text in another format, and were not read a second time.
    """

    document: Document
    reading: Reading | None
    claims: tuple[Claim, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    labels: tuple[Label, ...] = ()
    figures: tuple[tuple[Figure, Voice], ...] = ()  # those that belong to no event mention
    copies: tuple[Copy, ...] = ()
    copied_by: tuple[Copy, ...] = ()
    wrappings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """A dossier in numbers.

    `shared_events` are those that more than one document tells of; `origins` are independent.
    """

    documents: int
    unread: int
    refusals: int
    claims: int
    event_mentions: int
    events: int
    shared_events: int
    findings: Mapping[FindingKind, int]
    origins: int = 0


@dataclass(frozen=True, slots=True)
class DossierView:
    """All of a dossier. `events` by weight: most documents first, then most findings.

    `findings` are those that concern no single event, `event_of` maps the id of an event mention
    to the event that contains it. `compared` is false before the first comparison.
    """

    overview: Overview
    events: tuple[EventView, ...]
    documents: tuple[DocumentView, ...]
    refusals: tuple[Refusal, ...]
    actors: tuple[Actor, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...]
    compared: bool
    event_of: Mapping[str, str] = field(default_factory=dict)
    actor_of: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def event(self, id: str) -> EventView | None:
        """The event of that id."""
        return next((view for view in self.events if view.event.id == id), None)

    def document(self, id: str) -> DocumentView | None:
        """The document of that id."""
        return next((view for view in self.documents if view.document.id == id), None)


def assemble(dossier: Dossier) -> DossierView:
    """Read a dossier and put it together."""
    with dossier.snapshot():
        documents, readings = dossier.documents(), dossier.readings()
        comparison, refusals = dossier.comparison(), dossier.refusals()
        wrappings = dossier.wrappings()
    known = comparison or Comparison(Alignment((), ()))
    documents_seen = view_documents(documents, readings, known.copies, wrappings)
    events = view_events(documents, readings, known)
    return DossierView(
        overview=_count(documents_seen, events, known, len(refusals)),
        events=events,
        documents=documents_seen,
        refusals=refusals,
        actors=known.alignment.actors,
        origins=known.origins,
        findings=tuple(finding for finding in known.findings if finding.event is None),
        compared=comparison is not None,
        event_of={m: event.id for event in known.alignment.events for m in event.mentions},
        actor_of=known.alignment.actor_of,
    )


def view_documents(
    documents: Sequence[Document],
    readings: Iterable[Reading],
    copies: Iterable[Copy] = (),
    wrappings: Iterable[tuple[str, str]] = (),
) -> tuple[DocumentView, ...]:
    """Each document with what was read in it, in the order given."""
    reading_of = {reading.document: reading for reading in readings}
    carries: dict[str, list[Copy]] = defaultdict(list)
    carried: dict[str, list[Copy]] = defaultdict(list)
    for copy in sorted(copies, key=lambda c: (-c.share, c.document, c.of)):
        carries[copy.document].append(copy)
        carried[copy.of].append(copy)
    wrapped: dict[str, list[str]] = defaultdict(list)
    for path, key in wrappings:
        wrapped[key].append(path)
    views = []
    for document in documents:
        reading = reading_of.get(document.id)
        read = reading or Reading(document.id, "")
        views.append(
            DocumentView(
                document=document,
                reading=reading,
                claims=tuple(sorted(read.claims, key=_claim_place)),
                event_mentions=tuple(sorted(read.event_mentions, key=lambda m: (m.trigger, m.id))),
                labels=tuple(sorted(read.labels, key=lambda label: (label.span, label.text))),
                figures=tuple(sorted(read.figures, key=lambda told: told[0].span)),
                copies=tuple(carries[document.id]),
                copied_by=tuple(carried[document.id]),
                wrappings=tuple(wrapped[document.id]),
            )
        )
    return tuple(views)


def view_events(
    documents: Sequence[Document], readings: Iterable[Reading], comparison: Comparison
) -> tuple[EventView, ...]:
    """Each event with its accounts and findings, the weightiest first."""
    shelf = _Shelf(documents, readings, comparison)
    views = [shelf.view(event) for event in comparison.alignment.events]
    return tuple(sorted(views, key=_weight))


class _Shelf:
    """The records of a comparison by what one looks them up with."""

    def __init__(
        self, documents: Sequence[Document], readings: Iterable[Reading], comparison: Comparison
    ) -> None:
        self._documents = {document.id: document for document in documents}
        self._rank = {document.id: rank for rank, document in enumerate(documents)}
        self._mentions = {m.id: m for reading in readings for m in reading.event_mentions}
        self._actors = {actor.id: actor for actor in comparison.alignment.actors}
        self._origins = {origin.id: origin for origin in comparison.origins}
        self._accounts: dict[str, list[Account]] = defaultdict(list)
        for account in comparison.accounts:
            self._accounts[account.event].append(account)
        self._findings: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in comparison.findings:
            self._findings[finding.event].append(finding)

    def view(self, event: Event) -> EventView:
        mentions = sorted((self._mentions[m] for m in event.mentions), key=self._place)
        accounts = [self._view_account(account) for account in self._accounts[event.id]]
        told_in = {m.trigger.document for m in mentions}
        told_in.update(document.id for view in accounts for document in view.documents)
        documents = self._in_order(told_in)
        return EventView(
            event=event,
            mentions=tuple(mentions),
            accounts=tuple(sorted(accounts, key=_account_weight)),
            findings=tuple(self._findings[event.id]),
            documents=documents,
            outlets=tuple(sorted({d.outlet for d in documents if d.outlet})),
            origins=known_origins(
                [view.account for view in accounts], [view.origin for view in accounts]
            ),
        )

    def _view_account(self, account: Account) -> AccountView:
        return AccountView(
            account=account,
            origin=self._origins[account.origin],
            actor=self._actors[account.actor] if account.actor is not None else None,
            documents=self._in_order(account.documents),
        )

    def _in_order(self, ids: Iterable[str]) -> tuple[Document, ...]:
        in_order = sorted(set(ids), key=self._rank.__getitem__)
        return tuple(self._documents[document] for document in in_order)

    def _place(self, mention: EventMention) -> tuple[int, int, str]:
        return self._rank[mention.trigger.document], mention.trigger.start, mention.id


def _claim_place(claim: Claim) -> tuple[int, int, str]:
    starts = [span.start for span in claim.content]
    ends = [span.end for span in claim.content]
    return min(starts, default=0), -max(ends, default=0), claim.id


def _weight(view: EventView) -> tuple[int, int, str, str]:
    return -len(view.documents), -len(view.findings), view.event.title, view.event.id


def _account_weight(view: AccountView) -> tuple[int, bool, str, str]:
    source = view.account.voice.source
    return -len(view.documents), source is None, source or "", view.account.id


def _count(
    documents: Sequence[DocumentView],
    events: Sequence[EventView],
    comparison: Comparison,
    refusals: int,
) -> Overview:
    kinds = Counter(finding.kind for finding in comparison.findings)
    return Overview(
        documents=len(documents),
        unread=sum(view.reading is None for view in documents),
        refusals=refusals,
        claims=sum(len(view.claims) for view in documents),
        event_mentions=sum(len(view.event_mentions) for view in documents),
        events=len(events),
        shared_events=sum(len(view.documents) > 1 for view in events),
        findings={kind: kinds[kind] for kind in FindingKind if kinds[kind]},
        origins=independent_origins(comparison.accounts, comparison.origins),
    )
