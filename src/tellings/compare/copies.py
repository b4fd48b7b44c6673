"""Copied text: which documents carry which passages of which others.

Every run of eight words is hashed; the hashes of all documents are sorted once, so that equal runs
lie side by side. A hash is linked to its nearest neighbours and to the first in its run only: the
cost grows with the length of the texts, not with the square of their number.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tellings.domain.accounts import Copy
from tellings.domain.text import Document, PartKind, Span

#: Words in a shingle, and words that a copied passage must have to be kept.
SHINGLE = 8
SHORTEST = 12
#: The least share of a document that makes it carry another's text.
LEAST_SHARE = 0.08
#: Documents beyond which a run of words is a stock phrase, a menu or a footer.
STOCK_PHRASE = 60
#: Neighbours in the sorted hashes to which each is linked, besides the first of its run.
LAGS = 5

_WORD = re.compile(r"\w+")
_PROSE = frozenset({PartKind.HEADLINE, PartKind.BODY, PartKind.COMMENT})
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a document: where they stand and a hash of each run of eight."""

    starts: Ints
    ends: Ints
    runs: NDArray[np.uint64]


def find_copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Pairs of documents that share passages, with the share of the one that carries them.

    When both dates are known and differ, the later document carries the earlier one's text. When
    they do not say who was first there is a `Copy` each way.
    """
    ordered = sorted(documents, key=lambda d: d.id)
    words = [_words(d) for d in ordered]
    copies: list[Copy] = []
    for a, b, mine, theirs in _shared_runs(words):
        passages = _passages(mine, theirs, (words[a], words[b]), (ordered[a], ordered[b]))
        copies += _directed(ordered[a], ordered[b], passages, (words[a], words[b]))
    return tuple(sorted(copies, key=lambda c: (c.document, c.of)))


def _words(document: Document) -> _Words:
    spans = [p.span for p in document.parts if p.kind in _PROSE]
    if not document.parts:
        spans = [Span(document.id, 0, len(document.text))]
    found = [m for s in spans for m in _WORD.finditer(document.text, s.start, s.end)]
    starts = np.array([m.start() for m in found], dtype=np.int64)
    ends = np.array([m.end() for m in found], dtype=np.int64)
    hashes = np.array([_hash(m.group().casefold()) for m in found], dtype=np.uint64)
    return _Words(starts, ends, _runs(hashes))


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    raw = word.encode()
    return zlib.crc32(raw) << 32 | zlib.adler32(raw)


def _runs(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A polynomial hash (modulo 2**64) of every run of `SHINGLE` words."""
    count = len(hashes) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    prime = np.uint64(0x9E3779B97F4A7C15)
    for i in range(SHINGLE):
        total = total * prime + hashes[i : i + count]
    return total


def _shared_runs(words: Sequence[_Words]) -> list[tuple[int, int, Ints, Ints]]:
    """(left document, right document, word positions left, the same right), left < right."""
    if not words:
        return []
    runs = np.concatenate([w.runs for w in words])
    owner = np.repeat(np.arange(len(words)), [len(w.runs) for w in words])
    place = np.concatenate([np.arange(len(w.runs)) for w in words])
    order = np.lexsort((place, owner, runs))
    runs, owner, place = runs[order], owner[order], place[order]
    left, right = _links(runs, owner)
    pair = owner[left] * len(words) + owner[right]
    by_pair = np.lexsort((place[left], pair))
    left, right, pair = left[by_pair], right[by_pair], pair[by_pair]
    much = _share_much(pair, place[left], place[right], np.array([len(w.starts) for w in words]))
    left, right, pair = left[much], right[much], pair[much]
    cuts = np.flatnonzero(np.diff(pair)) + 1
    found = []
    for mine, theirs in zip(np.split(left, cuts), np.split(right, cuts), strict=True):
        if len(mine) > SHORTEST - SHINGLE:
            found.append((int(owner[mine[0]]), int(owner[theirs[0]]), place[mine], place[theirs]))
    return found


