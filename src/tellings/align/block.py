"""Candidate pairs without comparing all with all.

Tellings that share a key stand in one block: a place in a day's window, a toll in a window, a rare
word in a window. Within a large block each telling meets only its nearest neighbours in time
(`WIDTH`), so the number of pairs grows with n, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from tellings.align.families import ONCE, VIOLENT
from tellings.align.features import Rarity, Telling
from tellings.align.names import place_skeleton

#: Neighbours in time that a telling meets in a large block, by what its key says; the most where
#: it says a place or a toll.
WIDTH = {"place": 16, "toll": 16, "word": 8, "once": 8, "news": 6}
#: The rarest words of a telling that become keys, and how common such a word may be.
RARE_WORDS = 8
COMMON_SHARE = 0.02
COMMON_FLOOR, COMMON_CEILING = 12, 60
#: How many of them also stand for undated tellings to meet.
UNDATED_WORDS = 3
#: Days of one bucket of the calendar; a window stands in each bucket it touches.
BUCKET = 4

Key = tuple[str, str, int | None]


def candidate_pairs(tellings: Sequence[Telling], rarity: Rarity) -> list[tuple[int, int]]:
    """Index pairs (left < right) of tellings from two documents that share a block."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for key in _keys(telling, rarity):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for (kind, _, _), members in blocks.items():
        ordered = sorted(members, key=lambda i: (_start(tellings[i]), tellings[i].id))
        for at, left in enumerate(ordered):
            for right in ordered[at + 1 : at + 1 + WIDTH[kind]]:
                if tellings[left].document != tellings[right].document:
                    pairs.add((min(left, right), max(left, right)))
    return sorted(pairs)


def _start(telling: Telling) -> date:
    return min((w.first for w in telling.windows), default=date.min)


def _keys(telling: Telling, rarity: Rarity) -> Iterator[Key]:
    buckets = _buckets(telling)
    for place in {place_skeleton(p.name) for p in telling.narrow}:
        yield from (("place", place, bucket) for bucket in buckets)
    if telling.families & VIOLENT or "other" in telling.families:
        for kind, number in telling.tolls:
            if number >= 3:
                yield from (("toll", f"{kind} {number:g}", bucket) for bucket in buckets)
    if telling.main and telling.families & VIOLENT:
        yield from (("news", "", bucket) for bucket in buckets)
    for family in telling.families & ONCE:
        yield from (("once", family, bucket) for bucket in buckets)
    for rank, word in enumerate(_rare_words(telling, rarity)):
        yield from (("word", word, bucket) for bucket in buckets)
        # What is not dated can only meet what is by its words.
        if telling.main and rank < UNDATED_WORDS:
            yield "word", word, None


def _buckets(telling: Telling) -> set[int | None]:
    """Calendar buckets that the windows touch, one more on each side of a lone day; None is any."""
    found: set[int | None] = set()
    for window in telling.windows:
        first, last = window.first.toordinal() - 1, window.last.toordinal() + 1
        if last - first <= 60:
            found.update(range(first // BUCKET, last // BUCKET + 1))
    return found or {None}


def _rare_words(telling: Telling, rarity: Rarity) -> list[str]:
    limit = min(max(COMMON_FLOOR, COMMON_SHARE * rarity.total), COMMON_CEILING)
    rare = [w for w in telling.words | telling.story if 1 < rarity.words[w] <= limit]
    return sorted(rare, key=lambda w: (rarity.words[w], w))[:RARE_WORDS]
