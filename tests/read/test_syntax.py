from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.domain.text import Document, Part, PartKind, Span
from tellings.read.syntax import _heads, parse, sentence_bounds
from tests.support.parsed import document, parsed, word_of

TOLD = (
    "The/DET/det/ministry ministry/NOUN/nsubj/said , which/PRON/nsubj/lost "
    "lost/VERB/acl:relcl/ministry "
    "the/DET/det/town town/NOUN/obj/lost , said/VERB/root shells/NOUN/nsubj/hit "
    "hit/VERB/ccomp/said a/DET/det/market market/NOUN/obj/hit in/ADP/case/Dravik "
    "Dravik/PROPN/nmod/market ."
)
TWO = (
    "Shells/NOUN/nsubj/hit hit/VERB/root Sona/PROPN/obj/hit . | "
    "Nobody/PRON/nsubj/slept slept/VERB/root ."
)


def test_words_sentences_and_heads_are_those_drawn() -> None:
    syntax = parsed(TWO)
    assert syntax.text == "Shells hit Sona. Nobody slept."
    assert [syntax.word(h) for h in syntax.head if h >= 0] == [
        "hit",
        "hit",
        "hit",
        "slept",
        "slept",
    ]
    assert [syntax.text[s.start : s.end] for s in syntax.sentences] == [
        "Shells hit Sona.", "Nobody slept.",
    ]  # fmt: skip
    last = syntax.sentence_at(word_of(syntax, "slept"))
    assert last == syntax.sentences[1]


@pytest.mark.parametrize("notation", [TOLD, TWO], ids=["one sentence", "two sentences"])
def test_parsing_planted_scores_gives_the_planted_tree(notation: str) -> None:
    drawn = parsed(notation)
    read = parse(document(drawn.text), drawn.words)
    assert read.head.tolist() == drawn.head.tolist()
    assert (read.pos, read.rel, read.below) == (drawn.pos, drawn.rel, drawn.below)
    assert read.sentences == drawn.sentences
    assert read.sentence_of.tolist() == drawn.sentence_of.tolist()


def test_a_phrase_leaves_out_clauses_and_prepositions() -> None:
    syntax = parsed(TOLD)
    assert syntax.slice(*syntax.phrase(word_of(syntax, "ministry"))) == "The ministry"
    assert syntax.slice(*syntax.phrase(word_of(syntax, "Dravik"))) == "Dravik"
    assert syntax.slice(*syntax.subtree(word_of(syntax, "hit"))) == "shells hit a market in Dravik"


def test_ancestors_go_up_to_the_root_and_end_in_a_circle() -> None:
    syntax = parsed(TOLD)
    up = [syntax.word(i) for i in syntax.ancestors(word_of(syntax, "Dravik"))]
    assert up == ["market", "hit", "said"]
    a, b = word_of(syntax, "market"), word_of(syntax, "hit")
    syntax.head[b] = a
    assert list(syntax.ancestors(a)) == [b]


def test_children_are_chosen_by_relation() -> None:
    syntax = parsed(TOLD)
    said = word_of(syntax, "said")
    assert [syntax.word(c) for c in syntax.children(said, "nsubj", "ccomp")] == ["ministry", "hit"]
    assert [c for c in syntax.children(said) if syntax.pos[c] != "PUNCT"] == syntax.children(
        said, "nsubj", "ccomp"
    )


def test_sentences_do_not_cross_lines_or_parts_and_skip_boilerplate() -> None:
    text = "Blast in Sona\nTwo were hurt. One died.\nRelated stories: more"
    cuts = [text.index("\n"), text.index("Related")]
    kinds = [PartKind.HEADLINE, PartKind.BODY, PartKind.BOILERPLATE]
    bounds = list(zip([0, cuts[0] + 1, cuts[1]], [cuts[0], cuts[1], len(text)], strict=True))
    parts = tuple(Part(k, Span("d", a, b)) for k, (a, b) in zip(kinds, bounds, strict=True))
    found = sentence_bounds(Document("d", "p", text, "0" * 64, parts=parts))
    assert [text[a:b] for a, b in found] == ["Blast in Sona", "Two were hurt.", "One died."]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .\n?!“”’A1", max_size=80))
def test_sentences_stand_in_order_within_the_text(text: str) -> None:
    bounds = sentence_bounds(document(text))
    assert all(0 <= a < b <= len(text) for a, b in bounds)
    assert all(x[1] <= y[0] for x, y in pairwise(bounds))
    assert "".join("".join(text[a:b].split()) for a, b in bounds) == "".join(text.split())


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 9).flatmap(lambda n: st.lists(
    st.lists(st.floats(-9, 9, width=32), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n
)))  # fmt: skip
def test_heads_are_always_a_tree(rows: list[list[float]]) -> None:
    table = np.array(rows, np.float32)
    heads = _heads(table[:, :-1], table[:, -1], ["NOUN"] * len(table)).tolist()
    assert heads.count(-1) == 1
    for i in range(len(heads)):
        at, steps = i, 0
        while at >= 0:
            at, steps = heads[at], steps + 1
            assert steps <= len(heads), f"a circle in {heads}"
