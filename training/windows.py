"""Examples to windows of token ids with a label, or -100 for "not labelled", for every head."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from tellings.models.tokens import CASES, WINDOW, case_of
from training.examples import BIO_HEADS, CLAIM_HEADS, HEADS, POINTERS, Example

IGNORED = -100
Ints = npt.NDArray[np.int64]
assert len(CASES) > 1


@dataclass(slots=True)
class Window:
    """Ids and case classes of at most WINDOW tokens with [CLS] and [SEP]; labels by head."""

    ids: Ints
    case: Ints
    labels: dict[str, Ints]
    pointers: dict[str, list[tuple[int, int]]]

    @property
    def claims(self) -> bool:
        """Whether the window teaches the branch that reads claims."""
        return any(h in self.labels for h in CLAIM_HEADS)


def windows(example: Example, tokenizer: Tokenizer, stride: int = 216) -> list[Window]:
    """All windows of an example, each `stride` tokens after the one before."""
    encoding = tokenizer.encode(example.text, add_special_tokens=False)
    offsets, ids, words = encoding.offsets, encoding.ids, encoding.word_ids
    if not ids:
        return []
    starts = [a for a, _ in offsets]
    labels = _labels(example, starts, words)
    case = [case_of(example.text, words, offsets, i) for i in range(len(ids))]
    none: dict[str, list[tuple[int, int]]] = {p: [] for p in POINTERS}
    pointers = none | _pointers(example, starts)
    body = WINDOW - 2
    out = []
    for low in range(0, max(1, len(ids) - (body - stride)), stride):
        high = min(low + body, len(ids))
        out.append(
            Window(
                ids=np.array([101, *ids[low:high], 102]),
                case=np.array([0, *case[low:high], 0]),
                labels={
                    h: np.concatenate([[IGNORED], row[low:high], [IGNORED]])
                    for h, row in labels.items()
                },
                pointers={p: _clip(pairs, low, high) for p, pairs in pointers.items()},
            )
        )
    return out


def _labels(example: Example, starts: list[int], words: list[int | None]) -> dict[str, Ints]:
    first = np.array([i == 0 or words[i] != words[i - 1] for i in range(len(words))])
    out = {}
    for head in sorted(example.heads):
        tags = {t: i for i, t in enumerate(HEADS[head])}
        bio = head in BIO_HEADS
        filled = 0 if bio else IGNORED
        row = np.full(len(starts), filled, dtype=np.int64)
        for h, a, b in example.ignore:
            if h == head:
                row[bisect_left(starts, a) : bisect_left(starts, b)] = IGNORED
        for h, a, b, kind in example.spans:
            if h == head:
                low, high = bisect_left(starts, a), bisect_left(starts, b)
                if low < high:
                    row[low:high] = tags[f"I-{kind}"] if bio else tags[kind]
                    if bio:
                        row[low] = tags[f"B-{kind}"]
        row[~first] = IGNORED  # a word's first piece speaks for the word
        out[head] = row
    return out


def _pointers(example: Example, starts: list[int]) -> dict[str, list[tuple[int, int]]]:
    out: dict[str, list[tuple[int, int]]] = {}
    for name, a, b in example.pointers:
        at = bisect_left(starts, a)
        to = bisect_right(starts, b) - 1 if b >= 0 else -1
        if at < len(starts) and starts[at] == a:
            out.setdefault(name, []).append((at, to))
    return out


def _clip(pairs: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    """Positions in the window ([CLS] is 0); a target outside it is unknown and left out."""
    out = []
    for a, b in pairs:
        if low <= a < high and (b == -1 or low <= b < high):
            out.append((a - low + 1, b - low + 1 if b >= 0 else 0))
    return out
