"""The report: one self-contained HTML page of what a dossier holds."""

from __future__ import annotations

from pathlib import Path

from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.report.page import render

__all__ = ["write"]


def write(dossier: Dossier, path: Path) -> Path:
    """Write the report of `dossier` to `path` (its folder is made) and return the path.

    The same dossier gives the same bytes. Raises OSError where the file cannot be written.
    """
    page = render(assemble(dossier))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
