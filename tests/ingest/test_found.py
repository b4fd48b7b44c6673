import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tellings.ingest import MAX_FILE_BYTES, Found, find


def touch(path: Path, words: str = "words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def test_folders_give_their_files_in_the_order_of_names(tmp_path: Path) -> None:
    files = [touch(tmp_path / n) for n in ("a.txt", "b/c.md", "b/d/e.pdf", "z.html")]
    assert {f.path for f in find([tmp_path])} == set(files)
    assert [f.path for f in find([tmp_path])] == [f.path for f in find([tmp_path])]


def test_hidden_files_and_what_systems_leave_behind_are_skipped(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/x.txt", "__MACOSX/a.txt", "Thumbs.db"):
        touch(tmp_path / name)
    kept = touch(tmp_path / "a.txt")
    assert [f.path for f in find([tmp_path])] == [kept]


def test_a_file_reached_twice_is_found_once(tmp_path: Path) -> None:
    file = touch(tmp_path / "a.txt")
    assert find([file, tmp_path, file]) == [Found(file)]


def test_a_missing_path_is_found_so_that_it_can_be_refused(tmp_path: Path) -> None:
    assert find([tmp_path / "no.txt"]) == [Found(tmp_path / "no.txt")]


def test_digest_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    file = touch(tmp_path / "a.txt", "Dravik")
    assert Found(file).digest() == hashlib.sha256(b"Dravik").hexdigest()


def test_digest_is_empty_where_nothing_will_be_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert Found(large).digest() == ""
    assert Found(tmp_path / "no.txt").digest() == ""
    assert Found(tmp_path).digest() == ""


def test_links_to_folders_are_told_of_and_not_followed(tmp_path: Path) -> None:
    inner = touch(tmp_path / "in" / "sub" / "a.txt")
    touch(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "up").symlink_to("..")
    (tmp_path / "in" / "self").symlink_to(".")
    (tmp_path / "in" / "out").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "twin").symlink_to("sub")  # what it leads to is found anyway
    found = {f.path for f in find([tmp_path / "in"])}
    assert found == {inner, *(tmp_path / "in" / name for name in ("up", "self", "out"))}


def test_names_that_no_system_takes_are_found_so_that_they_can_be_refused() -> None:
    for name in ("x" * 5000, "a\0b", "a/" * 3000):
        assert find([Path(name)]) == [Found(Path(name))]
        assert Found(Path(name)).digest() == ""


CLOSED = """
import os, sys
from pathlib import Path
from tellings.ingest import find, take
if os.geteuid() == 0:  # root may read everything, but others may not be able to import
    take(find([Path(sys.argv[1])])[0])
    os.setuid(65534)
for found in find([Path(sys.argv[1])]):
    for result in take(found):
        print(found.path.name, getattr(result, "reason", "taken"))
"""


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX ones")
def test_what_may_not_be_opened_is_told_of() -> None:
    folder = Path(tempfile.mkdtemp())  # tmp_path lies below a folder only its owner may enter
    try:
        text = "Shells fell on the market of Dravik on Monday, the ministry said in the evening."
        touch(folder / "a.txt", text).chmod(0o444)
        touch(folder / "b.txt", text).chmod(0)
        touch(folder / "c" / "d.txt", text)
        (folder / "c").chmod(0)
        folder.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", CLOSED, str(folder)], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines() == [
            "a.txt taken",
            "b.txt it cannot be opened: Permission denied",
            "c it is a folder that may not be opened",
        ]
    finally:
        (folder / "c").chmod(0o755)
        shutil.rmtree(folder)
