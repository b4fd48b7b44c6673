"""Who calls whom what, and what each actor says and is said to have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tellings.domain.accounts import Actor
from tellings.domain.reading import Claim, Commitment, Label, Stance
from tellings.domain.text import Span
from tellings.dossier.views import DocumentView, EventView
from tellings.report import wording
from tellings.report.origins import voice_name
from tellings.report.shelf import Ref, Shelf, outlet_of

MOST_OUTLETS: Final = 12  # columns of the matrix; further outlets are one column
MOST_ACTORS: Final = 40  # rows of the matrix
MOST_LISTED: Final = 400  # actors listed below it
MOST_USES: Final = 8  # labels in one cell
MOST_LINES: Final = 120  # claims, and deeds, listed of one actor
LONGEST: Final = 280  # characters quoted of one claim
OTHERS: Final = "other outlets"


@dataclass(frozen=True, slots=True)
class Use:
    """Words used for an actor, how often, and whose they are beside the outlet's own."""

    text: str
    sign: str
    count: int
    spans: tuple[Span, ...]
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Labels by polarity."""

    positive: int
    negative: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet calls one actor; `hidden` are further words."""

    uses: tuple[Use, ...]
    tally: Tally
    hidden: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor in the matrix. `differs`: some outlets praise and others condemn."""

    actor: Ref
    kind: str
    cells: tuple[Cell, ...]
    tally: Tally
    differs: bool


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor in the list, in numbers: claims, labels, events in which it is blamed."""

    actor: Ref
    kind: str
    claims: int
    labels: int
    blamed: int


