from __future__ import annotations

import pytest

from tellings.domain.reading import Polarity
from tellings.read.polarity import polarity_scores, read_polarity
from tests.support.parsed import Planted, parsed

SENTENCE = (
    "Dorr/PROPN/nsubj/fled fled/VERB/root and/CCONJ/cc/lied he/PRON/nsubj/lied "
    "lied/VERB/conj/fled to/ADP/case/Orsk Orsk/PROPN/obl/lied ."
)
DORR, HE, ORSK = (0, 1), (3, 4), (6, 7)


def test_two_targets_of_one_sentence_are_spoken_of_differently() -> None:
    planted = Planted({"polarity": [("Dorr", "negative"), ("Orsk", "positive")]})
    syntax = parsed(SENTENCE, planted)
    ill, sure = read_polarity(syntax, [DORR])
    assert (ill, read_polarity(syntax, [ORSK])[0]) == (Polarity.NEGATIVE, Polarity.POSITIVE)
    assert sure == pytest.approx(0.9, abs=0.05)


def test_what_is_said_of_the_pronoun_counts_for_whom_it_names() -> None:
    syntax = parsed(SENTENCE, Planted({"polarity": [("he", "negative")]}))
    assert read_polarity(syntax, [DORR])[0] is Polarity.NEUTRAL
    assert read_polarity(syntax, [DORR, HE])[1] < read_polarity(syntax, [DORR])[1]


def test_scores_are_the_mean_over_words_then_over_mentions() -> None:
    syntax = parsed(SENTENCE, Planted({"polarity": [("Dorr", "negative")]}))
    rows = syntax.words.tags["polarity"]
    mean = polarity_scores(syntax, [DORR, (1, 4)])
    assert mean == pytest.approx((rows[0] + rows[1:4].mean(axis=0)) / 2)
