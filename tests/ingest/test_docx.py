import io

import docx as word
import pytest

from tellings.domain.text import PartKind
from tellings.errors import UnreadableFile
from tellings.ingest import docx
from tellings.ingest.document import build

BODY = "Shells fell on the market of Dravik on Monday, the Vardania Monitor for Civilians said."


def saved(file: "word.document.Document") -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_paragraphs_and_tables_come_in_the_order_of_the_file() -> None:
    file = word.Document()
    file.add_paragraph("Blast in Dravik", style="Title")
    file.add_paragraph(BODY)
    table = file.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Killed", "31", "Wounded", "70"), strict=True):
        cell.text = words
    table.cell(0, 0).merge(table.cell(0, 1))
    file.add_paragraph("The army denied it.")
    assert docx.extract(saved(file)).text.split("\n\n") == [
        "Blast in Dravik",
        BODY,
        "Killed",
        "31",
        "Wounded",
        "70",
        "The army denied it.",
    ]


def test_title_and_author_that_the_file_states() -> None:
    file = word.Document()
    file.core_properties.title = "The week in Dravik"
    file.core_properties.author = "Mira Solen"
    file.add_paragraph("Blast in Dravik", style="Title")
    file.add_paragraph(BODY)
    data = saved(file)
    document = build(docx.extract(data), data, "a.docx")
    assert (document.title, document.author) == ("The week in Dravik", "Mira Solen")
    assert document.provenance["title"] == "docx title"
    assert document.parts[0].kind is PartKind.HEADLINE


def test_what_the_program_states_of_itself_is_not_taken() -> None:
    file = word.Document()
    file.add_paragraph("Blast in Dravik")
    file.add_paragraph(BODY)
    data = saved(file)
    document = build(docx.extract(data), data, "a.docx")
    assert document.author is None
    assert document.published is None
    assert document.title == "Blast in Dravik"


@pytest.mark.parametrize("cut", [0, 100, 2000])
def test_a_damaged_file_is_refused(cut: int) -> None:
    file = word.Document()
    file.add_paragraph(BODY)
    with pytest.raises(UnreadableFile, match="damaged"):
        docx.extract(saved(file)[:cut] or b"not a document")
