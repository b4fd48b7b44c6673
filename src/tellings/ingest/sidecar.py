"""What people say of a file beside it: in `NAME.json`, or in one `metadata.csv` for the folder.

It overrides whatever the file says of itself. `report.txt` is described by `report.txt.json` or
`report.json` (an object with title, outlet, author, published, updated, url, language), and by
the row of `metadata.csv` whose column `file` names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from tellings.domain.text import BESIDE, Stated
from tellings.errors import IngestError, UnreadableFile
from tellings.ingest import table
from tellings.ingest.beside import FILE_COLUMNS, LIST, is_list
from tellings.ingest.columns import FIELDS, guess
from tellings.ingest.extract import Datum
from tellings.ingest.facts import tidy
from tellings.ingest.found import MAX_FILE_BYTES, shown
from tellings.ingest.pagedata import day_of

_ADVICE: Final = "mend it, or take it away; the document was taken in without it"
_DAYS: Final = ("published", "updated")
_HELD: Final = 8  # folders whose list is kept in memory


def describe(path: Path) -> tuple[dict[str, Datum], list[tuple[Path, IngestError]]]:
    """What stands beside a file of it, the nearest first, and what cannot be read of that."""
    stated: dict[str, Datum] = {}
    problems: list[tuple[Path, IngestError]] = []
    for place in beside(path):
        try:
            rows = _rows_for(place, path)
            for row in rows:
                stated = dict(_data(row, place)) | stated
        except IngestError as error:
            problems.append((place, error))
    return stated, problems


def as_stored(stated: Mapping[str, Datum]) -> Stated:
    """What people say of a file in the form in which its document keeps it."""
    return frozenset((name, tidy(datum.value), datum.origin) for name, datum in stated.items())


def beside(path: Path) -> Iterator[Path]:
    """The files that may say something of a file."""
    folder, name = os.path.split(path)
    stem, end = os.path.splitext(name)  # noqa: PTH122  for each file of a folder: it must be quick
    if end != ".json":
        places = [os.path.join(folder, f"{each}.json") for each in dict.fromkeys((name, stem))]  # noqa: PTH118
        yield from (Path(place) for place in places if os.path.isfile(place))  # noqa: PTH113
    place = os.path.join(folder, LIST)  # noqa: PTH118
    if name != LIST and os.path.isfile(place) and is_list(Path(place)):  # noqa: PTH113
        yield Path(place)


def _rows_for(place: Path, path: Path) -> list[table.Row]:
    if place.name != LIST:
        return list(table.rows(_read(place), "json"))[:1]
    return list(_listed(place, place.stat().st_mtime_ns).get(path.name, ()))


@lru_cache(maxsize=_HELD)
def _listed(place: Path, _: int) -> Mapping[str, list[table.Row]]:
    """The rows of a folder's list by the name of the file that they describe."""
    found: dict[str, list[table.Row]] = {}
    for row in table.rows(_read(place), "csv"):
        column = next((name for name in row if name.casefold() in FILE_COLUMNS), "")
        found.setdefault(Path(row.get(column, "")).name, []).append(row)
    return found


def _read(place: Path) -> bytes:
    try:
        if place.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableFile("it is too large to describe a file", advice=_ADVICE)
        data = place.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened: {error.strerror}", advice=_ADVICE) from error
    if not data.lstrip().startswith(b"{") and place.suffix == ".json":
        raise UnreadableFile("it is no object with keys", advice=_ADVICE)
    # An object may be laid out over lines, which is one line of JSON Lines.
    return b"[" + data + b"]" if place.suffix == ".json" else data


def _data(row: table.Row, place: Path) -> Iterator[tuple[str, Datum]]:
    names = [name for name in row if name.casefold() not in FILE_COLUMNS]
    for field, name in guess(names).items():
        value = row[name].strip()
        if field == "text" or field not in FIELDS or not value:
            continue
        if field in _DAYS:
            day = day_of(value)
            if day is None:
                raise UnreadableFile(f"{name} is no date: “{value[:40]}”", advice=_ADVICE)
            value = day.isoformat()
        yield field, Datum(value, f"{BESIDE}{shown(Path(place.name))}")
