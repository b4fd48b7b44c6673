"""Counting tokens, spans and whole attributions."""

from __future__ import annotations

import pytest

from evaluation.attribution import Count, Table, gold_attributions, inside, trimmed
from evaluation.scores import from_table
from training.examples import Example

TEXT = "“Two died,” Anton Reyl said."


def test_tokens_are_words_or_marks_that_lie_in_a_span() -> None:
    assert inside(TEXT, [(0, 11)]) == {0, 1, 5, 9, 10}
    assert inside(TEXT, [(12, 22), (17, 22)]) == {12, 18}
    assert inside(TEXT, []) == set()


def test_marks_at_the_edges_do_not_tell_spans_apart() -> None:
    assert trimmed(TEXT, [(0, 11), (1, 9)]) == {(1, 9)}


def test_the_gold_of_an_attribution_is_its_content_with_the_tokens_of_its_source() -> None:
    example = Example("one", TEXT, frozenset({"source", "content"}))
    example.spans += [("content", 1, 9, "content"), ("source", 12, 22, "source")]
    example.pointers += [("claim_source", 1, 12), ("claim_cue", 1, 23)]
    assert gold_attributions(example) == [((1, 9), {12, 18})]
    example.pointers[0] = ("claim_source", 1, -1)
    assert gold_attributions(example) == [((1, 9), set())]


def test_f1_comes_from_hits_said_and_gold() -> None:
    table = Table()
    table.add("token cue", 3, 4, 5)
    table.add("token cue", 1, 2, 1)
    table.add("names", 0, 0, 0)
    cue, names = from_table(table)
    assert cue.value == pytest.approx(2 * 4 / 12)
    assert cue.counts == "F1: hit 4, said 6, gold 6"
    assert cue.case == pytest.approx(1 / 6)
    assert (names.value, names.case) == (0.0, 0.0)
    assert str(Count(4, 6, 6)) == "F1 0.667  (hit 4, said 6, gold 6)"
