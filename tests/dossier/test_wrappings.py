"""The same text in another format is linked, not stored and read a second time."""

from pathlib import Path

import pytest

from evaluation.faulty import good
from tellings.domain.text import Document
from tellings.dossier import Dossier
from tellings.ingest import Found, take

STORY = (
    "Blast in Dravik\n\n5 May 2031\n\nShells fell on the market of Dravik on Monday and killed 31 "
    "people, the Vardania Monitor for Civilians said, while the army denied that it had fired.\n\n"
    "The road to the harbour was closed until the evening, and the wounded were taken to Sona, "
    "where the hospital has had no power since the bridge was hit in the winter.\n"
)


def taken(path: Path, suffix: str, story: str = STORY) -> Document:
    path.write_bytes(good.FORMATS[suffix](story))
    (document,) = take(Found(path))
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt", ".rtf", ".html", ".eml"])
def test_another_wrapping_is_linked(tmp_path: Path, suffix: str) -> None:
    first, other = taken(tmp_path / "a.txt", ".txt"), taken(tmp_path / f"b{suffix}", suffix)
    with Dossier.create(tmp_path / "d.db") as dossier:
        assert dossier.add_files([(first.path, [first]), (other.path, [other])]) == (first,)
        assert dossier.documents() == (first,)
        assert dossier.wrappings() == ((other.path, first.id),)
        assert dossier.has_document(other.sha256)
        assert dossier.add_files([(other.path, [other])]) == ()


def test_another_text_outlet_or_copy_in_one_format_is_a_document_of_its_own(tmp_path: Path) -> None:
    from dataclasses import replace

    first = replace(taken(tmp_path / "a.txt", ".txt"), outlet="Harbour Post")
    text = taken(tmp_path / "b.docx", ".docx", STORY.replace("31 people", "32 people"))
    outlet = replace(taken(tmp_path / "c.docx", ".docx"), outlet="Tarsin Courier")
    copy = replace(taken(tmp_path / "d.txt", ".txt", STORY + "\n"), outlet="Harbour Post")
    with Dossier.create(tmp_path / "d.db") as dossier:
        results = [(d.path, [d]) for d in (first, text, outlet, copy)]
        assert len(dossier.add_files(results)) == 4
        assert dossier.wrappings() == ()
