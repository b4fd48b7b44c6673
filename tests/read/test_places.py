from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.errors import ModelError
from tellings.read.gazetteer import SHIPPED, Gazetteer, shipped
from tellings.read.places import FoundPlace, find_places


def found(text: str) -> dict[str, FoundPlace]:
    return {p.name: p for p in find_places(text)}


def only(text: str) -> FoundPlace:
    (place,) = find_places(text)
    return place


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dayr al-Zawr", "Deir ez-Zor"),
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Hasakeh", "Hasakah"),
        ("Idleb", "Idlib"),
        ("Seraqeb", "Saraqib"),
        ("Falluja", "Fallujah"),
        ("Kiev", "Kyiv"),
    ],
)
def test_spellings_lead_to_one_place(words: str, name: str) -> None:
    place = only(f"Planes struck a market in {words} at dawn.")
    assert (place.name, place.certain) == (name, True)
    assert place.lat is not None
    assert place.lon is not None


def test_the_words_beside_a_name_tell_which_place_is_meant() -> None:
    assert only("Two died in Idlib province.").precision == "region"
    assert only("Two died in the province of Idlib.").name == "Idlib province"
    assert only("Two died in the city of Idlib.").precision == "town"
    provinces = find_places("Raids hit Aleppo and Idlib provinces.")
    assert [p.name for p in provinces] == ["Aleppo province", "Idlib province"]


def test_rivals_are_told_apart_by_what_stands_beside_them() -> None:
    paris = found("He was born in Paris, Texas.")["Paris"]
    assert (paris.country, paris.within) == ("US", "Texas")
    assert only("He was born in Paris.").country == "FR"
    midan = found("A shell hit the al-Midan neighbourhood in Aleppo.")["Midan"]
    assert midan.within == "Aleppo"
    assert midan.certain


def test_an_ambiguous_district_has_no_coordinates() -> None:
    place = only("A shell hit the al-Khalidiya district.")
    assert not place.certain
    assert (place.lat, place.lon, place.country) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("Bread ran out in east Aleppo.", "eastern Aleppo", "Aleppo"),
        ("Bread ran out in rural Aleppo.", "Aleppo countryside", "Aleppo"),
        ("Raids hit the eastern parts of Aleppo.", "eastern Aleppo", "Aleppo"),
        ("Bread ran out in northern Syria.", "northern Syria", "Syria"),
        ("Bread ran out in the Damascus countryside.", "Rural Damascus", None),
        ("The al-Foua village was hit.", "Fuaa", "Idlib province"),
    ],
)
def test_parts_of_places(text: str, name: str, within: str | None) -> None:
    place = only(text)
    assert (place.name, place.within) == (name, within)


def test_a_direction_before_a_demonym_is_no_part() -> None:
    assert only("The northern Syrian town of Manbij fell.").name == "Manbij"


def test_nearness_is_told() -> None:
    assert only("Shells fell west of Aleppo.").relation == "west of"
    assert only("Shells fell outside Aleppo.").relation == "outside"
    assert only("Shells fell in Aleppo.").relation is None


def test_lost_apostrophes() -> None:
    places = found("Planes hit Aleppos Sakhour district.")
    assert places["Sakhour"].within == "Aleppo"
    assert "Syria" in found("It is Syrias largest city.")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Aleppo Media Centre posted a film.", "organisation-name"),
        ("The Al-Raqqa newspaper reported it.", "organisation-name"),
        ("Moscow said its jets were elsewhere.", "metonym"),
        ("Russia denied it.", "metonym"),
        ("In US raids nobody died.", "metonym"),
        ("A U.S.-led raid failed.", "metonym"),
        ("He lives in the US and studies.", "location"),
        ("The Damascus government rejected it.", "metonym"),
        ("A truce brokered by Turkey failed.", "metonym"),
        ("Shells fell near the border with Turkey.", "location"),
        ("He flew to Moscow.", "location"),
    ],
)
def test_what_a_place_name_stands_for(text: str, role: str) -> None:
    assert only(text).role == role


@pytest.mark.parametrize(
    "text",
    [
        "Jean-Marc Paris told the paper so.",
        "Islamic State in Iraq and Syria claimed it.",
        "The fighters of Ahrar al-Sham left.",
        "The Syrian Observatory and the Russian jets.",
        "SANA and the SDF said so. Hamas and Daesh too.",
        "Said and Ali met Victoria.",
        "they marched to victory in nice weather",
    ],
)
def test_other_names_are_no_places(text: str) -> None:
    assert find_places(text) == []


