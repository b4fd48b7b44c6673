"""The workbench's own parts of a page: filters, what a search found, paging, messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from tellings.dossier import Found, Hit, Sought
from tellings.report import Shelf, wording
from tellings.report.drawing import environment
from tellings.report.shelf import key
from tellings.web.addresses import Addresses, with_query
from tellings.web.asked import Filters, Pages, fields_of
from tellings.web.editions import Edition

LINKS = Addresses()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    overlaid = environment().overlay(loader=PackageLoader("tellings.web"))
    overlaid.globals = {**overlaid.globals, "with_query": with_query}
    return overlaid


def draw(template: str, **values: Any) -> Markup:
    """A template of the workbench, with every value escaped."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704  # nosec B704


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a hit's text; `found` where it is among the words searched for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit as it is shown: what it is called, where it leads, and its words."""

    title: str
    href: str
    facts: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of thing that is searched, with how many of it were found."""

    kind: Sought
    name: str
    href: str
    total: int


def draw_filters(edition: Edition, asked: Filters, *, action: str) -> Markup:
    """The form that narrows a list or a search, filled with what was asked for."""
    kinds = [(kind.value, kind.value.capitalize()) for kind in Sought]
    known = edition.once("known", lambda: draw("known.html", choices=edition.choices))
    return draw("filters.html", asked=asked, action=action, choices=edition.choices,
                kinds=kinds, known=known)  # fmt: skip


def draw_pager(path: str, asked: Filters, pages: Pages) -> Markup:
    """Links to the pages before and after, where there are several."""
    fields = fields_of(asked)

    def to(page: int) -> str:
        return with_query(path, {**fields, "page": page if page > 1 else None})

    return draw("pager.html", pages=pages, to=to)


def draw_download(path: str, asked: Filters | None = None) -> Markup:
    """The link to the same rows as a sheet."""
    return draw("download.html", href=with_query(path, fields_of(asked) if asked else {}))


def draw_found(shelf: Shelf, found: Found, tabs: Sequence[Tab], shown: Sought) -> Markup:
    """What a search found: a tab for each kind, and the hits of one of them."""
    lines = [line for hit in found.hits if (line := hit_line(shelf, hit))]
    return draw("found.html", lines=lines, tabs=tabs, shown=shown, total=found.total)


def draw_message(title: str, text: str, advice: str) -> Markup:
    """What went wrong, and what to do."""
    return draw("message.html", title=title, text=text, advice=advice)


def hit_line(shelf: Shelf, hit: Hit) -> HitLine | None:
    """A hit as a line; None where its document came after what is shown was put together."""
    pieces = tuple(_pieces(hit))
    if hit.span is None:
        actor = shelf.actors.get(hit.id)
        if actor is None:
            return None
        said = len(shelf.claims_by_actor.get(hit.id, ()))
        facts = " · ".join((actor.kind, wording.plural(said, "claim")))
        return HitLine(actor.name, LINKS.actor(hit.id), facts, pieces)
    seen = shelf.documents.get(hit.span.document)
    if seen is None:
        return None
    document = seen.document
    published = wording.day(document.published) if document.published else None
    name = shelf.ref(document).name
    source = hit.name or "a source that is not named"
    title, known = (name, ()) if hit.kind is Sought.DOCUMENTS else (source, (name,))
    facts = " · ".join(fact for fact in (*known, document.outlet, published) if fact)
    return HitLine(title, LINKS.passage(key(hit.span)), facts, pieces)


def _pieces(hit: Hit) -> Iterator[Piece]:
    at = 0
    for start, end in hit.marks:
        yield Piece(hit.text[at:start], found=False)
        yield Piece(hit.text[start:end], found=True)
        at = end
    yield Piece(hit.text[at:], found=False)
