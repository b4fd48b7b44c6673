from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.qasrl import alike, read_sentences, read_verbs, role_asked

BLANK = {"wh": "", "subj": "", "obj": "", "obj2": "", "prep": "", "is_passive": "False"}


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ({"wh": "who", "obj": "something"}, "agent"),  # Who led something?
        ({"wh": "what", "subj": "someone"}, "target"),  # What did someone lead?
        ({"wh": "what", "is_passive": "True", "prep": "by"}, "target"),  # What was led by someone?
        ({"wh": "who", "subj": "something", "is_passive": "True", "prep": "by"}, "agent"),
        ({"wh": "who", "subj": "someone", "prep": "to"}, None),  # Who did someone speak to?
        ({"wh": "what", "subj": "someone", "obj": "someone"}, None),
        ({"wh": "when", "subj": "someone"}, None),
    ],
)
def test_which_role_a_question_asks_for(question: dict[str, str], role: str | None) -> None:
    assert role_asked(BLANK | question) == role


def test_answers_are_gathered_by_verb_and_role(tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(
        "qasrl_id,verb_idx,wh,subj,obj,obj2,prep,is_passive,answer_range\n"
        "s1,1,who,,something,,,False,0:1\n"
        "s1,1,what,someone,,,,False,2:4~!~3:4\n"
        "s1,1,when,someone,,,,False,4:5\n"
    )
    ((at, verbs),) = read_verbs(tmp_path / "gold.csv").items()
    assert (at, verbs[0].at) == ("s1", 1)
    assert verbs[0].answers == {
        "agent": (frozenset({0}),),
        "target": (frozenset({2, 3}), frozenset({3})),
    }


def test_sentences_are_read_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "full.csv").write_text("qasrl_id,tokens\ns1,Dorr led the march .\n")
    assert read_sentences(tmp_path / "full.csv") == {"s1": ["Dorr", "led", "the", "march", "."]}


def test_answers_are_alike_from_three_tenths_of_their_words() -> None:
    assert alike(frozenset({1, 2, 3}), frozenset({3}))
    assert not alike(frozenset({1, 2, 3, 4}), frozenset({4}))
    assert not alike(frozenset(), frozenset())
