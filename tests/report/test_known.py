"""What is known of a document is shown with where it came from and how far it is trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from evaluation.faulty import good
from tellings import report
from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.export import schema, to_json
from tellings.ingest import find
from tellings.ingest.bounded import take_one
from tellings.report import Shelf, document
from tests.report.folded import unfold

STORY = (
    "Blast in Dravik\n\n5 May 2031\n\nShells fell on the market of Dravik on Monday and killed 31 "
    "people, the Vardania Monitor for Civilians said, while the army denied that it had fired.\n\n"
    "The road to the harbour was closed until the evening, and the wounded were taken to Sona, "
    "where the hospital has had no power since the bridge was hit in the winter.\n"
)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """Two texts with what people say of them, and one of them as a web page, too."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "a.json").write_text(json.dumps({"title": "Bread riots", "outlet": "Harbour Post"}))
    (folder / "c.txt").write_text(STORY.replace("31 people", "32 people"), "utf-8")
    (folder / "c.json").write_text(json.dumps({"date": "2031-06-09"}))
    (folder / "b.html").write_bytes(good.FORMATS[".html"](STORY))
    opened = Dossier.create(tmp_path / "d.db")
    opened.add_files((str(found.path), list(take_one(found))) for found in find([folder]))
    return opened


def test_conflicts_trust_and_other_wrappings_are_shown(dossier: Dossier, tmp_path: Path) -> None:
    with dossier:
        shelf = Shelf(assemble(dossier))
        text, other = (document(shelf, told.id) for told in dossier.documents())
        page = report.write(dossier, tmp_path / "report.html").read_text("utf-8")
    assert text
    assert other
    assert ("Outlet", "Harbour Post (from sidecar a.json, trust 100%)") in text.facts
    assert ("Published", "9 June 2031 (from sidecar c.json, trust 50%)") in other.facts
    assert ("Dateline", "5 May 2031 (from dateline, trust 90%)") in other.facts
    conflicts = (
        "Title: kept is Bread riots (from sidecar a.json); headline says Blast in Dravik.",
        "Published: kept is 9 June 2031 (from sidecar c.json); dateline says 5 May 2031.",
    )
    assert (*text.conflicts, *other.conflicts) == conflicts
    assert (text.wrappings, other.wrappings) == ((str(tmp_path / "in" / "b.html"),), ())
    written = " ".join(str(view) for view in unfold(page).values())
    assert all(conflict in written for conflict in conflicts)
    assert f"<bdi>{tmp_path / 'in' / 'b.html'}</bdi>" in written


def test_the_export_says_the_same(dossier: Dossier, tmp_path: Path) -> None:
    with dossier:
        exported = to_json(dossier)
    Draft202012Validator(schema(), format_checker=FormatChecker()).validate(exported)
    text, other = exported["documents"]
    assert other["conflicts"] == [
        {
            "datum": "published",
            "kept": "2031-06-09",
            "kept_from": "sidecar c.json",
            "other": "2031-05-05",
            "other_from": "dateline",
        }
    ]
    assert (text["confidence"]["outlet"], other["confidence"]["published"]) == (1.0, 0.5)
    assert other["dateline"] == "2031-05-05"
    assert text["wrappings"] == [str(tmp_path / "in" / "b.html")]
