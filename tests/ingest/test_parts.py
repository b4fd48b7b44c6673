import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.text import PartKind
from tellings.ingest.extract import Mark
from tellings.ingest.parts import segment

PROSE = (
    "Shells fell on the market of Dravik on Monday morning and killed 31 people, the Vardania "
    "Monitor for Civilians said, while the army denied that it had fired on the town at all."
)
MORE = (
    "The Front for the Restoration blamed the Northern Coalition for the attack and called on the "
    "people of Belmora to stay away from the bridge until the evening, when it would be opened."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind.value, text[p.start : p.end]) for p in segment(text)]


def of(text: str, kind: PartKind) -> list[str]:
    return [text[p.start : p.end] for p in segment(text) if p.kind is kind]


def test_headline_dateline_headline_again_body_credit() -> None:
    text = (
        "Toll of Dravik blast at least 31\n\nMon 05 May 2031 Toll of Dravik blast at least 31. "
        f"{PROSE} {MORE} --Reuters"
    )
    assert kinds(text) == [
        ("headline", "Toll of Dravik blast at least 31"),
        ("byline", "Mon 05 May 2031"),
        ("headline", "Toll of Dravik blast at least 31."),
        ("body", f"{PROSE} {MORE}"),
        ("byline", "--Reuters"),
    ]


def test_an_author_between_date_and_repeated_headline() -> None:
    text = (
        "Toll of Dravik blast rises\n\nPosted on May 5 2031 by Mira Solen and Jon Vey Toll of "
        f"Dravik blast rises {PROSE} Mira Solen and Jon Vey"
    )
    assert kinds(text)[1:] == [
        ("byline", "Posted on May 5 2031 by Mira Solen and Jon Vey"),
        ("headline", "Toll of Dravik blast rises"),
        ("body", PROSE),
        ("byline", "Mira Solen and Jon Vey"),
    ]


def test_page_tools_and_menus_run_into_the_first_and_last_sentence() -> None:
    menu = (
        "Related News Bridge opens again About Us Careers Contact Us Privacy Policy Cookie Policy"
    )
    text = (
        f"Blast in Dravik kills many\n\n5 May 2031 AFP Print Tweet Views 729 {PROSE} {MORE} {menu}"
    )
    assert kinds(text)[1:] == [
        ("byline", "5 May 2031 AFP"),
        ("boilerplate", "Print Tweet Views 729"),
        ("body", f"{PROSE} {MORE}"),
        ("boilerplate", menu),
    ]


def test_a_date_that_belongs_to_a_sentence_stays_in_the_body() -> None:
    text = f"A year on\n\n5 May 2031 was the day on which Dravik fell silent. {PROSE}"
    assert of(text, PartKind.BODY) == [text.split("\n\n")[1]]


def test_an_agency_that_is_quoted_is_not_a_credit() -> None:
    text = f"Blast in Dravik\n\nReuters reported that the market burned. {PROSE}"
    assert of(text, PartKind.BYLINE) == []


FOOTER = """Get Involved

noteDonate to OCV
noteAbout OCV

Follow Us

facebook smallFacebook   twitter smallTwitter

You can email us at

ph/sms/whatsapp +99 555010010

Whatever the parties of Tarsin promise before the vote, they will deliver more hunger and war.

OCV essential"""


def test_a_footer_with_a_slogan_among_its_links_is_boilerplate_to_the_end() -> None:
    text = f"Rally for Dravik\n\n{PROSE}\n\n{MORE}\n\n{PROSE}\n\nForward to freedom!\n\n{FOOTER}"
    assert of(text, PartKind.BOILERPLATE) == [FOOTER]
    assert of(text, PartKind.BODY)[0].endswith("Forward to freedom!")


def test_junk_amid_the_text_does_not_swallow_what_follows() -> None:
    text = (
        f"Rally for Dravik\n\n{PROSE}\n\nAdvertisement\n\nShare this\n\n{MORE}\n\nOnward, Dravik!"
    )
    assert of(text, PartKind.BOILERPLATE) == ["Advertisement\n\nShare this"]
    assert of(text, PartKind.BODY) == [PROSE, f"{MORE}\n\nOnward, Dravik!"]


def test_a_menu_above_the_headline() -> None:
    text = (
        f"Skip to content\nHome\nWorld\nKesh Valley\nLog in\n\nBlast in Dravik kills 31\n\n{PROSE}"
    )
    assert of(text, PartKind.BOILERPLATE) == ["Skip to content\nHome\nWorld\nKesh Valley\nLog in"]
    assert of(text, PartKind.HEADLINE) == ["Blast in Dravik kills 31"]


def test_links_listed_after_the_text() -> None:
    links = "Related articles\nBridge at Old Quay reopens\nSnow closes road to Sona\nRead more"
    text = f"Blast in Dravik kills 31\n\n{PROSE}\n\n{links}"
    assert of(text, PartKind.BOILERPLATE) == [links]


def test_a_reply_introduced_by_a_quoted_headline_and_a_date() -> None:
    text = (
        f'Defend Dravik!\n\n{PROSE}\n\nphone: phone: 555-0142\n\n"Defend Dravik?" 18.Jun.2031\n\n\n'
        "The town is held by the Front, and it sounds as if you liked that."
    )
    assert of(text, PartKind.BOILERPLATE) == ["phone: phone: 555-0142"]
    (comment,) = of(text, PartKind.COMMENT)
    assert comment.startswith('"Defend Dravik?"')
    assert comment.endswith("liked that.")


