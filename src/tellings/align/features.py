"""What two tellings of an event have in common: small functions, each with its sentence.

A `Telling` gathers the mentions by which one document tells of one event. A feature compares two
tellings and returns its value (0..1, or -1..0 for what speaks against) with a sentence that
explains it, or None where it has nothing to say. `score.py` holds the table of weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tellings.align import families
from tellings.align.names import place_key, place_skeleton, place_words, skeleton
from tellings.align.parties import are_different
from tellings.domain.reading import EventMention, Place


@dataclass(frozen=True, slots=True)
class Window:
    """Inclusive days within which something happened; `certain` when the text names the day."""

    first: date
    last: date
    certain: bool

    def gap(self, other: Window) -> int:
        """Days between two windows; 0 when they share a day."""
        apart = max((self.first - other.last).days, (other.first - self.last).days)
        return max(0, apart)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one document tells of one event.

    `narrow` are those of its places that are not as wide as a region.
    `tolls` are (kind, number) pairs of exact or bounded figures; `words` and `actors` are those of
    its sentences and roles; `story` are the words of headline and opening where the document is
    about it. Capitalised words are levelled by sound and marked with "~". `triggers` are the stems
    of the words that tell of it, `near` the words close to them, `doers` the parties that do it.
    `beside` are the log-odds that other tellings of its document, by id, are of the same event.
    `main` is set for what headline or lead tell. `windows` is empty when neither the text nor the
    document's date says when.
    """

    id: str
    document: str
    mentions: tuple[EventMention, ...]
    families: frozenset[str]
    places: tuple[Place, ...] = ()
    narrow: tuple[Place, ...] = ()
    windows: tuple[Window, ...] = ()
    published: date | None = None
    tolls: frozenset[tuple[str, float]] = frozenset()
    actors: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    story: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    main: bool = False
    background: bool = False
    beside: Mapping[str, float] = field(default_factory=dict)

    def days(self) -> tuple[Window, ...]:
        """Its windows that the text itself gives to the day."""
        return tuple(w for w in self.windows if w.certain)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The value of a feature and the sentence that explains it.

    `words` are those, levelled, of which the sentence ends in the rarest.
    """

    value: float
    because: str
    words: frozenset[str] = frozenset()


class Rarity:
    """How much it says that two tellings share a word, place or actor: log of n over its count."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.total = max(len(tellings), 1)
        self.words = Counter(w for t in tellings for w in t.words | t.story)
        self.places = Counter(
            key for t in tellings for key in {place_skeleton(p.name) for p in t.places}
        )
        self.actors = Counter(a for t in tellings for a in t.actors)
        self._weight = {
            w: math.log((self.total + 1) / (count + 0.5)) for w, count in self.words.items()
        }
        self._whole = {
            t.id: (self._sum(t.words), self._sum(t.story), self._sum(t.near)) for t in tellings
        }

    def of_word(self, word: str) -> float:
        """Between 0 (in every telling) and about log n (in one)."""
        return self._weight.get(word, 0.0)

    def rarest(self, words: frozenset[str]) -> tuple[str, ...]:
        """Three words that fewest tellings use, names last."""
        return tuple(sorted(words, key=lambda w: (w.startswith("~"), -self.of_word(w), w))[:3])

    def share(self, left: Telling, right: Telling) -> float:
        """Weighted overlap of their words: shared over the geometric mean of both, 0..1."""
        both = self._whole[left.id][0] * self._whole[right.id][0]
        return self._sum(left.words & right.words) / math.sqrt(both) if both else 0.0

    def share_of_story(self, left: Telling, right: Telling) -> float:
        """The same for headline and opening."""
        both = self._whole[left.id][1] * self._whole[right.id][1]
        return self._sum(left.story & right.story) / math.sqrt(both) if both else 0.0

    def share_nearby(self, left: Telling, right: Telling) -> float:
        """The same for the words close to their triggers."""
        both = self._whole[left.id][2] * self._whole[right.id][2]
        return self._sum(left.near & right.near) / math.sqrt(both) if both else 0.0

    def _sum(self, words: frozenset[str]) -> float:
        # Exact, so that the order in which a set yields its words changes nothing.
        return math.fsum(self._weight[w] for w in words)


