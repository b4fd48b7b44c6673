"""The score of two tellings: a sum of weighted features, read as log-odds of one event.

The table can be read aloud. The bias is the log-odds before anything is known of a pair that
shares a block. `conflict` holds what no score can outweigh.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tellings.align import families, features
from tellings.align.features import Evidence, Rarity, Telling

Feature = Callable[[Telling, Telling, Rarity], Evidence | None]

BIAS = -5.0

#: Feature and the log-odds that its full value adds.
WEIGHTS: tuple[tuple[Feature, float], ...] = (
    (features.same_place, 3.2),
    (features.other_place, 2.2),
    (features.same_region, 0.8),
    (features.same_day, 1.6),
    (features.day_apart, 2.2),
    (features.near_dates, 0.8),
    (features.same_kind, 1.2),
    (features.same_toll, 2.0),
    (features.odd_tolls, 1.0),
    (features.same_actors, 0.8),
    (features.shared_words, 2.5),
    (features.shared_story, 3.5),
    (features.both_news, 0.8),
)

#: Days after which two named days, or two times of writing, exclude one event.
DAYS_EXCLUDE = 2
WRITING_EXCLUDES = 10
#: Kilometres between two certain points that exclude one event.
FAR_KM = 120.0


@dataclass(frozen=True, slots=True)
class Score:
    """Log-odds that two tellings are of one event, and why."""

    value: float
    reasons: tuple[str, ...]


def score_pair(left: Telling, right: Telling, rarity: Rarity) -> Score:
    """Add up the features; the reasons are in order of how much they moved the score."""
    moved: list[tuple[float, str]] = []
    for feature, weight in WEIGHTS:
        if (evidence := feature(left, right, rarity)) is not None:
            moved.append((weight * evidence.value, evidence.because))
    moved.sort(key=lambda m: (-abs(m[0]), m[1]))
    reasons = tuple(f"{gain:+.1f} {because}" for gain, because in moved)
    return Score(BIAS + sum(gain for gain, _ in moved), reasons)


def conflict(left: Telling, right: Telling) -> str | None:
    """What makes it impossible that two tellings are of one event, or None."""
    gap = features.day_gap(left, right)
    if gap is not None and gap >= DAYS_EXCLUDE:
        return f"the days they name are {gap} days apart"
    if gap is None and left.windows and right.windows:
        apart = min(a.gap(b) for a in left.windows for b in right.windows)
        if apart >= WRITING_EXCLUDES:
            return f"they are at least {apart} days apart"
    if not families.best_likeness(left.families, right.families):
        return "they are events of different kinds"
    aways = [features.distance(a, b) for a in left.narrow for b in right.narrow]
    known = [away for away in aways if away is not None]
    if known and len(known) == len(aways) and min(known) > FAR_KM:
        return f"their places are {min(known):.0f} km apart"
    return None
