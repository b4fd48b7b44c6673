import pytest

from tellings.domain.text import Document
from tellings.ingest import from_text

BODY = (
    "Shells fell on the market of Dravik on Monday and killed 31 people, the Vardania Monitor for "
    "Civilians said, while the army denied that it had fired on the town."
)


def read(text: str) -> Document:
    return from_text(text, "a.txt")


@pytest.mark.parametrize(
    ("text", "day", "origin"),
    [
        (f"Blast\n\nWed 05 May 2031 Blast. {BODY}", "2031-05-05", "dateline"),
        (f"Blast\n\nSaturday 10 May 2031\n\n{BODY}", "2031-05-10", "dateline"),
        (f"Blast\n\nUpdated 7 May 2031\nPosted 5 May 2031\n\n{BODY}", "2031-05-05", "dateline"),
        (f"The Lantern, 21st March 2031\n\n{BODY}", "2031-03-21", "headline"),
        (f"Blast in Dravik\n\n{BODY}\n\n10 May 2031", "2031-05-10", "last line"),
        (
            f'Blast in Dravik\n\n{BODY}\n\n"Blast?" 18.Jun.2031\n\nI do not believe a word of it.',
            "2031-06-18",
            "first comment (not later than)",
        ),
    ],
)
def test_where_a_date_comes_from(text: str, day: str, origin: str) -> None:
    document = read(text)
    assert str(document.published) == day
    assert document.provenance["published"] == origin


def test_the_date_of_a_copyright_line_is_not_taken() -> None:
    assert read(f"Blast in Dravik\n\n{BODY}\n\n© 5 May 2031 Sona Weekly").published is None


def test_a_date_in_the_text_is_not_taken() -> None:
    assert read(f"Blast in Dravik\n\nOn 4 May 2031 it began. {BODY}").published is None


@pytest.mark.parametrize(
    ("line", "author", "outlet", "wire"),
    [
        ("By Mira Solen", "Mira Solen", None, None),
        ("By Mira Solen, staff reporter", "Mira Solen", None, None),
        ("By Sona Weekly", None, "Sona Weekly", None),
        ("By AFP", None, None, "AFP"),
        ("(Reuters)", None, None, "Reuters"),
        ("Source: Tarsin Radio", None, None, "Tarsin Radio"),
        ("Posted by Mira Solen on 5 May 2031", "Mira Solen", None, None),
    ],
)
def test_bylines(line: str, author: str | None, outlet: str | None, wire: str | None) -> None:
    document = read(f"Blast in Dravik\n\n{line}\n\n{BODY}")
    assert (document.author, document.outlet) == (author, outlet)
    assert document.provenance.get("wire") == wire


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        (f"Blast in Dravik\n\n{BODY} --Reuters", "Reuters"),
        (f"Blast in Dravik\n\n{BODY}\n\n(AFP)", "AFP"),
        (f"Blast in Dravik\n\nTARSIN (Vardania News Agency) - {BODY}", "Vardania News Agency"),
        (f"Blast in Dravik\n\n{BODY} Source TarsinTV and agencies", "TarsinTV and agencies"),
        (f"Blast in Dravik\n\n{BODY}", None),
    ],
)
def test_the_wire_a_text_credits(text: str, wire: str | None) -> None:
    assert read(text).provenance.get("wire") == wire


@pytest.mark.parametrize(
    ("headline", "title", "outlet"),
    [
        ("Blast in Dravik market | Sona Weekly", "Blast in Dravik market", "Sona Weekly"),
        ("Blast in Dravik market - World - Sona Online", "Blast in Dravik market", "Sona Online"),
        ("Vardania News Agency - Blast in Dravik", "Blast in Dravik", "Vardania News Agency"),
        ("22 killed in Dravik - monitor", "22 killed in Dravik - monitor", None),
    ],
)
def test_the_outlet_in_a_headline(headline: str, title: str, outlet: str | None) -> None:
    document = read(f"{headline}\n\n{BODY}")
    assert (document.title, document.outlet) == (title, outlet)


def test_the_outlet_that_page_links_name() -> None:
    footer = "noteDonate to OCV\nnoteAbout OCV\nFollow Us\nfacebook smallFacebook"
    document = read(f"Blast in Dravik\n\n{BODY}\n\n{footer}")
    assert document.outlet == "OCV"
    assert document.provenance["outlet"] == "page links that name it"


QUESTIONS = "\n\n".join(
    f"Q: What did you see on day {n}?\n\nA: Smoke over Dravik." for n in range(4)
)
GENRES = {
    "contents": "The Lantern\n\n" + "\n".join(f"{n}. On the war in Dravik" for n in range(1, 8)),
    "forum": (
        f"Dravik\n\nPosted by Kesh on 5 May 2031\n\n{BODY}\n\n"
        "Posted by Ilan on 6 May 2031\n\nI do not believe it."
    ),
    "interview": f"I saw it all\n\n{QUESTIONS}",
    "bulletin": f"Daily casualty bulletin no. 12\n\n5 May 2031\n\n{BODY}",
    "announcement": (
        "Rally for the dead of Dravik\n\nSaturday 10 May 2031\n\nJoin us at the hall of Belmora "
        "from 11am. Bring banners, bring your neighbours, and do not let the war pass in silence."
    ),
    "statement": (
        "On the crime of Dravik\n\nWe condemn the shelling of the market. We demand that guns be "
        "drawn back from the town, and we call on all people of Vardania to stand by its dead."
    ),
    "editorial": (
        "Enough!\n\nThe truth is that this war feeds on our silence! It must end, and it must end "
        "now. The generals should answer for the market. Let us never forget it!"
    ),
    "report": f"Blast in Dravik\n\n5 May 2031\n\n{BODY} --AFP",
}


@pytest.mark.parametrize("genre", GENRES)
def test_genres(genre: str) -> None:
    document = read(GENRES[genre])
    assert document.genre == genre
    assert document.provenance["genre"].startswith("signal: ")


def test_no_genre_where_signals_are_missing() -> None:
    assert (
        read("Dravik\n\nThe river runs past the mill and on into the valley below.").genre is None
    )
