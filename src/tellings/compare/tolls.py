"""Tolls: which numbers satisfy them, whom they count, and which of them is the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tellings.align.names import word_set, words_of
from tellings.domain.accounts import Account
from tellings.domain.reading import Figure, Qualifier

#: Words that count anybody, so that two tolls told with them count the same.
_ANYBODY = word_set(
    "people person persons civilian civilians dead killed victims victim lives toll death deaths "
    "other others wounded injured casualties total bodies citizens citizen fellow least hurt "
    "fatalities"
)
#: Words for those who bear arms: papers of the two sides call the same men rebels and terrorists.
_ARMED = word_set(
    "rebel rebels militant militants fighter fighters terrorist terrorists insurgent insurgents "
    "gunman gunmen attacker attackers assailant assailants mercenary mercenaries jihadist "
    "jihadists bandit bandits"
)
#: Words for those who care for the hurt: one paper's medics are another's medical staff.
_MEDICAL = word_set(
    "medic medics medical doctor doctors nurse nurses paramedic paramedics physician physicians"
)
_CIVIL = word_set("civilian civilians")
#: Words for what one place received: others may have been brought elsewhere.
_CARRIED = word_set("body bodies corpse corpses remains")
#: Kinds of figure that are tolls of an event, so that two accounts can be held together.
TOLL_KINDS = frozenset({"killed", "wounded", "missing", "captured"})
#: What all who bear arms are counted as.
FIGHTERS = "fighters"
#: How far from its number "about" reaches, as a share of it.
ABOUT = 0.15


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure with the account that gives it and the day its document appeared."""

    account: Account
    figure: Figure
    published: date | None

    @property
    def interval(self) -> tuple[float, float]:
        """The numbers that satisfy it, inclusive."""
        low = self.figure.low if self.figure.low is not None else float("-inf")
        high = self.figure.high if self.figure.high is not None else float("inf")
        if self.figure.qualifier is Qualifier.ABOUT:
            return low * (1 - ABOUT), high * (1 + ABOUT)
        return low, high

    def excludes(self, other: Toll) -> bool:
        """Whether no number satisfies both.

        A toll of somebody in particular ("four medics") is only a lower bound for all of them,
        and says nothing of others; so is what was carried to one place.
        """
        mine, theirs = counted(self.figure), counted(other.figure)
        if mine and theirs and mine != theirs:
            return False
        if FIGHTERS in {mine, theirs} and (_is_civil(self.figure) or _is_civil(other.figure)):
            return False
        civil, also = _is_civil(self.figure), _is_civil(other.figure)
        low, high = self._bounds((mine != theirs and bool(mine)) or (civil and not also))
        other_low, other_high = other._bounds(
            (mine != theirs and bool(theirs)) or (also and not civil)
        )
        return high < other_low or other_high < low

    def _bounds(self, of_a_part: bool) -> tuple[float, float]:
        low, high = self.interval
        open_above = of_a_part or bool(set(words_of(self.figure.of)) & _CARRIED)
        return (low, float("inf")) if open_above else (low, high)


def is_share(figure: Figure) -> bool:
    """Whether it is a part of a whole and no count: 60 % is 0.6."""
    return figure.low is not None and 0 < figure.low < 1


def _is_civil(figure: Figure) -> bool:
    return bool(set(words_of(figure.of)) & _CIVIL)


def counted(figure: Figure) -> str:
    """Whom a figure counts; empty for anybody, one word for all who bear arms, and for medics.

    Twelve medics are not held against thirty people.
    """
    words = words_of(figure.of)
    if set(words) & _ARMED:
        return FIGHTERS
    if set(words) & _MEDICAL:
        return "medics"
    return " ".join(sorted(w for w in words if w not in _ANYBODY))


def only_wholes(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one voice, where of its totals in a document only the whole stays a total.

    A smaller total beside a greater one is a part of it ("98 evacuees" beside a toll of 112, "15 in
    the north" beside "at least 21"), unless both bound one number ("up to 22" beside "17").
    """
    largest: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = (figure.span.document, figure.kind)
        if figure.total and (key not in largest or _size(figure) > _size(largest[key])):
            largest[key] = figure
    found = []
    for figure in figures:
        whole = largest.get((figure.span.document, figure.kind))
        part = whole is not None and figure.total and _size(figure) < _size(whole)
        found.append(replace(figure, total=False) if part else figure)
    return found


def only_wholes_of_all(accounts: Sequence[Account]) -> list[Account]:
    """The accounts of an event, where what one voice counts of somebody in particular is a part.

    "An air force pilot" is no toll of its own in a document that also gives 43 dead, whoever says
    either.
    """
    largest: dict[tuple[str, str], float] = {}
    for figure in (f for a in accounts for f in a.figures if f.total and not counted(f)):
        key = (figure.span.document, figure.kind)
        largest[key] = max(largest.get(key, 0.0), _size(figure))

    def whole(figure: Figure) -> Figure:
        beside = largest.get((figure.span.document, figure.kind), 0.0)
        part = figure.total and bool(counted(figure)) and _size(figure) < beside
        return replace(figure, total=False) if part else figure

    return [replace(a, figures=tuple(map(whole, a.figures))) for a in accounts]


def _size(figure: Figure) -> float:
    return max(figure.low or 0.0, figure.high or 0.0)
