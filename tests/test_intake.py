"""Which refusals are gone, and that a folder of trouble is told of file by file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tellings.domain.text import Document, Refusal
from tellings.dossier import Dossier
from tellings.ingest.bounded import take_each
from tellings.ingest.found import find
from tellings.ingest.limits import MAX_TEXT, TAKE
from tellings.intake import Intake, is_gone
from tests.support.documents import tell, write_reports

TOO_LONG = f"its text is longer than {MAX_TEXT:,} characters, the most that is read at once"


@pytest.mark.parametrize(
    ("path", "given", "found", "gone"),
    [
        ("in/a.txt", ["in"], ["in/a.txt"], False),
        ("in/a.txt", ["in"], ["in/b.txt"], True),
        ("in/a.txt", ["in/"], [], True),
        ("in/a.zip/x/b.png", ["in"], ["in/a.zip"], False),
        ("in/a.zip/x/b.png", ["in"], ["in/b.txt"], True),
        ("in/a.txt", ["i"], [], False),  # no folder `in` is there: nothing is known of it
        ("other/a.txt", ["in"], ["in/b.txt"], False),
        ("here/deleted.txt", ["in"], [], True),
        ("here/kept.txt", ["in"], [], False),
        ("here/caf\\xe9.txt", ["in"], [], False),  # the name that is shown is not the file's
    ],
)
def test_what_was_refused_is_gone_when_its_file_is(
    path: str,
    given: list[str],
    found: list[str],
    gone: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "kept.txt").touch()
    assert is_gone(path, given, found) is gone


def test_every_file_of_a_folder_of_trouble_gets_a_word(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 3)
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "nowhere.txt").symlink_to("nothing")
    (folder / "up").symlink_to("..")
    (folder / "elsewhere").symlink_to("/")
    os.mkfifo(folder / "pipe.txt")
    for name in (b"caf\xe9.png", b"caf\xe8.png"):
        (folder / os.fsdecode(name)).write_bytes(b"x")
    (folder / "long.txt").write_text(tell(8) * (MAX_TEXT // 200), "utf-8")
    (folder / "copy.txt").write_bytes((folder / "report-00.txt").read_bytes())
    with Dossier.create(tmp_path / "d.db") as dossier:
        intake = Intake(dossier, ["d.db"])
        intake.take_in([folder, tmp_path / ("x" * 300)], 1, TAKE, lambda done, of: None)
        reasons = {Path(r.path).name: r.reason for r in dossier.refusals()}
        taken = {Path(d.path).name for d in dossier.documents()}
    assert taken == {"copy.txt", "report-01.txt", "report-02.txt"}
    assert [Path(path).name for _, path in intake.there] == ["report-00.txt"]
    assert reasons == {
        "itself.txt": "it is a link that leads nowhere",
        "nowhere.txt": "it is a link that leads nowhere",
        "up": "it is a link to a folder",
        "elsewhere": "it is a link to a folder",
        "pipe.txt": "it is not a regular file",
        "caf\\xe9.png": "files ending in .png are not read",
        "caf\\xe8.png": "files ending in .png are not read",
        "long.txt": TOO_LONG,
        "x" * 300: "it cannot be opened: File name too long",
    }


def test_files_are_taken_in_in_order_by_several_children(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 12)
    (folder / "report-05.txt").write_bytes(b"")
    files = find([folder])
    results = list(take_each(files, workers=2))
    assert [found for found, _ in results] == files
    kinds = [type(given[0]) for _, given in results]
    assert kinds == [Document] * 5 + [Refusal] + [Document] * 6


def test_a_million_words_are_refused_with_the_limit_and_what_to_do(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 1)
    words = tell(3).split()
    paragraph = f"<p>{' '.join(words)}</p>\n"
    times = 1_000_000 // len(words) + 1
    (folder / "book.html").write_text(f"<html><body>{paragraph * times}</body></html>", "utf-8")
    (folder / "book.txt").write_text(f"{' '.join(words)}\n\n" * times, "utf-8")
    results = {found.path.name: given for found, given in take_each(find([folder]), workers=1)}
    for name in ("book.html", "book.txt"):
        (refusal,) = results[name]
        assert isinstance(refusal, Refusal)
        assert refusal.reason == TOO_LONG
        assert refusal.advice.startswith("split it")
    (document,) = results["report-00.txt"]
    assert isinstance(document, Document)
