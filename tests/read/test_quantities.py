"""The grammar of numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.reading import Qualifier
from tellings.read.quantities import Quantity, find_quantities

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("quantity_cases.json").read_text(encoding="utf-8")
)


def _row(text: str, quantity: Quantity) -> list[Any]:
    span = text[quantity.start : quantity.end]
    return [span, quantity.low, quantity.high, quantity.qualifier.value, quantity.unit]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_reads_number_bounds_and_unit(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [_row(text, q) for q in find_quantities(text)] == case["found"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_capitals_do_not_change_the_bounds(case: dict[str, Any]) -> None:
    lower = [(q.low, q.high) for q in find_quantities(case["text"].lower())]
    upper = [(q.low, q.high) for q in find_quantities(case["text"].upper())]
    if "Group of" not in case["text"]:
        assert lower == upper


_QUALIFIED = st.sampled_from(
    [
        ("", Qualifier.EXACT),
        ("at least ", Qualifier.AT_LEAST),
        ("more than ", Qualifier.MORE_THAN),
        ("up to ", Qualifier.AT_MOST),
        ("fewer than ", Qualifier.LESS_THAN),
        ("about ", Qualifier.ABOUT),
    ]
)


@given(st.integers(min_value=1, max_value=10_000_000), _QUALIFIED)
def test_a_number_written_with_commas_reads_back(
    value: int, qualified: tuple[str, Qualifier]
) -> None:
    before, qualifier = qualified
    text = f"They counted {before}{value:,} people there."
    (quantity,) = find_quantities(text)
    assert quantity.qualifier is qualifier
    assert text[quantity.start : quantity.end] == f"{before}{value:,}"
    bounds = [b for b in (quantity.low, quantity.high) if b is not None]
    step = {Qualifier.MORE_THAN: 1, Qualifier.LESS_THAN: -1}.get(qualifier, 0)
    assert set(bounds) == {value + step}


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_range_holds_both_ends(one: int, other: int) -> None:
    low, high = sorted((one, other + 5000))
    (quantity,) = find_quantities(f"between {low} and {high} soldiers")
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.qualifier is Qualifier.RANGE


# fmt: off
_PIECES = st.sampled_from(
    [
        "at least ", "more than ", "between ", "and ", "to ", "12", "2,000", "300 000",
        "seventy", "two hundred", "a ", "dozen", "dozens ", "half ", "of ", "% ", "percent ",
        "-", "–", ".", ", ", "\n", "5 May ", "2016", "10:30", "$", "km ", "years ", "one ",
        "no ", "killed ", "É", "😀", "’",
    ]
)
# fmt: on


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_spans_lie_in_order_within_the_text(text: str) -> None:
    at = 0
    for quantity in find_quantities(text):
        assert at <= quantity.start <= quantity.number_start
        assert quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        at = quantity.end


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.number_start : quantity.number_end].strip()
