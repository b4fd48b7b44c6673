"""The main job on the bundled examples, with the reader that ships."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tellings
from tellings.dossier import Dossier

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "vardania"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    into = tmp_path_factory.mktemp("examples") / "dossier.db"
    with tellings.compare([EXAMPLES], into=into) as compared:
        yield compared


def test_every_example_is_read(dossier: Dossier) -> None:
    files = {path.name for path in EXAMPLES.iterdir()}
    assert {Path(document.path).name for document in dossier.documents()} == files
    assert dossier.refusals() == ()
    assert len(dossier.readings()) == len(files)


def test_events_are_told_by_several_documents(dossier: Dossier) -> None:
    comparison = dossier.comparison()
    assert comparison is not None
    documents: dict[str, set[str]] = {}
    for account in comparison.accounts:
        documents.setdefault(account.event, set()).update(account.documents)
    assert sum(len(told) >= 2 for told in documents.values()) >= 4


def test_every_account_and_finding_leads_to_a_passage(dossier: Dossier) -> None:
    comparison = dossier.comparison()
    assert comparison is not None
    texts = {document.id: document.text for document in dossier.documents()}
    spans = [span for finding in comparison.findings for span in finding.passages]
    for account in comparison.accounts:
        assert account.words
        spans += [*account.words, *(f.span for f in account.figures)]
        spans += [*(b.span for b in account.blames), *(label.span for label in account.labels)]
    assert all(0 <= span.start < span.end <= len(texts[span.document]) for span in spans)


def test_a_text_is_read_without_a_dossier() -> None:
    text = (
        "TARSIN — At least 12 people were killed in Dravik on Monday, "
        "the Ministry of Defence of Vardania said."
    )
    reading = tellings.read(text)
    said = [text[c.content[0].start : c.content[-1].end] for c in reading.claims]
    assert any("12 people were killed" in content for content in said)


def test_a_dossier_without_a_place_is_temporary(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Two people were killed in Sona on 4 May 2031, the mayor said on the radio.", "utf-8"
    )
    compared = tellings.compare([tmp_path / "one.txt"])
    place = compared.path
    assert place.exists()
    compared.close()
    del compared
    assert not place.exists()