def _share_much(pair: Ints, mine: Ints, theirs: Ints, sizes: Ints) -> NDArray[np.bool_]:
    """Of each shared run, whether its pair of documents can share enough to be a copy.

    The stretches of all pairs are measured at once, as `_passages` measures them one by one;
    stretches that overlap count twice, so the sum bounds what is shared from above. `pair` is left
    × documents + right, `sizes` the words of each document.
    """
    if not len(pair):
        return np.zeros(0, dtype=bool)
    shift = theirs - mine
    order = np.lexsort((mine, shift, pair))
    pairs, shifts, places = pair[order], shift[order], mine[order]
    new = (np.diff(pairs) != 0) | (np.diff(shifts) != 0) | (np.diff(places) > SHINGLE)
    firsts = np.r_[0, np.flatnonzero(new) + 1]
    lasts = np.r_[firsts[1:], len(pairs)] - 1
    lengths = places[lasts] - places[firsts] + SHINGLE
    lengths[lengths < SHORTEST] = 0
    known, place = np.unique(pair, return_inverse=True)
    shared = np.bincount(np.searchsorted(known, pairs[firsts]), lengths, minlength=len(known))
    shorter = np.minimum(sizes[known // len(sizes)], sizes[known % len(sizes)])
    # The share is rounded to three places before it is compared.
    enough: NDArray[np.bool_] = shared >= (LEAST_SHARE - 0.001) * shorter
    return enough[place]


def _links(runs: NDArray[np.uint64], owner: Ints) -> tuple[Ints, Ints]:
    """Indices of equal runs in different documents, a few to each."""
    index = np.arange(len(runs))
    begins = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else index
    sizes = np.diff(np.r_[begins, len(runs)])
    first = np.repeat(begins, sizes)
    usable = np.repeat(sizes <= STOCK_PHRASE, sizes)
    lefts, rights = [first[usable]], [index[usable]]
    for lag in range(1, LAGS + 1):
        same = usable[lag:] & (first[lag:] == first[:-lag]) & (first[lag:] < index[:-lag])
        lefts.append(index[:-lag][same])
        rights.append(index[lag:][same])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    apart = owner[left] != owner[right]
    return left[apart], right[apart]


def _passages(
    mine: Ints, theirs: Ints, words: tuple[_Words, _Words], documents: tuple[Document, Document]
) -> list[tuple[Span, Span]]:
    """Maximal stretches that both documents share, in order."""
    shift = theirs - mine
    order = np.lexsort((mine, shift))
    mine, theirs, shift = mine[order], theirs[order], shift[order]
    breaks = np.flatnonzero((np.diff(shift) != 0) | (np.diff(mine) > SHINGLE)) + 1
    found = []
    for a, b in zip(np.split(mine, breaks), np.split(theirs, breaks), strict=True):
        if a[-1] - a[0] + SHINGLE >= SHORTEST:
            found.append(
                (
                    _span(documents[0], words[0], int(a[0]), int(a[-1])),
                    _span(documents[1], words[1], int(b[0]), int(b[-1])),
                )
            )
    return sorted(found)


def _span(document: Document, words: _Words, first: int, last: int) -> Span:
    return Span(document.id, int(words.starts[first]), int(words.ends[last + SHINGLE - 1]))


def _directed(
    left: Document,
    right: Document,
    passages: Sequence[tuple[Span, Span]],
    words: tuple[_Words, _Words],
) -> list[Copy]:
    shares = [_share([p[side] for p in passages], words[side]) for side in (0, 1)]
    if max(shares) < LEAST_SHARE:
        return []
    there = tuple(passages)
    back = tuple(sorted((b, a) for a, b in passages))
    carries = Copy(left.id, right.id, shares[0], there)
    carried = Copy(right.id, left.id, shares[1], back)
    if left.published and right.published and left.published != right.published:
        return [carries if left.published > right.published else carried]
    return [carries, carried]


def _share(spans: Sequence[Span], words: _Words) -> float:
    """The share of a document's words that lie in the spans, 0..1, to three places."""
    inside = np.zeros(len(words.starts), dtype=bool)
    for span in spans:
        inside |= (words.starts >= span.start) & (words.ends <= span.end)
    return round(float(inside.mean()), 3) if len(inside) else 0.0
