"""Persons and the bodies they speak for; bodies called by more, or less, than their name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellings.align import align
from tellings.align.known import (
    KnownActor,
    knowing,
    known_actors,
    known_table,
    parse_actors,
    read_actors,
)
from tellings.align.officers import body_called, officer_in
from tellings.align.parties import parties_of
from tellings.domain.reading import ActorKind
from tellings.errors import ActorsUnusable
from tests.align.making import Told, document, reading

MONITOR = KnownActor("Vardania Monitor for Civilians", "organisation", ("VMC",), side="monitors")


@pytest.mark.parametrize(
    ("name", "person", "body"),
    [
        ("VMC director Jon Arel", "Jon Arel", "VMC"),
        ("Jon Arel head of the VMC", "Jon Arel", "VMC"),
        ("the director of the VMC Jon Arel", "Jon Arel", "VMC"),
    ],
)
def test_an_officer_is_a_person_with_a_body(name: str, person: str, body: str) -> None:
    with knowing([MONITOR]):
        assert officer_in(name) == (person, body)


@pytest.mark.parametrize("name", ["the head of the army", "President Morvic", "Tarsin Radio"])
def test_who_names_no_person_with_a_body_is_no_officer(name: str) -> None:
    assert officer_in(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("the London-based Vardania Monitor for Civilians", True),
        ("Dravik the Vardania Monitor for Civilians", True),
        ("the opposition-linked Vardania Monitor for Civilians", True),
        ("the Sona branch and the Vardania Monitor for Civilians", False),
        ("Old Vardania Monitor for Civilians", False),
        ("the Vardania Monitor for", False),
    ],
)
def test_a_body_is_known_by_more_than_its_name(name: str, meant: bool) -> None:
    with knowing([MONITOR]):
        found = body_called(name, known_table())
    assert (found is not None and found.name == MONITOR.name) == meant


def test_a_name_cut_off_at_its_end_is_supplied() -> None:
    board = KnownActor("Sona Board for Safe Rivers", "organisation")
    with knowing([board]):
        found = body_called("the Sona Board for Safe", known_table())
    assert found is not None
    assert found.name == board.name


def test_person_and_body_are_two_actors_linked() -> None:
    d = document("Raid", "Jets bombed Dravik, VMC director Jon Arel said. The VMC counts 3 dead.")
    r = reading(
        d,
        Told("bombed", source="VMC director Jon Arel", where="Dravik"),
        Told("dead", source="VMC"),
    )
    with knowing([MONITOR]):
        alignment = align([d], [r])
    actors = {a.id: a for a in alignment.actors}
    person = actors[alignment.actor_of[d.id, "VMC director Jon Arel"]]
    body = actors[alignment.actor_of[d.id, "VMC"]]
    assert (person.name, person.kind, person.body) == ("Jon Arel", ActorKind.PERSON, body.id)
    assert (body.name, body.side) == ("VMC", "monitors"), "named as the documents name it"


def test_a_users_table_holds_only_where_it_was_given() -> None:
    front = KnownActor("Orlan Front", "armed group", ("the Orlanists",), side="front")
    before = parties_of("the Orlanists")
    with knowing([front]):
        assert parties_of("the Orlanists") == {"Orlan Front"}
        assert "orlanists" in known_actors()
    assert parties_of("the Orlanists") == before
    assert "orlanists" not in known_actors()


def test_a_users_entry_adds_to_a_shipped_one() -> None:
    with knowing(parse_actors('[[actor]]\nname = "Russia"\nkind = "state"\nside = "east"\n')):
        assert known_actors()["moscow"].side == "east"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[actor", "no table"),
        ('[[actor]]\nname = "X"\n', "kind"),
        ('[[actor]]\nname = "X"\nkind = "club"\n', "club"),
    ],
)
def test_what_is_no_table_is_refused(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ActorsUnusable) as caught:
        read_actors(path)
    assert caught.value.advice
    assert caught.value.path == str(path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ActorsUnusable):
        read_actors(tmp_path / "none.toml")