@dataclass(frozen=True, slots=True)
class ActorsView:
    """The matrix (labels by actor and outlet), and all actors who say or are called anything."""

    outlets: tuple[str, ...]
    rows: tuple[ActorRow, ...]
    loose: tuple[ActorRow, ...]  # by words that are not tied to one actor; their refs have no id
    lines: tuple[ActorLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of an actor, with how it is held and what the document does with it."""

    text: str
    spans: tuple[Span, ...]
    document: Ref
    outlet: str
    through: tuple[str, ...]  # the sources between the document and the actor
    held: str
    against: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """What an actor is said to have done, or its part in an event, and by whom it is said."""

    event: Ref
    what: str
    voice: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """One actor: the words for it by outlet, what it says, what it is said to have done."""

    actor: Ref
    kind: str
    aliases: tuple[str, ...]
    words: tuple[tuple[str, Cell], ...]  # outlet and what it calls the actor
    says: tuple[Said, ...]
    claims: int
    blamed: tuple[Deed, ...]
    parts: tuple[Deed, ...]


def actors(shelf: Shelf) -> ActorsView:
    """The matrix of labels and the list of actors."""
    outlets = _outlets(shelf)
    labelled = sorted(
        shelf.labels_by_actor.items(),
        key=lambda pair: (-_loaded(pair[1]), -len(pair[1]), shelf.actors[pair[0]].name),
    )
    loose = sorted(
        shelf.loose_labels.items(),
        key=lambda pair: (-_loaded(pair[1]), -len(pair[1]), pair[0]),
    )
    lines = _lines(shelf)
    return ActorsView(
        outlets=outlets,
        rows=tuple(
            _row(shelf, shelf.actors[actor_id], own, outlets)
            for actor_id, own in labelled[:MOST_ACTORS]
        ),
        loose=tuple(
            _row(shelf, Actor("", words, ""), own, outlets) for words, own in loose[:MOST_ACTORS]
        ),
        lines=lines[:MOST_LISTED],
        total=len(lines),
    )


def actor(shelf: Shelf, id: str) -> ActorView | None:
    """One actor, or None where there is none of that id."""
    found = shelf.actors.get(id)
    if found is None:
        return None
    labels = shelf.labels_by_actor.get(id, ())
    claims = shelf.claims_by_actor.get(id, ())
    by_outlet: dict[str, list[Label]] = {}
    for label in labels:
        by_outlet.setdefault(outlet_of(shelf.document(label.span.document)), []).append(label)
    return ActorView(
        actor=Ref(id, found.name),
        kind=found.kind,
        aliases=_aliases(found),
        words=tuple((outlet, _cell(own, most=40)) for outlet, own in sorted(by_outlet.items())),
        says=tuple(_said(shelf, seen, claim) for seen, claim in claims[:MOST_LINES]),
        claims=len(claims),
        blamed=_blamed(shelf, id),
        parts=_parts(shelf, id),
    )


def _aliases(found: Actor) -> tuple[str, ...]:
    other: dict[str, str] = {}
    for alias in found.aliases:
        if alias.casefold() != found.name.casefold():
            other.setdefault(alias.casefold(), alias)
    return tuple(sorted(other.values()))


def _outlets(shelf: Shelf) -> tuple[str, ...]:
    """The outlets with most labels, each by its name; those beyond the columns are one."""
    count = Counter(outlet_of(seen.document) for seen in shelf.view.documents for _ in seen.labels)
    ranked = sorted(count, key=lambda outlet: (-count[outlet], outlet))
    if len(ranked) <= MOST_OUTLETS:
        return tuple(ranked)
    return (*ranked[: MOST_OUTLETS - 1], OTHERS)


def _row(shelf: Shelf, found: Actor, labels: Sequence[Label], outlets: Sequence[str]) -> ActorRow:
    by_outlet: dict[str, list[Label]] = {outlet: [] for outlet in outlets}
    for label in labels:
        outlet = outlet_of(shelf.document(label.span.document))
        by_outlet[outlet if outlet in by_outlet else OTHERS].append(label)
    cells = tuple(_cell(by_outlet[outlet]) for outlet in outlets)
    praised = {n for n, cell in enumerate(cells) if cell.tally.positive}
    condemned = {n for n, cell in enumerate(cells) if cell.tally.negative}
    return ActorRow(
        actor=Ref(found.id, found.name),
        kind=found.kind,
        cells=cells,
        tally=_tally(labels),
        differs=bool(praised and condemned and len(praised | condemned) > 1),
    )


def _cell(labels: Sequence[Label], most: int = MOST_USES) -> Cell:
    uses: dict[tuple[str, str, str], Use] = {}
    for label in labels:
        cited = label.voice.source or ""
        same = (label.text.casefold(), label.polarity.value, cited.casefold())
        known = uses.get(same, Use(label.text, label.polarity.value, 0, (), cited))
        uses[same] = replace(known, count=known.count + 1, spans=(*known.spans, label.span))
    ranked = sorted(uses.values(), key=lambda u: (-u.count, u.sign == "neutral", u.text))
    return Cell(tuple(ranked[:most]), _tally(labels), len(ranked[most:]))


def _tally(labels: Iterable[Label]) -> Tally:
    count = Counter(label.polarity.value for label in labels)
    return Tally(count["positive"], count["negative"], count["neutral"])


def _loaded(labels: Iterable[Label]) -> int:
    """How many labels praise or condemn: the rows with most of them come first."""
    return sum(label.polarity.value != "neutral" for label in labels)


def _lines(shelf: Shelf) -> tuple[ActorLine, ...]:
    blamed = Counter(
        blamed_id for event in shelf.view.events for blamed_id in _blamed_for(shelf, event)
    )
    lines = (
        ActorLine(
            actor=Ref(found.id, found.name),
            kind=found.kind,
            claims=len(shelf.claims_by_actor.get(found.id, ())),
            labels=len(shelf.labels_by_actor.get(found.id, ())),
            blamed=blamed[found.id],
        )
        for found in shelf.view.actors
    )
    telling = (line for line in lines if line.claims or line.labels or line.blamed)
    return tuple(
        sorted(telling, key=lambda a: (-a.claims, -a.labels, -a.blamed, a.actor.name, a.actor.id))
    )


def _blamed_for(shelf: Shelf, event: EventView) -> set[str]:
    blames = (blame for account in event.accounts for blame in account.account.blames)
    found = (shelf.actor(blame.actor, blame.span.document) for blame in blames)
    return {named.id for named in found if named}


def _said(shelf: Shelf, seen: DocumentView, claim: Claim) -> Said:
    document = seen.document
    words = " … ".join(" ".join(document.quote(span).split()) for span in claim.content)
    held = (
        [] if claim.commitment is Commitment.ASSERTED else [wording.COMMITMENTS[claim.commitment]]
    )
    held += [] if claim.author_stance is Stance.REPORTS else [wording.STANCES[claim.author_stance]]
    return Said(
        text=wording.shortened(words, LONGEST),
        spans=claim.content,
        document=shelf.ref(document),
        outlet=document.outlet or "",
        through=tuple(wording.source(source) for source in claim.sources[:-1]),
        held=" · ".join(held),
        against=claim.author_stance in (Stance.REJECTS, Stance.DOUBTS)
        or claim.commitment is Commitment.DENIED,
    )


def _blamed(shelf: Shelf, id: str) -> tuple[Deed, ...]:
    """Who says of which event that the actor did it, or did not."""
    deeds = [
        Deed(
            event=Ref(seen.event.id, seen.event.title),
            what=wording.CERTAINTIES[blame.certainty],
            voice=voice_name(account),
            spans=(blame.span,),
        )
        for seen in shelf.events_by_actor.get(id, ())
        for account in seen.accounts
        for blame in account.account.blames
        if (named := shelf.actor(blame.actor, blame.span.document)) and named.id == id
    ]
    return _together(deeds)[:MOST_LINES]


def _parts(shelf: Shelf, id: str) -> tuple[Deed, ...]:
    """The events in which the actor has a role, by weight."""
    deeds = []
    for seen in shelf.events_by_actor.get(id, ()):
        voices = {m: voice_name(a) for a in seen.accounts for m in a.account.mentions}
        for mention in seen.mentions:
            for role in mention.roles:
                named = shelf.actor(role.name, role.span.document)
                if named and named.id == id:
                    event = Ref(seen.event.id, seen.event.title)
                    voice = voices.get(mention.id, "")
                    deeds.append(Deed(event, wording.ROLES[role.role], voice, (role.span,)))
    return _together(deeds)[:MOST_LINES]


def _together(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    found: dict[tuple[str, str, str], Deed] = {}
    for deed in deeds:
        same = (deed.event.id, deed.what, deed.voice)
        known = found.get(same)
        found[same] = replace(known, spans=known.spans + deed.spans) if known else deed
    return tuple(found.values())
