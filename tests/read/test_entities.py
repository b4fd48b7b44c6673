from __future__ import annotations

import pytest

from tellings.domain.reading import Mention
from tellings.domain.text import Span
from tellings.read.entities import mentions, read_names
from tests.support.parsed import Planted, named, parsed

TOLD = (
    "The/DET/det/Monitor Vardania/PROPN/compound/Monitor Monitor/PROPN/nsubj/counted "
    "for/ADP/case/Civilians Civilians/PROPN/nmod/Monitor counted/VERB/root "
    "nine/NUM/obj/counted . | General/PROPN/compound/Ilan Ilan/PROPN/nsubj/saw "
    "Dorr/PROPN/flat/Ilan "
    "saw/VERB/root none/PRON/obj/saw . | Later/ADV/advmod/told Dorr/PROPN/nsubj/told "
    "told/VERB/root VMC/PROPN/obj/told so/ADV/advmod/told ."
)


def full_names(notation: str, *entities: tuple[str, str]) -> dict[str, str]:
    return {
        n.text: n.full for n in read_names(parsed(notation, Planted({"entity": entities}))).names
    }


def test_acronyms_and_last_names_are_led_to_the_fullest_name() -> None:
    found = full_names(
        TOLD,
        ("Vardania Monitor for Civilians", "organisation"),
        ("General Ilan Dorr", "person"),
        ("VMC", "organisation"),
    )
    assert found == {
        "Vardania Monitor for Civilians": "Vardania Monitor for Civilians",
        "Ilan Dorr": "Ilan Dorr",  # a title is no part of the name
        "VMC": "Vardania Monitor for Civilians",
    }


def test_a_last_name_is_led_to_the_whole_name() -> None:
    found = full_names(
        "Dorr/PROPN/nsubj/came came/VERB/root . | Ilan/PROPN/nsubj/left Dorr/PROPN/flat/Ilan "
        "left/VERB/root .",
        ("Dorr", "person"),
        ("Ilan Dorr", "person"),
    )
    assert found["Dorr"] == "Ilan Dorr"


@pytest.mark.parametrize(
    ("short", "kind", "long", "long_kind"),
    [
        ("Vardania", "organisation", "Vardania Monitor", "organisation"),  # a country's name alone
        ("Dravik", "place", "Dravik Bridge", "place"),
        ("Sona", "person", "Sona Relief", "organisation"),
    ],
)
def test_a_name_is_not_led_to_another_ones(
    short: str, kind: str, long: str, long_kind: str
) -> None:
    first, second = long.split()
    found = full_names(
        f"{first}/PROPN/compound/{second} {second}/PROPN/nsubj/grew grew/VERB/root . | "
        f"Later/ADV/advmod/grew {short}/PROPN/nsubj/grew grew/VERB/root too/ADV/advmod/grew .",
        (long, long_kind),
    )
    syntax = parsed(
        f"{short}/PROPN/nsubj/grew grew/VERB/root . | {first}/PROPN/compound/{second} "
        f"{second}/PROPN/nsubj/grew grew/VERB/root .",
        Planted({"entity": [(short, kind), (long, long_kind)]}),
    )
    assert found == {long: long}
    assert {n.text: n.full for n in read_names(syntax).names} == {short: short, long: long}


def test_a_lost_apostrophe_does_not_make_another_person() -> None:
    found = full_names(
        "Dorr/PROPN/nsubj/stayed stayed/VERB/root . | Dorrs/PROPN/nmod:poss/men "
        "men/NOUN/nsubj/fled fled/VERB/root .",
        ("Dorr", "person"),
        ("Dorrs", "person"),
    )
    assert found == {"Dorr": "Dorr"}


def test_armed_bodies_are_groups_and_demonyms_no_names() -> None:
    syntax = parsed(
        "The/DET/det/Army Vardanian/ADJ/amod/Army Army/PROPN/nsubj/met met/VERB/root "
        "Belmoran/ADJ/amod/envoys envoys/NOUN/obj/met .",
        Planted({"entity": [("Vardanian Army", "organisation"), ("Belmoran", "misc")]}),
    )
    names = read_names(syntax)
    assert [(n.text, n.kind) for n in names.names] == [("Vardanian Army", "armed group")]
    army = syntax.text.index("Vardanian Army")
    assert mentions("d9", syntax, names) == (
        Mention(Span("d9", army, army + 14), "armed group", "Vardanian Army", "Vardanian Army"),
    )


def test_names_are_found_by_place_and_by_reading() -> None:
    syntax = parsed(TOLD)
    names = named(syntax, ("Ilan Dorr", "person"), ("VMC", "organisation", "Vardania Monitor"))
    ilan = next(n for n in names.names if n.text == "Ilan Dorr")
    assert names.at(ilan.low + 1) == ilan
    assert names.at(0) is None
    assert names.within(0, ilan.high) == [ilan]
    assert names.within(0, ilan.high - 1) == []
    assert (names.like("the vmc") or ilan).full == "Vardania Monitor"
    assert names.like("Mira Tollan") is None


def test_shortened_names_are_expanded_by_the_look_of_the_text() -> None:
    names = named(parsed(TOLD))
    assert "Vardania Monitor for Civilians" in " / ".join(names.capitalised())
    assert (names.expand("Monitor") or "").endswith("Vardania Monitor for Civilians")
    assert names.expand("Observatory") is None


def test_a_person_whose_tag_broke_off_keeps_the_other_names() -> None:
    syntax = parsed(
        "Mira/PROPN/nsubj/said Abdel/PROPN/flat/Mira Tollan/PROPN/flat/Mira head/NOUN/appos/Mira "
        "said/VERB/root so/ADV/advmod/said on/ADP/case/Monday Monday/PROPN/obl/said .",
        Planted({"entity": [("Mira", "person")]}),
    )
    assert [n.text for n in read_names(syntax).names] == ["Mira Abdel Tollan"]
