"""Copied text: found where it is, with its share and direction, and not found where it is not."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.compare.copies import find_copies
from tests.align.making import document

WIRE = (
    "Fire broke out in the grain stores of Old Quay before dawn and burned until noon while "
    "dockers carried sacks to the ferry landing and the wind drove the smoke across the river "
    "towards the lower town where schools stayed closed for the day"
)
OTHER = (
    "The council of Kesh Valley met on its yearly round to settle water rights between the upper "
    "mills and the orchards and heard nine farmers who asked for longer turns in the dry months"
)
FIRST = document("A fire", f"{WIRE}.", outlet="A", published=date(2031, 5, 3))
LATER = document("Smoke", f"{OTHER}. {WIRE}.", outlet="B", published=date(2031, 5, 4))
UNDATED = document("Stores burn", f"{WIRE}.", outlet="C")
APART = document("Water", f"{OTHER.upper()} again and again.", outlet="D")


def test_the_later_document_carries_the_earlier_ones_text() -> None:
    (copy,) = find_copies([LATER, FIRST])
    assert (copy.document, copy.of) == (LATER.id, FIRST.id)
    assert 0.4 < copy.share < 0.7
    ((mine, theirs),) = copy.passages
    assert LATER.quote(mine) == FIRST.quote(theirs) == WIRE


def test_without_dates_each_is_said_to_carry_the_others() -> None:
    copies = find_copies([FIRST, UNDATED])
    assert {(c.document, c.of) for c in copies} == {
        (FIRST.id, UNDATED.id), (UNDATED.id, FIRST.id),
    }  # fmt: skip


def test_case_does_not_hide_a_copy() -> None:
    assert find_copies([APART, LATER])


def test_a_short_stock_phrase_is_no_copy() -> None:
    a = document("A", "The ministry did not answer calls on Friday. Snow fell in Sona all night.")
    b = document("B", "The ministry did not answer calls on Friday. Boats left Old Quay early.")
    assert find_copies([a, b]) == ()


def test_nothing_to_compare() -> None:
    assert find_copies([]) == ()
    assert find_copies([document("Short", "Too short.")]) == ()


@settings(max_examples=10, deadline=None)
@given(st.permutations([FIRST, LATER, UNDATED, APART]))
def test_the_order_of_the_input_changes_nothing(documents: list) -> None:  # type: ignore[type-arg]
    assert find_copies(documents) == find_copies([FIRST, LATER, UNDATED, APART])
