"""Finding the files that paths stand for."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tellings.domain.text import Stated
from tellings.ingest.beside import without_sidecars

MAX_FILE_BYTES = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

STANDARD_INPUT = Path("-")
"""The path that stands for what is piped in."""

_SKIPPED = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to take in. It need not exist: taking it then gives the refusal that says so.

    `data` are its bytes where they came by standard input. `columns` says which columns of a
    table hold what, as (field, column); empty: to be guessed. `stated` is what people said of it
    when it was stored; None: it is not stored yet.
    """

    path: Path
    columns: tuple[tuple[str, str], ...] = ()
    data: bytes | None = None
    stated: Stated | None = None

    def digest(self) -> str:
        """SHA-256 of the file's bytes in hex; empty where `take` will refuse it unread."""
        if self.data is not None:
            return hashlib.sha256(self.data).hexdigest()
        try:
            if not self.path.is_file() or self.path.stat().st_size > MAX_FILE_BYTES:
                return ""
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def find(paths: Sequence[Path], columns: Mapping[str, str] | None = None) -> list[Found]:
    """Every file that `paths` name: files as they are, folders with all that lies below them.

    The path `-` is what comes by standard input. `columns` maps fields to columns of tables.
    Files that only describe others (see `sidecar`) are not found.

    Within a folder the order is that of the names, and hidden files and what operating systems
    leave behind are skipped. A file reached twice is found once. A path that does not exist, a
    folder that may not be opened and a link that leads out of the folders are found too, so that
    they are refused by name instead of being passed over.
    """
    seen: set[Path] = set()
    found: list[Found] = []
    roots = [_real(path) for path in paths]
    mapped = tuple((columns or {}).items())
    for path in paths:
        if path == STANDARD_INPUT:
            found.append(Found(path, mapped, sys.stdin.buffer.read(MAX_FILE_BYTES + 1)))
            continue
        for file in _below(path, roots) if _is_folder(path) else (path,):
            place = file.absolute()
            if place not in seen:
                seen.add(place)
                found.append(Found(file, mapped))
    return found


def is_skipped(name: str) -> bool:
    """Whether a file or folder of this name is never a document: hidden, or left by a system."""
    return name.startswith(".") or name in _SKIPPED


def _below(folder: Path, roots: Sequence[Path]) -> Iterator[Path]:
    closed: list[Path] = []  # folders that may not be opened

    def refuse(error: OSError) -> None:
        closed.append(Path(os.fsdecode(error.filename)))

    for here, folders, files in os.walk(folder, onerror=refuse):
        yield from closed
        closed.clear()
        inner = sorted(f for f in folders if not is_skipped(f))
        links = [f for f in inner if _is_link(Path(here, f))]
        folders[:] = [f for f in inner if f not in links]
        # Links to folders are not followed: they may lead in circles, or to what nobody named.
        outside = (f for f in links if not _is_within(Path(here, f), roots))
        yield from (Path(here, f) for f in outside)
        shown_files = sorted(f for f in files if not is_skipped(f))
        yield from (Path(here, f) for f in without_sidecars(Path(here), shown_files))
    yield from closed


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, or in a folder that may not be opened
        return False


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a name too long
        return False


def _is_within(link: Path, roots: Sequence[Path]) -> bool:
    """Whether a link leads to what is found anyway, and not back up to what holds it."""
    target, place = _real(link), _real(link.parent)
    return target not in (place, *place.parents) and any(
        root == target or root in target.parents for root in roots
    )


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # a name with a null character
        return path


def shown(path: Path) -> str:
    """The path as text that can be stored, whatever bytes its name is made of; no two alike."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
