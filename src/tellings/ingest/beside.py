"""Which files of a folder describe others there instead of being documents: by their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

LIST: Final = "metadata.csv"
"""One table for a folder: a column names the file, the others describe it."""
FILE_COLUMNS: Final = ("file", "filename", "file_name", "path")
"""How the column that names the file may be called."""
_HEAD: Final = 4096


def without_sidecars(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """`names` of files in `folder` without those that describe another."""
    whole = set(names)
    stems = {name.rpartition(".")[0] for name in names if not name.endswith(".json")}
    for name in names:
        bare = name.removesuffix(".json")
        if bare != name and (bare in whole or bare in stems):
            continue
        if name == LIST and is_list(folder / name):
            continue
        yield name


def is_list(path: Path) -> bool:
    """Whether a `metadata.csv` describes files: one of its columns names them."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).partition(b"\n")[0].decode("utf-8-sig", "replace")
    except OSError:
        return False
    names = {cell.strip(' "\r').casefold() for cell in head.replace(";", ",").split(",")}
    return not names.isdisjoint(FILE_COLUMNS)
