import pytest

from tellings.ingest import language

FRENCH = (
    "Au moins douze personnes ont été tuées lundi matin lorsque des obus sont tombés sur le marché "
    "de la ville, a annoncé le ministère de la défense, qui accuse les rebelles d'avoir tiré."
)
RUSSIAN = "По меньшей мере двенадцать человек погибли в понедельник утром при обстреле рынка."
ARABIC = "قتل ما لا يقل عن اثني عشر شخصا صباح الاثنين عندما سقطت قذائف على سوق المدينة."


@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (RUSSIAN, "ru"), (ARABIC, "ar")])
def test_other_languages_are_named(text: str, code: str) -> None:
    assert language.tell(text)[0] == code


@pytest.mark.parametrize(
    "text",
    [
        "The market of Dravik was hit by shells on Monday, and the army denied that it had fired.",
        "DRAVIK: ARMY DENIES SHELLING MARKET",
        "Mother, child killed in Sona",
        "Tarsin Belmora Dravik Sona Kesh",
        "Saturdays blast kills 31 in Vardanias Dravik monitor says",
        "1. Dravik\n2. Orsk\n3. Perspectives 2031\n4. Parliament must fall\n5. SANDF off campus",
    ],
)
def test_english_is_never_taken_for_another_language(text: str) -> None:
    assert language.tell(text)[0] in (None, "en")


def test_a_short_foreign_headline_is_not_told() -> None:
    assert language.tell("Frappes sur Dravik")[0] in (None, "en")
