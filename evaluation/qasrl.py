"""Who does what to whom on QA-SRL: the reader's roles of any verb against questions and answers.

    python -m evaluation.qasrl [--shared ../shared]

QASRL-GS dev (Roit et al. 2020): sentences of Wikinews and Wikipedia in which people asked and
answered questions about each verb. The reader is given the verb, as a trigger of no particular
type, and says agent and target. Gold's agent is the answer to what asks for the subject of an
active verb, or for "by" of a passive one; gold's target the answer to what asks for the object of
an active verb or the subject of a passive one ("Who led something?", "What was led?"). Questions
with "where", "when", "how" and "why", and those that ask behind another preposition, are left out.

Rule: a role is right when the words of its phrase and of some answer have an intersection over
union of at least .3, the set's own threshold; each is counted once a verb. "Either" counts who
takes part, in whichever role, which is what an intransitive verb leaves open ("The door opened").
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.attribution import Table
from evaluation.command import parser_of, print_counts
from tellings.domain.text import Document
from tellings.models.runtime import Encoder
from tellings.read.entities import read_names
from tellings.read.participants import Participants
from tellings.read.role_evidence import Asked, Evidence
from tellings.read.roles import read_roles
from tellings.read.syntax import Syntax, parse

QASRL = "data/qasrl"
SETS = {"QASRL dev, Wikinews": "wikinews.dev", "QASRL dev, Wikipedia": "wikipedia.dev"}
ALIKE = 0.3
ANY_TYPE = "attack.other"  # the type whose rules hold for any transitive verb
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a sentence (word number) with the answers, each the words of it, by role."""

    at: int
    answers: dict[str, tuple[Words, ...]]


def role_asked(row: dict[str, str]) -> str | None:
    """The role that a question asks for: agent, target, or none of them."""
    if row["wh"] not in {"who", "what"}:
        return None
    passive, subject = row["is_passive"] == "True", row["subj"]
    if not subject:
        return "target" if passive else "agent"
    if passive:
        return "agent" if row["prep"] == "by" and not row["obj"] else None
    return None if row["prep"] or row["obj"] or row["obj2"] else "target"


def read_verbs(path: Path) -> dict[str, list[Verb]]:
    """The verbs with their answers by sentence id."""
    found: dict[tuple[str, int], dict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answers = found[row["qasrl_id"], int(row["verb_idx"])]
            role = role_asked(row)
            if role:
                answers[role] += [_range(r) for r in row["answer_range"].split("~!~") if r]
    out: dict[str, list[Verb]] = defaultdict(list)
    for (sentence, at), by_role in found.items():
        out[sentence].append(Verb(at, {r: tuple(a) for r, a in by_role.items()}))
    return out


def read_sentences(path: Path) -> dict[str, list[str]]:
    """The words of each sentence by its id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["qasrl_id"]: row["tokens"].split() for row in csv.DictReader(file)}


def _range(text: str) -> Words:
    low, high = text.split(":")
    return frozenset(range(int(low), int(high)))


def score_sentences(
    encoder: Encoder, sentences: Iterable[tuple[Sequence[str], Sequence[Verb]]]
) -> Table:
    """F1 of agent, target, and either."""
    table = Table()
    for words, verbs in sentences:
        text = " ".join(words)
        document = Document("s", "s", text, "s")
        syntax = parse(document, encoder.run(text))
        participants = Participants(syntax, read_names(syntax))
        starts = _starts(words)
        for verb in verbs:
            _add(table, verb, _said(participants, starts, verb.at))
    return table


def _said(participants: Participants, starts: Sequence[int], verb: int) -> dict[str, Words]:
    syntax: Syntax = participants.syntax
    at = syntax.words.at(starts[verb])
    asked = Asked(at, range(at, at + 1), ANY_TYPE)
    roles = [p.role for p in read_roles("s", Evidence.of(participants), asked)]
    return {
        r.role: frozenset(i for i, s in enumerate(starts) if r.span.start <= s < r.span.end)
        for r in reversed(roles)  # of two targets the likelier one
        if r.role != "instrument"
    }


def _starts(words: Sequence[str]) -> list[int]:
    out, at = [], 0
    for word in words:
        out.append(at)
        at += len(word) + 1
    return out


def _add(table: Table, verb: Verb, said: dict[str, Words]) -> None:
    for role in ("agent", "target"):
        gold = verb.answers.get(role, ())
        ours = said.get(role)
        hit = ours is not None and any(alike(ours, g) for g in gold)
        table.add(role, hit, ours is not None, bool(gold))
    every = [g for answers in verb.answers.values() for g in answers]
    right = sum(any(alike(s, g) for g in every) for s in said.values())
    table.add("either", right, len(said), sum(bool(a) for a in verb.answers.values()))


def alike(a: Words, b: Words) -> bool:
    """Whether intersection over union reaches the threshold."""
    return len(a & b) >= ALIKE * len(a | b) > 0


def sentences_of(folder: Path, stem: str) -> Iterator[tuple[list[str], list[Verb]]]:
    """The sentences of one set with their verbs."""
    words = read_sentences(folder / f"{stem}.full.csv")
    for name, verbs in read_verbs(folder / f"{stem}.gold.csv").items():
        if name in words:
            yield words[name], verbs


def all_scores(encoder: Encoder, shared: Path) -> dict[str, Table]:
    """The tables of both sets."""
    folder = shared / QASRL
    return {t: score_sentences(encoder, sentences_of(folder, s)) for t, s in SETS.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = parser_of("qasrl", __doc__)
    chosen = parser.parse_args(arguments)
    tables = all_scores(Encoder(), chosen.shared)
    print_counts(tables)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
