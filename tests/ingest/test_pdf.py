import io
import shutil

import pytest

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest import ocr, pdf
from tellings.ingest.document import build
from tests.ingest.minimal_pdf import pdf as make_pdf

HEADLINE = ("Monitor counts 31 dead after shelling of Dravik", 20, 0)
BODY = [
    ("Shells fell on the market of Dravik on Monday morning, the Vardania Monitor for", 11, 30),
    ("Civilians said, and killed 31 people. The army denied that it had fired on the", 11, 14),
    ("town.", 11, 14),
    ("A resident said that the wounded were taken to Sona because the hospi-", 11, 24),
    ("tal in Dravik had no power left.", 11, 14),
]


def test_lines_become_paragraphs_and_divided_words_are_joined() -> None:
    text = pdf.extract(make_pdf([HEADLINE, *BODY])).text
    assert text.split("\n\n") == [
        "Monitor counts 31 dead after shelling of Dravik",
        "Shells fell on the market of Dravik on Monday morning, the Vardania Monitor for Civilians "
        "said, and killed 31 people. The army denied that it had fired on the town.",
        "A resident said that the wounded were taken to Sona because the hospital in Dravik had no "
        "power left.",
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    towns = ["Dravik", "Sona", "Belmora", "Tarsin"]
    pages = [
        [
            ("Belmora Quarterly", 9, 0),
            (f"The road to {town} was closed by snow on Monday, the ministry said.", 11, 30),
            (f"Nobody in {town} had been told of it.", 11, 14),
            (f"Page {number} of 4", 9, 400),
        ]
        for number, town in enumerate(towns, start=1)
    ]
    text = pdf.extract(make_pdf(*pages)).text
    assert "Quarterly" not in text
    assert "Page" not in text
    assert all(f"Nobody in {town} had been told of it." in text for town in towns)


def test_a_compound_divided_at_its_hyphen_keeps_it() -> None:
    rows = [
        ("The rebel side held the hills, and nobody held the town below; people in rebel-", 11, 0),
        ("held streets were counted by the monitor on Monday, it told Tarsin Radio later.", 11, 14),
    ]
    assert "people in rebel-held streets" in pdf.extract(make_pdf(rows)).text


def test_the_title_it_states_is_kept_with_where_it_came_from() -> None:
    data = make_pdf([HEADLINE, *BODY], info="/Title (A week in Dravik) /Author (Lena Orsk)")
    document = build(pdf.extract(data), data, "a.pdf")
    assert document.title == "A week in Dravik"
    assert document.provenance["title"] == "pdf Title"
    assert document.author == "Lena Orsk"
    assert document.parts[0].kind is PartKind.HEADLINE


def test_the_name_of_a_file_is_no_title() -> None:
    data = make_pdf([HEADLINE, *BODY], info="/Title (draft-3.docx)")
    assert build(pdf.extract(data), data, "a.pdf").title == HEADLINE[0]


def test_a_scan_is_refused_with_advice_where_nothing_can_recognise_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(EmptyFile, match="pictures of pages") as caught:
        pdf.extract(make_pdf([]))
    assert "tesseract" in caught.value.advice


@pytest.mark.skipif(ocr.missing() is not None, reason="tesseract is not installed")
def test_a_scan_is_read_where_tesseract_is_installed() -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (2480, 3508), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(54)
    for row, line in enumerate(
        ["Blast in Dravik", "", "Shells fell on the market of Dravik", "at noon."]
    ):
        pen.text((220, 220 + 90 * row), line, fill=0, font=font)
    scan = io.BytesIO()
    page.save(scan, "PDF", resolution=300)
    extract = pdf.extract(scan.getvalue())
    assert extract.text == "Blast in Dravik\n\nShells fell on the market of Dravik at noon."
    assert "tesseract" in extract.data["recognised"].origin


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing more", make_pdf([HEADLINE])[:300]])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        pdf.extract(data)
