from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.domain.names import acronym_of, fold, name_words, place_key, spelling_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Saraqeb", "Saraqib", "Seraqeb"),
        ("al-Foua", "Fuaa", "Foua", "al-Fouaa", "Fu'ah", "Foua village", "the al-Foua village"),
        ("Deir ez-Zor", "Dayr al-Zawr", "Deir Ezzor", "Deir el-Zour", "Deir Az Zour"),
        ("Hasakeh", "Hasaka", "al-Hasakah", "Hassakeh"),
        ("Idlib", "Idleb", "IDLIB", "Idlib province"),
        ("Falluja", "Fallujah"),
        ("Kafr Nabl", "Kafranbel"),
        ("eastern Aleppo", "East Aleppo", "Aleppo, eastern"),
        ("rural Aleppo", "Aleppo countryside"),
        ("Ma‘arrat al-Nu'mān", "Maaret-al-Numan"),
    ],
)
def test_spellings_of_one_place_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({place_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saraqib", "Sarmada"),
        ("Hama", "Homs"),
        ("Haas", "Hama"),
        ("Zara", "Zahraa"),
        ("Daraa", "Daraya"),
        ("Aleppo", "eastern Aleppo"),
        ("eastern Aleppo", "western Aleppo"),
        ("Tarsin", "Dravik"),
    ],
)
def test_different_places_differ(one: str, other: str) -> None:
    assert place_key(one) != place_key(other)


def test_a_name_of_kind_words_alone_keeps_them() -> None:
    assert place_key("the City") == "the city"
    assert spelling_key("Al") == "al"


@given(st.text(max_size=40))
def test_keys_take_any_text_and_ignore_case_twice_over(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert place_key(text) == place_key(fold(text))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("VMC", "Vardania Monitor for Civilians"),
        ("FR", "Front for the Restoration"),
        ("U.N.", "United Nations"),
        ("ISIL", "Islamic State of Iraq and the Levant"),
        ("NDFs", "National Defence Forces"),
    ],
)
def test_acronyms_fit(short: str, long: str) -> None:
    assert acronym_of(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("VMC", "Vardanian Army"),
        ("FR", "Ministry of Defence"),
        ("it", "International Tribunal"),
        ("US", "Vardania"),
        ("ABCDEFGHIJ", "A B C D E F G H I J"),
    ],
)
def test_other_names_do_not(short: str, long: str) -> None:
    assert not acronym_of(short, long)


def test_name_words_drop_small_words_and_titles() -> None:
    assert name_words("President of the Old Quay Council") == ("old", "quay", "council")
    assert name_words("the") == ("the",)
