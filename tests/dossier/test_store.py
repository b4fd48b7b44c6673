"""What is put into a dossier comes out of it, once, whole and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from tellings.domain.accounts import Alignment, Comparison, Finding, FindingKind, Origin
from tellings.domain.reading import Reading
from tellings.domain.text import Refusal
from tellings.dossier import Dossier
from tellings.errors import DossierError
from tests.building import READER, Case, claim, document, store

NOTHING = Comparison(Alignment((), ()))


def test_all_that_was_stored_is_there_after_reopening(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "dossier.db"
    store(case, path).close()
    with Dossier.open(path) as dossier:
        assert dossier.path == path
        assert dossier.documents() == case.documents
        assert dossier.readings() == case.readings
        assert dossier.comparison() == case.comparison
        assert dossier.refusals() == case.refusals


def test_a_closed_dossier_is_one_file(case: Case, tmp_path: Path) -> None:
    store(case, tmp_path / "dossier.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.db"]


def test_adding_again_changes_nothing(case: Case, dossier: Dossier) -> None:
    for each in case.documents:
        dossier.add_document(replace(each, path="elsewhere.txt", title="another"))
    for reading in case.readings:
        dossier.add_reading(replace(reading, claims=()))
    for refusal in case.refusals:
        dossier.add_refusal(refusal)
    assert dossier.documents() == case.documents
    assert dossier.readings() == case.readings
    assert dossier.refusals() == case.refusals
    assert dossier.comparison() == case.comparison


def test_creating_where_a_dossier_is_opens_it(case: Case, dossier: Dossier) -> None:
    with Dossier.create(dossier.path) as again:
        assert again.documents() == case.documents


def test_documents_and_readings_come_by_path_whatever_order_they_went_in(
    case: Case, tmp_path: Path
) -> None:
    back = replace(case, documents=case.documents[::-1], readings=case.readings[::-1])
    with store(back, tmp_path / "dossier.db") as dossier:
        assert dossier.documents() == case.documents
        assert dossier.readings() == case.readings


def test_texts_keep_every_character(tmp_path: Path) -> None:
    odd = document("a b/ü%?#.txt", "NUL \x00, tab \t, 🕯, \u2028, \ufeff and “quotes”\r\n")
    with Dossier.create(tmp_path / "a%20b?#ü.db") as dossier:
        dossier.add_document(odd)
        assert dossier.document(odd.id) == odd


def test_any_mapping_will_do(case: Case, tmp_path: Path) -> None:
    sealed = replace(case.documents[0], provenance=MappingProxyType({"title": "html h1"}))
    alignment = case.comparison.alignment
    alignment = replace(alignment, actor_of=MappingProxyType(dict(alignment.actor_of)))
    documents = (sealed, *case.documents[1:])
    comparison = replace(case.comparison, alignment=alignment)
    with store(Case(documents, case.readings, comparison), tmp_path / "dossier.db") as dossier:
        assert dossier.documents() == documents
        assert dossier.comparison() == comparison


def test_questions_about_one_document(case: Case, dossier: Dossier) -> None:
    first, reading = case.documents[0], case.readings[0]
    assert dossier.has_document(first.sha256)
    assert not dossier.has_document(first.id)
    assert dossier.has_reading(first.id, READER)
    assert not dossier.has_reading(first.id, "another reader")
    assert dossier.document(first.id) == first
    assert dossier.reading(first.id) == reading
    with pytest.raises(KeyError):
        dossier.document("0" * 16)


def test_a_document_that_was_not_read_has_no_reading(dossier: Dossier) -> None:
    unread = document("unread.txt", "Nobody has read this yet.", published=date(2031, 1, 2))
    dossier.add_document(unread)
    assert dossier.reading(unread.id) is None
    assert unread in dossier.documents()
    assert unread.id not in [reading.document for reading in dossier.readings()]


def test_another_readers_reading_replaces_the_older_one_and_the_comparison(
    case: Case, dossier: Dossier
) -> None:
    first = case.documents[0]
    newer = Reading(first.id, "another reader", claims=(claim(first, "killed"),))
    dossier.add_reading(newer)
    assert dossier.reading(first.id) == newer
    assert not dossier.has_reading(first.id, READER)
    assert dossier.readings()[1:] == case.readings[1:]
    assert dossier.comparison() is None


def test_a_new_document_leaves_the_comparison(case: Case, dossier: Dossier) -> None:
    more = document("zz.txt", "A bus was stopped in Sona.")
    dossier.add_document(more)
    dossier.add_reading(Reading(more.id, READER))
    assert dossier.comparison() == case.comparison


def test_a_reading_of_a_document_that_is_not_there_is_refused(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="no document"):
        dossier.add_reading(Reading("0" * 16, READER))


def test_a_reading_that_fails_half_way_leaves_the_older_one(case: Case, dossier: Dossier) -> None:
    first = case.documents[0]
    twice = claim(first, "killed")
    with pytest.raises(DossierError, match=r"claims\.id"):
        dossier.add_reading(Reading(first.id, "another reader", claims=(twice, twice)))
    assert dossier.readings() == case.readings
    assert dossier.comparison() == case.comparison


def test_a_comparison_replaces_all_of_the_one_before(case: Case, dossier: Dossier) -> None:
    fewer = Comparison(Alignment(case.comparison.alignment.actors[:1], ()))
    dossier.replace_comparison(fewer)
    assert dossier.comparison() == fewer
    dossier.replace_comparison(NOTHING)
    assert dossier.comparison() == NOTHING


@pytest.mark.parametrize(
    "wrong",
    [
        {"findings": (Finding(FindingKind.CIRCULAR, "x", "no such event", (), ()),)},
        {"origins": ()},
        {"origins": (Origin("o", "n", "source", ()), Origin("o", "n", "source", ()))},
    ],
    ids=["unknown event", "unknown origin", "one id twice"],
)
def test_a_comparison_that_does_not_fit_leaves_the_one_before(
    case: Case, dossier: Dossier, wrong: dict[str, tuple[object, ...]]
) -> None:
    with pytest.raises(DossierError):
        dossier.replace_comparison(replace(case.comparison, **wrong))  # type: ignore[arg-type]
    assert dossier.comparison() == case.comparison


def test_a_number_that_json_has_no_word_for_is_refused(case: Case, dossier: Dossier) -> None:
    (copy,) = case.comparison.copies
    endless = replace(case.comparison, copies=(replace(copy, share=float("inf")),))
    with pytest.raises(DossierError, match="json_valid"):
        dossier.replace_comparison(endless)


def test_the_latest_refusal_of_a_path_counts(dossier: Dossier) -> None:
    dossier.add_refusal(Refusal("a.pdf", "it is empty", "give another"))
    dossier.add_refusal(Refusal("a.pdf", "it is locked", "unlock it"))
    assert dossier.refusals()[0] == Refusal("a.pdf", "it is locked", "unlock it")


def test_taking_a_file_in_or_reading_it_ends_its_refusal(case: Case, tmp_path: Path) -> None:
    first, reading = case.documents[0], case.readings[0]
    with Dossier.create(tmp_path / "dossier.db") as dossier:
        dossier.add_refusal(Refusal(first.path, "it is empty", "give another"))
        dossier.add_document(first)
        assert dossier.refusals() == ()
        dossier.add_refusal(Refusal(first.path, "the reader gave up", "try again"))
        dossier.add_document(first)
        assert len(dossier.refusals()) == 1
        dossier.add_reading(reading)
        assert dossier.refusals() == ()


def test_a_snapshot_does_not_move(case: Case, dossier: Dossier) -> None:
    late = document("late.txt", "It came while somebody was looking.")
    with Dossier.open(dossier.path) as other:
        with other.snapshot():
            assert other.documents() == case.documents
            dossier.add_document(late)
            assert other.documents() == case.documents
        assert late in other.documents()


def test_what_a_caller_raises_in_a_snapshot_is_left_alone(dossier: Dossier) -> None:
    with pytest.raises(FileNotFoundError), dossier.snapshot():
        raise FileNotFoundError
    assert dossier.documents()
