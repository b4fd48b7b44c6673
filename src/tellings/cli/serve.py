"""Run the workbench and say where it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tellings.cli.text import plain
from tellings.web import server


def run_workbench(
    console: Console, dossier: Path, *, host: str, port: int, names: Sequence[str]
) -> None:
    """Serve until interrupted; print the address, and a warning where others can reach it."""

    def ready(address: str) -> None:
        if not server.is_loopback(host):
            console.print(
                Text(
                    "Warning: whoever can reach this machine can read the whole dossier. There is "
                    "no password, and nothing on the way is encrypted.",
                    "yellow",
                )
            )
        console.print(Text.assemble("Workbench: ", plain(address, "bold")), soft_wrap=True)
        console.print("Stop it with Ctrl-C. It reads the dossier and writes nothing.")

    try:
        server.serve(dossier, host=host, port=port, names=names, ready=ready)
    except KeyboardInterrupt:
        console.print("\nStopped.")
