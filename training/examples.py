"""The one shape that every training set is read into, and the noise that real texts have."""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import dataclass, field

# One tag set for each token head. The order is the order of the model's outputs.
BIO_HEADS: dict[str, tuple[str, ...]] = {
    "source": ("source",),
    "cue": ("cue",),
    "content": ("content",),
    "entity": ("person", "organisation", "place", "misc"),
    "label": ("negative", "neutral", "positive"),
}
FLAT_HEADS: dict[str, tuple[str, ...]] = {
    "upos": tuple(
        "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
    ),
    "deprel": tuple(
        "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt "
        "conj cop csubj dep det discourse expl fixed flat iobj mark nmod nmod:poss nsubj "
        "nsubj:pass nummod obj obl obl:agent obl:unmarked parataxis punct root vocative xcomp "
        "inner".split()
    ),
    "polarity": ("neutral", "negative", "positive"),
}
# Pointers lead from a token to another token of the window; position 0 ([CLS]) means "none".
POINTERS = ("claim_source", "claim_cue", "arc", "antecedent")
# The encoder's upper layers come in two branches: one that reads who says what, one for the rest.
CLAIM_HEADS = ("source", "cue", "content")
CLAIM_POINTERS = ("claim_source", "claim_cue")


def tags(head: str) -> tuple[str, ...]:
    """The tags of a head: O, then B-x and I-x for each type, or the flat names."""
    if head in FLAT_HEADS:
        return FLAT_HEADS[head]
    return ("O", *(f"{p}-{t}" for t in BIO_HEADS[head] for p in "BI"))


HEADS: dict[str, tuple[str, ...]] = {h: tags(h) for h in (*BIO_HEADS, *FLAT_HEADS)}


@dataclass(slots=True)
class Example:
    """A text with what one set labels in it. Offsets are code points.

    `heads` names the token heads that the set labels: all others are masked. `spans` holds
    (head, start, end, type); flat heads label the words that start inside the span. `ignore`
    holds (head, start, end) where nothing is known. `pointers` holds (pointer, from, to): code
    points of the first characters of two words, or -1 for "to nothing in this text".
    """

    name: str
    text: str
    heads: frozenset[str]
    spans: list[tuple[str, int, int, str]] = field(default_factory=list)
    ignore: list[tuple[str, int, int]] = field(default_factory=list)
    pointers: list[tuple[str, int, int]] = field(default_factory=list)


LOST = set(",'’‘\"“”")


def lose_punctuation(example: Example, rng: random.Random) -> Example:
    """A copy as scraped corpora have it: commas, apostrophes and quotation marks lost.

    Each kind of mark is lost with probability 0.7, so that the texts differ in what they lost.
    """
    gone = {c for c in sorted(LOST) if rng.random() < 0.7}
    kept = [i for i, c in enumerate(example.text) if c not in gone]

    def at(offset: int) -> int:
        return bisect_left(kept, offset)

    return Example(
        name=example.name,
        text="".join(example.text[i] for i in kept),
        heads=example.heads,
        spans=[(h, at(s), at(e), t) for h, s, e, t in example.spans if at(s) < at(e)],
        ignore=[(h, at(s), at(e)) for h, s, e in example.ignore],
        pointers=[
            (p, at(a), at(b) if b >= 0 else -1)
            for p, a, b in example.pointers
            if example.text[a] not in gone and (b < 0 or example.text[b] not in gone)
        ],
    )
