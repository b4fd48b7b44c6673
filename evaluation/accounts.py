"""Events of the annotated reports: found, of which type, who to whom, when, where, told as what.

    python -m evaluation.accounts               the tables
    python -m evaluation.accounts --misses      and what was wrong, in the reports tuned on

Reports are parted by `training.corpora.bucket`: below 8 rules were made on them, from 8 on they
are only measured. `../shared/annotated/GUIDE-accounts.md` says what was annotated.

Rules. A gold event is found when the trigger of some mention overlaps its trigger; those mentions
are *at* it. Precision is taken over the events that the report, aligned alone, gives: one is right
when a mention of it stands at a gold event, or in a quote of its figures or blame. Only events
count that have what the guide asks of one: told as news in some mention, with somebody acting, a
figure, or a place and a time. "One to one" is the same with each said event matched to at most
one gold event: what two happenings merged into one cost.

Of the gold events found: type and factuality are those of the mention whose trigger lies most in
gold's, the first of equals (type loosely: of the same first word, "attack"). Agent and target are
right when a mention at the event names them, in its words or by the fuller name: one name within
the other or half of all words shared, small words aside. Counted where gold has one; and over all
those named. When: the first day lies in gold's days, and the last not more than a day after them.
Where: a mention's place has gold's name, in full or in the text's spelling.
Figures: killed and wounded with exact bounds, a report at a time, in events or not; blame: the
parties blamed, denials aside, a report at a time.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluation.attribution import Table
from evaluation.claims import HELD_OUT, SHARED, add_classes
from evaluation.examples_accounts import same_name
from evaluation.places import Stretch, shared
from tellings.align import align
from tellings.domain.reading import Certainty, EventMention, Qualifier, Reading
from tellings.domain.text import Document
from tellings.ingest import from_text
from tellings.models.runtime import Encoder
from tellings.read import BuiltinReader
from training.corpora import bucket

Json = dict[str, Any]
HARM = ("killed", "wounded")
Found = tuple[Json, list[EventMention], Document]
"""A gold event with the mentions at it, and their document."""


@dataclass(frozen=True, slots=True)
class Said:
    """An event that was read: its type and its mentions, in order."""

    type: str
    mentions: tuple[EventMention, ...]

    def is_told(self) -> bool:
        """Whether it has what the guide asks of an event of its own."""
        now = [m for m in self.mentions if not m.background]
        return any(
            m.role("agent") or m.figures or (m.when is not None and m.where is not None)
            for m in now
        )


@dataclass
class Report:
    """One report: gold, the document and its reading."""

    gold: Json
    document: Document
    reading: Reading

    @cached_property
    def said(self) -> list[Said]:
        """The events of the reading that count as said."""
        mentions = {m.id: m for m in self.reading.event_mentions}
        events = align([self.document], [self.reading]).events
        every = [Said(e.type, tuple(mentions[i] for i in e.mentions)) for e in events]
        return [s for s in every if s.is_told()]

    @cached_property
    def found(self) -> list[tuple[Json, list[EventMention]]]:
        """Each gold event with the mentions at it, those first that lie most in its trigger."""
        out = []
        for gold in self.gold["events"]:
            spots = places_of(self.document.text, gold["trigger"])
            near = [(-covered(m, spots), m.trigger, m.id, m) for m in self.reading.event_mentions]
            out.append((gold, [n[-1] for n in sorted(near, key=lambda n: n[:3]) if n[0]]))
        return out

    def touches(self, gold: Json, said: Said) -> bool:
        """Whether a mention of a said event stands at a gold event or in one of its quotes."""
        quotes = [x["quote"] for a in gold["accounts"] for x in (*a["figures"], *a["blames"])]
        spots = [at for q in (gold["trigger"], *quotes) for at in places_of(self.document.text, q)]
        return any(covered(m, spots) for m in said.mentions)


def places_of(text: str, quote: str | None) -> list[Stretch]:
    """Every stretch where the quoted words stand."""
    out, at = [], text.find(quote) if quote else -1
    while quote and at >= 0:
        out.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return out


def covered(mention: EventMention, spots: Iterable[Stretch]) -> int:
    """How many characters of a mention's trigger lie in some of the stretches, at most."""
    trigger = (mention.trigger.start, mention.trigger.end)
    return max((shared(trigger, at) for at in spots), default=0)


