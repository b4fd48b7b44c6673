"""Assembles the report: one HTML page that carries all it shows and asks nothing of any network.

The page may run only the script and the style that are written into it: its Content Security
Policy names both by digest and forbids everything else. Texts of documents reach the page as
escaped HTML (by the templates) or as JSON, which the script sets as text, never as markup.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellings.domain.accounts import Origin
from tellings.domain.text import Document
from tellings.dossier.views import DossierView, Overview
from tellings.report import wording
from tellings.report.documents import draw_document
from tellings.report.events import EventBlock, EventTables, finding_lines
from tellings.report.passages import Places, title_of

MOST_OPEN: Final = 20  # events whose table stands open; the others are folded
MOST_DOCUMENTS: Final = 8  # documents listed under one account

_WORDS: Final[dict[str, Any]] = {
    "unnamed": "a source that is not named",
    "claims": "Claims, outermost source first",
    "noClaims": "Nothing is cited in this document",
    "open": "Open the document at this place",
    "heldBy": "Cited there from:",
    "ownWords": "In the document’s own words.",
    "more": "Show more passages",
    "polarities": {kind.value: signs for kind, signs in wording.POLARITIES.items()},
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of one document on the page; its text is drawn by the script."""

    number: int
    title: str
    line: str
    facts: tuple[tuple[str, str], ...]
    copies: tuple[tuple[int, str, str], ...]  # number, title, share of this document
    copied_by: tuple[tuple[int, str, str], ...]  # number, title, share of that document
    events: tuple[tuple[int, str], ...]


def render(view: DossierView) -> str:
    """The whole page as HTML."""
    places = Places([seen.document for seen in view.documents])
    blocks = EventTables(view, places).blocks()
    css, script = _static("report.css"), _static("report.js")
    page = _environment(places).get_template("page.html")
    return page.render(
        title=f"{wording.plural(view.overview.documents, 'document')} compared",
        policy=_policy(css, script),
        css=Markup(css),  # noqa: S704  our own file, checked to hold no end tag
        script=Markup(script),  # noqa: S704
        data=_data(view, places, blocks),
        compared=view.compared,
        counts=_counts(view),
        kinds=_kinds(view.overview),
        origins=_origins(view.origins),
        refusals=view.refusals,
        polarities=tuple(wording.POLARITIES.values()),
        general=finding_lines(view.findings),
        several=[block for block in blocks if len(block.documents) > 1],
        single=[block for block in blocks if len(block.documents) <= 1],
        sheets=_sheets(view, blocks, places),
    )


def _environment(places: Places) -> Environment:
    environment = Environment(
        loader=PackageLoader("tellings.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {
        "keys": places.keys,
        "facts": _facts_of_event,
        "polarity_of": {kind.value: signs for kind, signs in wording.POLARITIES.items()},
        "most_open": MOST_OPEN,
        "most_documents": MOST_DOCUMENTS,
    }
    return environment


def _static(name: str) -> str:
    """A file that is written into the page; it must not end the element that holds it."""
    text = (files("tellings.report") / "static" / name).read_text(encoding="utf-8")
    if "</s" in text or "<!--" in text:
        raise ValueError(f"{name} cannot stand inside an HTML element")
    return text


def _policy(css: str, script: str) -> str:
    """The Content Security Policy: this style, this script, and nothing else."""
    style_digest, script_digest = (
        b64encode(sha256(text.encode()).digest()).decode() for text in (css, script)
    )
    return (
        f"default-src 'none'; script-src 'sha256-{script_digest}'; "
        f"style-src 'sha256-{style_digest}'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _data(view: DossierView, places: Places, blocks: Sequence[EventBlock]) -> Markup:
    """Documents and words for the script, as JSON that cannot end its element."""
    numbers = {block.id: block.number for block in blocks}
    event_of = {m: numbers[event] for m, event in view.event_of.items()}
    drawn = [draw_document(document, places, event_of) for document in view.documents]
    text = json.dumps({"documents": drawn, "words": _WORDS}, ensure_ascii=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  no "<" is left in it


def _counts(view: DossierView) -> tuple[tuple[str, int], ...]:
    overview = view.overview
    outlets = {seen.document.outlet for seen in view.documents} - {None}
    counts = [
        ("documents read", overview.documents - overview.unread),
        ("not read yet", overview.unread),
        ("files left out", overview.refusals),
        ("outlets", len(outlets)),
        ("independent origins", overview.origins),
        ("events told by several", overview.shared_events),
        ("events told by one", overview.events - overview.shared_events),
        ("claims", overview.claims),
    ]
    return tuple((name, count) for name, count in counts if count or name != "not read yet")


def _kinds(overview: Overview) -> list[tuple[wording.FindingWords, int]]:
    count = overview.findings
    return [(words, count[kind]) for kind, words in wording.FINDINGS.items() if kind in count]


def _origins(origins: Sequence[Origin]) -> list[tuple[str, str, int]]:
    ranked = sorted(origins, key=lambda o: (-len(o.documents), o.name))
    return [(o.name, wording.ORIGINS.get(o.kind, o.kind), len(o.documents)) for o in ranked]


def _facts_of_event(block: EventBlock) -> str:
    where_and_when = ", ".join(part for part in (block.where, block.when) if part)
    told = [
        wording.plural(len(block.documents), "document"),
        wording.plural(block.outlets, "outlet"),
        wording.plural(block.origins, "independent origin"),
        wording.plural(len(block.columns), "account"),
    ]
    return " · ".join(part for part in (where_and_when, *told) if part)


def _sheets(view: DossierView, blocks: Sequence[EventBlock], places: Places) -> list[Sheet]:
    told: dict[int, list[tuple[int, str]]] = {}
    for block in blocks:
        for number, _ in block.documents:
            told.setdefault(number, []).append((block.number, block.title))
    title = {seen.document.id: title_of(seen.document) for seen in view.documents}

    def links(copies: Iterable[tuple[str, float]]) -> tuple[tuple[int, str, str], ...]:
        return tuple((places.number(d), title[d], f"{share:.0%}") for d, share in copies)

    return [
        Sheet(
            number=number,
            title=title_of(seen.document),
            line=_line(seen.document),
            facts=_facts_of_document(seen.document),
            copies=links((copy.of, copy.share) for copy in seen.copies),
            copied_by=links((copy.document, copy.share) for copy in seen.copied_by),
            events=tuple(told.get(number, ())),
        )
        for number, seen in enumerate(view.documents)
    ]


def _line(document: Document) -> str:
    published = wording.day(document.published) if document.published else None
    known = (document.outlet, published, document.genre, document.path)
    return " · ".join(part for part in known if part)


def _facts_of_document(document: Document) -> tuple[tuple[str, str], ...]:
    """What is known of a document, each datum with where it came from."""
    data: Mapping[str, str | None] = {
        "outlet": document.outlet,
        "author": document.author,
        "published": wording.day(document.published) if document.published else None,
        "url": document.url,
        "genre": document.genre,
        "language": document.language,
    }
    facts = [
        (name.capitalize() if name != "url" else "Address", _with_provenance(document, name, value))
        for name, value in data.items()
        if value
    ]
    return (*facts, ("File", document.path), ("SHA-256", document.sha256))


def _with_provenance(document: Document, name: str, value: str) -> str:
    origin = document.provenance.get(name)
    return f"{value} (from {origin})" if origin else value
