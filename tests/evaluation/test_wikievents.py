from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.attribution import Table
from evaluation.wikievents import Gold, read_documents, score_document, types_of
from tellings.domain.reading import EventMention, Factuality, Role, Voice
from tellings.domain.text import Span

SENTENCE = "Rebels attacked a convoy"
ROW = {
    "doc_id": "d",
    "sentences": [
        [[["Rain", 0, 4], ["fell", 5, 9]], "Rain fell"],
        [[["Rebels", 9, 15], ["attacked", 16, 24], ["a", 25, 26], ["convoy", 27, 33]], SENTENCE],
    ],
    "entity_mentions": [{"id": "d-T1", "text": "Rebels"}, {"id": "d-T2", "text": "Dorr's men"}],
    "event_mentions": [
        {
            "event_type": "Conflict.Attack.Unspecified",
            "trigger": {"start": 3, "end": 4},
            "arguments": [{"entity_id": "d-T1", "role": "Attacker", "text": "Rebels"}],
        }
    ],
}


def test_sentences_stand_on_lines_of_their_own_and_triggers_in_them(tmp_path: Path) -> None:
    (tmp_path / "dev").write_text(json.dumps(ROW) + "\n")
    (tmp_path / "coref").write_text(
        json.dumps({"doc_key": "d", "clusters": [["d-T1", "d-T2"]]}) + "\n"
    )
    ((name, text, (gold,)),) = read_documents(tmp_path / "dev", tmp_path / "coref")
    assert (name, text) == ("d", f"Rain fell\n{SENTENCE}\n")
    assert text[slice(*gold.trigger)] == "attacked"
    assert gold.roles == {"agent": ("Rebels", "Rebels", "Dorr's men"), "target": ()}


@pytest.mark.parametrize(
    ("kairos", "ours"),
    [
        ("Justice.Sentence.Unspecified", ("trial",)),
        ("Contact.Contact.Meet", ("negotiation", "visit")),
        ("Contact.Contact.Broadcast", ()),
        ("Movement.Transportation.Unspecified", ()),
    ],
)
def test_a_type_stands_for_that_of_its_longest_prefix(kairos: str, ours: tuple[str, ...]) -> None:
    assert types_of(kairos) == ours


def _said(start: int, end: int, kind: str, **roles: str) -> EventMention:
    at = Span("d", start, end)
    given = tuple(Role(role, name, at) for role, name in roles.items())
    return EventMention(f"{start}", kind, at, at, Factuality.ASSERTED, Voice(), given)


def test_triggers_types_and_roles_are_counted() -> None:
    gold = [
        Gold((0, 8), ("attack",), {"agent": ("the rebels",), "target": ("a convoy",)}),
        Gold((20, 24), ("trial",), {"agent": (), "target": ()}),
        Gold((40, 44), (), {"agent": (), "target": ()}),
    ]
    said = [
        _said(0, 8, "attack.shelling", agent="Rebels", target="the town"),
        _said(40, 44, "visit"),
        _said(60, 64, "protest"),
    ]
    table = Table()
    score_document(table, gold, said)
    assert {n: (c.hit, c.said, c.gold) for n, c in table.rows.items()} == {
        "trigger": (1, 2, 2),
        "trigger and type": (1, 2, 2),
        "agent": (1, 1, 1),
        "target": (0, 1, 1),
    }
