"""What a dossier shows: one self-contained HTML page, and the same views for the workbench.

A view is made of a `Shelf` (everything in one dossier, looked up and counted once) as a frozen
dataclass, and drawn by one template. Where its links lead is the caller's: anchors in the
single file, addresses in the workbench.

    shelf = Shelf(assemble(dossier))          read-only; threads may share it; make it once
    view = overview(shelf)                    OverviewView
           events(shelf, Chosen(...))         EventsView: the list, filtered, a page of it
           choices(shelf)                     Choices: what the list can be filtered by
           event(shelf, id)                   EventBlock, or None where there is no such event
           actors(shelf)                      ActorsView: who calls them what, by outlet
           actor(shelf, id)                   ActorView, or None
           sources(shelf)                     SourcesView: who cites whom
           documents(shelf)                   DocumentsView: all of them, a line each
           document(shelf, id)                DocumentSheet, or None
           document_text(shelf, id)           DocumentText: what the passage panel reads, or None
    render(name, view, links=links)           Markup of one view; `name` is that of the function
    render_shell(shell)                       the page around it (`Shell`), with head, nav, panel
    asset("tellings.css" | "tellings.js")     the style and the script, to serve or to write in

`links` is a `Links`: a method a kind of place, each giving an href. A passage is named
``document.start.end`` with code-point offsets; `Links.passage` must lead to the document's
page with the fragment ``#start.end`` (in one file: ``#document-ID.start.end``), and the script
marks and shows it there.

What the script needs from a page that it is served with: ``<body data-texts="PREFIX">``
(`Shell.texts`), such that GET PREFIX + document id answers `document_text` as JSON
(`dataclasses.asdict`). In the single file it is None, and the texts are folded into the page.
The script and the style are the same in both; neither needs more than
``script-src 'self'; style-src 'self'; connect-src 'self'``. No view has inline styles or
handlers. A value is a link that leads to its first passage; the script opens the panel instead.

Filters: `Chosen(outlet, actor, place, since, until, finding, words, first, most)`, all optional.
"""

from __future__ import annotations

from pathlib import Path

from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.report.actors import actor, actors
from tellings.report.choosing import Chosen
from tellings.report.documents import document, document_text, documents
from tellings.report.drawing import Shell, asset, render, render_shell
from tellings.report.events import event
from tellings.report.links import Links
from tellings.report.overview import choices, events, overview
from tellings.report.page import render_page
from tellings.report.shelf import Shelf
from tellings.report.sources import sources

__all__ = [
    "Chosen",
    "Links",
    "Shelf",
    "Shell",
    "actor",
    "actors",
    "asset",
    "choices",
    "document",
    "document_text",
    "documents",
    "event",
    "events",
    "overview",
    "render",
    "render_shell",
    "sources",
    "write",
]


def write(dossier: Dossier, path: Path) -> Path:
    """Write the report of `dossier` to `path` (its folder is made) and return the path.

    The same dossier gives the same bytes. Raises OSError where the file cannot be written.
    """
    page = render_page(Shelf(assemble(dossier)), dossier.path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
