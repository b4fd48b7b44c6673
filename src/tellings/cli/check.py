"""What a check of a dossier found, in the terminal."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.text import Text

from tellings.cli.text import plain
from tellings.dossier.check import Checked
from tellings.report import wording

MOST: Final = 50
"""Flaws named one by one; a dossier with more is not mended by reading on."""


def print_checked(out: Console, checked: Checked) -> None:
    """What was checked, each flaw with what to do, and whether the dossier is sound."""
    counts = ", ".join(f"{count:,} {name}" for name, count in checked.counts.items())
    out.print(f"Checked {counts}." if counts else "Checked the file.")
    for flaw in checked.flaws[:MOST]:
        sign, style = ("✓", "green") if flaw.is_repaired else ("✗", "red")
        if flaw.is_expected:
            sign, style = "·", "yellow"
        line = Text(f"  {sign} ", style).append_text(plain(f"{flaw.where}: {flaw.text}"))
        out.print(line.append(" (repaired)" if flaw.is_repaired else ""))
        if flaw.advice:
            out.print(Text("      ").append_text(plain(flaw.advice, "dim")))
    if hidden := len(checked.flaws[MOST:]):
        out.print(f"  and {wording.plural(hidden, 'more flaw')}")
    out.print(
        Text("The dossier is sound." if checked.is_sound else "The dossier is not sound.", "bold")
    )
