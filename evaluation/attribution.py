"""Attribution on PolNeAR dev, names on GUM dev and CrossNER politics dev.

Rules. A token is a run of word characters or a single mark; it counts for a kind when it lies in
a span of that kind. Exact span: same start and end, a comma or full stop at the edge left out. A
whole attribution is found when the content's intersection over union is at least .5 and the
source has a word in common with gold's (both absent counts as right).
Names on GUM: the proper-noun stretch around the head of each mention whose head is a proper noun
(outermost first, no overlaps), with type person, organisation, place or misc.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tellings.domain.reading import Claim
from tellings.domain.text import Document
from tellings.models.runtime import Encoder
from tellings.read.claims import read_claims
from tellings.read.confidence import SURE
from tellings.read.decode import spans
from tellings.read.entities import read_names
from tellings.read.syntax import Syntax, parse
from training import corpora
from training.examples import Example, lose_punctuation

TOKEN = re.compile(r"\w+|[^\w\s]")
Bounds = tuple[int, int]


@dataclass(slots=True)
class Count:
    """Hits, said and gold; `f1` of them."""

    hit: int = 0
    said: int = 0
    gold: int = 0

    def add(self, hit: int, said: int, gold: int) -> None:
        """Add counts of one document."""
        self.hit += hit
        self.said += said
        self.gold += gold

    @property
    def f1(self) -> float:
        """2 hit / (said + gold)."""
        return 2 * self.hit / (self.said + self.gold) if self.said + self.gold else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}  (hit {self.hit}, said {self.said}, gold {self.gold})"


@dataclass(slots=True)
class Table:
    """Named counts, in the order in which they were first added to."""

    rows: dict[str, Count] = field(default_factory=dict)

    def add(self, name: str, hit: int, said: int, gold: int) -> None:
        """Add to one row."""
        self.rows.setdefault(name, Count()).add(hit, said, gold)


def as_document(example: Example) -> Document:
    """An example's text as a document without parts."""
    return Document(example.name, example.name, example.text, example.name)


def inside(text: str, bounds: Iterable[Bounds]) -> set[int]:
    """Starts of the tokens that lie in some span."""
    marked = bytearray(len(text))
    for a, b in bounds:
        marked[a:b] = b"\x01" * (b - a)
    return {m.start() for m in TOKEN.finditer(text) if marked[m.start()]}


def trimmed(text: str, bounds: Iterable[Bounds]) -> set[Bounds]:
    """Spans without marks at their edges."""
    out = set()
    for a, b in bounds:
        while a < b and not text[b - 1].isalnum():
            b -= 1
        while a < b and not text[a].isalnum():
            a += 1
        out.add((a, b))
    return out


def said_spans(syntax: Syntax, head: str) -> list[Bounds]:
    """Spans of a head as code points."""
    return [(syntax.start(t.low), syntax.end(t.high - 1)) for t in spans(syntax.words, head)]


def score_attribution(encoder: Encoder, examples: Iterable[Example]) -> Table:
    """Token F1 and exact-span F1 of source, cue, content; whole attributions."""
    table = Table()
    for example in examples:
        document = as_document(example)
        syntax = parse(document, encoder.run(example.text))
        for head in ("source", "cue", "content"):
            gold = [(a, b) for h, a, b, _ in example.spans if h == head]
            said = said_spans(syntax, head)
            x, y = inside(example.text, said), inside(example.text, gold)
            table.add(f"token {head}", len(x & y), len(x), len(y))
            x2, y2 = trimmed(example.text, said), trimmed(example.text, gold)
            table.add(f"exact {head}", len(x2 & y2), len(x2), len(y2))
        claims = read_claims(document, syntax, read_names(syntax))
        table.add("whole attribution", *_whole(example, claims))
        sure = [c for c in claims if c.confidence >= SURE]
        table.add("whole attribution, uncertain left out", *_whole(example, sure))
    return table


def gold_attributions(example: Example) -> list[tuple[Bounds, set[int]]]:
    """Each content span with the starts of the tokens of its source (empty if it has none)."""
    ends = {("source", a): b for h, a, b, _ in example.spans if h == "source"}
    content = {a: b for h, a, b, _ in example.spans if h == "content"}
    out = []
    for name, at, to in example.pointers:
        if name == "claim_source" and at in content:
            source = [(to, ends.get(("source", to), to + 1))] if to >= 0 else []
            out.append(((at, content[at]), inside(example.text, source)))
    return out


