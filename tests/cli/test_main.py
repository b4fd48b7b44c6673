from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tellings import __version__
from tellings.dossier import Dossier
from tellings.errors import ModelError
from tellings.export import to_json
from tests.cli.conftest import Command
from tests.support.documents import tell, write_reports

ROOT = Path(__file__).resolve().parents[2]


# ---------------------------------------------------------------- compare
def test_compare_writes_a_dossier_and_a_report(tellings: Command, tmp_path: Path) -> None:
    folder, out = write_reports(tmp_path / "in", 8), tmp_path / "out"
    done = tellings("compare", folder, "-o", out)
    assert (done.code, done.err) == (0, "")
    assert sorted(p.name for p in out.iterdir()) == ["dossier.db", "report.html"]
    assert "Read 8 documents." in done.out
    assert str(out / "report.html") in done.out
    assert "Belmora" in (out / "report.html").read_text("utf-8")


def test_compare_prints_accounts_side_by_side(tellings: Command, tmp_path: Path) -> None:
    done = tellings("compare", write_reports(tmp_path / "in", 8), "-o", tmp_path / "out")
    heads = [line for line in done.out.splitlines() if "Monitor" in line and "Ministry" in line]
    assert heads, done.out  # both voices head columns of one table
    killed = [line for line in done.out.splitlines() if line.startswith("killed")]
    assert any(re.search(r"\b10\b.*\b14\b|\b14\b.*\b10\b", line) for line in killed)
    assert "tellings show" in done.out


def test_compare_goes_on_with_the_dossier_that_is_there(tellings: Command, tmp_path: Path) -> None:
    folder, out = write_reports(tmp_path / "in", 3), tmp_path / "out"
    tellings("compare", folder, "-o", out)
    write_reports(folder, 5)
    done = tellings("compare", folder, "-o", out)
    assert done.code == 0
    assert "Read 2 documents; 3 read before." in done.out
    assert "Read 0 documents; 5 read before." in tellings("compare", folder, "-o", out).out


