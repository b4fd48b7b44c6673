"""The commands. Each is thin: parse, call, print; what they call is imported when it is needed.

Exit codes: 0 all was read; 1 nothing could be read, or the command failed; 2 wrong usage;
3 some files could not be read; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console

from tellings import __version__
from tellings.cli.usage import UsageError
from tellings.errors import TellingsError

if TYPE_CHECKING:
    from tellings.dossier import Dossier
    from tellings.pipeline import Outcome


class Exit(IntEnum):
    """What the process says to whoever called it."""

    OK = 0
    FAILED = 1
    USAGE = 2
    SOME_REFUSED = 3
    INTERRUPTED = 130


app = App(
    name="tellings",
    help="Who claims what, on whose word: accounts of the same events, side by side. "
    "Nothing is sent anywhere.",
    version=__version__,
)


@app.command
def compare(
    *paths: Path,
    output: Annotated[Path, Parameter(name=["--output", "-o"])] = Path("tellings-out"),
    actors: Path | None = None,
    map: str = "",
) -> Exit:
    """Read files and folders, compare what they tell, and write a report.

    Writes DIR/dossier.db and DIR/report.html. Run it again with the same DIR to go on after an
    interruption or to add documents: what is there already is not read again.

    Parameters
    ----------
    paths
        Files and folders to read; - is standard input.
    output
        The folder DIR to write to.
    actors
        A table of your own (TOML): actors, their other names, their sides. The dossier keeps it.
    map
        Which columns of tables hold what: text=body,title=headline,outlet=source,published=date.
    """
    from tellings.cli import events, summary
    from tellings.dossier import Dossier
    from tellings.pipeline import DOSSIER_NAME, REPORT_NAME

    outcome = _read_into(output / DOSSIER_NAME, paths, actors, map)
    out = Console()
    summary.print_outcome(out, outcome)
    with Dossier.open(outcome.dossier) as dossier:
        events.print_best(out, dossier)
        page = _write_page(dossier, output / REPORT_NAME)
    summary.print_page(out, page)
    return _exit_for(outcome)


@app.command
def read(*paths: Path, to: Path, actors: Path | None = None, map: str = "") -> Exit:
    """Add documents to a dossier, then compare again all that it holds.

    Only what is new is read. The dossier is made if it is not there.

    Parameters
    ----------
    paths
        Files and folders to read; - is standard input.
    to
        The dossier file.
    actors
        A table of your own (TOML): actors, their other names, their sides. The dossier keeps it.
    map
        Which columns of tables hold what: text=body,title=headline,outlet=source,published=date.
    """
    from tellings.cli import summary

    outcome = _read_into(to, paths, actors, map)
    summary.print_outcome(Console(), outcome)
    return _exit_for(outcome)


@app.command
def show(
    dossier: Path,
    event: str | None = None,
    /,
    *,
    grade: Annotated[
        tuple[Literal["airwars", "iraq-body-count"], ...], Parameter(negative=())
    ] = (),
) -> Exit:
    """List the events of a dossier, or show all accounts of one event.

    Parameters
    ----------
    dossier
        The dossier file.
    event
        An event's number in the list, or the first letters of its id.
    grade
        Suggest a grade for the event after a scheme, with its reason.
    """
    from tellings.cli import events
    from tellings.compare.grades import Scheme
    from tellings.dossier import Dossier

    with Dossier.open(dossier) as opened:
        if event is None:
            events.print_list(Console(), opened)
        else:
            events.print_one(Console(), opened, event, [Scheme(name) for name in grade])
    return Exit.OK


@app.command
def decide(
    dossier: Path,
    /,
    *,
    split: Annotated[tuple[str, str] | None, Parameter(negative=())] = None,
    join: Annotated[tuple[str, str] | None, Parameter(negative=())] = None,
    undo: int | None = None,
) -> Exit:
    """Say what is, or is not, one event; the comparison is made again at once.

    What you say outweighs what was computed, and holds when documents are added or read again.
    With no option, what was decided is listed.

    Parameters
    ----------
    dossier
        The dossier file.
    split
        An event, and the id of a mention that is not of it (tellings show DOSSIER EVENT lists
        them).
    join
        Two events that are one.
    undo
        Take back a decision, by its number in the list.
    """
    from tellings.cli import decide as deciding

    if sum(said is not None for said in (split, join, undo)) > 1:
        raise UsageError("say one thing at a time", "use --split, --join or --undo")
    if split is not None:
        deciding.split(Console(), dossier, *split)
    elif join is not None:
        deciding.join(Console(), dossier, *join)
    elif undo is not None:
        deciding.undo(Console(), dossier, undo)
    else:
        deciding.show(Console(), dossier)
    return Exit.OK


@app.command
def report(
    dossier: Path, /, *, output: Annotated[Path, Parameter(name=["--output", "-o"])]
) -> Exit:
    """Write a dossier as one self-contained HTML page.

    Parameters
    ----------
    dossier
        The dossier file.
    output
        The page to write.
    """
    from tellings.cli import summary
    from tellings.dossier import Dossier

    with Dossier.open(dossier) as opened:
        page = _write_page(opened, output)
    summary.print_page(Console(), page)
    return Exit.OK


@app.command
def serve(
    dossier: Path,
    /,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    name: Annotated[tuple[str, ...], Parameter(negative=())] = (),
) -> Exit:
    """Browse and search a dossier in a web browser, until stopped with Ctrl-C.

    Only this machine can reach it unless another host is given. The dossier is only read; what
    others add to it meanwhile is shown.

    Parameters
    ----------
    dossier
        The dossier file.
    host
        The address to listen on; 0.0.0.0 stands for all of this machine.
    port
        The port to listen on; 0 takes a free one.
    name
        A further name that browsers may call this machine by, such as tellings.example.
    """
    from tellings.cli.serve import run_workbench

    run_workbench(Console(), dossier, host=host, port=port, names=name)
    return Exit.OK


@app.command
def export(
    dossier: Path,
    /,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    format: Literal["json"] = "json",
) -> Exit:
    """Write all that a dossier holds in a format that other programs read.

    Parameters
    ----------
    dossier
        The dossier file.
    output
        The file to write; without it, what is written goes to the terminal.
    format
        The format to write: json (its schema comes with Tellings).
    """
    from tellings.dossier import Dossier
    from tellings.export import to_json, write_json

    with Dossier.open(dossier) as opened:
        if output is None:
            json.dump(to_json(opened), sys.stdout, ensure_ascii=False, indent=1)
        else:
            write_json(opened, output)
    return Exit.OK


@app.command
def check(dossier: Path, /) -> Exit:
    """Check that a dossier is sound, and repair its indexes.

    Looks at the file, the hashes of texts, the place of every passage, and what refers to what.
    What cannot be made again from the rest is named, not changed.

    Parameters
    ----------
    dossier
        The dossier file.
    """
    from tellings.cli.check import print_checked
    from tellings.dossier.check import check

    checked = check(dossier)
    print_checked(Console(), checked)
    return Exit.OK if checked.is_sound else Exit.FAILED


@app.command
def formats() -> Exit:
    """List the formats that are read."""
    from tellings.cli.formats import print_formats

    print_formats(Console())
    return Exit.OK


def _read_into(dossier: Path, paths: Sequence[Path], actors: Path | None, map: str) -> Outcome:
    if not paths:
        raise UsageError("no files or folders were named", "name at least one to read")
    from tellings import pipeline
    from tellings.cli.formats import columns_of
    from tellings.cli.progress import shown_on

    err = Console(stderr=True)
    columns = columns_of(err, paths, map)
    with shown_on(err) as progress:
        return pipeline.compare(
            paths, into=dossier, progress=progress, actors=actors, columns=columns
        )


def _write_page(dossier: Dossier, path: Path) -> Path:
    from tellings import report

    try:
        return report.write(dossier, path)
    except OSError as error:
        raise TellingsError(
            f"the report cannot be written: {error.strerror or error}",
            advice="check that you may write there, and the free space",
            path=str(path),
        ) from error


def _exit_for(outcome: Outcome) -> Exit:
    if not outcome.read and not outcome.skipped:
        return Exit.FAILED
    return Exit.SOME_REFUSED if outcome.refusals else Exit.OK


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; the exit code."""
    err = Console(stderr=True)
    try:
        # A bare dash would be taken for an option; with its folder it is the same path.
        words = ["./-" if word == "-" else word for word in arguments]
        command, bound, _ = app.parse_args(words, exit_on_error=False, print_error=False)
        result = command(*bound.args, **bound.kwargs)
    except CycloptsError as error:
        return _fail(err, str(error), "tellings --help says how it is used", Exit.USAGE)
    except UsageError as error:
        return _fail(err, error.reason, error.advice, Exit.USAGE)
    except TellingsError as error:
        where = f"{error.path}: " if error.path else ""
        return _fail(err, where + error.reason, error.advice, Exit.FAILED)
    except KeyboardInterrupt:
        return _interrupted(err)
    return result if isinstance(result, Exit) else Exit.OK


def _fail(err: Console, reason: str, advice: str, code: Exit) -> Exit:
    err.print(f"tellings: {reason}", style="red", markup=False, highlight=False, soft_wrap=True)
    if advice:
        err.print(f"  {advice}", markup=False, highlight=False, soft_wrap=True)
    return code


def _interrupted(err: Console) -> Exit:
    err.print(
        "\nInterrupted. What was read is kept; run the same command again to go on from there.",
        markup=False,
    )
    return Exit.INTERRUPTED


def main() -> None:
    """The entry point of `tellings`."""
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output (head, less) has gone; Python docs, SIGPIPE
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.FAILED
    sys.exit(code)
