"""Searching finds the words, however they are typed, and points at the passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellings.domain.reading import Reading
from tellings.dossier import Dossier, Hit
from tests.building import MINISTRY, Case, claim, document


def paths(dossier: Dossier, query: str) -> set[str]:
    return {dossier.document(hit.span.document).path for hit in dossier.search(query)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jet seen", {"radio"}),
        ("JETS", {"radio", "bulletin", "herald"}),
        ('"a jet was"', {"radio"}),
        ('"jet a was"', set()),
        ("Frid*", {"radio", "statement"}),
        ("Herald’s", set()),
        ("so-called", {"radio"}),
        ("Vardanian Army", {"bulletin", "herald"}),
        ("NOT AND OR (", set()),
        ('"', set()),
        ("--", set()),
        ("", set()),
        ("title:jet", set()),
        ("\x00", set()),
    ],
)
def test_queries(dossier: Dossier, query: str, found: set[str]) -> None:
    assert paths(dossier, query) == {f"belmora/{name}.txt" for name in found}


def test_a_claim_is_found_by_who_says_it(dossier: Dossier) -> None:
    hits = [hit for hit in dossier.search("ministry gangs") if hit.kind == "claim"]
    assert [(hit.source, hit.text[:15]) for hit in hits] == [(MINISTRY, "Terrorist gangs")]
    assert hits[0].claim is not None


def test_a_hit_is_what_stands_there(case: Case, dossier: Dossier) -> None:
    hits = dossier.search("Belmora")
    assert {hit.kind for hit in hits} == {"claim", "document"}
    for hit in hits:
        assert dossier.document(hit.span.document).quote(hit.span) == hit.text
        assert "belmora" in f"{hit.source} {hit.text}".lower()


@pytest.mark.parametrize("before", ["", "no ", "many words ", "\n\n", "nospaces" * 40])
@pytest.mark.parametrize("after", ["", " end", " and words" * 40, "\nnext line", "x" * 400])
def test_the_passage_holds_the_word_and_is_short(tmp_path: Path, before: str, after: str) -> None:
    text = before * 30 + " tortoise " + after
    with Dossier.create(tmp_path / "dossier.db") as dossier:
        dossier.add_document(document("a.txt", text))
        (hit,) = dossier.search("tortoises")
        assert "tortoise" in hit.text
        assert hit.text == text[hit.span.start : hit.span.end]
        assert "\n" not in hit.text
        assert len(hit.text) < 300 or len(after) == 400


def test_the_limit_holds_and_both_kinds_come_first(dossier: Dossier) -> None:
    assert [hit.kind for hit in dossier.search("bomb", limit=2)] == ["claim", "document"]
    assert dossier.search("bomb", limit=0) == ()


def test_a_replaced_reading_is_not_found_any_more(case: Case, dossier: Dossier) -> None:
    radio = next(d for d in case.documents if d.path.endswith("radio.txt"))
    dossier.add_reading(Reading(radio.id, "another", claims=(claim(radio, "is a lie"),)))

    def claimed(query: str) -> list[Hit]:
        hits = dossier.search(query)
        return [h for h in hits if h.kind == "claim" and h.span.document == radio.id]

    assert claimed("terrorist gangs") == []
    assert len(claimed("lie")) == 1
    for words in ("claims_words", "documents_words"):  # the index against the tables
        dossier._connection.execute(
            f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)"
        )
