from __future__ import annotations

import pytest

from tellings.domain.reading import Polarity
from tellings.read.polarity import other_mentions, polarity_scores, read_polarity
from tests.support.parsed import Planted, parsed

SENTENCE = (
    "Dorr/PROPN/nsubj/fled fled/VERB/root and/CCONJ/cc/lied he/PRON/nsubj/lied "
    "lied/VERB/conj/fled to/ADP/case/Orsk Orsk/PROPN/obl/lied ."
)
POINTS = [("antecedent", "he", "Dorr")]


def test_what_is_said_of_the_pronoun_is_said_of_whom_it_stands_for() -> None:
    said = {"polarity": [("he", "negative")]}
    pointed, not_pointed = parsed(SENTENCE, Planted(said, POINTS)), parsed(SENTENCE, Planted(said))
    assert other_mentions(pointed, 0, 1) == [(3, 4)]
    assert other_mentions(not_pointed, 0, 1) == []
    assert read_polarity(pointed, 0, 1)[1] < read_polarity(not_pointed, 0, 1)[1]


def test_a_mention_after_reaches_the_one_before_and_the_other_way() -> None:
    syntax = parsed(SENTENCE, Planted({}, POINTS))
    assert other_mentions(syntax, 3, 4) == [(0, 1)]
    assert other_mentions(syntax, 6, 7) == []


def test_a_name_said_again_is_the_same_actor() -> None:
    syntax = parsed(
        "Orsk/PROPN/nsubj/met met/VERB/root Dorr/PROPN/obj/met and/CCONJ/cc/left "
        "Orsk/PROPN/nsubj/left left/VERB/conj/met ."
    )
    assert other_mentions(syntax, 0, 1) == [(4, 5)]


def test_two_targets_of_one_sentence_are_spoken_of_differently() -> None:
    planted = Planted({"polarity": [("Dorr", "negative"), ("Orsk", "positive")]})
    syntax = parsed(SENTENCE, planted)
    (ill, sure), (well, _) = read_polarity(syntax, 0, 1), read_polarity(syntax, 6, 7)
    assert (ill, well) == (Polarity.NEGATIVE, Polarity.POSITIVE)
    assert sure == pytest.approx(0.9, abs=0.05)


def test_scores_are_the_mean_over_words_then_over_mentions() -> None:
    planted = Planted({"polarity": [("Dorr", "negative")]})
    syntax = parsed(SENTENCE, planted)
    rows = syntax.words.tags["polarity"]
    mean = polarity_scores(syntax, [(0, 1), (1, 4)])
    assert mean == pytest.approx((rows[0] + rows[1:4].mean(axis=0)) / 2)
