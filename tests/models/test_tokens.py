from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.models.tokens import CASES, case_class, case_of, word_bounds

# "Tarsin's" as pieces: Tar ##sin ' s
TEXT = "Tarsin's"
OFFSETS = [(0, 3), (3, 6), (6, 7), (7, 8)]
WORDS = [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", "lower"), ("Sona", "capitalised"), ("A", "capitalised"), ("VMC", "upper"),
        ("McTollan", "mixed"), ("iD", "mixed"), ("31", "digit"), ("31st", "lower"), (",", "mark"),
        ("É", "capitalised"), ("", "mark"),
    ],
)  # fmt: skip
def test_case_of_a_word(word: str, case: str) -> None:
    assert CASES[case_class(word)] == case


@given(st.text(max_size=8))
def test_every_word_has_a_case_that_is_not_the_paddings(word: str) -> None:
    assert 0 < case_class(word) < len(CASES)


@pytest.mark.parametrize(("piece", "bounds"), [(0, (0, 6)), (1, (0, 6)), (2, (6, 7)), (3, (7, 8))])
def test_a_piece_has_the_bounds_and_the_case_of_its_word(
    piece: int, bounds: tuple[int, int]
) -> None:
    assert word_bounds(WORDS, OFFSETS, piece) == bounds
    assert case_of(TEXT, WORDS, OFFSETS, piece) == case_class(TEXT[slice(*bounds)])
