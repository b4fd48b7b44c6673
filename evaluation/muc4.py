"""MUC-4: who did what to how many, on messages from Latin America of 1988 to 1990.

    python -m evaluation.muc4               tst1 and tst2: only ever measured
    python -m evaluation.muc4 --dev 2       the first 200 messages of the development set instead
    python -m evaluation.muc4 --misses      and what was wrong (development set only)

The reader knows nothing of MUC's task: its events are mapped by the ontology's counterparts. What
a message says is put together over its events, and so are the templates of its key: slots are
scored a message at a time, over all 200 of them, those without an incident included (what is said
there is wrong). What the key marks as optional is neither missed nor wrong.

Rules. *Incident type*: the set of types; clashes, incursions and air strikes of armies are no
incidents of MUC's guidelines, and an arrest is no kidnapping; ARSON, ROBBERY and FORCED WORK
STOPPAGE have no counterpart and are missed. *Perpetrator organisation*: the organisations, groups
and states that are named as agents or blamed. *Its confidence*: the organisation, and with it one
of the right confidences: an asserted agent told by the document itself is a FACT, a claim of
responsibility or an assertion by its own voice is CLAIMED, anything by another's voice or
suspected is SUSPECTED (by authorities or not). *Human targets*: those that the events are done to,
and whom figures of killed, wounded and captured count. *With number*: the target, and its number
within the key's bounds; PLURAL is right for any number but one. Names match when one is within the
other or half of their words are shared; each of gold is matched once.

MUC-4's own scores align whole templates by a scorer that gives half points, and later work scores
role fillers alone on tst3 and tst4: neither compares with this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.attribution import Table
from evaluation.command import parser_of, print_counts
from evaluation.examples_accounts import same_name
from evaluation.muc4keys import GoldTarget, Key, Names, read_keys, read_messages
from tellings.domain.reading import ActorKind, Certainty, EventMention, Factuality, Figure, Reading
from tellings.errors import IngestError
from tellings.ingest import from_text
from tellings.read import BuiltinReader
from tellings.read.casualty_words import PERSONS
from tellings.read.ontology import ontology

MUC4 = "data/muc4"
TEST = (("tst1/tst1-muc3", "tst1/key-tst1.v7"), ("tst2/tst2-muc4", "tst2/key-tst2.v4"))
FACT, CLAIMED, SUSPECTED = "fact", "claimed", "suspected"
CONFIDENCES = {
    "REPORTED AS FACT": FACT, "CLAIMED OR ADMITTED": CLAIMED, "SUSPECTED OR ACCUSED": SUSPECTED,
    "SUSPECTED OR ACCUSED BY AUTHORITIES": SUSPECTED, "POSSIBLE": SUSPECTED,
}  # fmt: skip
TOLD = {Factuality.ASSERTED, Factuality.POSSIBLE, Factuality.DENIED}
HARM = {"killed", "wounded", "captured", "missing"}
BODIES = {ActorKind.ORGANISATION.value, ActorKind.GROUP.value, ActorKind.STATE.value}
BODY = re.compile(
    r"\b(?:army|force|forces|police|guard|battalion|brigade|front|movement|party|cartel|government|"
    r"military|command|alliance|organi[sz]ation)\b",
    re.I,
)
MILITARY = {"battle", "incursion", "attack.airstrike"}
KIDNAPPING = re.compile(r"kidnap|abduct|hostage|captur|disappear|seiz|held", re.I)
"""Words of a trigger that tell of a kidnapping: an arrest is none."""
HUMAN = re.compile(
    r"(?:ist|ian|[a-z]er|[a-z]or|ant|ent|man|men|jesuit|bishop|mayor|maid|cook)s?$", re.I
)
"""Endings of nouns for people, beside the reader's own list of them."""
PLURAL = re.compile(r"(?:[a-z]s|people|men|women|children|priests|police)$", re.I)


@dataclass(slots=True)
class Said:
    """What a reading says of a message's incidents."""

    types: set[str] = field(default_factory=set)
    organisations: dict[str, set[str]] = field(default_factory=dict)
    targets: dict[str, set[tuple[float | None, float | None]]] = field(default_factory=dict)


