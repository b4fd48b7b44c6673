"""A person's word on what is one event: parse what is meant, keep it, say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from tellings.cli.events import numbered_events
from tellings.cli.text import plain
from tellings.domain.accounts import Decision, Event, Verdict
from tellings.domain.reading import EventMention
from tellings.domain.text import Span
from tellings.dossier import Dossier
from tellings.errors import TellingsError


def split(out: Console, dossier: Path, event: str, mention: str, *, undo: bool) -> None:
    """Say that a mention is not of the event that it was put in."""
    with Dossier.open(dossier, to_write=False) as opened:
        events, mentions = numbered_events(opened), _mentions(opened)
        mine = _event(events, event, dossier)
        taken = _mention(mine, mention, mentions, dossier) if not undo else _any(mention, mentions)
        others = [mentions[i] for i in mine.mentions if i in mentions and i != taken.id]
    if not others:
        raise TellingsError("the event has no other mention", advice="there is nothing to split")
    words = [Decision(Verdict.SPLIT, taken.trigger, other.trigger) for other in others]
    _keep(dossier, words, undo=undo)
    out.print(plain(_done("split off", "is kept apart no longer", undo)))


def join(out: Console, dossier: Path, left: str, right: str, *, undo: bool) -> None:
    """Say that two events are one."""
    with Dossier.open(dossier, to_write=False) as opened:
        events, mentions = numbered_events(opened), _mentions(opened)
        one = _first(_event(events, left, dossier), mentions)
        other = _first(_event(events, right, dossier), mentions)
    _keep(dossier, [Decision(Verdict.JOIN, one, other)], undo=undo)
    out.print(plain(_done("joined", "are held together no longer", undo)))


def _done(did: str, undid: str, undo: bool) -> str:
    return f"Done: {undid if undo else did}. The comparison was made again."


def _keep(dossier: Path, decisions: Sequence[Decision], *, undo: bool) -> None:
    from tellings import pipeline

    if not pipeline.decide(dossier, decisions, undo=undo):
        raise TellingsError("no such decision was made", advice="there is nothing to take back")


def _mentions(dossier: Dossier) -> dict[str, EventMention]:
    return {m.id: m for r in dossier.readings() for m in r.event_mentions}


def _event(events: Sequence[Event], wanted: str, dossier: Path) -> Event:
    if wanted.isdecimal() and 1 <= int(wanted) <= len(events):
        return events[int(wanted) - 1]
    found = [e for e in events if e.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    raise TellingsError(
        f"there is no event {wanted!r}",
        advice=f"tellings show {dossier} lists the events with their numbers",
        path=str(dossier),
    )


def _mention(
    event: Event, wanted: str, mentions: dict[str, EventMention], dossier: Path
) -> EventMention:
    found = [i for i in event.mentions if i.startswith(wanted)]
    if len(found) == 1:
        return mentions[found[0]]
    raise TellingsError(
        f"the event has no mention {wanted!r}",
        advice=f"tellings show {dossier} EVENT lists its mentions with their ids",
        path=str(dossier),
    )


def _any(wanted: str, mentions: dict[str, EventMention]) -> EventMention:
    found = [i for i in mentions if i.startswith(wanted)]
    if len(found) == 1:
        return mentions[found[0]]
    raise TellingsError(f"there is no mention {wanted!r}", advice="give more letters of its id")


def _first(event: Event, mentions: dict[str, EventMention]) -> Span:
    return min(mentions[i].trigger for i in event.mentions)
