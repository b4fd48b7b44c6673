"""What the tests of the commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tellings import pipeline
from tellings.cli.main import run
from tests.support.reader import RuleReader


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def tellings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command line in this process, with the rule reader, on a terminal of 200 columns."""
    monkeypatch.setattr(pipeline, "shipped_reader", RuleReader)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: object) -> Done:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return call
