"""Which quantities are figures, and of what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.reading import Qualifier
from tellings.read.figures import FoundFigure, find_figures

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("figure_cases.json").read_text(encoding="utf-8")
)


def _role(figure: FoundFigure) -> str:
    if figure.superseded:
        return "superseded"
    if figure.part_of_total:
        return "part"
    return "whole" if figure.is_whole else ""


def _row(text: str, figure: FoundFigure) -> list[Any]:
    span = text[figure.start : figure.end]
    return [span, figure.kind, figure.low, figure.high, _role(figure)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_reads_kind_bounds_and_role(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [_row(text, f) for f in find_figures(text, [(0, len(text))])] == case["found"]


def test_says_of_whom_and_in_which_sentence() -> None:
    text = "Calm returned to Tarsin. At least 12 Vardanian soldiers were killed in Sona."
    (figure,) = find_figures(text, [(0, 24), (25, len(text))])
    assert (figure.of, figure.sentence) == ("Vardanian soldiers", 1)
    assert figure.qualifier is Qualifier.AT_LEAST
    assert text[figure.number_start : figure.number_end] == "12"


def test_a_part_takes_its_kind_from_the_sentence_before() -> None:
    text = "The raid on Dravik wounded 30 people. Seven of them were nurses."
    figures = find_figures(text, [(0, 37), (38, len(text))])
    assert [(f.kind, f.low, f.part_of_total) for f in figures] == [
        ("wounded", 30, False),
        ("wounded", 7, True),
    ]


def test_numbers_outside_the_sentences_are_not_read() -> None:
    text = "Related: 12 killed. The raid killed five guards."
    assert [f.low for f in find_figures(text, [(20, len(text))])] == [5]


_TEXTS = st.lists(st.sampled_from([case["text"] for case in CASES]), min_size=1, max_size=6)


@given(_TEXTS, st.randoms(use_true_random=False))
def test_sentences_read_alone_and_together_give_the_same(texts: list[str], rng: Any) -> None:
    """Only "of them" looks back over a sentence's end, and no case here needs it to."""
    padding = " " * rng.randint(1, 4)
    document = padding.join(texts)
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + len(padding)
    together = [_row(document, f) for f in find_figures(document, spans)]
    alone = [_row(t, f) for t in texts for f in find_figures(t, [(0, len(t))])]
    assert together == alone


# fmt: off
_PIECES = st.sampled_from(
    [
        "At least ", "12 ", "dozens of ", "a woman ", "people ", "killed ", "were ", "wounded ",
        "and ", "including ", "among them ", "the dead ", "toll ", "rose to ", "from ", "of ",
        "others ", "dead ", "in ", "Sona ", ", ", ". ", "injuring ", "a third of ", "IS ", "\n",
    ]
)
# fmt: on


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_spans_lie_within_their_sentence(text: str) -> None:
    for figure in find_figures(text, [(0, len(text))]):
        assert 0 <= figure.start <= figure.number_start < figure.number_end
        assert figure.number_end <= figure.end <= len(text)
        assert not (figure.is_whole and (figure.part_of_total or figure.superseded))
