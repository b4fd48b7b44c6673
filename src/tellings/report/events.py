"""Each event as a table: the accounts are columns, what they say of it rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import EventMention, Figure, Label
from tellings.domain.text import Span
from tellings.dossier.views import AccountView, EventView
from tellings.report import wording
from tellings.report.origins import Root, origin_tree, voice_name
from tellings.report.shelf import Ref, Shelf
from tellings.report.toll import TollChart, toll_charts

MOST_JOINS: Final = 20  # joins explained under one event
MOST_MARKS: Final = 60  # passages kept behind one value; more are no use to a reader


@dataclass(frozen=True, slots=True)
class Value:
    """One thing an account says: shown as a button that opens its passages."""

    text: str
    spans: tuple[Span, ...]
    note: str = ""
    sign: str = ""  # polarity of a label
    past: bool = False  # revised since, by the document itself
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One field of an event, with a cell (the values) for every account."""

    name: str
    cells: tuple[tuple[Value, ...], ...]

    def differs(self, column: int) -> bool:
        """Whether the cell of that account holds a value that another contradicts."""
        return any(value.differs for value in self.cells[column])


@dataclass(frozen=True, slots=True)
class Column:
    """The head of one account: whose it is, and what it rests on."""

    voice: str
    note: str
    origin: str
    documents: tuple[Ref, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as shown: a sentence and the passages that a click on it opens."""

    words: wording.FindingWords
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class JoinLine:
    """Why two mentions are taken as telling of one event, and where both stand."""

    reasons: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventBlock:
    """One event as the page shows it."""

    number: int  # by weight, from 0
    id: str
    title: str
    when: str
    where: str
    documents: tuple[Ref, ...]
    outlets: int
    origins: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    findings: tuple[FindingLine, ...]
    joins: tuple[JoinLine, ...]  # the surest first
    spans: tuple[Span, ...]  # the triggers of its mentions
    tolls: tuple[TollChart, ...]
    roots: tuple[Root, ...]
    before: Ref | None  # the next weightier event
    after: Ref | None


@dataclass(frozen=True, slots=True)
class Told:
    """An account with the event mentions that it is made of."""

    account: Account
    mentions: tuple[EventMention, ...]


_DIFFER: Final[Mapping[str, frozenset[FindingKind]]] = {
    "what": frozenset({FindingKind.NAMING_DIFFERS, FindingKind.EVENT_DENIED}),
    "when": frozenset({FindingKind.TIME_DIFFERS}),
    "where": frozenset({FindingKind.PLACE_DIFFERS}),
    "who did it": frozenset({FindingKind.BLAME_DIFFERS, FindingKind.BLAME_DENIED}),
    "killed": frozenset({FindingKind.FIGURES_DIFFER, FindingKind.CONTRADICTS_ITSELF}),
    "wounded": frozenset({FindingKind.FIGURES_DIFFER, FindingKind.CONTRADICTS_ITSELF}),
    "other figures": frozenset({FindingKind.FIGURES_DIFFER, FindingKind.CONTRADICTS_ITSELF}),
    "words used": frozenset({FindingKind.NAMING_DIFFERS}),
}


def event(shelf: Shelf, id: str) -> EventBlock | None:
    """The event of that id, or None where there is none."""
    seen = shelf.events.get(id)
    return EventTables(shelf).block(seen) if seen else None


class EventTables:
    """Makes the blocks of one dossier's events."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def blocks(self) -> list[EventBlock]:
        """All events in the order of the view, numbered."""
        return [self.block(seen) for seen in self._shelf.view.events]

    def block(self, view: EventView) -> EventBlock:
        """One event."""
        told = view.event
        return EventBlock(
            number=self._shelf.numbers[told.id],
            id=told.id,
            title=told.title,
            when=wording.moment(told.when) if told.when else "",
            where=told.where.name if told.where else "",
            documents=tuple(self._shelf.ref(document) for document in view.documents),
            outlets=len(view.outlets),
            origins=len(view.origins),
            columns=tuple(self._column(account) for account in view.accounts),
            rows=self._rows(view),
            findings=finding_lines(view.findings),
            joins=_join_lines(view),
            spans=tuple(mention.trigger for mention in view.mentions),
            tolls=toll_charts(
                [(voice_name(a), a.account.figures) for a in view.accounts], self._shelf
            ),
            roots=origin_tree(view, self._shelf),
            before=self._beside(view, -1),
            after=self._beside(view, 1),
        )

    def _beside(self, view: EventView, step: int) -> Ref | None:
        number = self._shelf.numbers[view.event.id] + step
        if not 0 <= number < len(self._shelf.view.events):
            return None
        found = self._shelf.view.events[number].event
        return Ref(found.id, found.title)

    def _column(self, view: AccountView) -> Column:
        note = view.account.voice.person or ""
        kind = wording.ORIGINS.get(view.origin.kind, view.origin.kind)
        return Column(
            voice=voice_name(view),
            note=note if view.account.voice.source else "in its own words",
            origin=f"{view.origin.name} ({kind})",
            documents=tuple(self._shelf.ref(document) for document in view.documents),
            denies=view.account.denies,
        )

    def _rows(self, view: EventView) -> tuple[Row, ...]:
        """The rows in which any account says something."""
        mentions = {mention.id: mention for mention in view.mentions}
        told = [
            Told(seen.account, tuple(mentions[m] for m in seen.account.mentions if m in mentions))
            for seen in view.accounts
        ]
        rows = []
        for name, read in self._fields().items():
            cells = tuple(
                _marked(_merged(read(one)), _against(view.findings, one.account, _DIFFER[name]))
                for one in told
            )
            if any(cells):
                rows.append(Row(name, cells))
        return tuple(rows)

    def _fields(self) -> dict[str, Callable[[Told], Iterable[Value]]]:
        return {
            "what": self._what,
            "when": self._when,
            "where": self._where,
            "who did it": self._who,
            "killed": lambda told: self._figures(told, {"killed"}),
            "wounded": lambda told: self._figures(told, {"wounded"}),
            "other figures": lambda told: self._figures(told, set()),
            "words used": lambda told: map(self._label, told.account.labels),
        }

    def _what(self, told: Told) -> Iterable[Value]:
        return (Value(self._shelf.quote(span), (span,)) for span in told.account.words)

    def _when(self, told: Told) -> Iterable[Value]:
        for when in (mention.when for mention in told.mentions):
            if when:
                note = "" if when.precision == "day" else f"to the {when.precision}"
                yield Value(wording.moment(when), (when.span,), note)

    def _where(self, told: Told) -> Iterable[Value]:
        for where in (mention.where for mention in told.mentions):
            if where:
                yield Value(where.name, (where.span,), f"in {where.within}" if where.within else "")

    def _who(self, told: Told) -> Iterable[Value]:
        for blame in told.account.blames:
            name = self._named(blame.actor, blame.span)
            yield Value(name, (blame.span,), wording.CERTAINTIES[blame.certainty])

    def _named(self, name: str, span: Span) -> str:
        """The name that an actor of that name in that document goes by in the whole dossier."""
        actor = self._shelf.actor(name, span.document)
        return actor.name if actor else name

    def _figures(self, told: Told, kinds: set[str]) -> Iterable[Value]:
        """Figures of these kinds, whole tolls first; of all kinds without a row if none given."""
        for figure in sorted(told.account.figures, key=lambda f: not f.total):
            if figure.kind in kinds or (not kinds and figure.kind not in ("killed", "wounded")):
                yield self._figure(figure, named=not kinds)

    def _figure(self, figure: Figure, *, named: bool) -> Value:
        notes = [figure.kind] if named and figure.kind not in ("other", figure.of) else []
        notes += [figure.of] if figure.of else []
        notes += ["revised since"] if figure.superseded else []
        text = wording.figure(figure, self._shelf.quote(figure.span))
        return Value(text, (figure.span,), ", ".join(notes), past=figure.superseded)

    def _label(self, label: Label) -> Value:
        name = self._named(label.actor, label.span) if label.actor else ""
        note = f"for {name}" if name and name.casefold() != label.text.casefold() else ""
        return Value(label.text, (label.span,), note, sign=label.polarity.value)


def finding_lines(findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Findings as sentences, in the order of `wording.FINDINGS`."""
    order = {kind: place for place, kind in enumerate(wording.FINDINGS)}
    ranked = sorted(findings, key=lambda f: (order[f.kind], f.text))
    return tuple(FindingLine(wording.FINDINGS[f.kind], f.text, f.passages) for f in ranked)


def _join_lines(view: EventView) -> tuple[JoinLine, ...]:
    triggers = {mention.id: mention.trigger for mention in view.mentions}
    known = [j for j in view.event.joins if j.left in triggers and j.right in triggers]
    surest = sorted(known, key=lambda j: (-j.score, j.left, j.right))[:MOST_JOINS]
    return tuple(JoinLine(j.reasons, (triggers[j.left], triggers[j.right])) for j in surest)


def _merged(values: Iterable[Value]) -> list[Value]:
    """Equal values as one, with all their passages."""
    found: dict[tuple[str, str, str, bool], Value] = {}
    for value in values:
        key = (value.text.casefold(), value.note.casefold(), value.sign, value.past)
        if (known := found.get(key)) is None:
            found[key] = value
        elif len(known.spans) < MOST_MARKS and value.spans[0] not in known.spans:
            found[key] = replace(known, spans=known.spans + value.spans)
    return list(found.values())


def _against(
    findings: Iterable[Finding], account: Account, kinds: frozenset[FindingKind]
) -> list[Span]:
    """Passages of the findings of these kinds that concern the account."""
    return [
        span
        for finding in findings
        if finding.kind in kinds and (account.id in finding.accounts or not finding.accounts)
        for span in finding.passages
    ]


def _marked(values: Iterable[Value], against: Sequence[Span]) -> tuple[Value, ...]:
    return tuple(
        replace(value, differs=any(s.overlap(a) for s in value.spans for a in against))
        for value in values
    )
