"""A table of sentences: how the source holds the content, and what the document does with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import sentencex

from tellings.domain.reading import Commitment, Stance
from tellings.read.commitment import commitment
from tellings.read.stance import stance_of
from tellings.read.wording import Wording, wording

CASES = json.loads(Path(__file__).with_name("wording_cases.json").read_text("utf-8"))["cases"]


def worded(marked: str) -> Wording:
    """The wording of a sentence with its [cue] and {content} marked."""
    bounds: dict[str, int] = {}
    text = ""
    for piece in re.split(r"([\[\]{}])", marked):
        if piece and piece in "[]{}":
            bounds[piece] = len(text)
        else:
            text += piece
    sentences = list(sentencex.segment("en", text))
    first = len(sentences[0].rstrip())
    cue = (bounds["["], bounds["]"]) if "[" in bounds else None
    return wording(text, cue, [(bounds["{"], bounds["}"])], (0, first), (first, len(text)))


def test_the_table_is_large_and_holds_the_rare_classes() -> None:
    assert len(CASES) >= 120
    for held in (Commitment.DENIED, Commitment.DOUBTED):
        assert sum(c[1] == held for c in CASES) >= 15
    for taken in (Stance.REJECTS, Stance.ENDORSES, Stance.DOUBTS):
        assert sum(c[2] == taken for c in CASES) >= 14


@pytest.mark.parametrize(("marked", "held", "_"), CASES, ids=[c[0][:40] for c in CASES])
def test_how_the_source_holds_it(marked: str, held: str, _: str) -> None:
    assert commitment(worded(marked)) is Commitment(held)


@pytest.mark.parametrize(("marked", "_", "taken"), CASES, ids=[c[0][:40] for c in CASES])
def test_what_the_document_does_with_it(marked: str, _: str, taken: str) -> None:
    assert stance_of(worded(marked)) is Stance(taken)