def same_day(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Both texts name a day and it can be the same one."""
    pairs = [(a, b) for a in left.days() for b in right.days() if a.gap(b) == 0]
    if not pairs:
        return None
    return Evidence(1.0, f"both put it on {pairs[0][0].first.isoformat()}")


def day_apart(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Both texts name a day and the nearest two are one day apart."""
    gap = day_gap(left, right)
    if gap != 1:
        return None
    if left.families & right.families & families.ONCE:
        return Evidence(-0.3, "the days they name are one day apart, as accounts of it may be")
    return Evidence(-1.0, "the days they name are one day apart")


def day_gap(left: Telling, right: Telling) -> int | None:
    """Days between the nearest two days that the texts name, None if one names none."""
    gaps = [a.gap(b) for a in left.days() for b in right.days()]
    return min(gaps) if gaps else None


def _are_two_days(left: Telling, right: Telling) -> bool:
    """Whether they name different days of what can happen every day."""
    return bool(day_gap(left, right)) and not left.families & right.families & families.ONCE


def near_dates(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Where a text names no day, what is known of when it was written must do."""
    if day_gap(left, right) is not None:
        return None
    gaps = [a.gap(b) for a in left.windows for b in right.windows]
    if not gaps:
        return None
    gap = min(gaps)
    if gap == 0:
        return Evidence(1.0, "the times at which they can have happened overlap")
    return Evidence(-min(1.0, gap / 7), f"they are at least {gap} days apart")


def same_place(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """Both name the same place; a place of which everything here tells says little."""
    found: list[tuple[float, str]] = []
    for a in left.narrow:
        for b in right.narrow:
            if alike := place_likeness(a, b):
                same = (
                    f"both name {a.name}"
                    if a.name == b.name
                    else (f"{a.name} and {b.name} can be one place")
                )
                found.append((alike * _place_weight(a, rarity), same))
    if not found:
        found = [*_beside(left, right, rarity), *_beside(right, left, rarity)]
    return Evidence(*max(found)) if found else None


def _place_weight(place: Place, rarity: Rarity) -> float:
    """1 for a place that one telling names, towards 0.3 for one that all name."""
    count = rarity.places[place_skeleton(place.name)]
    return 1 - 0.7 * math.log1p(count) / math.log1p(rarity.total + 1)


def _beside(named: Telling, other: Telling, rarity: Rarity) -> Iterator[tuple[float, str]]:
    """Where the one telling's place stands in the words that the other uses."""
    beside = other.words | other.story
    for place in named.narrow:
        if {f"~{skeleton(w)}" for w in place_words(place.name)} <= beside:
            yield 0.6 * _place_weight(place, rarity), f"one is at {place.name}, the other names it"


def place_likeness(left: Place, right: Place) -> float:
    """1 for one name or one point, 0.75 for names spelled alike, 0 otherwise."""
    if place_key(left.name) == place_key(right.name):
        return 1.0
    away = distance(left, right)
    if away is not None:
        return 1.0 if away < 3 else 0.0
    a, b = place_skeleton(left.name), place_skeleton(right.name)
    return 0.75 if a == b and len(a) >= 3 else 0.0


def distance(left: Place, right: Place) -> float | None:
    """Great-circle distance in kilometres (haversine), None without both coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    half_lat, half_lon = (b - a) / 2, math.radians(right.lon - left.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_lon) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, chord)))


def other_place(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """Both name narrow places and none of them is the same."""
    mine, theirs = left.narrow, right.narrow
    if not mine or not theirs or same_place(left, right, rarity):
        return None
    aways = [d for a in mine for b in theirs if (d := distance(a, b)) is not None]
    if aways and min(aways) < 15:
        return Evidence(-0.2, f"{mine[0].name} and {theirs[0].name} are near each other")
    return Evidence(-1.0, f"one names {mine[0].name}, the other {theirs[0].name}")


def other_quarter(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Both name the same town, and both quarters or spots in it of which none is the same."""
    mine, theirs = ([p for p in t.narrow if p.precision in QUARTERS] for t in (left, right))
    if not mine or not theirs or any(place_likeness(a, b) for a in mine for b in theirs):
        return None
    return Evidence(-1.0, f"in the town one names {mine[0].name}, the other {theirs[0].name}")


#: Precisions that are narrower than a town.
QUARTERS = frozenset({"point", "district"})


def same_region(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """A region, or the region around a place, is named by both."""
    shared = _regions(left).keys() & _regions(right).keys()
    if not shared or same_place(left, right, rarity):
        return None
    return Evidence(1.0, f"both are in {_regions(left)[min(shared)]}")


def _regions(telling: Telling) -> dict[str, str]:
    """Names by key of regions and of what narrow places lie within; countries say nothing."""
    wide = [p.name for p in telling.places if p.precision == "region"]
    around = [p.within for p in telling.places if p.within]
    return {place_key(name): name for name in (*wide, *around, *(p.name for p in telling.narrow))}


def same_kind(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Whether their types can be words for one happening: 1 fully, -1 not at all."""
    value = families.best_likeness(left.families, right.families)
    a, b = families.called(left.families), families.called(right.families)
    told = f"both tell of {a}" if a == b else f"one tells of {a}, the other of {b}"
    if value >= 0.3:
        return Evidence(value, told if a == b else f"{told}, which can be one event")
    return Evidence(-1.0, f"{told}: events of different kinds")


def same_toll(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """The same number of the same kind; small numbers are shared by chance."""
    shared = left.tolls & right.tolls
    if not shared:
        return None
    kind, number = max(shared, key=lambda t: (t[1], t[0]))
    value = min(1.0, math.log1p(number) / math.log1p(20)) * min(1.0, 0.7 + 0.3 * len(shared))
    return Evidence(value, f"both tell of {number:,.10g}{'' if kind == 'other' else f' {kind}'}")


def odd_tolls(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Tolls of one kind that lie further apart than reports of one event use to."""
    worst = 0.0
    for kind in ("killed", "wounded"):
        a = [n for k, n in left.tolls if k == kind]
        b = [n for k, n in right.tolls if k == kind]
        if a and b and not set(a) & set(b):
            worst = max(worst, math.log(max(max(a), max(b)) / max(min(max(a), max(b)), 1)))
    if worst < math.log(4):
        return None
    return Evidence(-min(1.0, worst / math.log(20)), "their tolls lie far apart")


def same_actors(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """They name the same participants."""
    shared = left.actors & right.actors
    if not shared:
        return None
    rare = max(1 - math.log1p(rarity.actors[a]) / math.log1p(rarity.total + 1) for a in shared)
    return Evidence(0.3 + 0.7 * rare, "they name the same participants")


def shared_words(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """Words that few other tellings use; raids a day apart read alike, so there it says nothing."""
    shared = left.words & right.words
    if not shared or _are_two_days(left, right):
        return None
    value = min(1.0, rarity.share(left, right) * 2.0)
    return Evidence(value, "both use the words", shared)


def shared_story(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """Headline and opening of both documents are about the same things, or about others."""
    if not left.story or not right.story or _are_two_days(left, right):
        return None
    value = min(1.0, (rarity.share_of_story(left, right) - 0.1) * 2.5)
    if value > 0:
        shared = left.story & right.story
        return Evidence(value, "both documents open with the words", shared)
    return Evidence(value, "the documents open with other things")


def both_news(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Both are what their document is about; or one is told as history only."""
    if left.main and right.main:
        return Evidence(1.0, "both are what the document is about")
    if left.background or right.background:
        return Evidence(-1.0, "one is told as history")
    return None


def same_trigger(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """They tell of it with the same word: "the blast" here and there."""
    shared = left.triggers & right.triggers
    if not shared:
        return None
    return Evidence(1.0, "both tell of it as", shared)


def like_trigger(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Words of one root tell of it: "shooting" here, "shooter" there."""
    if left.triggers & right.triggers:
        return None
    roots = {w[:ROOT] for w in left.triggers if len(w) >= ROOT} & {
        w[:ROOT] for w in right.triggers if len(w) >= ROOT
    }
    if not roots:
        return None
    return Evidence(1.0, f"both tell of it with words that begin with “{min(roots)}”")


#: Letters by which two words are taken to be of one root.
ROOT = 4


def same_trigger_in_story(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """The same word in documents that are about the same things says more than either alone."""
    if not left.triggers & right.triggers or _are_two_days(left, right):
        return None
    value = min(1.0, rarity.share_of_story(left, right) * 2.5)
    return Evidence(value, "and the documents that say so are about the same things")


def nearby_words(left: Telling, right: Telling, rarity: Rarity) -> Evidence | None:
    """The words close to the words that tell of it are shared."""
    shared = left.near & right.near
    if not shared or _are_two_days(left, right):
        return None
    value = min(1.0, rarity.share_nearby(left, right) * 1.5)
    return Evidence(value, "close to it both say", shared)


def one_document(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """Both stand in one document."""
    return Evidence(1.0, "one document tells of both") if left.document == right.document else None


def other_doers(left: Telling, right: Telling, _: Rarity) -> Evidence | None:
    """They name parties of different sides as those who did it: often it is another act."""
    if not are_different(left.doers, right.doers):
        return None
    a, b = min(left.doers), min(right.doers)
    return Evidence(-1.0, f"one is told as done by {a}, the other by {b}")
