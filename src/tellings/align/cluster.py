"""Scored pairs to events.

Pairs are taken from the best down. Two groups become one only when no telling of one excludes a
telling of the other and when, on average over the pairs between them, they look like one event:
so a chain of likenesses cannot pull two events together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from tellings.align.decide import Decided
from tellings.align.families import VIOLENT, best_likeness
from tellings.align.features import Rarity, Telling, day_gap
from tellings.align.score import Reason, Score, Table, conflict, score_pair, shipped_table

#: Log-odds a pair needs to start a merge, and a merge needs on average.
JOIN_ABOVE = 0.0
AVERAGE_ABOVE = -0.8
#: What two tellings of violence need where neither day nor toll is the same: raids read alike.
UNDATED_ABOVE = 2.0
#: What each day between the two documents adds to that.
EACH_DAY = 1.0
#: How alike their kinds must be not to need it.
ALIKE = 0.6
#: The score of a link that a person decided on.
BY_A_PERSON = Score(20.0, (Reason(None, "a person decided that they are one event"),))
#: Pairs between two groups that are looked at; larger groups are sampled evenly.
LOOK_AT = 100


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings (by index) and their score."""

    left: int
    right: int
    score: Score


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tellings (by index) of one event and the links that joined them."""

    members: tuple[int, ...]
    links: tuple[Link, ...]


def cluster(
    tellings: Sequence[Telling],
    pairs: Sequence[tuple[int, int]],
    rarity: Rarity,
    table: Table | None = None,
    decided: Decided | None = None,
) -> list[Cluster]:
    """Group tellings into events; a telling that joins no other is an event of its own.

    What a person joined comes first and is asked nothing; what a person split never merges.
    """
    table, decided = table or shipped_table(), decided or Decided()
    links = [*_decided_links(tellings, decided), *_links(tellings, pairs, rarity, table)]
    groups = {i: [i] for i in range(len(tellings))}
    joined_by: dict[int, list[Link]] = {i: [] for i in groups}
    root = list(range(len(tellings)))
    cache = {(link.left, link.right): link.score.value for link in links}
    for link in links:
        a, b = sorted((root[link.left], root[link.right]))
        if a == b or decided.apart(_ids(groups[a], tellings), _ids(groups[b], tellings)):
            continue
        if link.score is not BY_A_PERSON and not _may_merge(
            groups[a], groups[b], _Pairs(tellings, rarity, table, cache)
        ):
            continue
        for index in groups[b]:
            root[index] = a
        groups[a] += groups.pop(b)
        joined_by[a] += [*joined_by.pop(b), link]
    return [Cluster(tuple(sorted(groups[r])), tuple(joined_by[r])) for r in sorted(groups)]


def _ids(group: Sequence[int], tellings: Sequence[Telling]) -> list[str]:
    return [m.id for index in group for m in tellings[index].mentions]


def _decided_links(tellings: Sequence[Telling], decided: Decided) -> list[Link]:
    """A link for each pair of tellings that a person joined, in a fixed order."""
    if not decided.joined:
        return []
    home = {m.id: index for index, telling in enumerate(tellings) for m in telling.mentions}
    pairs = {
        (min(home[a], home[b]), max(home[a], home[b]))
        for a, b in decided.joined
        if a in home and b in home
    }
    named = sorted(pairs, key=lambda p: (tellings[p[0]].id, tellings[p[1]].id))
    return [Link(a, b, BY_A_PERSON) for a, b in named if a != b]


def _links(
    tellings: Sequence[Telling], pairs: Sequence[tuple[int, int]], rarity: Rarity, table: Table
) -> list[Link]:
    links = []
    for a, b in pairs:
        if conflict(tellings[a], tellings[b]) is None:
            score = score_pair(tellings[a], tellings[b], rarity, table)
            if score.value > _least(tellings[a], tellings[b]):
                links.append(Link(a, b, score))
    # Ties fall by id, so that the order of the input changes nothing.
    links.sort(key=lambda x: (-x.score.value, *sorted((tellings[x.left].id, tellings[x.right].id))))
    return links


def _least(left: Telling, right: Telling) -> float:
    """The log-odds that a pair needs."""
    if not (left.families & VIOLENT and right.families & VIOLENT):
        return JOIN_ABOVE
    if left.tolls & right.tolls:
        return JOIN_ABOVE
    if day_gap(left, right) == 0:
        alike = best_likeness(left.families, right.families) >= ALIKE
        return JOIN_ABOVE if alike else UNDATED_ABOVE
    if left.published is None or right.published is None:
        return UNDATED_ABOVE
    # News is of its own day: what is told two days later without a day is most often another raid.
    return UNDATED_ABOVE + EACH_DAY * abs((left.published - right.published).days)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Scores on demand."""

    tellings: Sequence[Telling]
    rarity: Rarity
    table: Table
    cache: dict[tuple[int, int], float]

    def value(self, a: int, b: int) -> float:
        key = (min(a, b), max(a, b))
        if key not in self.cache:
            left, right = self.tellings[key[0]], self.tellings[key[1]]
            self.cache[key] = score_pair(left, right, self.rarity, self.table).value
        return self.cache[key]


def _may_merge(left: Sequence[int], right: Sequence[int], pairs: _Pairs) -> bool:
    between = [(a, b) for a in _even(left, pairs) for b in _even(right, pairs)]
    tellings = pairs.tellings
    if any(conflict(tellings[a], tellings[b]) for a, b in between):
        return False
    return fsum(pairs.value(a, b) for a, b in between) / len(between) > AVERAGE_ABOVE


def _even(group: Sequence[int], pairs: _Pairs) -> Sequence[int]:
    """At most ten members, evenly spread over the group in order of id."""
    most = int(LOOK_AT**0.5)
    ordered = sorted(group, key=lambda i: pairs.tellings[i].id)
    step = len(ordered) / most
    return ordered if len(ordered) <= most else [ordered[int(i * step)] for i in range(most)]
