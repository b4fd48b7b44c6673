from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.models.runtime import Floats, Words
from tellings.read.decode import Tagged, spans
from tests.support.parsed import Planted, parsed
from training.examples import HEADS

ENTITY = HEADS["entity"]


def words_with(probabilities: npt.NDArray[np.float64], head: str = "entity") -> Words:
    """Words of one letter each whose `head` has the given probabilities."""
    n = len(probabilities)
    at = np.arange(n, dtype=np.int64) * 2
    none = np.zeros((n, 0), np.float32)
    with np.errstate(divide="ignore"):
        tags = {head: np.log(probabilities).astype(np.float32)}
    return Words(at, at + 1, tags, {head: HEADS[head]}, none, none, (), 1)


def row(**tags: float) -> list[float]:
    """Probabilities by tag ("B_person"); what is left goes to O."""
    out = [tags.get(name.replace("-", "_"), 1e-9) for name in ENTITY]
    out[0] = tags.get("O", max(1e-9, 1 - sum(tags.values())))
    return out


def test_planted_spans_are_found_with_their_type_and_probability() -> None:
    syntax = parsed(
        "Ilan/PROPN/nsubj/left Dorr/PROPN/flat/Ilan left/VERB/root Old/PROPN/compound/Quay "
        "Quay/PROPN/obj/left .",
        Planted({"entity": [("Ilan Dorr", "person"), ("Old Quay", "place")]}),
    )
    found = spans(syntax.words, "entity")
    assert [(t.low, t.high, t.type) for t in found] == [(0, 2, "person"), (3, 5, "place")]
    assert all(abs(t.probability - 0.9) < 1e-3 for t in found)


def test_an_inside_tag_without_its_beginning_loses_to_what_may_stand_there() -> None:
    # Word by word the best tags are O, I-person: that is no span; B-person is the next best.
    words = words_with(np.array([row(O=0.9), row(I_person=0.5, B_person=0.4, O=0.1)]))
    assert [(t.low, t.high) for t in spans(words, "entity")] == [(1, 2)]


def test_a_span_does_not_change_its_type_halfway() -> None:
    words = words_with(
        np.array([row(B_person=0.9), row(I_place=0.5, I_person=0.45), row(I_person=0.9)])
    )
    found = spans(words, "entity")
    assert [(t.low, t.high, t.type) for t in found] == [(0, 3, "person")]


def test_two_beginnings_are_two_spans() -> None:
    words = words_with(np.array([row(B_place=0.9), row(B_place=0.9), row(I_place=0.9)]))
    assert [(t.low, t.high) for t in spans(words, "entity")] == [(0, 1), (1, 3)]


def test_nothing_is_found_in_no_words() -> None:
    assert spans(words_with(np.zeros((0, len(ENTITY)))), "entity") == []


PROBABILITIES = st.lists(
    st.lists(st.integers(1, 1000), min_size=len(ENTITY), max_size=len(ENTITY)),
    min_size=1,
    max_size=14,
).map(lambda rows: np.array(rows, float) / np.array(rows, float).sum(axis=1, keepdims=True))


def best_by_trying(scores: Floats) -> float:
    """The score of the best allowed sequence, by going through all of them."""
    best = {-1: 0.0}
    for values in scores:
        best = {
            j: max(s for i, s in best.items() if allowed(i, j)) + float(values[j])
            for j in range(len(ENTITY))
            if any(allowed(i, j) for i in best)
        }
    return max(best.values())


def allowed(before: int, tag: int) -> bool:
    if not ENTITY[tag].startswith("I-"):
        return True
    return before >= 0 and ENTITY[before][1:] == ENTITY[tag][1:]


def tags_of(found: list[Tagged], count: int) -> list[int]:
    out = [0] * count
    for t in found:
        out[t.low : t.high] = [ENTITY.index(f"I-{t.type}")] * (t.high - t.low)
        out[t.low] = ENTITY.index(f"B-{t.type}")
    return out


@settings(max_examples=60, deadline=None)
@given(PROBABILITIES)
def test_the_sequence_is_the_best_of_those_allowed(probabilities: npt.NDArray[np.float64]) -> None:
    words = words_with(probabilities)
    found = spans(words, "entity")
    path = tags_of(found, len(probabilities))
    assert all(allowed(a, b) for a, b in zip([-1, *path], path, strict=False))
    score = float(words.tags["entity"][np.arange(len(path)), path].sum())
    assert abs(score - best_by_trying(words.tags["entity"])) < 1e-3


@settings(max_examples=60, deadline=None)
@given(PROBABILITIES)
def test_spans_are_in_order_and_apart(probabilities: npt.NDArray[np.float64]) -> None:
    found = spans(words_with(probabilities), "entity")
    assert all(t.low < t.high and 0 < t.probability <= 1.0 for t in found)
    assert all(a.high <= b.low for a, b in pairwise(found))
