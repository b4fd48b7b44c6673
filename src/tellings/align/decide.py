"""A person's decisions on what is one event, brought to bear on tellings and clusters.

Invariant: two mentions that a person joined stand in one event, and two that a person split in two,
whatever their scores. Where decisions contradict each other the split holds: a false join shows
false findings. A decision on a document or a passage that is no longer there says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tellings.domain.accounts import Decision, Verdict
from tellings.domain.reading import EventMention, Reading

#: Code points between a trigger as it was decided on and the nearest one as it is read now.
NEAR = 12

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of ids of event mentions (left < right) that are, and that are not, of one event."""

    joined: frozenset[Pair] = frozenset()
    split: frozenset[Pair] = frozenset()

    def apart(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether a person split some mention of the one from some mention of the other."""
        if not self.split:
            return False
        theirs = frozenset(right)
        return any(ordered(a, b) in self.split for a in left for b in theirs)


def ordered(left: str, right: str) -> Pair:
    """A pair with the lesser id first."""
    return (left, right) if left < right else (right, left)


def decide(decisions: Sequence[Decision], readings: Sequence[Reading]) -> Decided:
    """The decisions as pairs of the mentions that these readings have at those places."""
    by_document = {r.document: r.event_mentions for r in readings}
    found: dict[Verdict, set[Pair]] = {Verdict.JOIN: set(), Verdict.SPLIT: set()}
    for decision in decisions:
        left = _mention_at(decision.left.start, by_document.get(decision.left.document, ()))
        right = _mention_at(decision.right.start, by_document.get(decision.right.document, ()))
        if left is not None and right is not None and left != right:
            found[decision.verdict].add(ordered(left, right))
    split = frozenset(found[Verdict.SPLIT])
    return Decided(frozenset(found[Verdict.JOIN]) - split, split)


def _mention_at(start: int, mentions: Sequence[EventMention]) -> str | None:
    """The mention whose trigger stands there, or nearest to it."""
    away = [
        (0 if m.trigger.start <= start < m.trigger.end else abs(m.trigger.start - start), m.id)
        for m in mentions
    ]
    best = min(away, default=None)
    return best[1] if best is not None and best[0] <= NEAR else None
