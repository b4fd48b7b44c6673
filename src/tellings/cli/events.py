"""Events in the terminal: the list of them, and one event's accounts side by side.

Blocks and their order are those of the report, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tellings.cli.text import plain
from tellings.compare.grades import Scheme, suggest_grade
from tellings.domain.accounts import Comparison, Event
from tellings.domain.text import Span
from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.errors import TellingsError
from tellings.report import wording
from tellings.report.events import (
    Column,
    EventBlock,
    EventTables,
    FindingLine,
    Value,
    finding_lines,
)
from tellings.report.shelf import Shelf, title_of

BEST: Final = 6  # events that the summary of a run shows
FEW: Final = 3  # values in a cell, and findings of an event, that the summary shows
FIELD_WIDTH: Final = 12  # terminal columns for the names of fields
SHORT_NAME: Final = 48  # characters of a voice's name in the summary
SHORT_ID: Final = 8  # letters of a mention's id that are shown
REASONS: Final = 4  # of a join, those that moved the score most
ACCOUNT_WIDTH: Final = 20  # terminal columns that an account needs at least
_SIGNS: Final = {kind.value: sign for kind, (sign, _) in wording.POLARITIES.items()}
_COMPACT: Final = frozenset({"what", "who did it", "killed", "wounded", "words used"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the documents of a dossier tell: events as blocks, and where their passages are.

    `general` are the findings that concern no single event; `titles` are those of documents, by
    id, with their outlets.
    """

    blocks: Sequence[EventBlock]
    general: Sequence[FindingLine]
    shelf: Shelf
    titles: Mapping[str, str]

    def find(self, wanted: str) -> EventBlock | None:
        """The event of that number (from 1), or the one whose id starts so."""
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.blocks):
            return self.blocks[int(wanted) - 1]
        matches = [block for block in self.blocks if block.id.startswith(wanted)]
        return matches[0] if len(matches) == 1 else None


def told_in(dossier: Dossier) -> Told:
    """What the documents of a dossier tell; no events where it was never compared."""
    view = assemble(dossier)
    shelf = Shelf(view)
    documents = [seen.document for seen in view.documents]
    return Told(
        blocks=EventTables(shelf).blocks(),
        general=finding_lines(view.findings),
        shelf=shelf,
        titles={d.id: " · ".join(filter(None, (title_of(d), d.outlet))) for d in documents},
    )


def print_best(out: Console, dossier: Dossier) -> None:
    """The events that most documents tell of, in short, and how to see the others."""
    told = told_in(dossier)
    for block in told.blocks[:BEST]:
        shown = _most_telling(block, len(_fitting(block.columns, out.width)[0]))
        out.print()
        out.print(_heading(block))
        out.print(_table(block, shown, short=True))
        if hidden := len(block.columns) - len(shown):
            _print_indented(out, Text(f"and {wording.plural(hidden, 'more account')}", "dim"), 2)
        _print_findings(out, block.findings[:FEW], hidden=len(block.findings[FEW:]))
    out.print()
    _print_findings(out, told.general)
    _print_how_to_go_on(out, len(told.blocks), dossier)


def print_list(out: Console, dossier: Dossier) -> None:
    """All events, a line each."""
    told = told_in(dossier)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("", "event", "when", "where"):
        table.add_column(name, overflow="fold")
    for name in ("documents", "accounts", "origins"):
        table.add_column(name, justify="right")
    table.add_column("findings")
    for block in told.blocks:
        counts = (len(block.documents), len(block.columns), block.origins)
        signs = " ".join(dict.fromkeys(line.words.sign for line in block.findings))
        words = (plain(block.title, "bold"), plain(block.when), plain(block.where))
        table.add_row(str(block.number + 1), *words, *map(str, counts), signs)
    out.print(table if told.blocks else "No events were found.")
    _print_findings(out, told.general)


def print_one(out: Console, dossier: Dossier, wanted: str, schemes: Sequence[Scheme] = ()) -> None:
    """One event in full: all accounts, the findings with their passages, why it was joined.

    Raises `TellingsError` where no event, or more than one, is meant by `wanted`.
    """
    told = told_in(dossier)
    block = told.find(wanted)
    if block is None:
        raise TellingsError(
            f"there is no event {wanted!r}",
            advice=f"tellings show {dossier.path} lists the events with their numbers",
            path=str(dossier.path),
        )
    out.print(_heading(block))
    for shown in _fitting(block.columns, out.width):
        out.print(_table(block, shown, short=False))
    for line in block.findings:
        _print_findings(out, [line])
        _print_passages(out, line.spans, told)
    comparison = dossier.comparison()
    if comparison is not None:
        _print_grades(out, comparison, block.id, schemes)
        _print_mentions(out, dossier, comparison, block.id, told)


def numbered_events(dossier: Dossier) -> list[Event]:
    """The events in the order in which they are listed and numbered (from 1)."""
    comparison = dossier.comparison()
    by_id = {e.id: e for e in comparison.alignment.events} if comparison else {}
    return [by_id[block.id] for block in told_in(dossier).blocks]


def _print_grades(
    out: Console, comparison: Comparison, event: str, schemes: Sequence[Scheme]
) -> None:
    """What a scheme would make of the event: a suggestion, with its reason."""
    accounts = [a for a in comparison.accounts if a.event == event]
    findings = [f for f in comparison.findings if f.event == event]
    for scheme in schemes:
        grade = suggest_grade(scheme, accounts, comparison.origins, findings)
        line = f"Suggested grade after {scheme}: {grade.grade}. {grade.reason}"
        _print_indented(out, plain(line), 2)


