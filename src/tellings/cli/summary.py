"""What a run says of the files it was given: what was read, and what could not be, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from tellings.cli.text import plain
from tellings.domain.text import Refusal
from tellings.pipeline import Outcome
from tellings.report import wording

MOST_REFUSALS: Final = 30
"""Files named one by one; with more, the others are counted, and the report names them all."""


def print_outcome(out: Console, outcome: Outcome) -> None:
    """How many documents were read, how many were there, and every file that was not read."""
    if not (outcome.read or outcome.skipped or outcome.refusals):
        out.print("There are no files in what was named.")
        return
    counts = [f"Read {wording.plural(len(outcome.read), 'document')}"]
    if outcome.skipped:
        counts.append(f"{len(outcome.skipped):,} read before")
    if outcome.refusals:
        counts.append(f"{len(outcome.refusals):,} could not be read")
    out.print(Text("; ".join(counts) + ".", "bold"))
    for refusal in outcome.refusals[:MOST_REFUSALS]:
        _print_refusal(out, refusal)
    if hidden := len(outcome.refusals[MOST_REFUSALS:]):
        out.print(f"  and {wording.plural(hidden, 'more file')} (the report names them)")


def print_page(out: Console, page: Path) -> None:
    """Where the report is."""
    out.print(Text.assemble("Report: ", plain(str(page), "bold")), soft_wrap=True)


def _print_refusal(out: Console, refusal: Refusal) -> None:
    line = Text("  ✗ ", "red").append_text(plain(refusal.path)).append(": ")
    out.print(line.append_text(plain(refusal.reason)))
    if refusal.advice:
        out.print(Text("      ").append_text(plain(refusal.advice, "dim")))