def test_compare_without_a_folder_writes_to_tellings_out(
    tellings: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reports(tmp_path / "in", 1)
    monkeypatch.chdir(tmp_path)
    assert tellings("compare", "in").code == 0
    assert (tmp_path / "tellings-out" / "report.html").is_file()


# ---------------------------------------------------------------- what cannot be read
def test_what_cannot_be_read_is_named_with_reason_and_advice(
    tellings: Command, tmp_path: Path
) -> None:
    folder = write_reports(tmp_path / "in", 2)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (folder / "odd.xyz").write_bytes(b"\x00\x01\x02")
    (folder / "deutsch.txt").write_text(
        "Der Bürgermeister sagte am Montag, dass bei dem Angriff auf die Stadt niemand verletzt "
        "worden sei. Die Straßen blieben gesperrt, und viele Menschen verließen ihre Häuser. "
        "Das Ministerium kündigte an, den Vorfall zu untersuchen, und bat die Bewohner um Geduld.",
        "utf-8",
    )
    done = tellings("compare", folder, tmp_path / "missing.txt", "-o", tmp_path / "out")
    assert done.code == 3
    assert "Read 2 documents; 6 could not be read." in done.out
    with Dossier.open(tmp_path / "out" / "dossier.db") as dossier:
        refusals, read = dossier.refusals(), dossier.documents()
    assert {Path(r.path).name for r in refusals} == {
        *("empty.txt", "noise.txt", "broken.pdf", "odd.xyz", "deutsch.txt", "missing.txt"),
    }
    assert len(read) == 2
    words = " ".join(done.out.split())
    for refusal in refusals:
        assert refusal.path in words
        assert refusal.reason in words
        assert refusal.advice in words


def test_nothing_could_be_read(tellings: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert tellings("read", tmp_path / "empty.txt", "--to", tmp_path / "d.db").code == 1


def test_an_empty_folder_is_said_to_be_empty(tellings: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = tellings("read", tmp_path / "in", "--to", tmp_path / "d.db")
    assert done.code == 1
    assert "no files" in done.out


# ---------------------------------------------------------------- read, show, report, export
def test_read_adds_to_a_dossier(tellings: Command, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 4)
    first, *others = sorted(folder.iterdir())
    assert tellings("read", first, "--to", tmp_path / "d.db").code == 0
    done = tellings("read", *others, "--to", tmp_path / "d.db")
    assert (done.code, "Read 3 documents." in done.out) == (0, True)
    with Dossier.open(tmp_path / "d.db") as dossier:
        assert len(dossier.documents()) == 4


def test_show_lists_events_and_one_in_full(tellings: Command, tmp_path: Path) -> None:
    tellings("read", write_reports(tmp_path / "in", 8), "--to", tmp_path / "d.db")
    listed = tellings("show", tmp_path / "d.db")
    assert listed.code == 0
    for place in ("Belmora", "Dravik", "Sona", "Old Quay"):
        assert place in listed.out
    with Dossier.open(tmp_path / "d.db") as dossier:
        events = to_json(dossier)["events"]
    by_number = tellings("show", tmp_path / "d.db", 1)
    assert by_number.code == 0
    assert "told in" in by_number.out
    same = [e for e in events if tellings("show", tmp_path / "d.db", e["id"]).out == by_number.out]
    assert len(same) == 1


def test_show_says_so_when_there_is_no_such_event(tellings: Command, tmp_path: Path) -> None:
    tellings("read", write_reports(tmp_path / "in", 1), "--to", tmp_path / "d.db")
    done = tellings("show", tmp_path / "d.db", "99")
    assert done.code == 1
    assert "no event '99'" in done.err
    assert "tellings show" in done.err


def test_report_and_export_write_files(tellings: Command, tmp_path: Path) -> None:
    tellings("read", write_reports(tmp_path / "in", 4), "--to", tmp_path / "d.db")
    assert tellings("report", tmp_path / "d.db", "-o", tmp_path / "page.html").code == 0
    assert "<html" in (tmp_path / "page.html").read_text("utf-8")
    to = tmp_path / "d.json"
    assert tellings("export", tmp_path / "d.db", "--format", "json", "-o", to).code == 0
    written = json.loads(to.read_text("utf-8"))
    assert written["tellings"] == "1"
    assert json.loads(tellings("export", tmp_path / "d.db").out) == written


# ---------------------------------------------------------------- when it goes wrong
@pytest.mark.parametrize(
    "arguments",
    [
        ("compare",),
        ("read", "x.txt"),
        ("read", "--to", "d.db"),
        ("compare", "x.txt", "--no-such-option"),
        ("export", "d.db", "--format", "stone-tablets"),
        ("report", "d.db"),
        ("show",),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_wrong_usage(tellings: Command, arguments: tuple[str, ...]) -> None:
    done = tellings(*arguments)
    assert done.code == 2
    assert done.err.startswith("tellings: ")
    assert "--help" in done.err or "name at least one" in done.err
    assert done.out == ""


@pytest.mark.parametrize("command", ["show", "report", "export"])
def test_a_file_that_is_no_dossier(tellings: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "notes.txt").write_text("no dossier at all", "utf-8")
    more = () if command == "show" else ("-o", tmp_path / "out")
    done = tellings(command, tmp_path / "notes.txt", *more)
    assert done.code == 1
    assert "notes.txt" in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 2  # the reason, and the advice


def test_an_error_prints_reason_and_advice(
    tellings: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise ModelError("the model is damaged", advice="install Tellings again")

    monkeypatch.setattr("tellings.pipeline.shipped_reader", damaged)
    done = tellings("read", write_reports(tmp_path / "in", 1), "--to", tmp_path / "d.db")
    assert done.code == 1
    assert done.err.splitlines() == [
        "tellings: the model is damaged",
        "  install Tellings again",
    ]


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_place_that_cannot_be_written(tellings: Command, tmp_path: Path, command: str) -> None:
    tellings("read", write_reports(tmp_path / "in", 1), "--to", tmp_path / "d.db")
    (tmp_path / "file").write_text("in the way")
    done = tellings(command, tmp_path / "d.db", "-o", tmp_path / "file" / "page")
    assert done.code == 1
    assert done.err.startswith("tellings: ")
    assert "Traceback" not in done.err


def test_interrupted(tellings: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tellings.pipeline.shipped_reader", interrupted)
    done = tellings("read", write_reports(tmp_path / "in", 1), "--to", tmp_path / "d.db")
    assert done.code == 130
    assert "What was read is kept" in done.err


def test_documents_cannot_command_the_terminal(tellings: Command, tmp_path: Path) -> None:
    name = "[bold]evil\x1b[2J\u202e.txt"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(tell(1), "utf-8")
    (tmp_path / "in" / f"empty {name}").write_text("")
    tellings("compare", tmp_path / "in", "-o", tmp_path / "out")
    shown = tellings("show", tmp_path / "out" / "dossier.db", 1)
    again = tellings("compare", tmp_path / "in", "-o", tmp_path / "out")
    for printed in (shown.out, again.out):
        assert "\x1b" not in printed
        assert "\u202e" not in printed
    assert "[bold]evil" in again.out


# ---------------------------------------------------------------- the program
def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tellings", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_help_is_fast_and_imports_no_stage() -> None:
    code = (
        "import sys; from tellings.cli.main import run; run(['--help']); "
        "heavy = {'numpy', 'onnxruntime', 'sqlite3', 'trafilatura', 'jinja2', 'pydantic',"
        " 'tellings.pipeline'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    best = min(seconds_of("--help") for _ in range(3))
    assert best < 1.0  # about 0.2 s on an idle machine; loose, as tests run on busy ones


def seconds_of(*arguments: str) -> float:
    start = time.perf_counter()
    assert program(*arguments).returncode == 0
    return time.perf_counter() - start


def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    if shutil.which("head") is None:
        pytest.skip("needs the program head")
    shell = f"set -o pipefail; '{sys.executable}' -m tellings --help | head -n 0"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipeError" not in done.stderr


def test_the_package_and_its_functions_keep_their_names() -> None:
    code = (
        "import tellings, tellings.dossier, tellings.compare, tellings.read; "
        "from tellings.read import Reader; from tellings.compare import compare_accounts; "
        "print(*(type(f).__name__ for f in (tellings.compare, tellings.read, tellings.open)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["function"] * 3


def test_the_version_is_printed() -> None:
    done = program("--version")
    assert (done.returncode, done.stdout.strip()) == (0, __version__)
