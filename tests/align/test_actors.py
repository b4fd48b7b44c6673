"""Actors across documents: names that mean one actor, and names that do not."""

from __future__ import annotations

import pytest

from tellings.align.actors import find_actors, is_unnamed
from tellings.align.known import parse_table
from tellings.domain.reading import ActorKind, Mention, Reading
from tellings.domain.text import Span


def named(*names: str, kind: str = ActorKind.ORGANISATION.value) -> list[Reading]:
    """A document for each name."""
    return [
        Reading(f"d{i}", "test", (Mention(Span(f"d{i}", 0, 1), kind, name, name),))
        for i, name in enumerate(names)
    ]


def one_actor(readings: list[Reading]) -> bool:
    _, actor_of = find_actors(readings)
    return len(set(actor_of.values())) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Vardania Monitor for Civilians", "VMC"),
        ("Vardania Monitor for Civilians (VMC)", "VMC"),
        ("Ministry of Defence of Vardania", "Vardania Defense Ministry"),
        ("Front for the Restoration", "the Front for the Restoration"),
        ("Northern Observatory for Rights", "the Observatory"),
        ("Dravik Rescue Network", "Dravik Rescue Network group"),
        ("Russia", "Moscow"),
        ("Russian defence ministry", "Russias Defense Ministry"),
        ("Syrian Observatory for Human Rights", "SOHR"),
    ],
)
def test_names_of_one_actor(names: tuple[str, ...]) -> None:
    assert one_actor(named(*names))
    assert one_actor(named(*reversed(names)))


@pytest.mark.parametrize(
    "names",
    [
        ("Vardanian Army", "Free Vardanian Army"),
        ("United Nations", "United Nations Security Council"),
        ("Russia", "Russian defence ministry"),
        ("Syrian army", "Free Syrian Army"),
        ("Vardania Monitor for Civilians", "Velmar Motor Club", "VMC"),
        ("Northern Observatory for Rights", "Southern Observatory for Rights", "the Observatory"),
    ],
)
def test_names_that_stay_apart(names: tuple[str, ...]) -> None:
    assert not one_actor(named(*names))


def test_a_person_and_the_body_he_speaks_for_stay_two() -> None:
    body = named("Orlan Front")
    person = [
        Reading("d9", "test", (Mention(Span("d9", 0, 1), "person", "Orlan Front", "Orlan Front"),))
    ]
    person += [
        Reading("d8", "test", (Mention(Span("d8", 0, 1), "person", "Mika Orlan", "Mika Orlan"),))
    ]
    actors, actor_of = find_actors([*body, *person])
    assert actor_of["d8", "Mika Orlan"] != actor_of["d0", "Orlan Front"]
    assert {a.kind for a in actors} >= {"person"}


def test_unnamed_sources_are_one_actor_in_each_document() -> None:
    _, actor_of = find_actors(named("activists", "activists"))
    assert len(set(actor_of.values())) == 2


@pytest.mark.parametrize(
    ("name", "unnamed"),
    [
        ("a military source", True),
        ("Local sources", True),
        ("activists in Dravik", True),
        ("residents", True),
        ("Vardania Monitor for Civilians", False),
        ("Tarsin Radio", False),
        ("VMC", False),
    ],
)
def test_is_unnamed(name: str, unnamed: bool) -> None:
    assert is_unnamed(name) is unnamed


def test_aliases_are_kept() -> None:
    actors, _ = find_actors(named("Vardania Monitor for Civilians", "VMC"))
    assert actors[0].name == "Vardania Monitor for Civilians"
    assert actors[0].aliases == ("VMC",)


def test_a_table_of_ones_own_has_the_same_form() -> None:
    table = parse_table(
        '[[actor]]\nname = "Northern Coalition"\nkind = "armed group"\naliases = ["NC"]\n'
    )
    assert [(a.name, a.kind, a.aliases) for a in table] == [
        ("Northern Coalition", "armed group", ("NC",))
    ]
