from __future__ import annotations

import random
from pathlib import Path

import pytest

from evaluation import crashes, faults
from evaluation.faulty import FAULTS, story
from evaluation.faulty.good import FORMATS, sound
from evaluation.fuzz import mutants
from tellings.bounded import Done
from tellings.domain.text import Document, Refusal
from tellings.errors import BrokeDown, TookTooLong

SMALL = ("empty file", "null characters", "archives with a password", "links to nothing")
KILLS = 3


def test_there_are_kinds_enough() -> None:
    assert len(FAULTS) >= 40
    assert len(FORMATS) >= 10


def test_the_same_seed_makes_the_same_files() -> None:
    for kind in ("noise", "encodings mixed in one file", "mails that are broken"):
        one, two = (dict(FAULTS[kind](random.Random(5))) for _ in range(2))
        assert {n: w for n, w in one.items() if isinstance(w, bytes)} == two
    assert sound(random.Random(3), 20) == sound(random.Random(3), 20)


def test_a_small_corpus_is_survived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = {kind: make for kind, make in FAULTS.items() if kind.startswith(SMALL)}
    monkeypatch.setattr(faults, "FAULTS", few)
    kinds = faults.write_corpus(tmp_path / "in", seed=1, good=6)
    assert faults.print_rows(faults.take_corpus(tmp_path / "in", kinds, workers=1)) == []
    assert f"{'all':62}" in capsys.readouterr().out


def test_mutations_are_of_every_format_and_differ() -> None:
    made = list(mutants(3 * len(FORMATS), seed=2))
    assert {"." + name.partition(".")[2] for name, _ in made} == set(FORMATS)
    originals = {data for _, data in sound(random.Random(2), len(FORMATS))}
    assert not [name for name, data in made if data in originals]


def test_what_must_not_be_is_counted() -> None:
    row = faults.Row("kind")
    document = Document("0" * 16, "a", "text", "0" * 64)
    row.add(Done((document, Refusal("b", "no", "none"))))
    row.add(Done((), TookTooLong("long")))
    row.add(Done((), BrokeDown("Tellings failed on it: KeyError: 'x'")))
    row.add(Done((), BrokeDown("the process that worked on it broke down (SIGSEGV)")))
    row.add(Done(()))
    assert (row.files, row.documents, row.refused) == (5, 1, 1)
    assert (row.stopped, row.defects, row.silent) == (2, 1, 1)
    assert faults.print_rows([row]) == ["kind: 1 defects, 1 passed over"]


def test_no_two_stories_are_alike() -> None:
    rng = random.Random(1)
    assert len({story(rng) for _ in range(200)}) == 200


def test_killed_runs_end_as_others(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--documents", "12", "--kills", str(KILLS), "--times", str(KILLS)]
    code = crashes.main([*given, "--program", "tests.support.slow_tellings"])
    out = capsys.readouterr().out
    assert code == 0, out
    assert "0 ended different, 0 left an unsound dossier, 0 lost" in out
