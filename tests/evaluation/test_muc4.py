from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.attribution import Table
from evaluation.muc4 import CLAIMED, FACT, SUSPECTED, Said, incident_of, said_of, score
from evaluation.muc4keys import GoldOrganisation, GoldTarget, Key, read_keys, read_messages
from tellings.domain.reading import (
    Blame,
    Certainty,
    EventMention,
    Factuality,
    Figure,
    Mention,
    Qualifier,
    Reading,
    Role,
    Voice,
)
from tellings.domain.text import Span

KEY = """
0.  MESSAGE: ID                     DEV-MUC9-0001
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
10. PERP: ORGANIZATION ID           "VARDANIAN LIBERATION FRONT" / "VLF"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / CLAIMED OR ADMITTED:
                                    "VARDANIAN LIBERATION FRONT" / "VLF"
18. HUM TGT: NAME                   "ILAN DORR"
19. HUM TGT: DESCRIPTION            "MAYOR": "ILAN DORR"
                                    "BAKERS"
21. HUM TGT: NUMBER                 1: "ILAN DORR"
                                    6 - 8: "BAKERS"
                                    ? PLURAL: "NEIGHBOURS"

0.  MESSAGE: ID                     DEV-MUC9-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  KIDNAPPING
11. PERP: ORGANIZATION CONFIDENCE   -
21. HUM TGT: NUMBER                 *

0.  MESSAGE: ID                     DEV-MUC9-0002
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


def test_a_key_is_read_with_its_alternatives_and_what_is_optional(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY)
    keys = read_keys(tmp_path / "key")
    assert keys["DEV-MUC9-0002"] == Key()
    key = keys["DEV-MUC9-0001"]
    assert key.types == {"BOMBING": False, "KIDNAPPING": True}
    assert key.organisations == [
        GoldOrganisation(
            frozenset({"VARDANIAN LIBERATION FRONT", "VLF"}),
            frozenset({"REPORTED AS FACT", "CLAIMED OR ADMITTED"}),
            optional=False,
        )
    ]
    assert key.targets == [
        GoldTarget(frozenset({"ILAN DORR", "MAYOR"}), 1, 1, optional=False),
        GoldTarget(frozenset({"BAKERS"}), 6, 8, optional=False),
        GoldTarget(frozenset({"NEIGHBOURS"}), None, None, optional=True),
    ]


def test_messages_are_parted_and_their_paragraphs_made_whole(tmp_path: Path) -> None:
    (tmp_path / "m").write_text(
        "DEV-MUC9-0001 (X)\n\n   TARSIN, 3 MAY 31 -- [TEXT] A BOMB\nWENT OFF.\n\n"
        "   NOBODY\nDIED.\n\n"
        "DEV-MUC9-0002\n\n   ALL IS QUIET.\n"
    )
    assert read_messages(tmp_path / "m") == {
        "DEV-MUC9-0001": "TARSIN, 3 MAY 31 -- [TEXT] A BOMB WENT OFF.\n\nNOBODY DIED.\n",
        "DEV-MUC9-0002": "ALL IS QUIET.\n",
    }


TEXT = "The Front bombed six bakers; militants kidnapped Ilan Dorr."


def _mention(trigger: str, kind: str, **more: object) -> EventMention:
    at = Span("d", TEXT.index(trigger), TEXT.index(trigger) + len(trigger))
    rest = {"factuality": Factuality.ASSERTED, "voice": Voice(), **more}
    return EventMention(trigger, kind, at, Span("d", 0, len(TEXT)), **rest)  # type: ignore[arg-type]


def _span(words: str) -> Span:
    return Span("d", TEXT.index(words), TEXT.index(words) + len(words))


def _reading(*mentions: EventMention) -> Reading:
    named = (
        Mention(_span("Front"), "armed group", "Front", "Front"),
        Mention(_span("Ilan Dorr"), "person", "Ilan Dorr", "Ilan Dorr"),
    )
    return Reading("d", "r", mentions=named, event_mentions=mentions)


def test_what_a_reading_says_of_incidents() -> None:
    bakers = Figure("killed", "bakers", 6, 6, Qualifier.EXACT, _span("six bakers"))
    bombed = _mention(
        "bombed", "attack.bombing",
        roles=(Role("agent", "fighters of the Front", _span("The Front")),
               Role("target", "six bakers", _span("six bakers"))),
        figures=(bakers,),
    )  # fmt: skip
    taken = _mention(
        "kidnapped", "detention",
        roles=(Role("target", "Ilan Dorr", _span("Ilan Dorr")),),
        blames=(Blame("Front", Certainty.SUSPECTED, _span("kidnapped")),),
    )  # fmt: skip
    said = said_of(TEXT, _reading(bombed, taken))
    assert said.types == {"BOMBING", "KIDNAPPING"}
    assert said.organisations == {"Front": {FACT, SUSPECTED}}
    assert said.targets == {"bakers": {(6, 6)}, "Ilan Dorr": {(1.0, 1.0)}}


def test_an_assertion_by_the_actors_own_voice_is_a_claim() -> None:
    own = _mention(
        "bombed", "attack.bombing", voice=Voice("The Front"),
        roles=(Role("agent", "Front", _span("Front")),),
    )  # fmt: skip
    assert said_of(TEXT, _reading(own)).organisations == {"Front": {CLAIMED}}


@pytest.mark.parametrize(
    ("trigger", "kind", "more", "incident"),
    [
        ("bombed", "attack.bombing", {}, "BOMBING"),
        ("bombed", "attack.bombing", {"background": True}, None),
        ("bombed", "attack.bombing", {"factuality": Factuality.PLANNED}, None),
        ("bombed", "attack.airstrike", {}, None),
        ("bombed", "battle", {}, None),
        ("kidnapped", "detention", {}, "KIDNAPPING"),
        ("bombed", "detention", {}, None),
        ("bombed", "election", {}, None),
    ],
)
def test_which_mentions_tell_of_an_incident(
    trigger: str, kind: str, more: dict[str, object], incident: str | None
) -> None:
    assert incident_of(_mention(trigger, kind, **more), trigger) == incident


def test_slots_are_scored_as_sets_and_optional_ones_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY)
    key = read_keys(tmp_path / "key")["DEV-MUC9-0001"]
    said = Said(
        {"BOMBING", "KIDNAPPING", "ATTACK"},
        {"VLF": {SUSPECTED}, "police": {FACT}},
        {"baker": {(7, 7)}, "mayor Ilan Dorr": {(2, 2)}, "neighbours": {(3, 3)}, "cook": {(1, 1)}},
    )
    table = Table()
    score(table, key, said)
    assert {n: (c.hit, c.said, c.gold) for n, c in table.rows.items()} == {
        "incident type": (1, 2, 1),
        "perpetrator organisation": (1, 2, 1),
        "organisation and confidence": (0, 2, 1),
        "human targets": (2, 3, 2),
        "human targets with number": (1, 3, 2),
    }
