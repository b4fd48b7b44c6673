"""The overview of a dossier, and the list of its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tellings.domain.text import Refusal
from tellings.dossier.views import EventView
from tellings.report import wording
from tellings.report.choosing import Chosen
from tellings.report.events import FindingLine, finding_lines
from tellings.report.shelf import Ref, Shelf
from tellings.report.timeline import Timeline, draw_timeline
from tellings.report.worldmap import WorldMap, draw_map

FIRST: Final = 12  # events in the overview itself


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event in a list. `number` is its place by weight, from 0."""

    number: int
    id: str
    title: str
    when: str
    where: str
    documents: int
    outlets: int
    origins: int
    accounts: int
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class EventsView:
    """A page of the list of events. `total` are all that the filters leave, `all` without them."""

    chosen: Chosen
    rows: tuple[EventRow, ...]
    total: int
    all: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the events can be filtered by: outlets, actors, places, kinds of finding."""

    outlets: tuple[str, ...]
    actors: tuple[Ref, ...]
    places: tuple[str, ...]
    findings: tuple[tuple[str, str], ...]  # value and name


@dataclass(frozen=True, slots=True)
class OverviewView:
    """A dossier at a glance."""

    compared: bool
    counts: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[wording.FindingWords, int], ...]
    refusals: tuple[Refusal, ...]
    general: tuple[FindingLine, ...]  # findings that concern no single event
    origins: tuple[tuple[str, str, int], ...]  # name, what it is, documents
    timeline: Timeline
    map: WorldMap
    events: EventsView


def overview(shelf: Shelf) -> OverviewView:
    """Counts, findings, timeline, map and the weightiest events."""
    view = shelf.view
    return OverviewView(
        compared=view.compared,
        counts=_counts(shelf),
        kinds=_kinds(shelf),
        refusals=view.refusals,
        general=finding_lines(view.findings),
        origins=_origins(shelf),
        timeline=draw_timeline(view.events),
        map=draw_map(view.events),
        events=events(shelf, Chosen(most=FIRST)),
    )


def events(shelf: Shelf, chosen: Chosen) -> EventsView:
    """The events that the filters leave, by weight, and of them the page that is asked for."""
    found = [seen for seen in shelf.view.events if _fits(seen, chosen, shelf)]
    page = found[chosen.first : chosen.first + chosen.most]
    rows = tuple(_row(seen, shelf) for seen in page)
    return EventsView(chosen, rows, len(found), len(shelf.view.events))


def choices(shelf: Shelf) -> Choices:
    """What `events` can be filtered by: what occurs in the dossier's events."""
    seen = shelf.view.events
    kinds = {finding.kind for event in seen for finding in event.findings}
    actors = {a.actor.id: a.actor.name for event in seen for a in event.accounts if a.actor}
    return Choices(
        outlets=tuple(sorted({outlet for event in seen for outlet in event.outlets})),
        actors=tuple(Ref(*pair) for pair in sorted(actors.items(), key=lambda p: (p[1], p[0]))),
        places=tuple(sorted({e.event.where.name for e in seen if e.event.where})),
        findings=tuple((k.value, w.name) for k, w in wording.FINDINGS.items() if k in kinds),
    )


def _fits(seen: EventView, chosen: Chosen, shelf: Shelf) -> bool:
    if not chosen.narrows:
        return True
    event = seen.event
    return (
        (chosen.outlet is None or chosen.outlet in seen.outlets)
        and (chosen.place is None or bool(event.where and event.where.name == chosen.place))
        and (chosen.finding is None or any(f.kind is chosen.finding for f in seen.findings))
        and (chosen.words is None or chosen.words.casefold() in event.title.casefold())
        and _in_time(seen, chosen)
        and (chosen.actor is None or chosen.actor in shelf.actors_of(seen))
    )


def _in_time(seen: EventView, chosen: Chosen) -> bool:
    if chosen.since is None and chosen.until is None:
        return True
    when = seen.event.when
    if when is None:
        return False
    early_enough = chosen.until is None or when.first <= chosen.until
    return early_enough and (chosen.since is None or when.last >= chosen.since)


def _row(seen: EventView, shelf: Shelf) -> EventRow:
    event = seen.event
    return EventRow(
        number=shelf.numbers[event.id],
        id=event.id,
        title=event.title,
        when=wording.moment(event.when) if event.when else "",
        where=event.where.name if event.where else "",
        documents=len(seen.documents),
        outlets=len(seen.outlets),
        origins=len(seen.origins),
        accounts=len(seen.accounts),
        findings=finding_lines(seen.findings),
    )


def _counts(shelf: Shelf) -> tuple[tuple[str, int], ...]:
    counted = shelf.view.overview
    outlets = {seen.document.outlet for seen in shelf.view.documents} - {None}
    counts = [
        ("documents read", counted.documents - counted.unread),
        ("not read yet", counted.unread),
        ("files left out", counted.refusals),
        ("outlets", len(outlets)),
        ("independent origins", counted.origins),
        ("events told by several", counted.shared_events),
        ("events told by one", counted.events - counted.shared_events),
        ("claims", counted.claims),
    ]
    return tuple((name, count) for name, count in counts if count or name != "not read yet")


def _kinds(shelf: Shelf) -> tuple[tuple[wording.FindingWords, int], ...]:
    count = shelf.view.overview.findings
    return tuple((words, count[kind]) for kind, words in wording.FINDINGS.items() if kind in count)


def _origins(shelf: Shelf) -> tuple[tuple[str, str, int], ...]:
    ranked = sorted(shelf.view.origins, key=lambda o: (-len(o.documents), o.name))
    return tuple((o.name, wording.ORIGINS.get(o.kind, o.kind), len(o.documents)) for o in ranked)
