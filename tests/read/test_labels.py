from __future__ import annotations

import pytest

from tellings.domain.reading import Label, Voice
from tellings.domain.text import Span
from tellings.read.labels import lexicon, read_labels
from tests.support.parsed import Planted, named, parsed


def labels(
    notation: str, *names: tuple[str, str], planted: Planted | None = None
) -> tuple[Label, ...]:
    syntax = parsed(notation, planted)
    return read_labels("d1", syntax, named(syntax, *names), lambda span: Voice(f"at {span.start}"))


@pytest.mark.parametrize(
    ("notation", "text", "polarity"),
    [
        ("Terrorist/NOUN/compound/gangs gangs/NOUN/nsubj/fled fled/VERB/root .",
         "Terrorist gangs", "negative"),
        ("The/DET/det/soldiers brave/ADJ/amod/soldiers soldiers/NOUN/nsubj/won won/VERB/root .",
         "The brave soldiers", "positive"),
        ("Armed/ADJ/amod/rebels rebels/NOUN/nsubj/fled fled/VERB/root .",
         "Armed rebels", "neutral"),
        ("The/DET/det/army so-called/ADJ/amod/army army/NOUN/nsubj/fled fled/VERB/root .",
         "The so-called army", "negative"),
    ],
)  # fmt: skip
def test_loaded_words_beside_a_party(notation: str, text: str, polarity: str) -> None:
    assert [(x.text, x.polarity.value) for x in labels(notation)] == [(text, polarity)]


def test_praise_in_scare_quotes_is_no_praise() -> None:
    found = labels("“ Liberators/NOUN/nsubj/came ” came/VERB/root .")
    assert [(x.text, x.polarity.value) for x in found] == [("Liberators", "negative")]


def test_a_loaded_word_beside_no_party_is_no_label() -> None:
    assert (
        labels("A/DET/det/soup brutal/ADJ/amod/soup soup/NOUN/nsubj/boiled boiled/VERB/root .")
        == ()
    )


def test_the_actor_is_the_name_in_or_beside_the_phrase() -> None:
    found = labels(
        "The/DET/det/regime Orsk/PROPN/compound/regime regime/NOUN/nsubj/fell fell/VERB/root .",
        ("Orsk", "person"),
    )
    assert [(x.text, x.actor) for x in found] == [("The Orsk regime", "Orsk")]
    found = labels(
        "Traitor/NOUN/nsubj/fled Dorr/PROPN/flat/Traitor fled/VERB/root .", ("Dorr", "person")
    )
    assert [x.actor for x in found] == ["Dorr"]


def test_every_label_has_the_voice_of_its_place() -> None:
    found = labels(
        "Rebels/NOUN/nsubj/fled fled/VERB/root . | Bandits/NOUN/nsubj/stayed stayed/VERB/root ."
    )
    assert [(x.text, x.voice.source) for x in found] == [("Rebels", "at 0"), ("Bandits", "at 13")]
    assert found[1].span == Span("d1", 13, 20)


def test_the_learned_heads_phrase_is_taken_where_the_lexicon_has_none() -> None:
    planted = Planted({"label": [("Sons of the soil", "positive")]})
    found = labels(
        "Sons/NOUN/nsubj/won of/ADP/case/soil the/DET/det/soil soil/NOUN/nmod/Sons won/VERB/root .",
        planted=planted,
    )
    assert [(x.text, x.polarity.value) for x in found] == [("Sons of the soil", "positive")]


def test_where_two_overlap_the_longer_stays() -> None:
    planted = Planted({"label": [("gangs of bandits", "negative")]})
    found = labels(
        "The/DET/det/gangs gangs/NOUN/nsubj/fled of/ADP/case/bandits bandits/NOUN/nmod/gangs "
        "fled/VERB/root .",
        planted=planted,
    )
    assert [x.text for x in found] == ["gangs of bandits"]


def test_no_word_has_two_polarities_in_the_shipped_lexicon() -> None:
    words = "terrorists thug brave hero rebels militia regime martyrs moderate insurgents".split()
    for word in words:
        hits = [p for p, pattern in lexicon().polarity if pattern.fullmatch(word)]
        assert len(hits) == 1, word
        assert lexicon().names_party(word)
    assert lexicon().of("table") is None
    assert not lexicon().names_party("table")


@pytest.mark.parametrize(
    ("notation", "text", "polarity"),
    [
        # The tagger is misled where marks are lost: "The fleeing bandits shot".
        ("The/DET/det/bandits fleeing/ADJ/amod/bandits bandits/VERB/nsubj/shot shot/VERB/root .",
         "The fleeing bandits", "negative"),
        ("Rebel/ADJ/nsubj/depot depot/NOUN/nsubj/burned burned/VERB/root .",
         "Rebel depot", "neutral"),
        ("The/DET/det/Monitor so/ADV/amod/called -/PUNCT/punct/so called/VERB/amod/Monitor "
         "Monitor/NOUN/nsubj/said said/VERB/root .", "The so-called Monitor", "negative"),
        ("our/PRON/nsubj/left victorious/ADJ/amod/left forces/NOUN/nsubj/left left/VERB/root .",
         "victorious forces", "positive"),
        ("Kelland/PROPN/compound/backed -/PUNCT/punct/backed backed/ADJ/amod/fighters "
         "fighters/NOUN/nsubj/fled fled/VERB/root .", "Kelland-backed fighters", "neutral"),
    ],
)  # fmt: skip
def test_labels_whose_words_the_parse_does_not_give_away(
    notation: str, text: str, polarity: str
) -> None:
    assert [(x.text, x.polarity.value) for x in labels(notation)] == [(text, polarity)]


def test_a_word_of_praise_in_a_name_praises_nobody() -> None:
    found = labels(
        "The/DET/det/Front Orsk/PROPN/compound/Front Democratic/ADJ/amod/Front "
        "Front/PROPN/nsubj/fled fled/VERB/root .",
        ("Orsk Democratic Front", "armed group"),
    )
    assert found == ()


def test_a_learned_phrase_without_a_word_that_names_is_no_label() -> None:
    planted = Planted({"label": [("the", "negative")]})
    assert labels("He/PRON/nsubj/left left/VERB/root the/DET/det/hill hill/NOUN/obj/left .",
                  planted=planted) == ()  # fmt: skip
