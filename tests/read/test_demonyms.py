from __future__ import annotations

import pytest

from tellings.read.demonyms import is_demonym
from tellings.read.gazetteer import shipped


@pytest.mark.parametrize("word", ["Vardanian", "French", "Greek", "Danish", "Swiss", "Vardanians"])
def test_known_and_unknown_peoples_are_demonyms(word: str) -> None:
    assert is_demonym(word)


@pytest.mark.parametrize("word", ["Tarsin", "human", "Army", "Bridge"])
def test_other_words_are_none(word: str) -> None:
    assert not is_demonym(word)


def test_states_by_their_capitals_and_peoples() -> None:
    assert shipped().state_of_capital("Paris") == "France"
    assert shipped().state_of_people("French") == "France"
    assert shipped().state_of_capital("Dravik") is None
