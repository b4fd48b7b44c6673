import pytest

from tellings.domain.text import PartKind
from tellings.ingest import from_text
from tellings.ingest.heads import is_byline, publisher

BODY = (
    "Shells fell on the market of Dravik on Monday and killed 31 people, the Vardania Monitor for "
    "Civilians said, while the army denied that it had fired on the town."
)


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("THE SONA POST\nSunday 11 May 2031\n\nBlast at noon", "Blast at noon", "The Sona Post"),
        ("FREE DRAVIK\n11 May 2031\n\nThere was no truce", "There was no truce", "Free Dravik"),
        ("Northern Gazette\n\nDravik falls", "Dravik falls", "Northern Gazette"),
        (
            "SONA WATCH · Friday 9 May 2031 · No 3\n\nJets burn convoy",
            "Jets burn convoy",
            "Sona Watch",
        ),
        (
            "The Banner | Saturday 10 May 2031 | Home News\n\nBandits ambush lorries",
            "Bandits ambush lorries",
            "The Banner",
        ),
        (
            "COMMITTEE OF THE HILLS\nBulletin 31/7\nSaturday, 10 May 2031\n\nDravik: the toll",
            "Dravik: the toll",
            "Committee of the Hills",
        ),
        (
            "MINISTRY OF WATER\nPRESS SERVICE\n\nTarsin, 11 May 2031\nNo. 20\n\nTHE FLOOD AT SONA",
            "THE FLOOD AT SONA",
            "Ministry of Water",
        ),
        ("Daily Sona\n10 May 2031\nOUR VIEW\n\nLiars can count", "Liars can count", "Daily Sona"),
        ("Blast in Dravik\nArmy denies it\n\nBy Mira Solen", "Blast in Dravik", None),
    ],
)
def test_who_publishes_and_what_the_headline_is(head: str, title: str, outlet: str | None) -> None:
    document = from_text(f"{head}\n\n{BODY}")
    assert (document.title, document.outlet) == (title, outlet)
    if outlet:
        assert document.provenance["outlet"] == "masthead"


def test_a_subheading_on_top_of_the_text_is_no_headline() -> None:
    document = from_text(f"Blast In Dravik\n\n10 May 2031\n\nWhat is known\n{BODY}")
    assert document.title == "Blast In Dravik"
    (body,) = [p for p in document.parts if p.kind is PartKind.BODY]
    assert document.quote(body.span).startswith("What is known")


def test_a_place_before_a_date_is_no_author() -> None:
    document = from_text(f"Blast in Dravik\n\nTarsin, 11 May 2031\n\n{BODY}")
    assert (document.author, document.outlet) == (None, None)
    assert str(document.published) == "2031-05-11"


def test_a_signature_names_the_body_that_signs() -> None:
    document = from_text(
        f"Bread for Dravik\n\n{BODY}\n\nNot one step back.\nCommittee of Sona, 9 May 2031\n\nDonate"
    )
    assert document.outlet == "Committee of Sona"
    assert document.provenance["published"] == "last line"


@pytest.mark.parametrize(
    "line",
    [
        "By Mira Solen",
        "By our military correspondent",
        "From our correspondent Jon Vey in Port Elden",
        "(Reporting by Mira Solen; editing by Jon Vey)",
        "Source: Tarsin Radio",
        "Published: 3 May 2031",
        "Updated at 17:30 on 3 May 2031",
        "Date of report: 3 May 2031. Author: Mira Solen",
        "Bulletin 31/112",
        "(AFP)",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By dawn the town had fallen",
        "Blast in Dravik kills 31",
        "From Dravik to the sea",
        "No truce",
    ],
)
def test_headlines_are_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line", ["OUR VIEW", "Tarsin, 11 May 2031", "Blast in Dravik!", "5 May 2031"]
)
def test_lines_that_name_no_publisher(line: str) -> None:
    assert publisher(line) is None
