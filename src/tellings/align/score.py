"""The score of two tellings: a sum of weighted features, read as log-odds of one event.

The table of weights can be read aloud: `weights.toml`, learned by `python -m training.pairs`. The
bias is the log-odds before anything is known of a pair that shares a block. `conflict` holds what
no score can outweigh.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tellings.align import families, features
from tellings.align.features import Evidence, Rarity, Telling
from tellings.align.groups import UNSCORED

Feature = Callable[[Telling, Telling, Rarity], Evidence | None]

#: Every feature, in the order of the table.
FEATURES: tuple[Feature, ...] = (
    features.same_place,
    features.other_place,
    features.other_quarter,
    features.same_region,
    features.same_day,
    features.day_apart,
    features.near_dates,
    features.same_kind,
    features.same_toll,
    features.odd_tolls,
    features.same_actors,
    features.other_doers,
    features.same_trigger,
    features.like_trigger,
    features.same_trigger_in_story,
    features.nearby_words,
    features.shared_words,
    features.shared_story,
    features.both_news,
    features.one_document,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The bias and, for each feature, the log-odds that its full value adds."""

    bias: float
    weights: tuple[tuple[Feature, float], ...]


@lru_cache(maxsize=2)
def shipped_table(unit: str = "tellings") -> Table:
    """A column of `weights.toml`; a feature that it does not name weighs nothing."""
    text = resources.files("tellings.align").joinpath("weights.toml").read_text(encoding="utf-8")
    return read_table(text, unit)


def read_table(text: str, unit: str = "tellings") -> Table:
    """One column of TOML in the form of `weights.toml`: for tellings, or for mentions alone."""
    column = dict(tomllib.loads(text)[unit])
    bias = float(column.pop("bias"))
    named = {feature.__name__: feature for feature in FEATURES}
    return Table(bias, tuple((named[name], float(w)) for name, w in column.items()))


#: Days after which two named days, or two times of writing, exclude one event.
DAYS_EXCLUDE = 2
WRITING_EXCLUDES = 10
#: The same for what can happen every day: raids on one town a day apart are two, however alike.
RAIDS_EXCLUDE = 1
#: The same where both are the news of their documents: news is told within days.
NEWS_EXCLUDES = 4
#: And of both where it is violence, of which there is other news each day.
RAID_NEWS_EXCLUDES = 3
#: Kilometres between two certain points that exclude one event.
FAR_KM = 120.0


@dataclass(frozen=True, slots=True)
class Reason:
    """How much one feature moved a score (None where nothing was added up), and the sentence."""

    gain: float | None
    because: str
    words: frozenset[str] = frozenset()  # levelled words of which it ends in the rarest

    def told(self, rarity: Rarity, spelled: Mapping[str, str]) -> str:
        """The sentence, its words as `spelled` has them; one that it has not is left as it is."""
        rarest = rarity.rarest(self.words)
        quoted = [f"“{spelled.get(w, w.removeprefix('~'))}”" for w in rarest]
        sentence = " ".join([self.because, ", ".join(quoted)]).strip()
        return sentence if self.gain is None else f"{self.gain:+.1f} {sentence}"


@dataclass(frozen=True, slots=True)
class Score:
    """Log-odds that two tellings are of one event, and why."""

    value: float
    reasons: tuple[Reason, ...]


def score_pair(left: Telling, right: Telling, rarity: Rarity, table: Table | None = None) -> Score:
    """Add up the features; the reasons are in order of how much they moved the score.

    Of two tellings of one document its own words say more, as `groups.py` scored them.
    """
    if left.document == right.document and (left.beside or right.beside):
        odds = max(UNSCORED, left.beside.get(right.id, UNSCORED))
        return Score(odds, (Reason(odds, "one document tells of both"),))
    table = table or shipped_table()
    moved: list[Reason] = []
    value = table.bias
    for feature, weight in table.weights:
        if (evidence := feature(left, right, rarity)) is not None:
            gain = weight * evidence.value
            value += gain
            moved.append(Reason(gain, evidence.because, evidence.words))
    moved.sort(key=lambda r: (-abs(r.gain or 0.0), r.because))
    return Score(value, tuple(moved))


def conflict(left: Telling, right: Telling) -> str | None:
    """What makes it impossible that two tellings are of one event, or None."""
    gap = features.day_gap(left, right)
    once = left.families & right.families & families.ONCE
    if gap is not None and gap >= (DAYS_EXCLUDE if once else RAIDS_EXCLUDE):
        return f"the days they name are {gap} days apart"
    if gap is None and left.windows and right.windows:
        apart = min(a.gap(b) for a in left.windows for b in right.windows)
        if apart >= _written_apart(left, right):
            return f"they are at least {apart} days apart"
    if not families.best_likeness(left.families, right.families):
        return "they are events of different kinds"
    aways = [features.distance(a, b) for a in left.narrow for b in right.narrow]
    known = [away for away in aways if away is not None]
    if known and len(known) == len(aways) and min(known) > FAR_KM:
        return f"their places are {min(known):.0f} km apart"
    return None


def _written_apart(left: Telling, right: Telling) -> int:
    """Days between two tellings that name no day from which they are not of one event."""
    if left.families & families.VIOLENT and right.families & families.VIOLENT:
        return RAID_NEWS_EXCLUDES
    return NEWS_EXCLUDES if left.main and right.main else WRITING_EXCLUDES
