"""Tolls: which numbers satisfy them, whom they count, and which of them is the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tellings.align.names import word_set, words_of
from tellings.domain.accounts import Account
from tellings.domain.reading import Figure, Qualifier

#: Words that count anybody, so that two tolls told with them count the same.
_ANYBODY = word_set(
    "people person persons civilian civilians dead killed victims victim lives toll death deaths "
    "others wounded injured casualties total bodies"
)
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
        """Whether no number satisfies both."""
        return self.interval[1] < other.interval[0] or other.interval[1] < self.interval[0]


def counted(figure: Figure) -> str:
    """Whom a figure counts; empty for anybody.

    Twelve medics are not held against thirty people.
    """
    return " ".join(sorted(w for w in words_of(figure.of) if w not in _ANYBODY))


def only_wholes(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one voice, where of its totals in a document only the whole stays a total.

    A smaller total that counts somebody in particular ("98 evacuees" beside a toll of 112) is a
    part of the largest. Two totals of the same people stay: they contradict each other.
    """
    largest: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = (figure.span.document, figure.kind)
        if figure.total and (key not in largest or _size(figure) > _size(largest[key])):
            largest[key] = figure
    found = []
    for figure in figures:
        whole = largest.get((figure.span.document, figure.kind))
        part = whole is not None and _size(figure) < _size(whole) and counted(figure)
        found.append(replace(figure, total=False) if part and figure.total else figure)
    return found


def by_document_and_kind(tolls: Sequence[Toll]) -> dict[tuple[str, str], list[Toll]]:
    """Tolls of one account that count the same people, by document and kind."""
    found: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for toll in tolls:
        figure = toll.figure
        found[figure.span.document, f"{figure.kind} {counted(figure)}".strip()].append(toll)
    return dict(sorted(found.items()))


def _size(figure: Figure) -> float:
    return max(figure.low or 0.0, figure.high or 0.0)
