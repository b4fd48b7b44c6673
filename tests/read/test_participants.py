"""Who takes part, read from what stands where: the parse of these sentences is left blank."""

from __future__ import annotations

import pytest

from tellings.read.noun_phrases import Phrases
from tellings.read.participants import Participants
from tests.support.parsed import named, parsed, word_of

PLACES = (("Sona", "place"), ("Dravik", "place"))


def found(notation: str, trigger: str, kind: str = "attack.other") -> dict[str, str]:
    """Role to the words of its phrase; the first of each role."""
    syntax = parsed(notation)
    names = named(syntax, *((p, k) for p, k in PLACES if p in syntax.text))
    i = word_of(syntax, trigger)
    out: dict[str, str] = {}
    for f in Participants(syntax, names).of(i, range(i, i + 1), kind):
        out.setdefault(f.role, syntax.slice(f.low, f.high))
    return out


def tagged(words: str) -> str:
    """ "Rebels/NOUN shelled/VERB": every word hangs on the first verb by an empty relation."""
    items = [w.split("/") for w in words.split()]
    root = next(form for form, pos in items if pos == "VERB")
    return " ".join(
        f"{form}/{pos}/root" if form == root else f"{form}/{pos}/dep/{root}" for form, pos in items
    )


@pytest.mark.parametrize(
    ("words", "trigger", "kind", "roles"),
    [
        ("The/DET rebels/NOUN shelled/VERB the/DET mill/NOUN", "shelled", "attack.shelling",
         {"agent": "The rebels", "target": "the mill"}),
        ("The/DET mill/NOUN was/AUX shelled/VERB by/ADP rebels/NOUN", "shelled",
         "attack.shelling", {"agent": "rebels", "target": "The mill"}),
        ("Units/NOUN of/ADP the/DET army/NOUN on/ADP Monday/PROPN bombed/VERB Sona/PROPN",
         "bombed", "attack.airstrike", {"agent": "Units", "target": "Sona"}),
        ("Rebels/NOUN advanced/VERB and/CCONJ captured/VERB Dravik/PROPN from/ADP troops/NOUN",
         "captured", "capture", {"agent": "Rebels", "target": "Dravik"}),
        ("Troops/NOUN managed/VERB to/PART retake/VERB Dravik/PROPN", "retake", "capture",
         {"agent": "Troops", "target": "Dravik"}),
        ("A/DET regime/NOUN raid/NOUN on/ADP Sona/PROPN killed/VERB ten/NUM", "raid",
         "attack.airstrike", {"agent": "regime", "target": "Sona"}),
        ("An/DET offensive/NOUN on/ADP Sona/PROPN by/ADP rebels/NOUN began/VERB", "offensive",
         "battle", {"agent": "rebels", "target": "Sona"}),
        ("The/DET fall/NOUN of/ADP Dravik/PROPN to/ADP rebels/NOUN shook/VERB Sona/PROPN",
         "fall", "capture", {"agent": "rebels", "target": "Dravik"}),
        ("Rebels/NOUN launched/VERB an/DET offensive/NOUN against/ADP troops/NOUN", "offensive",
         "battle", {"agent": "Rebels", "target": "troops"}),
        ("Clashes/NOUN between/ADP rebels/NOUN and/CCONJ troops/NOUN raged/VERB", "Clashes",
         "battle", {"agent": "rebels", "target": "troops"}),
        ("The/DET Sona/PROPN offensive/NOUN began/VERB", "offensive", "battle",
         {"target": "Sona"}),
        ("Ten/NUM died/VERB", "died", "attack.other", {"target": "Ten"}),
        ("An/DET attack/NOUN carried/VERB out/ADP by/ADP rebels/NOUN hit/VERB Sona/PROPN",
         "attack", "attack.other", {"agent": "rebels", "target": "Sona"}),
    ],
)  # fmt: skip
def test_roles_by_word_order(words: str, trigger: str, kind: str, roles: dict[str, str]) -> None:
    assert roles.items() <= found(tagged(words), trigger, kind).items()


def test_phrases_are_parted_by_determiners_and_times() -> None:
    syntax = parsed(tagged("It/PRON hit/VERB a/DET school/NOUN a/DET mill/NOUN Monday/PROPN"))
    phrases = Phrases(syntax)
    assert [phrases.at(i) for i in range(7)] == [
        (0, 1), None, (2, 4), (2, 4), (4, 6), (4, 6), None,
    ]  # fmt: skip
