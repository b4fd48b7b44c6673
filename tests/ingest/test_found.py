import hashlib
from pathlib import Path

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