@pytest.mark.parametrize(
    ("opener", "author"),
    [
        ("Posted by Ilan Vey on 6 May 2031", "Ilan Vey"),
        ("Ilan Vey wrote on May 6, 2031:", "Ilan Vey"),
        ("Ilan Vey says: May 6, 2031 at 10:12 am", "Ilan Vey"),
        ("Ilan - 06/05/2031 10:12", "Ilan"),
        ("Ilan Vey · 3 hours ago", "Ilan Vey"),
        ("Re: Shells on Dravik\nby Ilan Vey » 6 May 2031, 10:12", "Ilan Vey"),
        ("On 6 May 2031, Ilan Vey wrote:", "Ilan Vey"),
    ],
)
def test_replies_with_their_author(opener: str, author: str) -> None:
    text = f"Shells on Dravik\n\n{PROSE}\n\n{opener}\n\nI was there and it was not the army."
    (comment,) = [p for p in segment(text) if p.kind is PartKind.COMMENT]
    assert comment.author == author
    assert text[comment.start : comment.end].endswith("not the army.")


def test_a_thread_has_its_first_post_as_body_and_each_reply_apart() -> None:
    text = (
        f"Shells on Dravik\n\nPosted by Kesh77 on 5 May 2031\n\n{PROSE}\n\n"
        "Posted by Ilan on 6 May 2031\n\nNobody believes the monitor.\n\nReply\n\n"
        "Posted by Mira on 6 May 2031\n\nI do, I counted them."
    )
    found = segment(text)
    assert [p.author for p in found if p.kind is PartKind.COMMENT] == ["Ilan", "Mira"]
    assert of(text, PartKind.BYLINE) == ["Posted by Kesh77 on 5 May 2031"]
    assert of(text, PartKind.BODY) == [PROSE]


def test_comments_announced_by_their_number() -> None:
    text = f"Shells on Dravik\n\n{PROSE}\n\n2 comments\n\nAll of it is invented, as ever."
    assert of(text, PartKind.COMMENT) == ["All of it is invented, as ever."]


CONTENTS = """The Lantern no 20 21st March 2031

1. Perspectives for Vardania
2. The bread strike of Belmora
3. We condemn the march on Sona
4. A new party?
5. Dravik has fallen - statement of the Orsk Circle

The Lantern no 21 22nd May 2031

1. On the coup in Tarsin
2. Letter from the miners of Kesh Valley"""


def test_numbered_titles_are_contents() -> None:
    text = f"{CONTENTS}\n\n{FOOTER}"
    assert of(text, PartKind.HEADLINE) == ["The Lantern no 20 21st March 2031"]
    assert of(text, PartKind.CONTENTS) == [CONTENTS.split("\n\n", 1)[1]]
    assert of(text, PartKind.BOILERPLATE) == [FOOTER]


def test_titles_with_page_numbers_are_contents() -> None:
    text = "Contents\nForeword ...... 3\nThe siege ...... 12\nThe bridge ...... 40"
    assert of(text, PartKind.CONTENTS) == [text]


def test_demands_of_a_leaflet_are_not_contents() -> None:
    demands = "\n".join(f"{n}. We demand bread for district {n}." for n in range(1, 7))
    text = f"To the people of Belmora\n\n{PROSE}\n\n{demands}\n\n{MORE}"
    assert of(text, PartKind.CONTENTS) == []


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    wrapped = (
        "Shells fell on the market of Dravik on Monday morning and\n"
        "killed 31 people, the monitor said, while the army denied\n"
        "that it had fired on the town. Share this\nwith your friends."
    )
    text = f"Shells on Dravik\n\n{wrapped}"
    assert of(text, PartKind.BODY) == [wrapped]


def test_a_masthead_above_date_and_headline_is_a_byline() -> None:
    text = f"THE BELMORA COURIER\n\n5 May 2031\n\nBlast in Dravik kills 31\n\n{PROSE}"
    assert of(text, PartKind.HEADLINE) == ["Blast in Dravik kills 31"]
    assert of(text, PartKind.BYLINE) == ["THE BELMORA COURIER\n\n5 May 2031"]


def test_what_the_format_knows_holds() -> None:
    text = f"Blast in Dravik\n\n{PROSE}\n\n{MORE}"
    at = text.index(MORE)
    found = segment(text, (Mark(at, len(text), PartKind.COMMENT, "Ilan"),))
    assert [(p.kind, p.author) for p in found][-1] == (PartKind.COMMENT, "Ilan")


LINES = st.sampled_from(
    [
        PROSE,
        MORE,
        "Share this:",
        "Read more",
        "By Mira Solen",
        "5 May 2031",
        '"Defend Dravik?" 18.Jun.2031',
        "Posted by Ilan on 6 May 2031",
        "1. The siege",
        "2. The bridge ...... 12",
        "3 comments",
        "AFP",
        "Source: Tarsin Radio",
        "",
        "  ",
        "© 2031",
        f"5 May 2031 AFP Blast {PROSE} --Reuters Read Also",
    ]
) | st.text(alphabet=string.printable + "éß’“ \u2028\x85\ufeff", max_size=60)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n", "\r", "\u2028"]))
def test_pieces_tile_the_text(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    last = 0
    for piece in segment(text):
        assert last <= piece.start < piece.end <= len(text)
        assert not text[last : piece.start].strip()
        words = text[piece.start : piece.end]
        assert words == words.strip()
        last = piece.end
    assert not text[last:].strip()
