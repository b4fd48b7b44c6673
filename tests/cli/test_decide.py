"""A person joins and splits events, takes it back by its number, and reads again in between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tellings import pipeline
from tellings.domain.reading import Reading
from tellings.domain.text import Document, Span
from tellings.dossier import Dossier
from tellings.export import to_json
from tests.cli.conftest import Command
from tests.support.reader import RuleReader

SAME = "people were killed in Dravik on 4 May 2031, the"
REPORTS = {
    "a.txt": f"31 {SAME} Vardania Monitor said.",
    "b.txt": f"Smoke rose for hours. 31 {SAME} Old Quay council said.",
    "c.txt": "12 people were killed in Belmora on 9 June 2031, the mayor said.",
}


class ShiftedReader(RuleReader):
    """Another reader, which finds the same triggers a letter longer, under other ids."""

    def read(self, document: Document) -> Reading:
        reading = super().read(document)
        mentions = tuple(
            replace(
                m,
                id=f"{m.id[:8]}{self.name}",
                trigger=Span(document.id, m.trigger.start, m.trigger.end + 1),
            )
            for m in reading.event_mentions
        )
        return replace(reading, event_mentions=mentions)


@pytest.fixture
def dossier(tellings: Command, tmp_path: Path) -> Path:
    """Two reports of one raid, and one of another."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    assert tellings("read", folder, "--to", tmp_path / "d.db").code == 0
    return tmp_path / "d.db"


def events(dossier: Path) -> list[set[str]]:
    """Which documents tell of each event, by the first letters of their paths."""
    with Dossier.open(dossier) as opened:
        told: dict[str, Any] = to_json(opened)
    path = {d["id"]: Path(d["path"]).stem for d in told["documents"]}
    document = {m["id"]: path[m["document"]] for m in told["event_mentions"]}
    return sorted(({document[i] for i in e["mentions"]} for e in told["events"]), key=sorted)


def number_of(dossier: Path, stem: str) -> tuple[str, str]:
    """The event of a document, by the first letters of its id, and the id of its mention."""
    with Dossier.open(dossier) as opened:
        told: dict[str, Any] = to_json(opened)
    document = next(d["id"] for d in told["documents"] if Path(d["path"]).stem == stem)
    mention = next(m for m in told["event_mentions"] if m["document"] == document)
    return mention["event"], mention["id"]


def read_again(dossier: Path, tellings: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents once more, by a reader that places its triggers otherwise."""
    monkeypatch.setattr(pipeline, "shipped_reader", lambda: ShiftedReader("other"))
    assert tellings("read", dossier.parent / "in", "--to", dossier).code == 0


def test_a_split_holds_when_read_again_and_is_taken_back(
    dossier: Path, tellings: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert events(dossier) == [{"a", "b"}, {"c"}]
    event, mention = number_of(dossier, "a")
    assert "split off" in tellings("decide", dossier, "--split", event, mention).out
    assert events(dossier) == [{"a"}, {"b"}, {"c"}]
    read_again(dossier, tellings, monkeypatch)
    assert events(dossier) == [{"a"}, {"b"}, {"c"}]
    listed = tellings("decide", dossier).out
    assert listed.startswith("1. “killed” in ")
    assert " is not of one event with “killed” in " in listed
    assert "taken back" in tellings("decide", dossier, "--undo", 1).out
    assert events(dossier) == [{"a", "b"}, {"c"}]
    assert "Nothing was decided." in tellings("decide", dossier).out


def test_a_join_holds_when_read_again_and_is_taken_back(
    dossier: Path, tellings: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, right = (number_of(dossier, stem)[0] for stem in ("b", "c"))
    assert "joined" in tellings("decide", dossier, "--join", left, right).out
    assert events(dossier) == [{"a", "b", "c"}]
    read_again(dossier, tellings, monkeypatch)
    assert events(dossier) == [{"a", "b", "c"}]
    assert "is of one event with" in tellings("decide", dossier).out
    assert tellings("decide", dossier, "--undo", 1).code == 0
    assert events(dossier) == [{"a", "b"}, {"c"}]


def test_why_two_were_joined_is_said_in_words_of_the_text(dossier: Path, tellings: Command) -> None:
    event, _ = number_of(dossier, "a")
    shown = tellings("show", dossier, event).out
    assert "Joined: “killed” in" in shown
    assert "both name Dravik" in shown
    left, right = (number_of(dossier, stem)[0] for stem in ("a", "c"))
    tellings("decide", dossier, "--join", left, right)
    assert "a person decided that they are one event" in tellings("show", dossier, 1).out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--undo", "1"), "there is no decision 1"),
        (("--join", "1", "1"), "these are one event already"),
        (("--join", "1", "99"), "there is no event '99'"),
        (("--split", "1", "zz"), "the event has no mention 'zz'"),
        (("--undo", "1", "--join", "1", "2"), "say one thing at a time"),
    ],
)
def test_what_cannot_be_decided_is_said(
    dossier: Path, tellings: Command, options: tuple[str, ...], says: str
) -> None:
    done = tellings("decide", dossier, *options)
    assert done.code != 0
    assert says in done.err
    assert events(dossier) == [{"a", "b"}, {"c"}]
