"""What the modules of single sets share as programs: their options, and tables as lines."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from evaluation.attribution import Table

SHARED = Path(__file__).resolve().parents[2] / "shared"


def parser_of(module: str, about: str | None) -> argparse.ArgumentParser:
    """A parser that shows the module's own docstring, with `--shared`."""
    parser = argparse.ArgumentParser(
        prog=f"evaluation.{module}",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of the material")
    return parser


def print_counts(tables: Mapping[str, Table]) -> None:
    """A title for each table, and a line for each of its rows."""
    for title, table in tables.items():
        print(title)
        for name, count in table.rows.items():
            print(f"  {name:28s} {count}")