def said_of(text: str, reading: Reading) -> Said:
    """Types, perpetrators and human targets of the events that have a counterpart in MUC-4."""
    said = Said()
    bodies = {m.name for m in reading.mentions if m.kind in BODIES}
    people = {m.name for m in reading.mentions if m.kind == ActorKind.PERSON.value}
    for mention in reading.event_mentions:
        kind = incident_of(mention, text[mention.trigger.start : mention.trigger.end])
        if kind is None:
            continue
        said.types.add(kind)
        for name, how in _perpetrators(mention):
            for body in _bodies(name, bodies):
                said.organisations.setdefault(body, set()).add(how)
        for name, number in _targets(mention, people):
            said.targets.setdefault(name, set()).add(number)
    return said


def incident_of(mention: EventMention, trigger: str) -> str | None:
    """The type of incident of a mention that tells of one as news; None otherwise."""
    if mention.background or mention.factuality not in TOLD or mention.type in MILITARY:
        return None
    kind = ontology().counterparts.get(mention.type, ("", "", ""))[2]
    if kind == "KIDNAPPING" and not KIDNAPPING.search(trigger):
        return None
    return kind or None


def _bodies(agent: str, bodies: Iterable[str]) -> list[str]:
    """The bodies that an agent's phrase names ("guerrillas of the Front"), or is itself."""
    words = f" {agent.lower()} "
    named = [b for b in bodies if f" {b.lower()} " in words]
    return named or ([agent] if BODY.search(agent) else [])


def _perpetrators(mention: EventMention) -> Iterator[tuple[str, str]]:
    """Who did it, and how surely: by blame where there is any, else the agent."""
    blames = [b for b in mention.blames if b.certainty is not Certainty.DENIED]
    for blame in blames:
        yield blame.actor, _confidence(mention, blame.actor, blame.certainty)
    agent = mention.role("agent")
    if agent and not blames:
        yield agent.name, _confidence(mention, agent.name, Certainty.ASSERTED)


def is_human(name: str, people: Iterable[str]) -> bool:
    """Whether a target is a named person, or a noun for people."""
    head = re.split(r"\s+(?:of|from|in|at|for|who)\s+", name)[0]
    last = head.lower().split()[-1]
    return any(p in name for p in people) or last in PERSONS or bool(HUMAN.search(last))


def _confidence(mention: EventMention, actor: str, certainty: Certainty) -> str:
    own = mention.voice.source is not None and same_name(mention.voice.source, actor)
    if certainty is Certainty.CLAIMED or own:
        return CLAIMED
    return SUSPECTED if certainty is Certainty.SUSPECTED or mention.voice.source else FACT


def _targets(
    mention: EventMention, people: Iterable[str]
) -> Iterator[tuple[str, tuple[float | None, float | None]]]:
    """People harmed: whom figures count, else the target, one or more by its last word."""
    counted = [f for f in mention.figures if f.kind in HARM and f.of]
    for figure in counted:
        yield figure.of, _bounds(figure)
    target = mention.role("target")
    if target and is_human(target.name, people):
        inside = [f for f in counted if f.span.overlap(target.span)]
        if not inside:
            one = (1.0, 1.0)
            yield target.name, (None, None) if PLURAL.search(target.name.split()[-1]) else one


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    return figure.low, figure.high


# ------------------------------------------------------------------------------------ scores
def score(table: Table, key: Key, said: Said) -> None:
    """Add one message's slots."""
    must = {t for t, optional in key.types.items() if not optional}
    types = said.types - (set(key.types) - must)
    table.add("incident type", len(types & must), len(types), len(must))
    _add_organisations(table, key, said)
    _add_targets(table, key, said)


