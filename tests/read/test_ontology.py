from __future__ import annotations

from pathlib import Path

import pytest

from tellings.read.ontology import CASUALTIES, GENERAL, ontology, plural, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("bomb", {"bomb", "bombs", "bombed", "bombing"}),
        ("strike", {"strike", "strikes", "striking", "struck", "stricken"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
        ("storm", {"storm", "storms", "stormed", "storming"}),
        ("gun", {"gun", "guns", "gunned", "gunning"}),
        ("besiege", {"besiege", "besieges", "besieged", "besieging"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
    ],
)
def test_forms_of_a_verb(verb: str, forms: set[str]) -> None:
    assert forms <= verb_forms(verb)


@pytest.mark.parametrize(
    ("noun", "more"),
    [("ambush", "ambushes"), ("casualty", "casualties"), ("raid", "raids"), ("day", "days")],
)
def test_plurals(noun: str, more: str) -> None:
    assert plural(noun) == more


def test_every_word_and_means_has_a_type_with_counterparts() -> None:
    known = ontology()
    used = {*known.verbs.values(), *known.nouns.values()}
    used |= {name for name, _ in (*known.phrases, *known.means)}
    assert used == set(known.types)
    assert {GENERAL, CASUALTIES} <= used
    assert all(len(c) == 3 for c in known.counterparts.values())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("an air strike on Sona", "attack.airstrike"),
        ("a drone attack", "attack.airstrike"),
        ("mortar fire on Sona", "attack.shelling"),
        ("a suicide car bomb blew up", "attack.bombing"),
        ("gunmen opened fire", "attack.shooting"),
        ("an attack with chlorine gas: a gas attack", "attack.chemical"),
        ("troops took control of the hill", "capture"),
        ("they launched a new offensive", "battle"),
    ],
)
def test_phrases_of_the_shipped_ontology(words: str, kind: str) -> None:
    assert kind in {name for name, pattern in ontology().phrases if pattern.search(words)}


def test_the_page_on_the_types_says_what_the_ontology_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ontology.md").read_text("utf-8")
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in page.splitlines()]
    told = {r[0].strip("`"): tuple(r[2:]) for r in rows if r and r[0].startswith("`")}
    assert told == ontology().counterparts
