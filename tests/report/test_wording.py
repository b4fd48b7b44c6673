from __future__ import annotations

from datetime import date

import pytest

from tellings.domain.accounts import FindingKind
from tellings.domain.reading import (
    Certainty,
    Commitment,
    Figure,
    Moment,
    Polarity,
    Qualifier,
    Source,
    Stance,
)
from tellings.domain.text import PartKind, Span
from tellings.report import wording

HERE = Span("one", 0, 3)


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (43, 43, Qualifier.EXACT, "43"),
        (12000, 12000, Qualifier.EXACT, "12,000"),
        (40, None, Qualifier.AT_LEAST, "at least 40"),
        (31, None, Qualifier.MORE_THAN, "more than 30"),
        (None, 40, Qualifier.AT_MOST, "at most 40"),
        (None, 39, Qualifier.LESS_THAN, "fewer than 40"),
        (60, 60, Qualifier.ABOUT, "about 60"),
        (62, 80, Qualifier.RANGE, "62–80"),
        (55, 65, Qualifier.ABOUT, "55–65"),
        (0.6, 0.6, Qualifier.EXACT, "60 %"),
        (0.5, None, Qualifier.MORE_THAN, "more than 50 %"),
        (2.5, 2.5, Qualifier.EXACT, "2.5"),
        (None, None, Qualifier.VAGUE, "“dozens”"),
        (None, None, Qualifier.EXACT, "“dozens”"),
    ],
)
def test_a_figure_reads_as_it_was_told(
    low: float | None, high: float | None, qualifier: Qualifier, words: str
) -> None:
    figure = Figure("killed", "people", low, high, qualifier, HERE)
    assert wording.figure(figure, "dozens") == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2031, 3, 8), date(2031, 3, 8), "8 March 2031"),
        (date(2031, 3, 8), date(2031, 3, 10), "8–10 March 2031"),
        (date(2031, 2, 27), date(2031, 3, 2), "27 February 2031 – 2 March 2031"),
    ],
)
def test_a_moment_is_said_as_short_as_can_be(first: date, last: date, words: str) -> None:
    assert wording.moment(Moment(first, last, HERE, "day")) == words


def test_every_kind_has_its_words() -> None:
    assert set(wording.FINDINGS) == set(FindingKind)
    assert set(wording.CERTAINTIES) == set(Certainty)
    assert set(wording.POLARITIES) == set(Polarity)
    assert set(wording.COMMITMENTS) == set(Commitment)
    assert set(wording.STANCES) == set(Stance)
    assert set(wording.PARTS) == set(PartKind)


def test_no_two_polarities_or_certainties_look_alike() -> None:
    assert len(set(wording.POLARITIES.values())) == len(Polarity)
    assert len(set(wording.CERTAINTIES.values())) == len(Certainty)


def test_a_source_is_named_with_the_person_who_speaks_for_it() -> None:
    assert wording.source(Source("Army", None, "Col. Vey")) == "Army (Col. Vey)"
    assert wording.source(Source("Colonel Vey", None, "Vey")) == "Colonel Vey"
    assert wording.source(Source(None, None)) == "a source that is not named"


def test_plurals() -> None:
    assert wording.plural(1, "document") == "1 document"
    assert wording.plural(1200, "document") == "1,200 documents"
