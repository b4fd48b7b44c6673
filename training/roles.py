"""Learn the weights by which participants of events are chosen: `read/roles.toml`.

    python -m training.roles [--shared ../shared] [--write]

A log-linear model over the facts of `read/role_evidence.py`, on the annotated reports whose bucket
is below 8 (those of `evaluation.accounts` that rules may be made on). For each role of each
mention at a gold event the candidates of its sentence that name gold's participant share the
probability, the closer their words the more; where none does, nobody has it all. Fitted by
L-BFGS with a ridge. Without `--write` the reports are parted in five, and what is printed was
learned on the other four.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.accounts import Report, read_reports
from evaluation.claims import HELD_OUT
from evaluation.examples_accounts import same_name
from tellings.models.runtime import Encoder
from tellings.read import BuiltinReader
from tellings.read.events import asked_of, evidence_of, figures_of
from tellings.read.participants import Found
from tellings.read.role_choice import NOBODY_LESS, ROLES
from tellings.read.role_evidence import Asked, Candidate, Evidence
from tellings.read.roles import role_of
from tellings.read.triggers import find_triggers

RIDGE = 4.0
#: What a ridge pulls these weights to; all others it pulls to nothing. Word order alone is right
#: more often than not, on whatever texts.
BY_HAND = {"agent": {"agent by word order": 2.0}, "target": {"target by word order": 2.0}}
SEEN = 4  # a fact that fewer candidates have is no fact
LEAST = 0.05  # a weight below this is left out
PARTS = 5
WEIGHTS = Path(__file__).parents[1] / "src" / "tellings" / "read" / "roles.toml"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One role of one mention: the facts of each candidate, nobody's last, and how right each is.

    `told`: whether gold has the role at all.
    """

    report: str
    role: str
    facts: tuple[tuple[str, ...], ...]
    right: tuple[float, ...]
    told: bool


# ------------------------------------------------------------------------------------ choices
def choices_of(report: Report, reader: BuiltinReader) -> Iterator[Choice]:
    """Both roles of each mention at a gold event of a report."""
    context = reader.context(report.document)
    triggers = find_triggers(context.syntax, context.names)
    evidence = evidence_of(context, triggers, figures_of(context))
    syntax = context.syntax
    by_span = {(syntax.start(t.low), syntax.end(t.high - 1)): t for t in triggers}
    for gold, mentions in report.found:
        spans = dict.fromkeys((m.trigger.start, m.trigger.end) for m in mentions)
        for span in spans:
            if span in by_span:
                yield from _choices(report.gold["unit_id"], gold, evidence, asked_of(by_span[span]))


def _choices(
    report: str, gold: dict[str, Any], evidence: Evidence, asked: Asked
) -> Iterator[Choice]:
    candidates = evidence.candidates(asked)
    facts = (*evidence.facts(asked, candidates), evidence.none_facts(asked))
    for role in ROLES:
        name = gold[role]["text"]
        right = [likeness(n, name) for n in map(partial(_names, evidence), candidates)]
        yield Choice(report, role, facts, tuple(right), bool(name))


def _names(evidence: Evidence, candidate: Candidate) -> list[str]:
    """How a candidate can be named: in its words, and as it is led to; none if it names nobody."""
    people = evidence.participants
    role = role_of("", people, Found("agent", candidate.low, candidate.high))
    return [role.name, people.syntax.slice(candidate.low, candidate.high)] if role else []


def likeness(names: Sequence[str], gold: str | None) -> float:
    """The share of words that gold's name has in common with the nearest of some names."""
    if not gold:
        return 0.0
    near = [n for n in names if same_name(n, gold)]
    return max((len(_words(n) & _words(gold)) / len(_words(n) | _words(gold)) for n in near),
               default=0.0)  # fmt: skip


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"the", "a", "an", "of", "s", "and"}


# ------------------------------------------------------------------------------------ fitting
@dataclass(frozen=True, slots=True)
class Rows:
    """Choices as arrays: each entry one fact of one candidate of one choice."""

    facts: Ints  # number of the fact, by entry
    candidate: Ints  # number of the candidate, by entry
    choice: Ints  # number of the choice, by candidate
    right: Floats  # share of the probability that it should have, by candidate

    @classmethod
    def of(cls, choices: Sequence[Choice], known: dict[str, int]) -> Rows:
        """Facts that are not known are left out."""
        facts, candidate, choice, right = list[int](), list[int](), list[int](), list[float]()
        for n, c in enumerate(choices):
            share = np.array([r * r for r in c.right] + [0.0])
            share[-1] = 0.0 if share.any() else 1.0
            for k, names in enumerate(c.facts):
                mine = [known[f] for f in dict.fromkeys(names) if f in known]
                facts += mine
                candidate += [len(choice)] * len(mine)
                choice.append(n)
                right.append(float(share[k] / share.sum()))
        return cls(np.array(facts), np.array(candidate), np.array(choice), np.array(right))


