"""How far a run has come, on a terminal; nothing is drawn where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from tellings.pipeline import Progress, Step

_STAGES: Final = {
    "take in": "Taking in files",
    "read": "Reading documents",
    "align": "Finding the same events",
    "compare": "Comparing accounts",
}


@contextmanager
def shown_on(console: Console) -> Iterator[Progress]:
    """Within it, each step is drawn on `console` as one bar a stage; the bars vanish after."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks = {stage: bars.add_task(words, visible=False) for stage, words in _STAGES.items()}

        def show(step: Step) -> None:
            bars.update(tasks[step.stage], completed=step.done, total=step.total, visible=True)

        yield show
