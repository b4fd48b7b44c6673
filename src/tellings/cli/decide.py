"""A person's word on what is one event: parse what is meant, keep it, say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from rich.console import Console

from tellings.cli.events import numbered_events
from tellings.cli.text import plain
from tellings.domain.accounts import Decision, Event, Verdict
from tellings.domain.reading import EventMention
from tellings.domain.text import Span
from tellings.dossier import Dossier
from tellings.errors import TellingsError

AGAIN: Final = "The comparison was made again."
QUOTED: Final = 48  # characters of a title that are shown


def split(out: Console, dossier: Path, event: str, mention: str) -> None:
    """Say that a mention is not of the event that it was put in."""
    with Dossier.open(dossier, to_write=False) as opened:
        events, mentions, names = numbered_events(opened), _mentions(opened), _Names(opened)
    mine = _event(events, event, dossier)
    taken = _mention(mine, mention, mentions, dossier)
    others = sorted(mentions[i].trigger for i in mine.mentions if i != taken.id)
    if not others:
        raise TellingsError("the event has no other mention", advice="there is nothing to split")
    said = names.sentence(Verdict.SPLIT, taken.trigger, others)
    _keep(dossier, [Decision(Verdict.SPLIT, taken.trigger, o, said) for o in others])
    out.print(f"Done: split off. {AGAIN}")


def join(out: Console, dossier: Path, left: str, right: str) -> None:
    """Say that two events are one.

    All their mentions are bound to one, a document's first each, so that neither falls apart.
    """
    with Dossier.open(dossier, to_write=False) as opened:
        events, mentions, names = numbered_events(opened), _mentions(opened), _Names(opened)
    one, other = (_event(events, wanted, dossier) for wanted in (left, right))
    if one.id == other.id:
        raise TellingsError("these are one event already", advice="name two events")
    anchor = min(mentions[i].trigger for i in one.mentions)
    said = names.sentence(Verdict.JOIN, anchor, [min(mentions[i].trigger for i in other.mentions)])
    both = sorted(mentions[i].trigger for i in (*one.mentions, *other.mentions))
    first = {span.document: span for span in reversed(both)}
    bound = [span for span in sorted(first.values()) if span != anchor]
    _keep(dossier, [Decision(Verdict.JOIN, anchor, span, said) for span in bound])
    out.print(f"Done: joined. {AGAIN}")


def undo(out: Console, dossier: Path, number: int) -> None:
    """Take back what was said, by its number in the list."""
    with Dossier.open(dossier, to_write=False) as opened:
        made = _made(opened)
    if not 1 <= number <= len(made):
        raise TellingsError(
            f"there is no decision {number}",
            advice=f"tellings decide {dossier} lists what was decided, with numbers",
            path=str(dossier),
        )
    _keep(dossier, made[number - 1], undo=True)
    out.print(f"Done: taken back. {AGAIN}")


def show(out: Console, dossier: Path) -> None:
    """All that was decided, a line each, with the numbers to take it back by."""
    with Dossier.open(dossier, to_write=False) as opened:
        made = _made(opened)
    if not made:
        out.print("Nothing was decided.")
    for number, decisions in enumerate(made, start=1):
        out.print(plain(f"{number}. {decisions[0].note}"))


def _made(dossier: Dossier) -> list[list[Decision]]:
    """What was said, each once: to split off a mention is a decision on each of the others."""
    names = _Names(dossier)
    said: dict[str, list[Decision]] = {}
    for decision in dossier.decisions():
        note = decision.note or names.sentence(decision.verdict, decision.left, [decision.right])
        said.setdefault(note, []).append(replace(decision, note=note))
    return [said[note] for note in sorted(said, key=lambda n: (said[n][0].left, n))]


class _Names:
    """Mentions as they are called in a sentence; made while the dossier is open."""

    def __init__(self, dossier: Dossier) -> None:
        self._documents = {d.id: d for d in dossier.documents()}

    def sentence(self, verdict: Verdict, left: Span, others: Sequence[Span]) -> str:
        verb = "is of one event" if verdict is Verdict.JOIN else "is not of one event"
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        return f"{self._words(left)} {verb} with {self._words(others[0])}{more}"

    def _words(self, span: Span) -> str:
        document = self._documents.get(span.document)
        if document is None:
            return f"what stood in {span.document}"
        title = (document.title or PurePath(document.path).name)[:QUOTED]
        return f"“{' '.join(document.quote(span).split())}” in {title}"


def _keep(dossier: Path, decisions: Sequence[Decision], *, undo: bool = False) -> None:
    from tellings import pipeline

    pipeline.decide(dossier, decisions, undo=undo)


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
