"""Who is chosen among the phrases of a sentence, by the shipped weights and by planted ones."""

from __future__ import annotations

import pytest

from tellings.read.participants import Participants
from tellings.read.role_choice import NO_AGENT, ROLES, choose, shipped_weights
from tellings.read.role_evidence import Asked, Evidence
from tests.support.parsed import named, parsed, word_of

SHELLED = (
    "Rebels/NOUN/nsubj/shelled shelled/VERB/root the/DET/det/mill mill/NOUN/obj/shelled "
    "near/ADP/case/Sona Sona/PROPN/obl/shelled ."
)
SAID = (
    "Rebels/NOUN/nsubj/say say/VERB/root jets/NOUN/nsubj/hit hit/VERB/ccomp/say "
    "Sona/PROPN/obj/hit ."
)


def asked_in(notation: str, trigger: str) -> tuple[Evidence, Asked]:
    syntax = parsed(notation)
    i = word_of(syntax, trigger)
    evidence = Evidence.of(Participants(syntax, named(syntax)))
    asked = Asked(i, range(i, i + 1), "attack.shelling")
    evidence.hear([asked])
    return evidence, asked


def words(evidence: Evidence, low: int, high: int) -> str:
    return evidence.participants.syntax.slice(low, high)


def test_word_order_and_side_of_the_trigger_are_facts() -> None:
    evidence, asked = asked_in(SHELLED, "shelled")
    candidates = evidence.candidates(asked)
    facts = dict(zip((words(evidence, c.low, c.high) for c in candidates),
                     evidence.facts(asked, candidates), strict=True))  # fmt: skip
    assert list(facts) == ["Rebels", "the mill", "Sona"]
    assert {"actors", "agent by word order", "verb before", "as nsubj"} <= set(facts["Rebels"])
    assert {"target by word order", "verb after next", "path obj/."} <= set(facts["the mill"])
    assert "after near" in facts["Sona"]
    assert all(len(set(f)) == len(f) for f in facts.values())


def test_the_likeliest_is_chosen_and_nobody_has_two_roles() -> None:
    evidence, asked = asked_in(SHELLED, "shelled")
    found = choose(evidence, asked)
    assert [(f.role, words(evidence, f.low, f.high)) for f in found] == [
        ("agent", "Rebels"), ("target", "the mill"),
    ]  # fmt: skip
    assert all(0 < f.likely < 1 for f in found)
    everything = {role: {"verb before": 9.0, "none": 5.0} for role in ROLES}
    assert [f.role for f in choose(evidence, asked, everything)] == ["agent"]


def test_nobody_is_chosen_where_that_is_likelier() -> None:
    evidence, asked = asked_in(SHELLED, "shelled")
    assert choose(evidence, asked, {role: {"none": 9.0} for role in ROLES}) == []


def test_who_says_it_is_marked() -> None:
    evidence, asked = asked_in(SAID, "hit")
    (rebels,) = [c for c in evidence.candidates(asked) if c.is_ == "actors"]
    assert "does saying" in rebels.facts


@pytest.mark.parametrize("role", ROLES)
def test_the_shipped_weights_are_for_facts_that_exist(role: str) -> None:
    table = shipped_weights()[role]
    assert table[f"{role} by word order"] > 1
    evidence, asked = asked_in(SHELLED, "shelled")
    candidates = evidence.candidates(asked)
    seen = {f for facts in evidence.facts(asked, candidates) for f in facts}
    assert len(seen & table.keys()) > len(seen) // 2
    assert not NO_AGENT & {"actors", "armed group", "vehicles"}
