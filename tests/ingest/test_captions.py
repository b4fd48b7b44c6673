"""Captions of pictures in running text are boilerplate; sentences with a credit are not."""

from __future__ import annotations

import pytest

from tellings.domain.text import PartKind
from tellings.ingest import from_text

LEAD = "Air raids hit the town of Sona on Friday, the mayor said. "
REST = " Nine people were killed in the raids, according to the Vardania Monitor for Civilians."


def boilerplate(text: str) -> list[str]:
    document = from_text(f"Raids on Sona\n\n{text}", "raids.txt")
    return [document.quote(p.span) for p in document.parts if p.kind is PartKind.BOILERPLATE]


@pytest.mark.parametrize(
    "caption",
    [
        "Residents inspect a damaged house in Dravik, 3 May 2031. (Reuters)",
        "A man whose son was killed reacts at the market of Dravik. (AFP Photo)",
        "Smoke rises over Dravik on 2 May 2031 (Anadolu Agency)",
    ],
)
def test_a_caption_with_its_credit_is_boilerplate(caption: str) -> None:
    assert boilerplate(LEAD + caption + REST) == [caption]


@pytest.mark.parametrize(
    "sentence",
    [
        "The raids killed nine people on Friday. (Reuters)",  # told, not seen
        "Residents inspect a damaged house in Dravik.",  # nobody's picture
    ],
)
def test_what_is_no_caption_stays_prose(sentence: str) -> None:
    assert boilerplate(LEAD + sentence + REST) == []


def test_the_credit_that_closes_a_text_is_no_caption() -> None:
    assert boilerplate(LEAD + "The town holds its breath. (Reuters)") == []
