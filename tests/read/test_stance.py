"""Whose document it is decides where its words do not."""

from __future__ import annotations

import pytest

from tellings.domain.reading import Claim, ClaimKind, Commitment, Source, Stance
from tellings.domain.text import Document, Span
from tellings.read.stance import take_stances
from tellings.read.wording import Wording

LOADED = "Bandits and gangs burned the mill, and our troops drove the terrorists off."
PLAIN = "Fighters burned the mill, and the army drove them off."


def taken(text: str, source: str, *, genre: str, outlet: str | None = None) -> Stance:
    """What a document of that text does with a plain claim by the source, put after it."""
    whole = f"{text} They said so."
    span = Span("d1", len(text) + 1, len(whole))
    document = Document("d1", "told.txt", whole, "d1", genre=genre, outlet=outlet)
    claim = Claim(
        "c1", (Source(source, None),), None, (span,), ClaimKind.INDIRECT,
        Commitment.ASSERTED, Stance.REPORTS,
    )  # fmt: skip
    said = Wording("said", "They said so", f"the {source} said —")
    return take_stances(document, [claim], [said], {"Osk Lennart": ("general",)})[0].author_stance


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        (LOADED, "Ministry of Defence", Stance.ENDORSES),
        (LOADED, "Osk Lennart", Stance.ENDORSES),
        (LOADED, "Front for the Restoration", Stance.REJECTS),
        (LOADED, "Open Road Relief", Stance.REPORTS),
        (PLAIN, "Ministry of Defence", Stance.REPORTS),
        (PLAIN, "Front for the Restoration", Stance.REPORTS),
    ],
)
def test_loaded_words_of_its_own_show_whose_side_a_text_is_on(
    text: str, source: str, stance: Stance
) -> None:
    assert taken(text, source, genre="report") is stance


def test_a_statement_endorses_its_own_body() -> None:
    body = "Ministry of Defence of Vardania"
    assert taken(PLAIN, "Ministry of Defence", genre="statement", outlet=body) is Stance.ENDORSES
    assert taken(PLAIN, "Kesh Guard", genre="statement", outlet=body) is Stance.REPORTS


def test_an_agency_that_quotes_itself_reports() -> None:
    assert taken(PLAIN, "Meridian News", genre="report", outlet="Meridian News") is Stance.REPORTS
