"""`tellings serve` as a program: where it listens, what it warns of, and how it ends."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tellings.web.server import is_loopback
from tests.web.conftest import program

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tellings", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_it_answers_where_it_says(path: Path) -> None:
    with program(path) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}/search?q=jet", timeout=60) as answer:
            assert "Terrorists strike market" in answer.read().decode()
        foreign = urllib.request.Request(address, headers={"Host": "elsewhere.invalid"})
        with pytest.raises(urllib.error.HTTPError, match="421"):
            urllib.request.urlopen(foreign, timeout=60)


def test_a_further_name_can_be_given(path: Path) -> None:
    with program(path, "--name", "tellings.example") as address:
        named = urllib.request.Request(address, headers={"Host": "tellings.example"})
        with urllib.request.urlopen(named, timeout=60) as answer:
            assert answer.status == 200


def test_it_warns_where_others_can_reach_it(path: Path) -> None:
    command = [sys.executable, "-m", "tellings", "serve", str(path), "--port", "0", "--host"]
    for host, warned in (("0.0.0.0", True), ("127.0.0.1", False)):
        with subprocess.Popen([*command, host], stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            said = ""
            while "Workbench:" not in said:
                line = running.stdout.readline()
                assert line, said
                said += line
            running.terminate()
        assert ("Warning" in said) == warned


def test_a_port_that_is_taken(path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(str(path), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot be listened on" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no dossier")
    for name in ("none.db", "notes.txt"):
        done = run(str(tmp_path / name))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.7", False),
        ("example.org", False),
    ],
)
def test_is_loopback(host: str, only_here: bool) -> None:
    assert is_loopback(host) == only_here


def test_help_imports_nothing_of_it() -> None:
    code = (
        "import sys; from tellings.cli.main import run; run(['serve', '--help']); "
        "print(sorted({'fastapi', 'starlette', 'uvicorn', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
