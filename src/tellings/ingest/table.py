"""Tables of documents: a row each of .csv, .tsv and .xlsx, an object each of .jsonl and .json."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import chain, islice
from typing import Any, Final
from xml.etree.ElementTree import ParseError  # nosec B405  # the error alone

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, IngestError, UnreadableFile
from tellings.ingest import columns as mapping
from tellings.ingest.archive import DAMAGE
from tellings.ingest.clean import decode, tidy
from tellings.ingest.extract import Datum, Extract, Record
from tellings.ingest.found import MAX_FILE_BYTES
from tellings.ingest.lines import same_words
from tellings.ingest.pagedata import day_of
from tellings.ingest.writing import Writing
from tellings.ingest.xml import Package

MAX_ROWS: Final = 100_000
"""The most documents that one table may hold."""
_SAMPLE: Final = 50
"""So many rows are looked at to tell which column is which."""
_DAYS: Final = ("published", "updated")
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_HEAD: Final = 600
"""A title that stands in so many first characters of a text is not put before it again."""
_LONG: Final = 120
"""A first row with a cell of so many characters is no heading."""
_ADVICE: Final = "save it again as .csv in UTF-8 and give that"
_SHEET_DAMAGE: Final = (
    *DAMAGE,
    ParseError,
    AttributeError,
    IndexError,
    KeyError,
    RuntimeError,
    TypeError,
)
"""What openpyxl raises on sheets that break the rules."""

KINDS: Final = frozenset({"csv", "json", "xlsx"})
"""The formats that are tables, by their names in `formats`."""

csv.field_size_limit(MAX_FILE_BYTES)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the rows: for one that cannot be read, why."""

    names: list[str]
    rows: Iterator[tuple[int, Row | IngestError]]


def records(
    data: bytes, kind: str, columns: Mapping[str, str] | None = None
) -> Iterator[Record | IngestError]:
    """The documents of a table, named by the number of their row, the first below the heading 1.

    `kind` is csv, json or xlsx; `columns` maps fields (`columns.FIELDS`) to names of columns, and
    is guessed where it is not given. Raises UnreadableFile and EmptyFile.
    """
    table, sample = _opened(data, kind)
    used = mapping.checked(columns or mapping.guess(table.names, sample), table.names)
    origin = "column {}" if columns else "column {} (guessed)"
    month_first = {
        name: _is_month_first(row.get(name, "") for row in sample) for name in used.values()
    }
    count = 0
    for number, row in table.rows:
        if isinstance(row, IngestError):
            yield type(row)(row.reason, advice=row.advice, path=f"{number}")
            continue
        if not any(value.strip() for value in row.values()):
            continue
        count += 1
        if count > MAX_ROWS:
            raise UnreadableFile(f"it has more than {MAX_ROWS:,} rows", advice="divide it")
        for name in (used[field] for field in _DAYS if field in used):
            row[name] = _iso(row.get(name, ""), month_first=month_first[name])
        yield _record(number, row, used, origin)
    if not count:
        raise EmptyFile("the table has no rows", advice="check that the right file was given")


def guessed(data: bytes, kind: str) -> dict[str, str]:
    """Which column is taken for what, as `records` would guess. Raises as `records` does."""
    table, sample = _opened(data, kind)
    return mapping.guess(table.names, sample)


def rows(data: bytes, kind: str) -> Iterator[Row]:
    """The rows as they stand. Raises UnreadableFile and EmptyFile."""
    table, _ = _opened(data, kind)
    return (row for _, row in table.rows if not isinstance(row, IngestError))


def _opened(data: bytes, kind: str) -> tuple[Table, list[Row]]:
    """The table and its first rows, which are still among its rows."""
    table = _READERS[kind](data)
    first = list(islice(table.rows, _SAMPLE))
    sample = [row for _, row in first if not isinstance(row, IngestError)]
    names = table.names or list(dict.fromkeys(chain.from_iterable(sample)))
    if not names:
        problem = next((row for _, row in first if isinstance(row, IngestError)), None)
        raise problem or EmptyFile("the table is empty", advice="check that it is the right file")
    return Table(names, chain(first, table.rows)), sample


