"""The workbench over small dossiers: in this process, and as a program of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tellings.web import create_app
from tests.building import Case, bombing, store
from tests.web.hostile import hostile


def write(case: Case, path: Path) -> Path:
    """A dossier file that holds the case."""
    store(case, path).close()
    return path


@contextmanager
def client_of(dossier: Path) -> Iterator[TestClient]:
    """A client of the workbench over that dossier, running in this process."""
    with TestClient(create_app(dossier), base_url="http://localhost") as opened:
        yield opened


@contextmanager
def program(dossier: Path, *options: str) -> Iterator[str]:
    """`tellings serve` as a process of its own: its address, without the last slash."""
    command = [sys.executable, "-m", "tellings", "serve", str(dossier), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            said = ""
            for line in running.stdout:
                said += line
                if found := re.search(r"http://\S+:\d+(?=/)", line):
                    yield found[0]
                    break
            else:
                pytest.fail(f"the program ended without an address: {said}")
        finally:
            running.terminate()


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bombing of a market, as a dossier."""
    return write(bombing(), tmp_path_factory.mktemp("web") / "dossier.db")


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(hostile(), tmp_path_factory.mktemp("hostile") / "dossier.db")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with client_of(path) as opened:
        yield opened
