"""The report: one HTML page that carries all it shows and asks nothing of any network.

The overview stands in the page as it is. Every other view is drawn here by the same templates,
packed (deflate, in bundles, base64) and folded into the page; the script unpacks a view when its
link is followed. The page may run only the style and the script written into it: its Content
Security Policy names both by digest, forbids everything else, and lets HTML be made from text
only by the one function of the script that unfolds what was packed here.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final

from markupsafe import Markup

from tellings.report import wording
from tellings.report.actors import actor, actors
from tellings.report.choosing import Chosen
from tellings.report.documents import document, document_text, documents
from tellings.report.drawing import Shell, asset, render, render_shell
from tellings.report.events import event
from tellings.report.links import Anchors
from tellings.report.overview import events, overview
from tellings.report.shelf import Shelf
from tellings.report.sources import sources

MOST_BYTES: Final = 14_000_000  # of what is folded in; the page around it stays below a million
BUNDLE: Final = 96_000  # characters packed together
MOST_EVENTS: Final = 3_000  # events in the list of them
MOST_ACTORS: Final = 400

_LINKS: Final = Anchors()


def render_page(shelf: Shelf, name: str) -> str:
    """The whole page as HTML; `name` is the file name of the dossier, for what is left out."""
    folder = _Folder()
    for kind, view_name, content in _contents(shelf):
        folder.add(kind, view_name, content)
    folder.close()
    counted = wording.plural(shelf.view.overview.documents, "document")
    return render_shell(
        Shell(
            title=f"{counted} compared",
            body=render("overview", overview(shelf), links=_LINKS),
            links=_LINKS,
            here="overview",
            policy=_policy(asset("tellings.css"), asset("tellings.js")),
            folded=_data({"index": folder.index, "bundles": folder.bundles, "serve": name}),
            note=_note(folder, name),
        )
    )


def _contents(shelf: Shelf) -> Iterator[tuple[str, str, Any]]:
    """What is folded in, what matters most first: kind, name, and HTML or text.

    Documents come with the first event that tells of them, so that what has to be left out is
    the events that fewest tell of, with their documents.
    """
    yield "view", "events", render("events", events(shelf, Chosen(most=MOST_EVENTS)), links=_LINKS)
    yield "view", "actors", render("actors", actors(shelf), links=_LINKS)
    yield "view", "sources", render("sources", sources(shelf), links=_LINKS)
    yield "view", "documents", render("documents", documents(shelf), links=_LINKS)
    done: set[str] = set()
    for seen in shelf.view.events:
        for told in seen.documents:
            if told.id not in done:
                done.add(told.id)
                yield from _document(shelf, told.id)
        yield (
            "event",
            f"event-{seen.event.id}",
            render("event", event(shelf, seen.event.id), links=_LINKS),
        )
    for seen_document in shelf.view.documents:
        if seen_document.document.id not in done:
            yield from _document(shelf, seen_document.document.id)
    for line in actors(shelf).lines[:MOST_ACTORS]:
        shown = render("actor", actor(shelf, line.actor.id), links=_LINKS)
        yield "actor", f"actor-{line.actor.id}", shown


def _document(shelf: Shelf, id: str) -> Iterator[tuple[str, str, Any]]:
    text = document_text(shelf, id)
    shown = render("document", document(shelf, id), links=_LINKS)
    yield "document", f"document-{id}", [shown, asdict(text) if text else None]


@dataclass
class _Folder:
    """Packs views into bundles until the page is full.

    `index` gives the bundle of every view; `left` counts what found no room, by kind.
    """

    index: dict[str, int] = field(default_factory=dict)
    bundles: list[str] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    _open: dict[str, Any] = field(default_factory=dict)
    _size: int = 0  # characters in the open bundle
    _packed: int = 0  # characters packed

    def add(self, kind: str, name: str, content: Any) -> None:
        """Put one view in, or count it as left out."""
        if self._packed > MOST_BYTES:
            self.left[kind] = self.left.get(kind, 0) + 1
            return
        self._open[name] = content
        self.index[name] = len(self.bundles)
        self._size += len(content) if isinstance(content, str) else len(content[0])
        if self._size >= BUNDLE:
            self.close()

    def close(self) -> None:
        """Pack the open bundle."""
        if self._open:
            text = json.dumps(self._open, ensure_ascii=False, sort_keys=True)
            packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = packer.compress(text.encode()) + packer.flush()
            self.bundles.append(b64encode(packed).decode())
            self._packed += len(self.bundles[-1])
            self._open, self._size = {}, 0


def _note(folder: _Folder, name: str) -> str:
    """What the page has no room for, and where it is to be seen."""
    left = [
        wording.plural(folder.left[kind], kind)
        for kind in ("event", "document", "actor")
        if kind in folder.left
    ]
    if not left:
        return ""
    return (
        f"This dossier is too large for one page: {', '.join(left)} are left out, those of the "
        f"events that fewest documents tell of. To see all of it: tellings serve {name}"
    )


def _policy(css: str, script: str) -> str:
    """The Content Security Policy: this style, this script, and nothing else."""
    style_digest, script_digest = (
        b64encode(sha256(text.encode()).digest()).decode() for text in (css, script)
    )
    return (
        f"default-src 'none'; script-src 'sha256-{script_digest}'; "
        f"style-src 'sha256-{style_digest}'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types tellings"
    )


def _data(folded: dict[str, Any]) -> Markup:
    """What is folded in, as JSON that cannot end its element."""
    text = json.dumps(folded, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # nosec B704  # no "<" is left in it