def loss_of(rows: Rows, weights: Floats, start: Floats) -> tuple[float, Floats]:
    """Cross-entropy with the ridge, and its slope."""
    odds = np.bincount(rows.candidate, weights[rows.facts], minlength=len(rows.choice))
    most = np.full(int(rows.choice[-1]) + 1, -np.inf)
    np.maximum.at(most, rows.choice, odds)
    up = np.exp(odds - most[rows.choice])
    likely = up / np.bincount(rows.choice, up)[rows.choice]
    loss = -float(rows.right @ np.log(np.maximum(likely, 1e-12)))
    slope = np.bincount(rows.facts, (likely - rows.right)[rows.candidate], minlength=len(weights))
    off = weights - start
    return loss + RIDGE / 2 * float(off @ off), slope + RIDGE * off


def climb(rows: Rows, start: Floats) -> Floats:
    """The weights of least loss, by L-BFGS."""
    weights = start.copy()
    loss, slope = loss_of(rows, weights, start)
    steps: deque[tuple[Floats, Floats]] = deque(maxlen=10)
    for _ in range(300):
        way = _direction(slope, steps)
        reach = 1.0
        while True:
            now, after = loss_of(rows, weights - reach * way, start)
            if now <= loss - 1e-4 * reach * float(slope @ way) or reach < 1e-6:
                break
            reach /= 2
        step, bend = -reach * way, after - slope
        if float(step @ bend) > 1e-10:
            steps.append((step, bend))
        done = abs(loss - now) < 1e-5 * abs(loss)
        weights, loss, slope = weights + step, now, after
        if done:
            break
    return weights


def _direction(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    way, kept = slope.copy(), []
    for step, bend in reversed(steps):
        share = float(step @ way) / float(step @ bend)
        kept.append(share)
        way = way - share * bend
    if steps:
        step, bend = steps[-1]
        way = way * (float(step @ bend) / float(bend @ bend))
    else:
        way = way / max(1.0, float(np.abs(way).max()))
    for (step, bend), share in zip(steps, reversed(kept), strict=True):
        way = way + (share - float(bend @ way) / float(step @ bend)) * step
    return way


def learn(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights of one role."""
    counts = Counter(f for c in choices for facts in c.facts[:-1] for f in set(facts))
    nobody = {f for c in choices for f in c.facts[-1]}
    known = {
        f: n for n, f in enumerate(sorted({f for f, c in counts.items() if c >= SEEN} | nobody))
    }
    start = np.zeros(len(known))
    for fact, weight in BY_HAND[choices[0].role].items():
        start[known[fact]] = weight
    weights = climb(Rows.of(choices, known), start)
    return {f: round(float(weights[n]), 2) for f, n in known.items() if abs(weights[n]) >= LEAST}


# ------------------------------------------------------------------------------------ results
def part_of(report: str) -> int:
    """0..4 by hash."""
    return int(hashlib.sha1(report.encode(), usedforsecurity=False).hexdigest()[:8], 16) % PARTS


def is_right(choice: Choice, weights: dict[str, float]) -> bool:
    """Whether the likeliest candidate is a right one."""
    odds = [sum(weights.get(f, 0.0) for f in dict.fromkeys(facts)) for facts in choice.facts]
    odds[-1] -= NOBODY_LESS
    best = int(np.argmax(odds))
    return best < len(choice.right) and choice.right[best] > 0


def as_toml(weights: dict[str, dict[str, float]], choices: Sequence[Choice]) -> str:
    """The table as it is shipped."""
    lines = [
        "# What each fact of read/role_evidence.py adds to the log-odds that a phrase has a role.",
        "# Made by `python -m training.roles --write`.",
    ]
    for role, table in weights.items():
        mine = [c for c in choices if c.role == role]
        lines += [
            "",
            f"[{role}]",
            f"# {len(mine):,} mentions, {sum(c.told for c in mine):,} with one",
        ]
        lines += [f'"{fact}" = {w:.2f}' for fact, w in sorted(table.items())]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print what it gives on reports left out, and write where asked."""
    parser = argparse.ArgumentParser(prog="training.roles")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="replace read/roles.toml")
    chosen = parser.parse_args(arguments)
    reader = BuiltinReader(Encoder())
    reports = read_reports(reader, chosen.shared / "annotated", lambda b: b < HELD_OUT)
    choices = [c for report in reports for c in choices_of(report, reader)]
    for role in ROLES:
        right = total = 0
        for part in range(PARTS):
            mine = [c for c in choices if c.role == role]
            weights = learn([c for c in mine if part_of(c.report) != part])
            rest = [c for c in mine if part_of(c.report) == part and c.told]
            right += sum(is_right(c, weights) for c in rest)
            total += len(rest)
        print(f"{role}: {right} of {total} mentions right, learned on other reports")
    if chosen.write:
        table = {role: learn([c for c in choices if c.role == role]) for role in ROLES}
        WEIGHTS.write_text(as_toml(table, choices), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
