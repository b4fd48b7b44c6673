import pytest

from tellings.ingest import wires


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        (" --Reuters", "Reuters"),
        (" - REUTERS", "Reuters"),
        ("-AFP", "AFP"),
        (" (AFP)", "AFP"),
        (" (Reuters/AP)", "Reuters/AP"),
        (" --Vardania News Agency", "Vardania News Agency"),
        (" - VNA", "VNA"),
        (" Source: Tarsin Radio", "Tarsin Radio"),
        (" Source TarsinTV and agencies", "TarsinTV and agencies"),
        (" (Source: Northern Coalition)", "Northern Coalition"),
        (" (With Reuters)", "Reuters"),
    ],
)
def test_credits_that_close_a_text(ending: str, name: str) -> None:
    text = f"The market of Dravik was hit again.{ending}"
    credit = wires.trailing(text, 0, len(text))
    assert credit is not None
    assert credit.name == name
    assert text[credit.start : credit.end] == ending.strip()


@pytest.mark.parametrize(
    "text",
    [
        "The statement was read by Tarsin Radio",
        "He asked for the source of the fire.",
        "They spoke of the Front (FR)",
        "It was a long war - Sona never forgot",
        "They came from Dravik (north of Sona).",
    ],
)
def test_endings_that_credit_nobody(text: str) -> None:
    assert wires.trailing(text, 0, len(text)) is None


def test_people_who_contributed_are_no_wire() -> None:
    text = "It was over. Reporting by Mira Solen; Editing by Jon Vey"
    credit = wires.trailing(text, 0, len(text))
    assert credit is not None
    assert credit.name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TARSIN (Reuters) - Shells fell", "Reuters"),
        ("TARSIN, May 3 (VNA) – Shells fell", "VNA"),
        ("DRAVIK (AFP) Shells fell", "AFP"),
    ],
)
def test_datelines(text: str, name: str) -> None:
    credit = wires.dateline(text, 0, len(text))
    assert credit is not None
    assert credit.name == name
    assert text[credit.end :].strip() == "Shells fell"


def test_an_abbreviation_explained_is_no_dateline() -> None:
    text = "Vardania Monitor for Civilians (VMC) said so"
    assert wires.dateline(text, 0, len(text)) is None
