"""Figures that a document tells twice."""

from __future__ import annotations

from tellings.domain.reading import Qualifier
from tellings.read.figures import drop_restated, find_figures


def test_a_definite_number_carries_the_bounds_it_points_back_to() -> None:
    text = "At least 26 civilians were killed. Five nurses were among the 26 civilians killed."
    figures = find_figures(text, [(0, 34), (35, len(text))])
    assert [(f.low, f.high) for f in figures] == [(26, None), (5, 5), (26, None)]
    assert figures[2].qualifier is Qualifier.AT_LEAST


def test_an_indefinite_number_keeps_its_own_bounds() -> None:
    text = "At least 26 civilians were killed. Later 26 civilians were killed in Sona."
    figures = find_figures(text, [(0, 34), (35, len(text))])
    assert [(f.low, f.high) for f in figures] == [(26, None), (26, 26)]


def test_a_headline_told_again_is_left_to_the_body() -> None:
    headline = "Strike in Belmora kills 56, wounds 12"
    text = f"{headline}\n\n{headline} At least 56 people were killed in Belmora on Monday."
    spans = [(0, len(headline)), (len(headline) + 2, len(text))]
    figures = drop_restated(text, find_figures(text, spans), spans[0])
    rows = [(f.kind, f.low, f.high) for f in figures]
    assert ("killed", 56, None) in rows
    assert ("killed", 56, 56) not in rows
    assert ("wounded", 12, 12) in rows  # the body does not tell it


def test_more_than_tells_the_same_number_as_the_headline() -> None:
    headline = "Raid kills 100 guards"
    text = f"{headline}\n\nMore than 100 guards died in Dravik."
    figures = find_figures(text, [(0, len(headline)), (len(headline) + 2, len(text))])
    kept = drop_restated(text, figures, (0, len(headline)))
    assert [(f.low, f.high) for f in kept] == [(101, None)]