def _whole(example: Example, claims: Iterable[Claim]) -> tuple[int, int, int]:
    gold = gold_attributions(example)
    said = [
        ((c.start, c.end), inside(example.text, _source_bounds(claim)))
        for claim in claims
        for c in claim.content
    ]
    return len(matched(gold, said)), len(said), len(gold)


def matched(
    gold: Iterable[tuple[Bounds, set[int]]], said: Sequence[tuple[Bounds, set[int]]]
) -> set[int]:
    """Which of `said` are right; each of gold is matched once, to one with its source if it can."""
    free, hits = set(range(len(said))), set()
    for (a, b), source in gold:
        for i in sorted(free):
            (c, d), theirs = said[i]
            common = max(0, min(b, d) - max(a, c))
            union = (b - a) + (d - c) - common
            if common >= 0.5 * union and ((not source and not theirs) or source & theirs):
                free.remove(i)
                hits.add(i)
                break
    return hits


def _source_bounds(claim: Claim) -> list[Bounds]:
    span = claim.source.span if claim.source else None
    return [(span.start, span.end)] if span else []


def score_names(encoder: Encoder, examples: Iterable[Example]) -> Table:
    """Typed exact-span F1 of names, and by type."""
    table = Table()
    for example in examples:
        syntax = parse(as_document(example), encoder.run(example.text))
        gold = {(a, b, t) for h, a, b, t in example.spans if h == "entity"}
        found = spans(syntax.words, "entity")
        said = {(syntax.start(t.low), syntax.end(t.high - 1), t.type) for t in found}
        table.add("names", len(gold & said), len(said), len(gold))
        for kind in ("person", "organisation", "place", "misc"):
            g, s = ({x for x in y if x[2] == kind} for y in (gold, said))
            table.add(f"names {kind}", len(g & s), len(s), len(g))
    return table


def score_syntax(encoder: Encoder, examples: Iterable[Example]) -> Table:
    """Accuracy of parts of speech, heads (UAS) and heads with relation (LAS), marks left out."""
    table = Table()
    for example in examples:
        syntax = parse(as_document(example), encoder.run(example.text))
        at = {syntax.start(i): i for i in range(len(syntax.words))}
        arcs = {a: b for p, a, b in example.pointers if p == "arc"}
        rels = {a: t for h, a, _, t in example.spans if h == "deprel"}
        for head, a, _, tag in example.spans:
            if head != "upos" or tag == "PUNCT" or a not in at or rels.get(a) == "inner":
                continue
            i = at[a]
            up = syntax.start(int(syntax.head[i])) if syntax.head[i] >= 0 else -1
            table.add("upos", syntax.pos[i] == tag, 1, 1)
            table.add("uas", up == arcs.get(a), 1, 1)
            table.add("las", up == arcs.get(a) and syntax.rel[i] == rels.get(a), 1, 1)
    return table


def all_scores(encoder: Encoder, shared: Path) -> dict[str, Table]:
    """Every measure of this module."""
    data = shared / "data"
    gum = list(corpora.gum(data / "gum" / "dev.conllu"))
    politics = corpora.tagged(data / "crossner_politics" / "dev.txt", corpora.CROSSNER, 1)
    annotated = corpora.annotated_claims(shared / "annotated")
    claims = [e for e in annotated if corpora.bucket(e.name) >= 8]
    polnear = list(corpora.polnear(data / "polnear" / "dev"))
    rng = random.Random(29)
    noised = [lose_punctuation(e, rng) for e in polnear]
    return {
        "PolNeAR dev": score_attribution(encoder, polnear),
        "PolNeAR dev, punctuation lost": score_attribution(encoder, noised),
        "annotated claims, held-out documents": score_attribution(encoder, claims),
        "GUM dev": score_names(encoder, gum),
        "GUM dev, syntax": score_syntax(encoder, gum),
        "CrossNER politics dev": score_names(encoder, politics),
    }
