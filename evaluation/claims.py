"""Claims on 40 annotated reports: found, on whose word, through whom, how held, how taken up.

    python -m evaluation.claims                the tables
    python -m evaluation.claims --misses       and every miss, with the stage that it comes from
    python -m evaluation.claims --held         how verbs commit, on two public sets of ratings

Rules. A gold claim is found when the content of a claim covers .6 of its characters (the tightest
such claim counts, the nearer in length of two). Names are the same when the words of one lie
within the other's or half of all are shared, articles and small words aside. Right source: the
innermost source has the gold name, or the gold's person. Chain exactly right: as many links as in
the gold, each of the same name; counted over nested claims, those of more than one link or inside
another. Commitment and author stance are counted over the claims found; macro F1 is the mean over
the classes that the gold has. "Said that gold has" is the share of
claims read of whose content half lies in a gold claim's.

Documents are parted by `training.corpora.bucket`: below 8 rules were made and the model was
trained, from 8 on nothing was looked at. "Whole" is both together.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.attribution import Table
from evaluation.examples_accounts import same_name
from evaluation.places import Stretch, shared
from tellings.domain.reading import Claim, Stance
from tellings.domain.text import Document
from tellings.ingest import from_text
from tellings.models.runtime import Encoder
from tellings.read.claims import read_claims
from tellings.read.decode import spans
from tellings.read.entities import read_names
from tellings.read.places import find_places
from tellings.read.stance import stance_of
from tellings.read.syntax import Syntax, parse, prose
from tellings.read.wording import wording
from training.corpora import bucket

Json = dict[str, Any]

SHARED = Path(__file__).parents[2] / "shared"
HELD_OUT = 8
COVER = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim with where its content stands, and the claim that was found for it."""

    gold: Json
    content: tuple[Stretch, ...]
    found: Claim | None

    @property
    def is_nested(self) -> bool:
        """Whether the claim has a chain of sources, or stands in another."""
        return len(self.gold["chain"]) > 1 or self.gold["inside"] is not None

    @property
    def has_source(self) -> bool:
        """Whether it was found with the right innermost source."""
        source = self.found.source if self.found else None
        if self.found is None:
            return False
        said = [source.name, source.person] if source else [None]
        wanted = [self.gold["source"]["name"], self.gold["source"]["person"]]
        names = [w for w in wanted if w] or [None]
        return any(same_name(a, b) for a in said if a or len(said) == 1 for b in names) or (
            names == [None] and said[0] is None
        )

    @property
    def has_chain(self) -> bool:
        """Whether every link of the chain is right, and none is missing or too many."""
        if self.found is None:
            return False
        said, wanted = self.found.sources, self.gold["chain"]
        return len(said) == len(wanted) and all(
            same_name(s.name, w) or same_name(s.person, w)
            for s, w in zip(said, wanted, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A document read: its parse and its claims."""

    document: Document
    syntax: Syntax
    claims: tuple[Claim, ...]


def read_document(encoder: Encoder, text: str, path: str) -> Read:
    """Taken in and read as the built-in reader does, as far as claims."""
    document = from_text(text, path)
    syntax = parse(document, encoder.run(document.text))
    places = [(p.start, p.end) for p in find_places(document.text) if p.role == "location"]
    names = read_names(syntax, prose(document), places)
    return Read(document, syntax, read_claims(document, syntax, names))


def annotated(folder: Path) -> Iterator[tuple[str, str, list[Json]]]:
    """(unit, text, claims) of each annotated report."""
    for row in json.loads((folder / "claims.json").read_text("utf-8")):
        text = (folder / "docs" / f"{row['unit_id']}.txt").read_text("utf-8")
        yield row["unit_id"], text, row["claims"]


def stretch(text: str, quote: Json | None) -> Stretch | None:
    """Where the quoted words stand: their given occurrence."""
    if not quote or not quote.get("quote"):
        return None
    words, at = str(quote["quote"]), -1
    for _ in range((quote.get("occurrence") or 0) + 1):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def pairs(text: str, gold: Sequence[Json], claims: Sequence[Claim]) -> list[Pair]:
    """Each gold claim with the tightest claim that covers it."""
    out = []
    for row in gold:
        content = tuple(s for c in row["content"] if (s := stretch(text, c)))
        size = sum(b - a for a, b in content)

        def unlike(claim: Claim, size: int = size) -> tuple[int, str]:
            return abs(sum(len(c) for c in claim.content) - size), claim.id

        fitting = [c for c in claims if covered(content, c) >= COVER * size] if size else []
        out.append(Pair(row, content, min(fitting, key=unlike, default=None)))
    return out


def is_held(claim: Claim, row: Sequence[Pair]) -> bool:
    """Whether half of a claim's content lies in some gold claim's."""
    size = sum(len(c) for c in claim.content)
    return any(2 * covered(p.content, claim) >= size for p in row)


def covered(content: Iterable[Stretch], claim: Claim) -> int:
    """How many characters of the stretches lie in a claim's content."""
    return sum(shared(s, (c.start, c.end)) for s in content for c in claim.content)


# ------------------------------------------------------------------------------------ scores
def score_claims(found: Iterable[tuple[Sequence[Pair], int, int]]) -> Table:
    """The table of documents, each as its pairs and the number of claims that were read."""
    table = Table()
    everything: list[Pair] = []
    for row, held, said in found:
        everything += row
        hit = sum(p.found is not None for p in row)
        table.add("claims found (recall)", hit, len(row), len(row))
        table.add("claims said that gold has", held, said, said)
        right = sum(p.has_source for p in row)
        table.add("with the right source", right, len(row), len(row))
        nested = [p for p in row if p.is_nested]
        table.add("nested: found", sum(p.found is not None for p in nested), *2 * [len(nested)])
        table.add("nested: chain exact", sum(p.has_chain for p in nested), *2 * [len(nested)])
        table.add("all: chain exact", sum(p.has_chain for p in row), len(row), len(row))
    here = [(p.gold, p.found) for p in everything if p.found is not None]
    add_classes(table, "commitment", [(g["commitment"], f.commitment.value) for g, f in here])
    add_classes(table, "stance", [(g["author_stance"], f.author_stance.value) for g, f in here])
    return table


def add_classes(table: Table, name: str, answers: Sequence[tuple[str, str]]) -> None:
    """Rows of accuracy and of each class that the gold has: `answers` are (gold, said)."""
    right = sum(a == b for a, b in answers)
    table.add(f"{name}: accuracy", right, len(answers), len(answers))
    for kind in sorted({a for a, _ in answers}):
        hit = sum(a == b == kind for a, b in answers)
        said, gold = (sum(x[i] == kind for x in answers) for i in (1, 0))
        table.add(f"{name}: {kind}", hit, said, gold)


def macro(table: Table, name: str) -> float:
    """The mean F1 of the classes that the gold has."""
    rows = [r.f1 for key, r in table.rows.items() if key.startswith(f"{name}: ")
            and not key.endswith("accuracy")]  # fmt: skip
    return sum(rows) / len(rows) if rows else 0.0


def all_scores(encoder: Encoder, shared_folder: Path) -> dict[str, Table]:
    """The tables of the held-out documents, of those that rules were made on, and of all."""
    read = [
        (bucket(unit), pairs(result.document.text, gold, result.claims), result.claims)
        for unit, text, gold in annotated(shared_folder / "annotated")
        for result in [read_document(encoder, text, f"{unit}.txt")]
    ]
    tests: dict[str, Callable[[int], bool]] = {
        "annotated claims, held-out documents": lambda b: b >= HELD_OUT,
        "annotated claims, documents that were tuned on": lambda b: b < HELD_OUT,
        "annotated claims, whole": lambda _: True,
    }
    return {
        title: score_claims(
            (row, sum(is_held(c, row) for c in claims), len(claims))
            for b, row, claims in read
            if test(b)
        )
        for title, test in tests.items()
    }


# ------------------------------------------------------------------------------------ misses
def stage_of(pair: Pair, read: Read) -> str | None:
    """Which stage a claim without the right source was lost in; None where it is right.

    "tags": no content or no source span where gold has one. "linking": both are tagged, and not
    together. "resolution": linked to the right words, and another name made of them.
    """
    if pair.has_source:
        return None
    text, syntax = read.document.text, read.syntax
    if pair.found is None:
        size = sum(b - a for a, b in pair.content)
        tagged = tagged_share(syntax, pair.content)
        return "linking: no claim" if tagged >= COVER * size else "tags: content"
    wanted = stretch(text, pair.gold["source"])
    linked = pair.found.source.span if pair.found.source else None
    if wanted is None:
        return "linking: a source where none is" if linked else "resolution: unnamed"
    if linked is not None and shared((linked.start, linked.end), wanted):
        return "resolution"
    said = [(syntax.start(t.low), syntax.end(t.high - 1)) for t in spans(syntax.words, "source")]
    return "linking: source" if any(shared(s, wanted) for s in said) else "tags: source"


def tagged_share(syntax: Syntax, content: Iterable[Stretch]) -> int:
    """How many characters of the stretches are tagged as content."""
    said = [(syntax.start(t.low), syntax.end(t.high - 1)) for t in spans(syntax.words, "content")]
    return sum(shared(s, c) for s in said for c in content)


def print_misses(encoder: Encoder, shared_folder: Path, *, held_out: bool = False) -> None:
    """Each claim that is not right, by document, and how many were lost where."""
    stages: Counter[str] = Counter()
    for unit, text, gold in annotated(shared_folder / "annotated"):
        if (bucket(unit) >= HELD_OUT) != held_out:
            continue
        read = read_document(encoder, text, f"{unit}.txt")
        for pair in pairs(read.document.text, gold, read.claims):
            stage = stage_of(pair, read)
            stages[stage or "right"] += 1
            if stage or not (pair.has_chain or not pair.is_nested):
                print(f"{unit} {stage or 'chain'}\n    gold {described(pair.gold)}")
                print(f"    said {told(read.document, pair.found)}")
    print(dict(stages.most_common()))


def described(gold: Json) -> str:
    """A gold claim on one line."""
    cue = (gold["cue"] or {}).get("quote")
    return (
        f"{gold['chain']} | {cue} | {gold['source']['quote']} | {gold['content'][0]['quote'][:90]}"
    )


def told(document: Document, claim: Claim | None) -> str:
    """A claim on one line."""
    if claim is None:
        return "nothing"
    cue = document.quote(claim.cue) if claim.cue else None
    said = document.quote(claim.content[0])[:90]
    return f"{[s.name for s in claim.sources]} | {cue} | {said}"


# ---------------------------------------------------------- how verbs commit, on public ratings
CERTAIN = 1.0
"""A mean rating from which raters are sure: of -3..3 in CommitmentBank, of -2..2 in the other."""


def score_verbs(data: Path) -> dict[str, Table]:
    """Whether the author is bound to the complement of a verb, on two public sets of ratings.

    A rating of at least CERTAIN means that the author holds the complement true: gold's
    "endorses". Said is what `stance_of` makes of the sentence alone.
    """
    bank = data / "commitmentbank" / "CommitmentBank-items.csv"
    verbs = data / "verb_veridicality" / "verb_veridicality_evaluation.tsv"
    with bank.open(encoding="utf-8", newline="") as file:
        rated = [(r["Target"], r["Verb"], float(r["Mean"])) for r in csv.DictReader(file)]
    with verbs.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["task"] == "that"]
    plain = [(r["sentence"], r["verb"], mean(r["turker_pos_ratings"])) for r in rows]
    denied = [(r["neg_sentence"], r["verb"], mean(r["turker_neg_ratings"])) for r in rows]
    return {
        "CommitmentBank": rated_table(rated),
        "verb veridicality, that": rated_table(plain),
        "verb veridicality, negated": rated_table(denied),
    }


def mean(ratings: str) -> float:
    """The mean of numbers with commas between."""
    numbers = [float(r) for r in ratings.split(",")]
    return sum(numbers) / len(numbers)


def rated_table(items: Iterable[tuple[str, str, float]]) -> Table:
    """F1 of "endorses" and the share of items that agree: (sentence, verb's lemma, rating)."""
    table = Table()
    for sentence, verb, rating in items:
        hit = re.search(rf"\b{re.escape(verb[: max(3, len(verb) - 2)])}\w*", sentence, re.I)
        if hit is None:
            continue
        content = [(hit.end(), len(sentence))]
        said = stance_of(wording(sentence, hit.span(), content, (0, len(sentence)), (0, 0)))
        endorsed, true = said is Stance.ENDORSES, rating >= CERTAIN
        table.add("endorses", endorsed and true, endorsed, true)
        table.add("agreement", endorsed == true, 1, 1)
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="evaluation.claims")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--misses", action="store_true", help="print each miss of the tuned part")
    parser.add_argument("--held", action="store_true", help="how verbs bind the author")
    chosen = parser.parse_args(arguments)
    if chosen.held:
        for title, table in score_verbs(chosen.shared / "data").items():
            print(title, *(f"  {name}: {count}" for name, count in table.rows.items()), sep="\n")
        return 0
    encoder = Encoder()
    if chosen.misses:
        print_misses(encoder, chosen.shared)
        return 0
    for title, table in all_scores(encoder, chosen.shared).items():
        print(title)
        for name, count in table.rows.items():
            print(f"  {name}: {count}")
        for name in ("commitment", "stance"):
            print(f"  {name}: macro F1 {macro(table, name):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
