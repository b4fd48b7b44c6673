"""Searching finds the words, however they are typed, and points at the passage."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.accounts import FindingKind
from tellings.domain.reading import Reading
from tellings.dossier import Dossier, Hit, Query, Sought
from tellings.dossier.migrations import MIGRATIONS, migrate
from tellings.dossier.records import dump
from tests.building import (
    ACTORS,
    ARMY,
    FRONT,
    MINISTRY,
    MONITOR,
    Case,
    bombing,
    claim,
    document,
)

CASE = bombing()
PATHS = {each.id: each.path.removeprefix("belmora/")[:-4] for each in CASE.documents}


def found(dossier: Dossier, words: str, kind: Sought, **filters: object) -> set[str]:
    """What was found: documents by the names of their files, claims likewise, actors by name."""
    query = replace(Query(words, kind), **filters)  # type: ignore[arg-type]  # fields by name
    hits = dossier.search(query).hits
    return {PATHS[hit.span.document] if hit.span else str(hit.name) for hit in hits}


@pytest.mark.parametrize(
    ("words", "documents"),
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
        ("title:jet", set()),
        ("\x00", set()),
        ("", set(PATHS.values())),
        ("  ", set(PATHS.values())),
    ],
)
def test_words(dossier: Dossier, words: str, documents: set[str]) -> None:
    assert found(dossier, words, Sought.DOCUMENTS) == documents


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        ("vmc", {MONITOR}),
        ("monitors", {MONITOR}),
        ("gangs", {FRONT}),
        ("Vardania*", {MONITOR, MINISTRY, ARMY}),
        ("belmora", set()),
        ("", set(ACTORS)),
    ],
)
def test_actors_are_found_by_any_of_their_names(
    dossier: Dossier, words: str, actors: set[str]
) -> None:
    assert found(dossier, words, Sought.ACTORS) == actors


def test_a_claim_is_found_by_who_says_it(dossier: Dossier) -> None:
    (hit,) = dossier.search(Query("ministry gangs", Sought.CLAIMS)).hits
    assert (hit.name, hit.text[:15]) == (MINISTRY, "Terrorist gangs")
    assert [hit.text[start:end] for start, end in hit.marks] == ["gangs"]


ALL = {"bulletin", "herald", "radio", "statement", "leaflet"}
FILTERS = [
    ({"outlet": "Tarsin Radio"}, {"radio"}, {"radio"}, {MINISTRY, FRONT, MONITOR}),
    ({"outlet": "nobody"}, set(), set(), set()),
    ({"actor": ACTORS[ARMY].id}, {"bulletin", "herald"}, set(), {ARMY}),
    (
        {"actor": ACTORS[MONITOR].id},
        {"bulletin", "herald", "radio"},
        {"bulletin", "herald", "radio"},
        {MONITOR},
    ),
    (
        {"place": "BELMORA"},
        {"bulletin", "herald", "radio", "statement"},
        {"bulletin", "herald", "radio"},
        {MONITOR, MINISTRY},
    ),
    ({"since": date(2031, 3, 16)}, {"herald"}, {"herald"}, {MONITOR, ARMY}),
    ({"until": date(2031, 3, 14)}, set(), set(), set()),
    (
        {"since": date(2031, 3, 15), "until": date(2031, 3, 15)},
        {"bulletin", "radio"},
        {"bulletin", "radio"},
        {MONITOR, ARMY, MINISTRY, FRONT},
    ),
    (
        {"finding": FindingKind.FIGURES_DIFFER},
        {"bulletin", "radio"},
        {"bulletin", "radio"},
        {MONITOR, MINISTRY},
    ),
    ({"finding": FindingKind.AUTHOR_REJECTS}, {"radio"}, {"radio"}, set()),
    ({"finding": FindingKind.CIRCULAR}, set(), set(), set()),
]


@pytest.mark.parametrize(("filters", "documents", "claims", "actors"), FILTERS)
def test_filters(
    dossier: Dossier,
    filters: dict[str, object],
    documents: set[str],
    claims: set[str],
    actors: set[str],
) -> None:
    assert found(dossier, "", Sought.DOCUMENTS, **filters) == documents
    assert found(dossier, "", Sought.CLAIMS, **filters) == claims
    assert found(dossier, "", Sought.ACTORS, **filters) == actors


def test_outlet_and_time_are_those_of_one_document(dossier: Dossier) -> None:
    both = {"outlet": "Tarsin Radio", "since": date(2031, 3, 16)}
    assert found(dossier, "", Sought.ACTORS, **both) == set()


def test_a_claim_meets_a_finding_where_the_passages_do(dossier: Dossier) -> None:
    rejected = Query("", Sought.CLAIMS, finding=FindingKind.AUTHOR_REJECTS)
    assert [hit.text for hit in dossier.search(rejected).hits] == ["a jet was seen"]


def test_a_hit_is_what_stands_there(dossier: Dossier) -> None:
    for kind in (Sought.DOCUMENTS, Sought.CLAIMS):
        for hit in dossier.search(Query("Belmora", kind)).hits:
            assert hit.span is not None
            assert dossier.document(hit.span.document).quote(hit.span) == hit.text
            marked = [hit.text[start:end].lower() for start, end in hit.marks]
            assert set(marked) == {"belmora"} or "Belmora" in (hit.name or "")


@pytest.mark.parametrize("before", ["", "no ", "many words ", "\n\n", "nospaces" * 40, "🕯 "])
@pytest.mark.parametrize("after", ["", " end", " and words" * 40, "\nnext line", "x" * 400])
def test_the_passage_holds_the_word_and_is_short(tmp_path: Path, before: str, after: str) -> None:
    text = before * 30 + " tortoise " + after
    with Dossier.create(tmp_path / "dossier.db") as dossier:
        dossier.add_document(document("a.txt", text))
        (hit,) = dossier.search(Query("tortoises")).hits
        assert hit.span is not None
        assert [hit.text[start:end] for start, end in hit.marks] == ["tortoise"]
        assert hit.text == text[hit.span.start : hit.span.end]
        assert "\n" not in hit.text
        assert len(hit.text) < 300 or len(after) == 400


@pytest.mark.parametrize("kind", Sought)
def test_pages_put_together_are_the_whole(dossier: Dossier, kind: Sought) -> None:
    whole = dossier.search(Query("", kind, most=100))
    pages: list[Hit] = []
    while len(pages) < whole.total:
        page = dossier.search(Query("", kind, first=len(pages), most=3))
        assert page.total == whole.total
        assert page.hits
        pages += page.hits
    assert tuple(pages) == whole.hits
    assert dossier.search(Query("", kind, first=whole.total)).hits == ()
    assert dossier.search(Query("", kind, most=0)).hits == ()


@given(st.text(), st.sampled_from(Sought), st.text(), st.integers())
def test_nothing_that_is_typed_fails(words: str, kind: Sought, name: str, first: int) -> None:
    name = name.encode("utf-8", "replace").decode()  # a lone surrogate reaches no address
    words = words.encode("utf-8", "replace").decode()
    DOSSIER.search(Query(words, kind, outlet=name, first=min(max(first, 0), 10**9)))
    DOSSIER.search(Query(words, kind, place=name, actor=name))


def _in_memory() -> Dossier:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return Dossier(Path(":memory:"), connection)


DOSSIER = _in_memory()


def test_a_replaced_reading_is_not_found_any_more(case: Case, dossier: Dossier) -> None:
    radio = next(d for d in case.documents if d.path.endswith("radio.txt"))
    dossier.add_reading(Reading(radio.id, "another", claims=(claim(radio, "is a lie"),)))

    def claimed(words: str) -> list[Hit]:
        hits = dossier.search(Query(words, Sought.CLAIMS)).hits
        return [h for h in hits if h.span and h.span.document == radio.id]

    assert claimed("terrorist gangs") == []
    assert len(claimed("lie")) == 1
    assert found(dossier, "vmc", Sought.ACTORS) == set()  # the comparison has gone
    check_indexes(dossier)


def test_a_replaced_comparison_leaves_no_name_behind(case: Case, dossier: Dossier) -> None:
    renamed = [replace(ACTORS[name], aliases=("Zenith",)) for name in ACTORS]
    alignment = replace(case.comparison.alignment, actors=tuple(renamed))
    dossier.replace_comparison(replace(case.comparison, alignment=alignment))
    assert found(dossier, "vmc", Sought.ACTORS) == set()
    assert found(dossier, "zenith", Sought.ACTORS) == set(ACTORS)
    check_indexes(dossier)


def check_indexes(dossier: Dossier) -> None:
    """Raise where an index and its table are not in step."""
    for kind in Sought:
        words = f"{kind.value}_words"
        dossier._connection.execute(
            f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)"
        )


def test_the_actors_of_an_older_dossier_are_indexed() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    before = [each.name for each in MIGRATIONS].index("words of actors")
    migrate(connection, MIGRATIONS[:before])
    actor = ACTORS[MONITOR]
    connection.execute(
        "INSERT INTO actors (id, name, kind, record) VALUES (?, ?, ?, ?)",
        (actor.id, actor.name, actor.kind, dump(actor)),
    )
    migrate(connection)
    opened = Dossier(Path(":memory:"), connection)
    assert found(opened, "vmc", Sought.ACTORS) == {MONITOR}
    check_indexes(opened)
