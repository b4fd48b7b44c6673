"""Which formats are read, and which columns of tables are taken for what, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tellings.cli.text import plain
from tellings.cli.usage import UsageError
from tellings.errors import IngestError
from tellings.ingest import columns as mapping
from tellings.ingest import ocr, table
from tellings.ingest.formats import TABLE, tell_format
from tellings.ingest.found import MAX_FILE_BYTES, STANDARD_INPUT, find

_HEAD: Final = 4096  # bytes of a file by which its format is told


def print_formats(out: Console) -> None:
    """Every format: the ends of its files' names, and what comes of a file."""
    rows = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Files", "Format", "What is read"):
        rows.add_column(heading, overflow="fold")
    for each in TABLE:
        rows.add_row(" ".join(each.suffixes), each.title, each.gives)
    out.print(rows)
    columns = mapping.shown({field: field.upper() for field in mapping.FIELDS})
    for line in (
        "- is standard input. A name without an end is told by what is in the file.",
        f"Columns of tables: --map {columns}",
        "NAME.json, or a row of metadata.csv, beside a file overrides what it says of itself.",
        _ocr_state(),
    ):
        out.print(line, markup=False, highlight=False)


def _ocr_state() -> str:
    missing = ocr.missing()
    return f"Scanned PDF: {missing.reason}; {missing.advice}." if missing else "Scanned PDF: read."


def columns_of(out: Console, paths: Sequence[Path], words: str) -> Mapping[str, str] | None:
    """The columns that `words` map; without them None, and what will be guessed is shown.

    Raises UsageError.
    """
    if words:
        try:
            return mapping.parse(words)
        except ValueError as error:
            raise UsageError(
                f"--map cannot be read: {error}", "write --map text=COLUMN,title=COLUMN"
            ) from error
    for each in find([path for path in paths if path != STANDARD_INPUT]):
        if guess := _guess(each.path):
            shown = mapping.shown(guess)
            name = plain(str(each.path), "bold")
            line = Text.assemble(name, ": columns taken as ", plain(shown))
            out.print(line.append(" (say otherwise with --map)"), soft_wrap=True)
    return None


def _guess(path: Path) -> Mapping[str, str]:
    """The columns of a table; nothing for any other file: whoever takes it in says what it is."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return {}
        with path.open("rb") as file:
            kind = tell_format(path.name, file.read(_HEAD))
        return table.guessed(path.read_bytes(), kind) if kind in table.KINDS else {}
    except (IngestError, OSError, ValueError):
        return {}
