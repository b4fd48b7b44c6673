from __future__ import annotations

import pytest

from tellings.domain.reading import Role
from tellings.read.entities import Names
from tellings.read.participants import Participants
from tellings.read.role_evidence import Asked, Evidence
from tellings.read.roles import read_roles
from tellings.read.syntax import Syntax
from tests.support.parsed import Planted, named, parsed, word_of

FR = ("Front for the Restoration", "armed group")


def roles_of(syntax: Syntax, names: Names, i: int, kind: str) -> list[Role]:
    """The roles of the trigger that is word `i`."""
    evidence = Evidence.of(Participants(syntax, names))
    asked = Asked(i, range(i, i + 1), kind)
    evidence.hear([asked])
    return [p.role for p in read_roles("d1", evidence, asked)]


def roles(
    notation: str,
    trigger: str,
    *names: tuple[str, str],
    points: tuple[tuple[str, str, str], ...] = (),
    kind: str = "attack.other",
) -> dict[str, str]:
    """Role to name, of the trigger; each role's span must read as its words stand."""
    syntax = parsed(notation, Planted(points=points))
    i = word_of(syntax, trigger)
    found = roles_of(syntax, named(syntax, *names), i, kind)
    assert all(syntax.text[r.span.start : r.span.end].strip() for r in found)
    return {r.role: r.name for r in found}


ACTIVE = (
    "Rebels/NOUN/nsubj/shelled shelled/VERB/root the/DET/det/mill old/ADJ/amod/mill "
    "mill/NOUN/obj/shelled with/ADP/case/mortars mortars/NOUN/obl/shelled ."
)
PASSIVE = (
    "The/DET/det/mill mill/NOUN/nsubj:pass/shelled was/AUX/aux:pass/shelled shelled/VERB/root "
    "by/ADP/case/rebels rebels/NOUN/obl:agent/shelled ."
)


def test_subject_object_and_means_of_an_active_verb() -> None:
    assert roles(ACTIVE, "shelled") == {
        "agent": "Rebels", "target": "the old mill", "instrument": "mortars",
    }  # fmt: skip


def test_the_passive_turns_them_around() -> None:
    assert roles(PASSIVE, "shelled") == {"agent": "rebels", "target": "The mill"}


@pytest.mark.parametrize("rel", ["obl", "obl:agent"])
def test_a_means_after_by_is_no_person(rel: str) -> None:
    found = roles(
        "Two/NUM/nummod/men men/NOUN/nsubj:pass/killed were/AUX/aux:pass/killed killed/VERB/root "
        f"by/ADP/case/shells shells/NOUN/{rel}/killed .",
        "killed",
    )
    assert found["target"] == "Two men"
    assert found["instrument"] == "shells"


def test_who_acts_and_on_what_beside_a_noun() -> None:
    found = roles(
        "A/DET/det/attack rebel/NOUN/compound/attack attack/NOUN/nsubj/failed on/ADP/case/mill "
        "the/DET/det/mill mill/NOUN/nmod/attack failed/VERB/root .",
        "attack",
    )
    assert found == {"agent": "rebel", "target": "the mill"}


def test_who_launches_an_attack_is_its_agent() -> None:
    found = roles(
        "The/DET/det/army army/NOUN/nsubj/launched launched/VERB/root an/DET/det/offensive "
        "offensive/NOUN/obj/launched against/ADP/case/rebels rebels/NOUN/obl/launched .",
        "offensive",
    )
    assert found == {"agent": "The army", "target": "rebels"}


def test_a_shared_subject_reaches_the_second_verb() -> None:
    found = roles(
        "Troops/NOUN/nsubj/advanced advanced/VERB/root and/CCONJ/cc/captured "
        "captured/VERB/conj/advanced Dravik/PROPN/obj/captured .",
        "captured",
    )
    assert found == {"agent": "Troops", "target": "Dravik"}


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    found = roles(
        "The/DET/det/men men/NOUN/nsubj/fled who/PRON/nsubj/burned burned/VERB/acl:relcl/men "
        "the/DET/det/mill mill/NOUN/obj/burned fled/VERB/root .",
        "burned",
    )
    assert found == {"agent": "The men", "target": "the mill"}


def test_a_name_is_given_in_full() -> None:
    notation = "FR/PROPN/nsubj/shelled shelled/VERB/root Sona/PROPN/obj/shelled ."
    syntax = parsed(notation)
    names = named(syntax, ("FR", "armed group", FR[0]))
    i = word_of(syntax, "shelled")
    found = roles_of(syntax, names, i, "attack.shelling")
    assert [(r.role, r.name) for r in found] == [("agent", FR[0]), ("target", "Sona")]


def test_a_pronoun_is_led_to_its_antecedent_or_left_out() -> None:
    notation = (
        "The/DET/det/army army/NOUN/nsubj/came came/VERB/root . | It/PRON/nsubj/shelled "
        "shelled/VERB/root Sona/PROPN/obj/shelled ."
    )
    led = roles(notation, "shelled", points=(("antecedent", "It", "army"),))
    assert led["agent"] == "The army"
    assert "agent" not in roles(notation, "shelled")


def test_times_are_no_participants() -> None:
    found = roles(
        "Troops/NOUN/nsubj/attacked attacked/VERB/root on/ADP/case/Monday "
        "Monday/PROPN/obl/attacked .",
        "attacked",
    )
    assert found == {"agent": "Troops"}
