from __future__ import annotations

from itertools import pairwise

import pytest

from tellings.read.triggers import find_triggers, is_casualty
from tests.support.parsed import named, parsed


def triggers(notation: str, *names: tuple[str, str]) -> list[tuple[str, str, str]]:
    """(words, head, type) of the triggers of a notation."""
    syntax = parsed(notation)
    return [
        (syntax.slice(t.low, t.high), syntax.word(t.head), t.type)
        for t in find_triggers(syntax, named(syntax, *names))
    ]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("Jets/NOUN/nsubj/bombed bombed/VERB/root Sona/PROPN/obj/bombed .",
         [("bombed", "bombed", "attack.airstrike")]),
        ("Rebels/NOUN/nsubj/ambushed ambushed/VERB/root two/NUM/obj/ambushed .",
         [("ambushed", "ambushed", "attack.other")]),
        ("A/DET/det/bombing bombing/NOUN/nsubj/shook shook/VERB/root Sona/PROPN/obj/shook .",
         [("bombing", "bombing", "attack.bombing")]),
        ("The/DET/det/baker baker/NOUN/nsubj/slept slept/VERB/root .", []),
    ],
)  # fmt: skip
def test_verbs_and_nouns_that_tell_of_events(
    notation: str, expected: list[tuple[str, str, str]]
) -> None:
    assert triggers(notation) == expected


def test_a_longer_phrase_stays_and_its_head_is_what_the_rest_hangs_on() -> None:
    found = triggers(
        "An/DET/det/strike air/NOUN/compound/strike strike/NOUN/nsubj/hit hit/VERB/root "
        "Sona/PROPN/obj/hit ."
    )
    # The verb is a general attack: its sentence says by what means.
    assert found == [
        ("air strike", "strike", "attack.airstrike"),
        ("hit", "hit", "attack.airstrike"),
    ]


def test_a_noun_takes_the_compounds_before_it() -> None:
    found = triggers(
        "The/DET/det/raid morning/NOUN/compound/raid raid/NOUN/nsubj/failed failed/VERB/root ."
    )
    assert found == [("morning raid", "raid", "attack.other")]


def test_triggers_stand_in_order_and_apart() -> None:
    syntax = parsed(
        "Shells/NOUN/nsubj/hit hit/VERB/root Sona/PROPN/obj/hit and/CCONJ/cc/killed "
        "killed/VERB/conj/hit two/NUM/obj/killed . | Clashes/NOUN/nsubj/followed "
        "followed/VERB/root ."
    )
    found = find_triggers(syntax, named(syntax))
    assert [syntax.word(t.head) for t in found] == ["hit", "killed", "Clashes"]
    assert all(a.high <= b.low for a, b in pairwise(found))
    assert [is_casualty(t) for t in found] == [False, True, False]


def test_part_of_a_name_is_no_trigger() -> None:
    notation = (
        "The/DET/det/Front Liberation/PROPN/compound/Front Front/PROPN/nsubj/met met/VERB/root ."
    )
    assert triggers(notation, ("Liberation Front", "armed group")) == []


@pytest.mark.parametrize(("taken", "told"), [("town", True), ("ball", False)])
def test_ground_words_need_ground(taken: str, told: bool) -> None:
    found = triggers(
        f"They/PRON/nsubj/lost lost/VERB/root the/DET/det/{taken} {taken}/NOUN/obj/lost ."
    )
    assert [f[2] for f in found] == (["capture"] if told else [])


def test_a_named_place_is_ground() -> None:
    notation = "Dravik/PROPN/nsubj/fell fell/VERB/root ."
    assert triggers(notation) == []
    assert triggers(notation, ("Dravik", "place")) == [("fell", "fell", "capture")]


def test_march_the_month_is_no_march() -> None:
    month = (
        "Troops/NOUN/nsubj/shelled shelled/VERB/root in/ADP/case/March March/PROPN/obl/shelled ."
    )
    march = "A/DET/det/March March/PROPN/nsubj/began began/VERB/root ."
    assert [t[2] for t in triggers(month)] == ["attack.shelling"]
    assert [t[2] for t in triggers(march)] == ["protest"]
