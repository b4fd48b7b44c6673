"""Places that no gazetteer knows, and what happens to a place only once."""

from __future__ import annotations

from datetime import date

from tellings.align import align
from tellings.align.places import UnknownPlaces
from tests.align.making import Told, document, reading

MONDAY, TUESDAY = date(2031, 5, 5), date(2031, 5, 6)


def test_a_name_that_one_reading_knows_as_a_place_is_found_elsewhere() -> None:
    d = document("War news", "The town of Kelmar was shelled.", outlet="Tarsin Radio")
    places = UnknownPlaces([reading(d, Told("was shelled", "attack.shelling", where="Kelmar"))])
    assert [(p.name, p.span.start) for p in places.within("Kelmar's fall, kelmar", "x", 10)] == [
        ("Kelmar", 10)
    ]


def test_a_town_that_fell_on_two_days_is_one_event_but_raids_are_two() -> None:
    def events(word: str, kind: str) -> int:
        made = []
        for outlet, day in (("Tarsin Radio", MONDAY), ("Old Quay Post", TUESDAY)):
            d = document(f"Kelmar {word}", f"Kelmar {word} by the army, {outlet} writes.",
                         outlet=outlet, published=TUESDAY)  # fmt: skip
            made.append((d, reading(d, Told(f"{word} by", kind, where="Kelmar", day=day))))
        return len(align([d for d, _ in made], [r for _, r in made]).events)

    assert events("was captured", "capture") == 1
    assert events("was bombed", "attack.airstrike") == 2
