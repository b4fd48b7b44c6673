"""Tags of words to spans of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tellings.models.runtime import Words

NEVER = -1e4
SURELY_OUT = float(np.log(0.99))


@dataclass(frozen=True, slots=True, order=True)
class Tagged:
    """Words low..high (half-open) with a type and the mean probability of their tags."""

    low: int
    high: int
    type: str
    probability: float


def spans(words: Words, head: str) -> list[Tagged]:
    """The best sequence of B, I and O tags (Viterbi: I only after B or I of its type)."""
    names, scores = words.names[head], words.tags[head]
    follow = words.follow[head].tolist() if head in words.follow else None
    out: list[Tagged] = []
    for low, high in _stretches(scores):
        out += _tagged(low, _viterbi(scores[low:high], names, follow), scores, names)
    return out


def _stretches(scores: npt.NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Runs of words of which none is surely outside (tag 0): all else needs no search."""
    open_ = np.concatenate([[False], scores[:, 0] < SURELY_OUT, [False]])
    edges = np.flatnonzero(open_[1:] != open_[:-1])
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _tagged(
    start: int, path: list[int], scores: npt.NDArray[np.float32], names: tuple[str, ...]
) -> Iterator[Tagged]:
    low = -1
    for i in range(len(path) + 1):
        name = names[path[i]] if i < len(path) else "O"
        if low >= 0 and not name.startswith("I-"):
            at = np.arange(start + low, start + i)
            mean = float(np.exp(scores[at, path[low:i]].mean()))
            yield Tagged(start + low, start + i, names[path[low]][2:], mean)
            low = -1
        if name.startswith("B-"):
            low = i


def _viterbi(
    scores: npt.NDArray[np.float32], names: tuple[str, ...], follow: list[list[float]] | None
) -> list[int]:
    """Tag numbers of the best path from O (number 0), over the stretch, to O.

    `follow`: what a step from one tag to another adds; None where the head did not learn it.
    """
    before = _predecessors(names)
    steps = follow or _indifferent(len(names))
    rows = scores.tolist()
    best = [
        x + (NEVER if n[0] == "I" else steps[0][j])
        for j, (x, n) in enumerate(zip(rows[0], names, strict=True))
    ]
    back: list[list[int]] = []
    for row in rows[1:]:
        if follow is None:
            # Whatever comes next, the best so far is the best to come from, but for I.
            top = max(range(len(best)), key=best.__getitem__)
            chosen = [
                top if len(options) == len(best) else max(options, key=best.__getitem__)
                for options in before
            ]
        else:
            chosen = [
                max(options, key=[b + s[j] for b, s in zip(best, steps, strict=True)].__getitem__)
                for j, options in enumerate(before)
            ]
        best = [best[c] + steps[c][j] + x for j, (c, x) in enumerate(zip(chosen, row, strict=True))]
        back.append(chosen)
    path = [max(range(len(names)), key=lambda i: best[i] + steps[i][0])]
    for chosen in reversed(back):
        path.append(chosen[path[-1]])
    return path[::-1]


@lru_cache(maxsize=16)
def _indifferent(count: int) -> list[list[float]]:
    """No step between tags is better than another."""
    return [[0.0] * count for _ in range(count)]


@lru_cache(maxsize=16)
def _predecessors(names: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """For each tag the tags that may stand before it."""
    every = tuple(range(len(names)))
    return tuple(
        tuple(i for i in every if names[i][1:] == n[1:]) if n[0] == "I" else every for n in names
    )