def match(fits: Sequence[Sequence[bool]]) -> int:
    """How many rows can have a column of their own that fits, at most (augmenting paths).

    >>> match([[True, True], [True, False]])
    2
    """
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in (c for c, fit in enumerate(fits[row]) if fit and c not in seen):
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    return sum(place(row, set()) for row in range(len(fits)))


# ------------------------------------------------------------------------------------ scores
def score_reports(reports: Iterable[Report]) -> Table:
    """All rows over some reports."""
    table = Table()
    told: list[Found] = []
    for report in reports:
        add_events(table, report)
        add_documents(table, report)
        told += [(gold, near, report.document) for gold, near in report.found if near]
    add_types(table, told)
    for role in ("agent", "target"):
        add_role(table, role, told)
    add_field(table, "when", told, lambda g: bool(g["when"]["from"] or g["when"]["to"]), falls_in)
    add_field(table, "where", told, lambda g: bool(g["where"]["name"]), stands_at)
    add_classes(table, "factuality", [(g["factuality"], n[0].factuality.value) for g, n, _ in told])
    return table


def add_events(table: Table, report: Report) -> None:
    """Found of gold, right of said, and their F1."""
    gold, said = report.gold["events"], report.said
    fits = [[report.touches(g, s) for s in said] for g in gold]
    found = sum(bool(near) for _, near in report.found)
    right = sum(any(row[j] for row in fits) for j in range(len(said)))
    table.add("events found: recall", found, len(gold), len(gold))
    table.add("events found: precision", right, len(said), len(said))
    table.add("events, one to one", match(fits), len(said), len(gold))


def events_f1(table: Table) -> float:
    """The harmonic mean of recall and precision of the events found."""
    recall, precision = (table.rows[f"events found: {x}"].f1 for x in ("recall", "precision"))
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def add_types(table: Table, told: Sequence[Found]) -> None:
    """The type, exactly and by its first word."""
    pairs = [(g["type"], near[0].type) for g, near, _ in told]
    table.add("type", sum(a == b for a, b in pairs), len(pairs), len(pairs))
    loosely = sum(a.split(".")[0] == b.split(".")[0] for a, b in pairs)
    table.add("type, loosely", loosely, len(pairs), len(pairs))


def add_role(table: Table, role: str, told: Sequence[Found]) -> None:
    """Of those that gold has: how many are right; and of those named at all."""
    wanted = [(g, s, d) for g, s, d in told if g[role]["text"]]
    right = sum(has_role(s, role, g[role]["text"], d) for g, s, d in wanted)
    named = sum(any(m.role(role) for m in s) for _, s, _ in told)
    table.add(role, right, len(wanted), len(wanted))
    table.add(f"{role} (of those named)", right, named, named)


def add_field(
    table: Table, name: str, told: Sequence[Found],
    has: Callable[[Json], bool], test: Callable[[Json, EventMention, Document], bool],
) -> None:  # fmt: skip
    """Of the events for which gold has the field, how many have a mention that passes."""
    wanted = [(g, s, d) for g, s, d in told if has(g)]
    right = sum(any(test(g, m, d) for m in s) for g, s, d in wanted)
    table.add(name, right, len(wanted), len(wanted))


def has_role(mentions: Iterable[EventMention], role: str, name: str, document: Document) -> bool:
    """Whether a mention has them in the role, in its own words or by the fuller name."""
    return any(
        same_name(words, name)
        for m in mentions
        for r in m.roles
        if r.role == role
        for words in (r.name, document.quote(r.span))
    )


def falls_in(gold: Json, mention: EventMention, _: Document) -> bool:
    """Whether the mention's days are gold's, the last one within a day."""
    first, last = (date.fromisoformat(x) if x else None
                   for x in (gold["when"]["from"], gold["when"]["to"]))  # fmt: skip
    if mention.when is None:
        return False
    day = timedelta(days=1)
    return (first is None or first <= mention.when.first) and (
        mention.when.first <= (last or mention.when.first)
        and mention.when.last <= (last or mention.when.last) + day
    )


def stands_at(gold: Json, mention: EventMention, document: Document) -> bool:
    """Whether the mention's place has gold's name, in full or in the text's spelling."""
    where, name = mention.where, gold["where"]["name"]
    return where is not None and any(
        same_name(words, name) for words in (where.name, document.quote(where.span))
    )


