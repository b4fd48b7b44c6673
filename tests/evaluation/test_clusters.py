"""MUC, B³ and CEAFe against cases that their authors and the reference scorer's tests give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.clusters import Clusters, b_cubed, ceaf_e, clusters_of, conll, muc

#: Luo 2005, figure 1: truth {1-5} {6,7} {8,9,A-C}; responses (a) to (d).
TRUTH = ["12345", "67", "89ABC"]
RESPONSES = {
    "a": ["12345", "6789ABC"],
    "b": ["1234589ABC", "67"],
    "c": ["123456789ABC"],
    "d": list("123456789ABC"),
}


@pytest.mark.parametrize(
    ("response", "muc_f", "b3_f", "ceaf_e_f"),
    [("a", 0.947, 0.865, 0.733), ("b", 0.947, 0.737, 0.667), ("c", 0.900, 0.545, 0.294)],
)
def test_luos_example(response: str, muc_f: float, b3_f: float, ceaf_e_f: float) -> None:
    said = RESPONSES[response]
    assert muc(said, TRUTH).f1 == pytest.approx(muc_f, abs=5e-4)
    assert b_cubed(said, TRUTH).f1 == pytest.approx(b3_f, abs=5e-4)
    assert ceaf_e(said, TRUTH).f1 == pytest.approx(ceaf_e_f, abs=5e-4)


def test_singletons_alone_hold_no_link() -> None:
    assert muc(RESPONSES["d"], TRUTH).f1 == 0
    assert b_cubed(RESPONSES["d"], TRUTH).precision == 1
    assert b_cubed(RESPONSES["d"], TRUTH).recall == pytest.approx(0.25)


def test_vilains_example() -> None:
    """Vilain 1995: {A B C D} as {A B} {C D}: recall 2/3, precision 1; the converse turned round."""
    assert muc(["AB", "CD"], ["ABCD"]) == pytest.approx(muc(["AB", "CD"], ["ABCD"]))
    found = muc(["AB", "CD"], ["ABCD"])
    assert (found.precision, found.recall) == (1.0, pytest.approx(2 / 3))  # type: ignore[comparison-overlap]
    turned = muc(["ABCD"], ["AB", "CD"])
    assert (turned.precision, turned.recall) == (pytest.approx(2 / 3), 1.0)  # type: ignore[comparison-overlap]


@given(st.lists(st.integers(0, 4), min_size=2, max_size=30))
def test_the_same_clustering_is_right_in_every_way(labels: list[int]) -> None:
    gold: Clusters = clusters_of(dict(enumerate(labels)))
    assert b_cubed(gold, gold).f1 == pytest.approx(1)
    assert ceaf_e(gold, gold).f1 == pytest.approx(1)
    linked = any(len(c) > 1 for c in gold)
    assert conll(gold, gold) == pytest.approx(1 if linked else 2 / 3)
