"""Targeted sentiment on NewsMTSC: how a sentence of political news speaks of an actor in it.

    python -m evaluation.sentiment [--shared ../shared]

NewsMTSC devtest_mt (Hamborg and Donnay 2021): sentences with at least two targets; a target is a
stretch that names an actor, and is spoken of negatively, neutrally or positively. The part is not
used in training. Macro F1 is the mean of the F1 of the three classes, the measure of its authors,
whose best model (RoBERTa, 125 million parameters, twelve layers) reaches .83. "Other mentions by
gold" gives the reader the other mentions of the target in its sentence, which the set marks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.attribution import Table
from evaluation.command import parser_of, print_counts
from tellings.domain.text import Document
from tellings.models.runtime import Encoder
from tellings.read.polarity import Bounds, polarity_scores
from tellings.read.syntax import Syntax, parse

DEVTEST = "data/newsmtsc/devtest_mt.jsonl"
CLASSES = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}


@dataclass(frozen=True, slots=True)
class Target:
    """A stretch that names an actor, its other mentions, and how it is spoken of."""

    start: int
    end: int
    others: tuple[tuple[int, int], ...]
    polarity: str


def read_sentences(path: Path) -> Iterator[tuple[str, list[Target]]]:
    """Sentences with their targets."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["sentence_normalized"], [_target(t) for t in row["targets"]]


def _target(row: dict[str, Any]) -> Target:
    others = tuple((m["from"], m["to"]) for m in row.get("further_mentions", ()))
    return Target(row["from"], row["to"], others, CLASSES[row["polarity"]])


def words_of(syntax: Syntax, start: int, end: int) -> Bounds:
    """The words of a stretch of the text."""
    low = syntax.words.at(start)
    return low, max(low + 1, syntax.words.at(end - 1) + 1)


def _by_gold(syntax: Syntax, target: Target) -> list[Bounds]:
    return [words_of(syntax, a, b) for a, b in target.others]


def _none(_: Syntax, __: Target) -> list[Bounds]:
    return []


WAYS: dict[str, Callable[[Syntax, Target], list[Bounds]]] = {
    "NewsMTSC devtest_mt": _none,
    "NewsMTSC devtest_mt, other mentions by gold": _by_gold,
}


def score_sentences(
    encoder: Encoder, sentences: Iterable[tuple[str, Sequence[Target]]]
) -> dict[str, Table]:
    """For each way to find other mentions, F1 of each class and their accuracy."""
    tables = {title: Table() for title in WAYS}
    for text, targets in sentences:
        syntax = parse(Document("s", "s", text, "s"), encoder.run(text))
        names = syntax.words.names["polarity"]
        for target in targets:
            own = words_of(syntax, target.start, target.end)
            for title, others in WAYS.items():
                scores = polarity_scores(syntax, [own, *others(syntax, target)])
                _add(tables[title], names[int(scores.argmax())], target.polarity)
    return tables


def _add(table: Table, said: str, gold: str) -> None:
    for name in CLASSES.values():
        table.add(name, said == gold == name, said == name, gold == name)
    table.add("accuracy", said == gold, 1, 1)


def macro_f1(table: Table) -> float:
    """The mean of the F1 of the three classes."""
    return sum(table.rows[name].f1 for name in CLASSES.values()) / len(CLASSES)


def all_scores(encoder: Encoder, shared: Path) -> dict[str, Table]:
    """The tables of devtest_mt; `macro_f1` of each is its score."""
    return score_sentences(encoder, read_sentences(shared / DEVTEST))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = parser_of("sentiment", __doc__)
    chosen = parser.parse_args(arguments)
    tables = all_scores(Encoder(), chosen.shared)
    print_counts(tables)
    for title, table in tables.items():
        print(f"{title}: macro F1 {macro_f1(table):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