def add_documents(table: Table, report: Report) -> None:
    """Figures and blame of a report, in whatever event they stand."""
    gold = [a for e in report.gold["events"] for a in e["accounts"]]
    wanted = {(f["kind"], f["low"], f["high"]) for a in gold for f in a["figures"]
              if f["kind"] in HARM and f["qualifier"] != "vague"
              and not f["superseded"]}  # fmt: skip
    mentions = report.reading.event_mentions
    every = [f for m in mentions for f in m.figures] + [f for f, _ in report.reading.figures]
    told = {(f.kind, f.low, f.high) for f in every
            if f.kind in HARM and f.qualifier is not Qualifier.VAGUE
            and not f.superseded}  # fmt: skip
    table.add("figures", len(wanted & told), len(told), len(wanted))
    blamed = {b["actor"] for a in gold for b in a["blames"] if b["certainty"] != "denied"}
    said = {b.actor for m in mentions for b in m.blames if b.certainty is not Certainty.DENIED}
    left, hit = sorted(blamed), 0
    for actor in sorted(said):
        same = next((x for x in left if same_name(x, actor)), None)
        if same is not None:
            left.remove(same)
            hit += 1
    table.add("blame", hit, len(said), len(blamed))


def read_reports(
    reader: BuiltinReader, folder: Path, test: Callable[[int], bool]
) -> Iterator[Report]:
    """The annotated reports whose bucket passes, read."""
    for row in json.loads((folder / "accounts.json").read_text("utf-8")):
        if test(bucket(row["unit_id"])):
            path = f"{row['unit_id']}.txt"
            document = from_text((folder / "docs" / path).read_text("utf-8"), path)
            yield Report(row, document, reader.read(document))


def all_scores(reader: BuiltinReader, shared_folder: Path) -> dict[str, Table]:
    """The tables of the reports held out, and of those that rules were made on."""
    tests: dict[str, Callable[[int], bool]] = {
        "annotated accounts, held-out reports": lambda b: b >= HELD_OUT,
        "annotated accounts, reports tuned on": lambda b: b < HELD_OUT,
    }
    folder = shared_folder / "annotated"
    return {title: score_reports(read_reports(reader, folder, t)) for title, t in tests.items()}


# ------------------------------------------------------------------------------------ misses
def print_misses(reports: Iterable[Report]) -> None:
    """What is wrong with each gold event, and the said events that are none."""
    for report in reports:
        print(f"## {report.gold['unit_id']}")
        for gold, near in report.found:
            wrong = list(faults(gold, near, report.document))
            if wrong:
                print(f"  {gold['type']} | {gold['trigger'][:80]}\n    " + "\n    ".join(wrong))
        for said in report.said:
            if not any(report.touches(g, said) for g in report.gold["events"]):
                words = [report.document.quote(m.trigger) for m in said.mentions]
                print(f"  + {said.type} | {words}")


def faults(gold: Json, near: Sequence[EventMention], document: Document) -> Iterator[str]:
    """What differs, one line each."""
    if not near:
        yield "not found"
        return
    if gold["type"] != near[0].type:
        yield f"type {near[0].type}"
    for role in ("agent", "target"):
        name = gold[role]["text"]
        if name and not has_role(near, role, name, document):
            mine = {r.name for m in near for r in m.roles if r.role == role}
            yield f"{role} {name!r}, said {sorted(mine)}"
    if (gold["when"]["from"] or gold["when"]["to"]) and not any(
        falls_in(gold, m, document) for m in near
    ):
        yield f"when {gold['when']}, said {sorted({str(m.when.first) for m in near if m.when})}"
    if gold["where"]["name"] and not any(stands_at(gold, m, document) for m in near):
        yield f"where {gold['where']}, said {sorted({m.where.name for m in near if m.where})}"
    if gold["factuality"] != near[0].factuality.value:
        yield f"factuality {gold['factuality']}, said {near[0].factuality.value}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="evaluation.accounts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--misses", action="store_true", help="print what was wrong")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of the material")
    chosen = parser.parse_args(arguments)
    reader = BuiltinReader(Encoder())
    if chosen.misses:
        print_misses(read_reports(reader, chosen.shared / "annotated", lambda b: b < HELD_OUT))
        return 0
    for title, table in all_scores(reader, chosen.shared).items():
        print(title)
        for name, count in table.rows.items():
            print(f"  {name:32s} {count}")
        print(f"  {'events found: F1':32s} {events_f1(table):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