def _record(number: int, row: Row, columns: Mapping[str, str], origin: str) -> Record:
    given = {field: row.get(name, "").strip() for field, name in columns.items()}
    text = tidy(given.pop("text"))
    stated: dict[str, Datum] = {}
    for field, words in given.items():
        value = tidy(words)
        if value and value.casefold() not in ("none", "null", "nan", "n/a"):
            stated[field] = Datum(value, origin.format(columns[field]))
    writing = Writing()
    title = stated["title"].value if "title" in stated else ""
    if title and same_words(title) not in same_words(text[:_HEAD]):
        writing.add(title, PartKind.HEADLINE)
    if text:
        writing.add(text)
    known = json.dumps([text, {k: d.value for k, d in stated.items()}], sort_keys=True)
    return Record(
        f"{number}",
        known.encode(),
        Extract(writing.text if text else "", stated, tuple(writing.marks)),
    )


def _is_month_first(values: Iterable[str]) -> bool:
    """Whether a column writes 5/16/2031 for 16 May: one such value tells it of all of them."""
    pairs = [(int(m[1]), int(m[2])) for value in values if (m := _NUMBERS.match(value.strip()))]
    return any(b > 12 for _, b in pairs) and all(a <= 12 for a, _ in pairs)


def _iso(value: str, *, month_first: bool) -> str:
    if month_first:
        value = _NUMBERS.sub(r"\2/\1/\3", value.strip())
    day = day_of(value)
    return day.isoformat() if day else ""


def _from_csv(data: bytes) -> Table:
    text = decode(data)
    head = text[: text.find("\n") if "\n" in text else None]
    sign = max(",\t;|", key=head.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=sign)
    try:
        first = next((row for row in lines if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise UnreadableFile(f"it is damaged: {error}", advice=_ADVICE) from error
    return _from_rows(first, _read_rows(lines))


def _read_rows(lines: Iterator[list[str]]) -> Iterator[list[str] | IngestError]:
    while True:
        try:
            row = next(lines, None)
        except csv.Error as error:
            yield UnreadableFile(f"the row is damaged: {error}", advice=_ADVICE)
            continue
        if row is None:
            return
        yield row


def _from_rows(first: list[str], following: Iterable[list[str] | IngestError]) -> Table:
    """A table whose first row is its heading, unless it holds a whole text."""
    if any(len(cell) > _LONG for cell in first):
        names = [f"{n}" for n in range(1, len(first) + 1)]
        following = chain([first], following)
    else:
        names = [cell.strip() or f"{n}" for n, cell in enumerate(first, start=1)]
    return Table(
        names,
        (
            (n, row if isinstance(row, IngestError) else dict(zip(names, row, strict=False)))
            for n, row in enumerate(following, start=1)
        ),
    )


def _from_json(data: bytes) -> Table:
    text = decode(data).strip()
    if text.startswith("["):
        whole = _loaded(text)
        if isinstance(whole, IngestError):
            raise whole
        objects: Iterable[Any] = whole
    else:
        objects = (_loaded(line) for line in text.splitlines() if line.strip())
    return Table([], ((n, _flat(each)) for n, each in enumerate(objects, start=1)))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else "not JSON"
        return UnreadableFile(f"it is {reason}", advice="write one object a line (JSON Lines)")


def _flat(value: Any) -> Row | IngestError:
    if isinstance(value, IngestError):
        return value
    if not isinstance(value, dict):
        return UnreadableFile("it is no object with keys", advice="write one object a line")
    row: Row = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            row |= {f"{key}.{name}": _cell(below) for name, below in inner.items()}
        elif isinstance(inner, list):
            row[str(key)] = ", ".join(_cell(each) for each in inner[:_SAMPLE])
        else:
            row[str(key)] = _cell(inner)
    return row


def _cell(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _from_xlsx(data: bytes) -> Table:
    # To load it takes longer than many texts do.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    Package(data, "a sheet", _ADVICE)  # refuses what unpacks to too much
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        filled = (row for sheet in book.worksheets[:1] for row in _sheet_rows(sheet))
        first = next(filled, [])
    except (*_SHEET_DAMAGE, InvalidFileException) as error:
        raise UnreadableFile("it is damaged or not a sheet", advice=_ADVICE) from error
    return _from_rows(first, _read_sheet(filled))


def _sheet_rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a sheet says of its size may be a lie
    for row in sheet.iter_rows(values_only=True):
        cells = [_cell(value) for value in row]
        if any(cells):
            yield cells


def _read_sheet(filled: Iterator[list[str]]) -> Iterator[list[str] | IngestError]:
    try:
        yield from filled
    except _SHEET_DAMAGE:
        yield UnreadableFile("the sheet is damaged from here on", advice=_ADVICE)


_READERS: Final[Mapping[str, Callable[[bytes], Table]]] = {
    "csv": _from_csv,
    "json": _from_json,
    "xlsx": _from_xlsx,
}