def _add_organisations(table: Table, key: Key, said: Said) -> None:
    left = dict(said.organisations)
    hit = sure = wanted = 0
    for gold in key.organisations:
        ours = [n for n in left if any(same_name(n, g) for g in gold.names)]
        held = set[str]().union(*(left.pop(n) for n in ours))
        if gold.optional:
            continue
        wanted += 1
        hit += bool(ours)
        sure += bool(held & {CONFIDENCES[c] for c in gold.confidences if c in CONFIDENCES})
    table.add("perpetrator organisation", hit, hit + len(left), wanted)
    table.add("organisation and confidence", sure, hit + len(left), wanted)


def _add_targets(table: Table, key: Key, said: Said) -> None:
    left = dict(said.targets)
    hit = right = wanted = 0
    for gold in key.targets:
        ours = [n for n in left if any(_same_target(n, g) for g in gold.names)]
        numbers = set[tuple[float | None, float | None]]().union(*(left.pop(n) for n in ours))
        if gold.optional:
            continue
        wanted += 1
        hit += bool(ours)
        right += any(_number_fits(gold, low, high) for low, high in numbers)
    table.add("human targets", hit, hit + len(left), wanted)
    table.add("human targets with number", right, hit + len(left), wanted)


def _same_target(a: str, b: str) -> bool:
    """One within the other or half the words shared, plurals levelled."""
    x, y = (re.sub(r"s\b", "", n.lower()) for n in (a, b))
    return same_name(x, y)


def _number_fits(gold: GoldTarget, low: float | None, high: float | None) -> bool:
    if gold.low is None:
        return not (low == high == 1)
    if low is None:
        return gold.low > 1 and high is None and gold.high is None
    return gold.low <= low <= (gold.high or low)


# ----------------------------------------------------------------------------------- reading
def read_message(reader: BuiltinReader, text: str, name: str) -> Reading | None:
    """A message's reading; None where the reader will not take it (too short, not English)."""
    try:
        return reader.read(from_text(text, f"{name}.txt"))
    except IngestError:
        return None


def messages(folder: Path, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, Key]]:
    """(id, text, key) of the messages of some files."""
    for texts, keys in files:
        by_id = read_keys(folder / keys)
        for name, text in read_messages(folder / texts).items():
            yield name, text, by_id.get(name, Key())


def score_messages(reader: BuiltinReader, found: Iterable[tuple[str, str, Key]]) -> Table:
    """All slots over some messages."""
    table = Table()
    for name, text, key in found:
        reading = read_message(reader, text, name)
        score(table, key, said_of(text, reading) if reading else Said())
    return table


def all_scores(reader: BuiltinReader, shared: Path) -> dict[str, Table]:
    """The table of tst1 and tst2."""
    return {"MUC-4 tst1 and tst2": score_messages(reader, messages(shared / MUC4, TEST))}


def development(parts: int) -> list[tuple[str, str]]:
    """The first files of the development set, of 100 messages each."""
    return [
        (f"dev/dev-muc3-{n:02d}01-{n + 1:02d}00", f"dev/key-dev-{n:02d}01.muc4")
        for n in range(parts)
    ]


def print_misses(reader: BuiltinReader, found: Iterable[tuple[str, str, Key]]) -> None:
    """What a key holds, and what was said."""
    for name, text, key in found:
        reading = read_message(reader, text, name)
        said = said_of(text, reading) if reading else Said()
        print(f"## {name}\n  types {dict(key.types)}, said {sorted(said.types)}")
        print(f"  by {[(_short(o.names), sorted(o.confidences)) for o in key.organisations]}")
        print(f"     said {said.organisations}")
        print(f"  to {[(_short(t.names), t.low, t.high) for t in key.targets]}")
        print(f"     said {said.targets}")


def _short(names: Names) -> str:
    return " / ".join(sorted(names))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = parser_of("muc4", __doc__)
    parser.add_argument("--dev", type=int, default=0, help="development files instead of the test")
    parser.add_argument("--misses", action="store_true", help="print gold and said (with --dev)")
    chosen = parser.parse_args(arguments)
    files = development(chosen.dev) if chosen.dev else TEST
    found = list(messages(chosen.shared / MUC4, files))
    reader = BuiltinReader()
    if chosen.misses and chosen.dev:
        print_misses(reader, found)
        return 0
    print_counts({"MUC-4": score_messages(reader, found)})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
