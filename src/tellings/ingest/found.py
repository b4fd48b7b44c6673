"""Finding the files that paths stand for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MAX_FILE_BYTES = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

_SKIPPED = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to take in. It need not exist: taking it then gives the refusal that says so."""

    path: Path

    def digest(self) -> str:
        """SHA-256 of the file's bytes in hex; empty where `take` will refuse it unread."""
        try:
            if not self.path.is_file() or self.path.stat().st_size > MAX_FILE_BYTES:
                return ""
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def find(paths: Sequence[Path]) -> list[Found]:
    """Every file that `paths` name: files as they are, folders with all that lies below them.

    Within a folder the order is that of the names, and hidden files and what operating systems
    leave behind are skipped. A file reached twice is found once. A path that does not exist is
    found too, so that it is refused by name instead of being passed over.
    """
    seen: set[Path] = set()
    found: list[Found] = []
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            place = file.absolute()
            if place not in seen:
                seen.add(place)
                found.append(Found(file))
    return found


def is_skipped(name: str) -> bool:
    """Whether a file or folder of this name is never a document: hidden, or left by a system."""
    return name.startswith(".") or name in _SKIPPED


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not is_skipped(f))
        yield from (Path(here) / f for f in sorted(files) if not is_skipped(f))
