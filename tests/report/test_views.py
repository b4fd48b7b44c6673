"""The views beside the event: documents, actors, sources, time and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.accounts import Event, FindingKind
from tellings.domain.reading import Moment, Place
from tellings.domain.text import Document, Span
from tellings.dossier.views import EventView
from tellings.report import Chosen, Shelf, actor, actors, choices, document, events, sources
from tellings.report.documents import DocumentSheet
from tellings.report.timeline import WIDTH, draw_timeline
from tellings.report.worldmap import draw_map

HERE = Span("one", 0, 3)
DOCUMENT = Document("d", "a.txt", "abc", "0" * 64)


def sheet(shelf: Shelf, path: str) -> DocumentSheet:
    wanted = next(s.document.id for s in shelf.view.documents if s.document.path == path)
    found = document(shelf, wanted)
    assert found
    return found


def seen(
    number: int = 0, when: Moment | None = None, where: Place | None = None, told_by: int = 1
) -> EventView:
    event = Event(f"e{number}", f"Event {number}", "attack", (), when, where)
    documents = tuple(replace(DOCUMENT, id=f"d{n}") for n in range(told_by))
    return EventView(event, (), (), (), documents, (), ())


def day(offset: int) -> Moment:
    at = date(2031, 3, 1) + timedelta(days=offset)
    return Moment(at, at, HERE, "day")


def place(name: str, lat: float | None, lon: float | None) -> Place:
    return Place(name, HERE, lat, lon, "town")


def test_the_runs_of_a_document_are_its_text(shelf: Shelf) -> None:
    for one in shelf.view.documents:
        found = document(shelf, one.document.id)
        assert found
        for paragraph in found.paragraphs:
            text = "".join(run.text for run in paragraph.runs)
            at = paragraph.start
            assert one.document.text[at : at + len(text)] == text
        words = "".join(run.text for p in found.paragraphs for run in p.runs)
        assert "".join(words.split()) == "".join(one.document.text.split())


def test_claims_stand_beside_the_paragraph_they_start_in(shelf: Shelf) -> None:
    paragraphs = sheet(shelf, "agency/market.txt").paragraphs
    beside = [len(p.claims) for p in paragraphs if p.claims]
    assert beside == [3, 2]
    nested = [c for p in paragraphs for c in p.claims if c.nested]
    assert [claim.chain for claim in nested] == [
        ("Vardania Monitor for Civilians", "doctors at the town hospital of Belmora")
    ]


def test_page_junk_is_named_and_kept(shelf: Shelf) -> None:
    junk = [p for p in sheet(shelf, "agency/market.txt").paragraphs if p.part == "boilerplate"]
    assert [p.name for p in junk] == ["not the document’s own prose"]


def test_nested_content_is_darker(shelf: Shelf) -> None:
    runs = [r for p in sheet(shelf, "agency/market.txt").paragraphs for r in p.runs]
    inner = "".join(run.text for run in runs if "depth-2" in run.classes)
    assert inner == "that 110 people had been wounded"


def test_the_matrix_counts_words_by_actor_and_outlet(shelf: Shelf) -> None:
    view = actors(shelf)
    army = next(row for row in view.rows if row.actor.id == "a-army")
    assert army.differs
    called = {
        outlet: [(use.text, use.sign, use.count) for use in cell.uses]
        for outlet, cell in zip(view.outlets, army.cells, strict=True)
        if cell.uses
    }
    assert called == {
        "Ministry of Defence": [("heroic soldiers of the Vardanian Army", "positive", 1)],
        "Voice of the Restoration": [("regime's bombers", "negative", 1)],
    }
    assert [row.actor.name for row in view.loose] == ["massacre", "our brave people"]


def test_an_actor_says_and_is_said_to_have_done(shelf: Shelf) -> None:
    army = actor(shelf, "a-army")
    monitor = actor(shelf, "a-monitor")
    assert army
    assert monitor
    assert {(deed.event.id, deed.what) for deed in army.blamed} == {
        ("e-market", "suspected"),
        ("e-market", "said to have done it"),
        ("e-market", "said not to have done it"),
    }
    assert monitor.claims == 3
    assert actor(shelf, "nobody") is None


def test_who_cites_whom(shelf: Shelf) -> None:
    view = sources(shelf)
    rows = {row.name: row for row in view.rows}
    monitor = rows["Vardania Monitor for Civilians"]
    assert [(one.name, one.claims) for one in monitor.outlets] == [
        ("Continental Press Agency", 2),
        ("Old Quay Courier", 1),
        ("Vardania Monitor for Civilians", 1),
    ]
    doctors = rows["doctors at the town hospital of Belmora"]
    assert [one.name for one in doctors.through] == ["Vardania Monitor for Civilians"]
    assert [(c.outlet, c.of_outlet) for c in view.copies] == [
        ("Old Quay Courier", "Continental Press Agency")
    ]
    assert len(view.arcs) == 1


def test_no_two_nodes_of_a_column_touch(shelf: Shelf) -> None:
    nodes = sources(shelf).nodes
    assert {node.column for node in nodes} == {0, 1, 2}
    for one, other in combinations(nodes, 2):
        if one.column == other.column:
            upper, lower = sorted((one, other), key=lambda n: n.y)
            assert upper.y + upper.height < lower.y


def test_events_are_filtered_and_paged(shelf: Shelf) -> None:
    def ids(chosen: Chosen) -> list[str]:
        return [row.id for row in events(shelf, chosen).rows]

    assert ids(Chosen()) == ["e-market", "e-rally", "e-gas", "e-fire"]
    assert ids(Chosen(first=1, most=2)) == ["e-rally", "e-gas"]
    assert ids(Chosen(outlet="Old Quay Courier")) == ["e-market"]
    assert ids(Chosen(actor="a-front")) == ["e-market"]
    assert ids(Chosen(place="Dravik")) == ["e-rally"]
    assert ids(Chosen(since=date(2031, 3, 8), until=date(2031, 3, 8))) == ["e-market"]
    assert ids(Chosen(until=date(2031, 3, 7))) == []
    assert ids(Chosen(finding=FindingKind.SINGLE_ORIGIN)) == ["e-rally"]
    assert ids(Chosen(words="GAS")) == ["e-gas"]
    view = events(shelf, Chosen(words="gas"))
    assert (view.total, view.all) == (1, 4)


def test_the_choices_are_what_occurs(shelf: Shelf) -> None:
    found = choices(shelf)
    assert "Old Quay Courier" in found.outlets
    assert found.places == ("Belmora", "Dravik")
    assert ("single-origin", "Single origin") in found.findings


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), min_size=1, max_size=40))
def test_discs_of_the_timeline_never_overlap(told: list[tuple[int, int]]) -> None:
    events = [seen(n, day(at), told_by=by) for n, (at, by) in enumerate(told)]
    line = draw_timeline(events)
    for one, other in combinations(line.discs, 2):
        apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        assert apart >= one.radius + other.radius - 0.5
    assert all(d.x - d.radius >= 0 and d.x + d.radius <= WIDTH for d in line.discs)
    assert all(-d.y + d.radius <= line.base for d in line.discs)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in line.bars)


def test_the_timeline_says_what_it_does_not_draw() -> None:
    events = [seen(n, day(n)) for n in range(30)]
    events += [seen(40, day(-9000)), seen(41, day(5000)), seen(42)]
    line = draw_timeline(events)
    assert (line.early, line.late, line.undated) == (1, 1, 1)
    assert not draw_timeline([seen()]).drawn


def test_only_places_with_a_position_are_drawn_and_the_others_listed() -> None:
    events = [
        seen(0, where=place("Avesk", 41.2, 20.1)),
        seen(1, where=place("Avesk", 41.2, 20.1)),
        seen(2, where=place("Dravik", None, None)),
        seen(3),
    ]
    view = draw_map(events)
    assert [(spot.name, spot.count) for spot in view.spots] == [("Avesk", 2)]
    assert [one.name for one in view.unknown] == ["Dravik"]
    assert view.unplaced == 1
    assert view.coast.startswith("M")


def test_without_a_known_place_there_is_no_map() -> None:
    view = draw_map([seen(0, where=place("Dravik", None, None))])
    assert (view.spots, view.coast) == ((), "")


def test_a_far_place_does_not_shrink_the_map() -> None:
    near = [seen(n, where=place(f"P{n}", 41 + n / 20, 20 + n / 20)) for n in range(20)]
    view = draw_map([*near, seen(99, where=place("Far", -30.0, 150.0))])
    assert len(view.spots) == 20
    assert [one.name for one in view.far] == ["Far"]


@pytest.mark.parametrize("lat", [-78.0, 0.0, 81.0])
def test_a_single_place_is_in_the_middle(lat: float) -> None:
    view = draw_map([seen(0, where=place("A", lat, 10.0))])
    (spot,) = view.spots
    assert spot.x == pytest.approx(500, abs=1)
    assert spot.y == pytest.approx(view.height / 2, abs=1)
