"""Figures that a document tells twice: a headline's, and "the 26 civilians" after "at least 26"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tellings.domain.reading import Qualifier
from tellings.read.found_figure import FoundFigure

_THE = re.compile(r"\bthe(?:se|ir)?\s\Z|\bthose\s\Z", re.IGNORECASE)
_SHORTEST = 12  # code points below which a headline is too short to be looked for again


def told_number(figure: FoundFigure) -> float | None:
    """The number that stands in the text: 30 for "more than 30", None for vague and ranges."""
    if figure.qualifier is Qualifier.RANGE:
        return None
    if figure.low is not None:
        step = 1 if figure.qualifier is Qualifier.MORE_THAN and figure.low >= 1 else 0
        return figure.low - step
    step = 1 if figure.qualifier is Qualifier.LESS_THAN else 0
    return figure.high + step if figure.high is not None else None


def carry_bounds(text: str, figures: Sequence[FoundFigure]) -> list[FoundFigure]:
    """Give "the 26 civilians" the bounds of the "at least 26" that it points back to."""
    carried: list[FoundFigure] = []
    for figure in figures:
        exact = figure.qualifier is Qualifier.EXACT and figure.kind != "other"
        if exact and _THE.search(text, max(0, figure.start - 8), figure.start):
            figure = _carried(figure, carried)
        carried.append(figure)
    return carried


def _carried(figure: FoundFigure, earlier: Sequence[FoundFigure]) -> FoundFigure:
    for other in reversed(earlier):
        if other.kind == figure.kind and told_number(other) == figure.low:
            return replace(figure, low=other.low, high=other.high, qualifier=other.qualifier)
    return figure


def drop_restated(
    text: str, figures: Sequence[FoundFigure], headline: tuple[int, int]
) -> list[FoundFigure]:
    """Leave out a headline's figures that the body tells again, with the body's qualifier.

    `headline` is its span; a headline repeated at the head of the body counts as headline too. A
    figure is told again when kind and number agree ("kills 56" and "at least 56 were killed").
    """
    zones = _zones(text, headline)
    inside = [any(a <= f.number_start < b for a, b in zones) for f in figures]
    body = {(f.kind, told_number(f)) for f, held in zip(figures, inside, strict=True) if not held}
    return [
        f
        for f, held in zip(figures, inside, strict=True)
        if not held or told_number(f) is None or (f.kind, told_number(f)) not in body
    ]


def _zones(text: str, headline: tuple[int, int]) -> list[tuple[int, int]]:
    """The headline's span, and where its words stand again."""
    words = text[slice(*headline)].strip().rstrip(".")
    if len(words) < _SHORTEST:
        return [headline]
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    return [headline, *(m.span() for m in pattern.finditer(text, headline[1]))]
