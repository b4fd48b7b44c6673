from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tellings.read.casing import is_all_capitals, restore_case
from tests.support.parsed import Planted, parsed

SHOUTED = (
    "THE/DET/det/ARMY ARMY/NOUN/nsubj/LEFT OF/ADP/case/TARSIN TARSIN/PROPN/nmod/ARMY "
    "LEFT/VERB/root ON/ADP/case/MONDAY MONDAY/PROPN/obl/LEFT . | "
    "THE/DET/det/FRONT FRONT/NOUN/nsubj/STAYED STAYED/VERB/root IN/ADP/case/TARSIN "
    "TARSIN/NOUN/obl/STAYED ."
)


def test_sentences_names_and_days_get_their_capitals_back() -> None:
    syntax = parsed(SHOUTED, Planted({"entity": [("TARSIN", "place")]}))
    restored = restore_case(syntax.text, syntax.words)
    assert restored == "The army of Tarsin left on Monday. The front stayed in Tarsin."


def test_letters_in_brackets_stay_as_they_are() -> None:
    syntax = parsed(
        "THE/DET/det/FRONT FRONT/NOUN/nsubj/FLED (/PUNCT/punct/VLF VLF/PROPN/appos/FRONT "
        ")/PUNCT/punct/VLF FLED/VERB/root ."
    )
    assert "VLF" in restore_case(syntax.text, syntax.words)


def test_only_a_text_of_some_length_is_written_in_capitals() -> None:
    assert is_all_capitals("THE ARMY OF TARSIN LEFT ON MONDAY. " * 10)
    assert not is_all_capitals("THE ARMY OF TARSIN LEFT ON MONDAY. ")
    assert not is_all_capitals("The army of Tarsin left on Monday. " * 10)


@given(st.text(alphabet="ABCİßŞDé .\n[]", min_size=1, max_size=40))
def test_no_letter_is_added_or_lost(text: str) -> None:
    syntax = parsed(" ".join(f"{w}/NOUN/dep" for w in text.split()) or "A/NOUN/root")
    restored = restore_case(syntax.text, syntax.words)
    assert len(restored) == len(syntax.text)
