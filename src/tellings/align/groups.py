"""Mentions of one document to groups that tell of one event each.

Every two mentions that stand near each other are scored by `within.py`; groups are joined from
the likeliest two on, as long as their mentions look like one event on average. Two that never
can be one hold their groups apart. A mention far down is only scored against headline, lead and
what stands before it, so the cost grows with the length of a document and not with its square.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.align.decide import Decided
from tellings.align.within import Page, Told, excluded, odds, shipped_weights

#: Log-odds above which two groups are one, on average over their mentions.
JOINS_ABOVE = -0.7
#: Mentions before one that it is scored against, beside those of headline and lead.
REACH = 25
#: Log-odds of two mentions that stand further apart.
UNSCORED = -3.0

NEVER = float("-inf")

#: Minus log-odds, two groups, and how large they were when it was taken.
_Waiting = tuple[float, int, int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups in the order of their first mentions, each in the order of the text.

    `odds` are the mean log-odds between the mentions of two groups, by their numbers (left <
    right); minus infinity where they cannot be one. Groups that stand too far apart to be scored
    are not in it.
    """

    told: tuple[tuple[Told, ...], ...]
    odds: Mapping[tuple[int, int], float]


def groups_of(
    page: Page, decided: Decided | None = None, weights: Mapping[str, float] | None = None
) -> Groups:
    """The mentions of a page by event."""
    weights = weights if weights is not None else shipped_weights()
    links = dict(_links(page.told, page, decided or Decided(), weights))
    linkage = _Linkage(len(page.told), links)
    linkage.join()
    kept = sorted(linkage.groups, key=lambda g: min(linkage.groups[g]))
    number = {g: n for n, g in enumerate(kept)}
    return Groups(
        tuple(tuple(page.told[i] for i in sorted(linkage.groups[g])) for g in kept),
        {
            (number[a], number[b]): linkage.mean(a, b)
            for a in kept
            for b in linkage.beside[a]
            if number[a] < number[b]
        },
    )


def _links(
    told: Sequence[Told], page: Page, decided: Decided, weights: Mapping[str, float]
) -> Iterator[tuple[tuple[int, int], float]]:
    """The log-odds of every two mentions that are scored, by their numbers in the text."""
    opening = [i for i, t in enumerate(told) if t.headline or t.lead]
    for j, right in enumerate(told):
        near = max(0, j - REACH)
        for i in (*(k for k in opening if k < near), *range(near, j)):
            left = told[i]
            if excluded(left, right) or decided.apart((left.mention.id,), (right.mention.id,)):
                yield (i, j), NEVER
            else:
                yield (i, j), odds(page, left, right, weights)


class _Linkage:
    """Average linkage of the numbers 0..count-1; ties fall by the order of the text."""

    def __init__(self, count: int, links: Mapping[tuple[int, int], float]) -> None:
        self.groups = {i: [i] for i in range(count)}
        #: For two groups the sum of the log-odds between them, and how many were scored.
        self.beside: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in range(count)}
        for (i, j), value in links.items():
            self.beside[i][j] = self.beside[j][i] = (value, 1)

    def mean(self, a: int, b: int) -> float:
        """Log-odds of a mention of the one and one of the other, on average."""
        total, scored = self.beside[a][b]
        pairs = len(self.groups[a]) * len(self.groups[b])
        return (total + UNSCORED * (pairs - scored)) / pairs

    def join(self) -> None:
        """From the likeliest two groups on, until none are likely enough."""
        waiting = [
            w for a in self.groups for b in self.beside[a] if a < b for w in self._wait(a, b)
        ]
        heapq.heapify(waiting)
        while waiting:
            _, a, b, sizes = heapq.heappop(waiting)
            if self._sizes(a, b) != sizes:
                continue  # one of them has grown since, or is gone
            self._merge(a, b)
            for other in self.beside[a]:
                for wait in self._wait(min(a, other), max(a, other)):
                    heapq.heappush(waiting, wait)

    def _wait(self, a: int, b: int) -> Iterator[_Waiting]:
        if (value := self.mean(a, b)) > JOINS_ABOVE:
            yield -value, a, b, self._sizes(a, b)

    def _sizes(self, a: int, b: int) -> tuple[int, int]:
        return len(self.groups.get(a, ())), len(self.groups.get(b, ()))

    def _merge(self, a: int, b: int) -> None:
        self.groups[a] += self.groups.pop(b)
        del self.beside[a][b]
        for other, (total, scored) in self.beside.pop(b).items():
            if other != a:
                before, already = self.beside[a].get(other, (0.0, 0))
                both = before + total, already + scored
                self.beside[a][other] = self.beside[other][a] = both
                del self.beside[other][b]
