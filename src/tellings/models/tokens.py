"""Text to word pieces with their case: what the encoder is fed, in training as in use."""

from __future__ import annotations

from collections.abc import Sequence

WINDOW = 256  # tokens of one window, [CLS] and [SEP] included
CASES = ("none", "lower", "capitalised", "upper", "mixed", "digit", "mark")


def case_class(word: str) -> int:
    """The case of a word as an index into CASES; the encoder itself is uncased."""
    if not any(c.isalpha() for c in word):
        return 5 if any(c.isdigit() for c in word) else 6
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4


def word_bounds(
    words: Sequence[int | None], offsets: Sequence[tuple[int, int]], i: int
) -> tuple[int, int]:
    """Code points of the word that holds piece `i`."""
    low = high = i
    while low > 0 and words[low - 1] == words[i]:
        low -= 1
    while high + 1 < len(words) and words[high + 1] == words[i]:
        high += 1
    return offsets[low][0], offsets[high][1]


def case_of(
    text: str, words: Sequence[int | None], offsets: Sequence[tuple[int, int]], i: int
) -> int:
    """The case class of the word that holds piece `i`."""
    start, end = word_bounds(words, offsets, i)
    return case_class(text[start:end])
