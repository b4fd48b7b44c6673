"""WikiEvents dev: triggers, their types and their participants, by the ontology of another world.

    python -m evaluation.wikievents [--shared ../shared]

20 documents on bombings and outbreaks with the triggers, types and arguments of the KAIROS
ontology (Li, Ji and Han 2021). `COUNTERPARTS` maps its types to ours; what has none (contact,
transport of goods, disease, trade, investigation) is out of scope: neither missed nor wrong.

Rules. *Trigger*: a said trigger that shares a character with gold's; each is matched once. Said
are all triggers of the reading but those at a gold trigger out of scope. *Type*: the matched
trigger has one of the types that gold's stands for; deaths and injuries are told by the type of
what did them, as here. *Agent* and *target*: of the matched triggers that have one in gold, and
of those that the reader names one for: right when the words of the two share one that is no
article or preposition, or if they do so with another mention of gold's entity in the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.attribution import Table
from evaluation.command import parser_of, print_counts
from evaluation.places import Stretch, shared
from tellings.domain.reading import EventMention
from tellings.ingest import from_text
from tellings.read import BuiltinReader

DEV, COREF = "data/wikievents/dev.jsonl", "data/wikievents/coref/dev.jsonlines"
HARM = ("attack", "execution", "accident", "battle")
COUNTERPARTS: dict[str, tuple[str, ...]] = {
    "Conflict.Attack": ("attack", "battle", "incursion", "siege", "execution"),
    "Conflict.Demonstrate": ("protest",),
    "Life.Die": HARM,
    "Life.Injure": HARM,
    "ArtifactExistence.DamageDestroyDisableDismantle": HARM,
    "Justice.ArrestJailDetain": ("detention",),
    "Justice.ChargeIndict": ("trial",),
    "Justice.TrialHearing": ("trial",),
    "Justice.Convict": ("trial",),
    "Justice.Sentence": ("trial",),
    "Justice.Acquit": ("trial",),
    "Justice.ReleaseParole": ("release", "amnesty"),
    "Movement.Transportation.Evacuation": ("evacuation", "displacement"),
    "Contact.Contact.Meet": ("negotiation", "visit"),
    "Contact.Negotiate": ("negotiation",),
    "Personnel.Elect": ("election",),
}
ROLES = {
    "agent": {"Attacker", "Killer", "Injurer", "Jailer", "Demonstrator", "JudgeCourt",
              "Perpetrator", "DamagerDestroyer", "Prosecutor", "Transporter"},
    "target": {"Target", "Victim", "Detainee", "Defendant", "PassengerArtifact", "Artifact"},
}  # fmt: skip
SMALL = {"the", "a", "an", "of", "in", "and", "to", "for", "at", "on", "by", "his", "their", "its"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold event: where its trigger stands, our types for it, and who takes part."""

    trigger: Stretch
    types: tuple[str, ...]  # none: out of scope
    roles: dict[str, tuple[str, ...]]  # role: the texts of each mention of who has it


def types_of(kairos: str) -> tuple[str, ...]:
    """Our types for a type of KAIROS: that of its longest prefix that has some."""
    parts = kairos.split(".")
    prefixes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((COUNTERPARTS[p] for p in prefixes if p in COUNTERPARTS), ())


def read_documents(dev: Path, coref: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """(id, text, gold) of each document; every sentence on a line of its own."""
    clusters = {row["doc_key"]: row["clusters"] for row in _rows(coref)} if coref.exists() else {}
    for row in _rows(dev):
        text, bounds = _text(row["sentences"])
        names = _names(row["entity_mentions"], clusters.get(row["doc_id"], []))
        yield row["doc_id"], text, [_gold(e, bounds, names) for e in row["event_mentions"]]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _text(sentences: Sequence[Any]) -> tuple[str, list[Stretch]]:
    """The text, and where each token stands in it."""
    text, bounds = "", []
    for tokens, sentence in sentences:
        first = tokens[0][1]
        bounds += [(len(text) + a - first, len(text) + b - first) for _, a, b in tokens]
        text += sentence + "\n"
    return text, bounds


def _names(
    entities: Sequence[Any], clusters: Sequence[Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    text: dict[str, str] = {e["id"]: e["text"] for e in entities}
    out: dict[str, tuple[str, ...]] = {i: (t,) for i, t in text.items()}
    for cluster in clusters:
        known = tuple(text[i] for i in cluster if i in text)
        out.update({i: known for i in cluster if i in text})
    return out


def _gold(event: dict[str, Any], bounds: Sequence[Stretch], names: dict[str, Any]) -> Gold:
    trigger = event["trigger"]
    at = (bounds[trigger["start"]][0], bounds[trigger["end"] - 1][1])
    roles = {
        ours: tuple(
            n
            for a in event["arguments"]
            if a["role"] in theirs
            for n in (a["text"], *names.get(a["entity_id"], ()))
        )
        for ours, theirs in ROLES.items()
    }
    return Gold(at, types_of(event["event_type"]), roles)


def score_document(table: Table, gold: Sequence[Gold], mentions: Sequence[EventMention]) -> None:
    """Add one document."""
    said: dict[Stretch, EventMention] = {}
    for m in mentions:
        said.setdefault((m.trigger.start, m.trigger.end), m)
    matched: dict[Stretch, Gold] = {}
    beyond = set[Stretch]()
    for g in sorted(gold, key=lambda g: not g.types):  # those in scope choose first
        free = [s for s in said if s not in matched and shared(s, g.trigger)]
        if free:
            best = max(free, key=lambda s: (shared(s, g.trigger), s))
            matched[best] = g
            if not g.types:
                beyond.add(best)
    pairs = [(said[s], g) for s, g in matched.items() if s not in beyond]
    scope = sum(bool(g.types) for g in gold)
    table.add("trigger", len(pairs), len(said) - len(beyond), scope)
    typed = sum(m.type.startswith(g.types) for m, g in pairs)
    table.add("trigger and type", typed, len(said) - len(beyond), scope)
    for role in ROLES:
        wanted = [(m.role(role), g.roles[role]) for m, g in pairs]
        hit = sum(r is not None and _names_one(r.name, names) for r, names in wanted)
        named = sum(r is not None for r, names in wanted if names)
        table.add(role, hit, named, sum(bool(names) for _, names in wanted))


def _names_one(name: str, names: Sequence[str]) -> bool:
    ours = _words(name)
    return any(ours & _words(n) for n in names)


def _words(text: str) -> set[str]:
    return {re.sub(r"s$", "", w) for w in re.findall(r"\w+", text.lower())} - SMALL


def all_scores(reader: BuiltinReader, shared_folder: Path) -> dict[str, Table]:
    """The table of the development set."""
    table = Table()
    for name, text, gold in read_documents(shared_folder / DEV, shared_folder / COREF):
        reading = reader.read(from_text(text, f"{name}.txt"))
        score_document(table, gold, reading.event_mentions)
    return {"WikiEvents dev": table}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = parser_of("wikievents", __doc__)
    chosen = parser.parse_args(arguments)
    tables = all_scores(BuiltinReader(), chosen.shared)
    print_counts(tables)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