def _print_mentions(
    out: Console, dossier: Dossier, comparison: Comparison, event: str, told: Told
) -> None:
    """The mentions of an event with their ids, and why those of different documents were joined."""
    meant = next(e for e in comparison.alignment.events if e.id == event)
    triggers = {m.id: m.trigger for r in dossier.readings() for m in r.event_mentions}
    out.print("Mentions, by id:")
    for mention in sorted(meant.mentions, key=lambda i: triggers[i]):
        span = triggers[mention]
        line = Text.assemble((mention[:SHORT_ID], "dim"), "  ", plain(_words(span, told)))
        _print_indented(out, line, 2)
    for join in meant.joins:
        ends = " and ".join(_words(triggers[i], told) for i in (join.left, join.right))
        _print_indented(out, plain(f"Joined: {ends} (log-odds {join.score:+.1f})"), 2)
        for reason in join.reasons[:REASONS]:
            _print_indented(out, plain(reason, "dim"), 6)


def _words(span: Span, told: Told) -> str:
    return f"“{told.shelf.quote(span)}” in {told.titles[span.document]}"


def _heading(block: EventBlock) -> Text:
    """An event's number and title; below it day and place, and how many tell of it."""
    facts = [block.where, block.when, wording.plural(len(block.documents), "document")]
    facts.append(wording.plural(block.origins, "independent origin"))
    told = plain(" · ".join(fact for fact in facts if fact not in block.title), "dim")
    number = Text(f"{block.number + 1}  ", "dim")
    return Text.assemble(number, plain(block.title, "bold"), "\n   ", told)


def _fitting(columns: Sequence[Column], width: int) -> list[range]:
    """The accounts in runs that fit the terminal beside the names of the fields."""
    fit = max(1, (width - FIELD_WIDTH) // ACCOUNT_WIDTH)
    starts = range(0, len(columns), fit) or [0]
    return [range(at, min(at + fit, len(columns))) for at in starts]


def _most_telling(block: EventBlock, most: int) -> list[int]:
    """The accounts that fill most rows of the summary's table, in their order."""
    rows = [row for row in block.rows if row.name in _COMPACT]
    filled = [sum(bool(row.cells[at]) for row in rows) for at in range(len(block.columns))]
    chosen = sorted(range(len(filled)), key=lambda at: -filled[at])[:most]
    return sorted(chosen)


def _table(block: EventBlock, shown: Sequence[int], *, short: bool) -> Table:
    """Accounts as columns and fields as rows; `short` leaves out what is not most telling."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=False)
    table.add_column("", style="dim", width=FIELD_WIDTH, overflow="fold")
    columns = [block.columns[index] for index in shown]
    for column in columns:
        table.add_column(_head(column, short=short), overflow="fold", ratio=1)
    for row in block.rows:
        cells = [row.cells[index] for index in shown]
        if any(cells) and (not short or row.name in _COMPACT):
            table.add_row(row.name, *(_cell(cell, short=short) for cell in cells))
    table.add_row("rests on", *(plain(column.origin) for column in columns))
    if not short:
        table.add_row("told in", *(_lines(d.name for d in c.documents) for c in columns))
    return table


def _head(column: Column, *, short: bool) -> Text:
    """Whose account it is; `short` cuts names that are whole headlines."""
    head = plain(column.voice, "bold")
    if short:
        head.truncate(SHORT_NAME, overflow="ellipsis")
    if column.note:
        head.append_text(Text("\n")).append_text(plain(column.note, "not bold dim"))
    if column.denies:
        head.append("\ndenies that it happened", "not bold red")
    return head


def _cell(values: Sequence[Value], *, short: bool) -> Text:
    """What an account says in one field; what another account contradicts is marked with ≠."""
    shown = values[:FEW] if short else values
    lines = [_value(value, short=short) for value in shown]
    if hidden := len(values) - len(shown):
        lines.append(Text(f"and {hidden} more", style="dim"))
    return Text("\n").join(lines)


def _value(value: Value, *, short: bool) -> Text:
    line = Text("≠ ", "red") if value.differs else Text()
    if value.sign:
        line.append(f"{_SIGNS[value.sign]} ", "dim")
    line.append_text(plain(value.text, "strike" if value.past else ""))
    if value.note and not (short and value.note == "people"):
        line.append(" (", "dim").append_text(plain(value.note, "dim")).append(")", "dim")
    return line


def _lines(words: Iterable[str]) -> Text:
    return Text("\n").join(plain(line) for line in words)


def _print_findings(out: Console, findings: Iterable[FindingLine], hidden: int = 0) -> None:
    for line in findings:
        kind = Text(f"{line.words.sign} {line.words.name}: ", "yellow")
        _print_indented(out, kind.append_text(plain(line.text, "default")), 2)
    if hidden:
        _print_indented(out, Text(f"and {wording.plural(hidden, 'more finding')}", "dim"), 2)


def _print_passages(out: Console, spans: Iterable[Span], told: Told) -> None:
    for span in spans:
        quote = plain(f"“{told.shelf.quote(span)}”")
        title = plain(told.titles[span.document], "dim")
        _print_indented(out, Text.assemble(quote, "  ", title), 6)


def _print_indented(out: Console, words: Text, left: int) -> None:
    out.print(Padding(words, (0, 0, 0, left), expand=False))


def _print_how_to_go_on(out: Console, events: int, dossier: Dossier) -> None:
    if not events:
        out.print("No events were found in what was read.")
        return
    out.print(f"{wording.plural(events, 'event')} in all. To see them, or one in full:")
    out.print(f"  tellings show {dossier.path} [EVENT]", markup=False, highlight=False)