def test_unknown_places_are_kept_without_coordinates() -> None:
    text = (
        "TARSIN, 3 May 2031 (TR) - Shells hit the town of Belmora in Kesh Valley, the Vardania "
        "Monitor for Civilians said. People of Dravik and Sona fled to Old Quay. In Dravik two "
        "died. Tarsin was calm; in Tarsin shops stayed open."
    )
    places = found(text)
    assert set(places) == {"Tarsin", "Belmora", "Kesh Valley", "Dravik", "Sona", "Old Quay"}
    assert not any(p.certain or p.lat or p.country for p in places.values())
    assert places["Belmora"].within == "Kesh Valley"
    assert places["Belmora"].precision == "town"


def test_a_resembling_spelling_is_a_suggestion_only() -> None:
    place = found("Syrian planes hit the town of Khan Shaykon.")["Khan Shaykon"]
    assert place.suggestion == "Khan Sheikhoun"
    assert (place.certain, place.lat) == (False, None)


def test_capitals_everywhere() -> None:
    places = found("SHELLS KILL TWELVE IN ALEPPO AND SAID TO HIT MAN")
    assert set(places) == {"Aleppo"}


def test_points_bear_the_name_of_their_place() -> None:
    place = only("Rockets fell on Aleppo airport.")
    assert (place.name, place.precision, place.within) == ("Aleppo airport", "point", "Aleppo")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(
    ["Aleppo", "in", "Syria", "the", "town", "of", "Sona", "al-Bab", "said", "Idlibs", "PARIS",
     "eastern", "\n", ",", ".", "'s", "-", "province", "Jean", "U.S."]), max_size=18))  # fmt: skip
def test_offsets_lie_within_and_are_in_order(words: list[str]) -> None:
    text = " ".join(words)
    places = find_places(text)
    assert all(0 <= p.start < p.end <= len(text) for p in places)
    assert all((p.lat is not None) <= p.certain for p in places)


def test_reading_is_fast() -> None:
    text = (
        "Planes hit the town of Saraqib in Idlib province on Monday, residents told a paper. " * 30
    )
    find_places(text)
    start = time.process_time()
    for _ in range(40):
        find_places(text)
    assert time.process_time() - start < 4.0  # 40 texts of 2,500 characters, tenfold slack


def test_the_shipped_gazetteer_says_where_it_comes_from() -> None:
    about = shipped().about()
    assert "GeoNames" in about["source"]
    assert "CC BY 4.0" in about["licence"]
    assert SHIPPED.stat().st_size < 17_000_000
    assert shipped() is shipped()


def test_a_damaged_gazetteer_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "gazetteer.db"
    damaged.write_bytes(b"no database at all" * 100)
    with pytest.raises(ModelError, match=r"gazetteer\.db"):
        Gazetteer.open(damaged)
    with pytest.raises(ModelError, match="install"):
        Gazetteer.open(tmp_path / "missing.db")


@pytest.mark.parametrize(
    "text",
    [
        "The army liberated Oskren after a month.",
        "Oskren has fallen, the radio said.",
        "They mourned the fall of Oskren.",
        "The Front withdrew from Oskren at dawn.",
    ],
)
def test_what_falls_or_is_liberated_is_a_place_though_no_gazetteer_has_it(text: str) -> None:
    assert [p.name for p in find_places(text)] == ["Oskren"]


@pytest.mark.parametrize(
    "text",
    [
        "They mourned the fall of Oskren. President Oskren had ruled long.",
        "They shelled Oskren with questions. Oskren said nothing more.",
        "Shells fell all night.",
    ],
)
def test_who_has_an_office_or_speaks_is_no_place(text: str) -> None:
    assert [p.name for p in find_places(text)] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Shells hit Aleppo, Homs and Hama. The envoys had told Tehran of it.", "metonym"),
        ("Shells hit Aleppo, Homs and Hama. The group is banned in Russia.", "metonym"),
        ("Shells hit Aleppo, Homs and Hama. The envoys met in Tehran.", "location"),
    ],
)
def test_a_foreign_power_acts_unless_something_is_there(text: str, role: str) -> None:
    assert find_places(text)[-1].role == role
