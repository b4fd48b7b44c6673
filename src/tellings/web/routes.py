"""The pages of the workbench: the views of the report, and search."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from typing import Final, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup

from tellings import report
from tellings.dossier import Found, Sought
from tellings.errors import DossierError
from tellings.report import Shelf, Shell
from tellings.web import asked as ask
from tellings.web import drawing
from tellings.web.addresses import with_query
from tellings.web.asked import AskedEvents, AskedSearch, Pages, SearchFilters
from tellings.web.bench import Bench
from tellings.web.drawing import LINKS, Tab
from tellings.web.editions import Edition

TEXTS: Final = "/texts/"
SEARCH: Final = "/search"
T = TypeVar("T")


def framed(title: str, body: Markup, *, here: str = "", query: str = "") -> str:
    """A whole page around a view."""
    return report.render_shell(
        Shell(
            title=title,
            body=body,
            links=LINKS,
            here=here,
            texts=TEXTS,
            style="/assets/tellings.css",
            script="/assets/tellings.js",
            search=SEARCH,
            query=query,
            more=(("Search", SEARCH),),
        )
    )


def list_routes(bench: Bench) -> APIRouter:
    """The overview, a route for every list, and search."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/", summary="Overview")
    async def overview() -> Response:
        return HTMLResponse(await bench.page("/", _overview))

    @router.get("/events", summary="Events, narrowed by filters")
    async def events(asked: AskedEvents) -> Response:
        key = with_query("/events", {**ask.fields_of(asked), "page": asked.page})
        return HTMLResponse(await bench.page(key, lambda edition: _events(edition, asked)))

    @router.get("/actors", summary="Actors")
    async def actors() -> Response:
        return HTMLResponse(await bench.page("/actors", _actors))

    @router.get("/sources", summary="Who cites whom")
    async def sources() -> Response:
        return HTMLResponse(await bench.page("/sources", _sources))

    @router.get("/documents", summary="Documents")
    async def documents() -> Response:
        return HTMLResponse(await bench.page("/documents", _documents))

    @router.get(SEARCH, summary="Search documents, claims and actors")
    async def search(asked: AskedSearch) -> Response:
        key = with_query(SEARCH, {**ask.fields_of(asked), "page": asked.page})
        return HTMLResponse(await bench.page(key, lambda edition: _search(bench, edition, asked)))

    return router


async def draw_ahead(bench: Bench) -> None:
    """Draw the pages that are the same for everybody before anybody asks for them.

    Whatever goes wrong is left to be said to whoever asks.
    """
    with suppress(DossierError):
        for address, draw in _ALIKE.items():
            await bench.page(address, draw)


def single_routes(bench: Bench) -> APIRouter:
    """A route for every event, actor and document, and for what the script asks for."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.get("/events/{id}", summary="One event")
    async def event(id: str) -> Response:
        return HTMLResponse(await bench.page(LINKS.event(id), lambda e: _event(e.shelf, id)))

    @router.get("/actors/{id}", summary="One actor")
    async def actor(id: str) -> Response:
        return HTMLResponse(await bench.page(LINKS.actor(id), lambda e: _actor(e.shelf, id)))

    @router.get("/documents/{id}", summary="One document")
    async def document(id: str) -> Response:
        return HTMLResponse(await bench.page(LINKS.document(id), lambda e: _document(e.shelf, id)))

    @router.get(
        TEXTS + "{id}",
        summary="A document's text and claims, for the script of the pages",
        response_class=JSONResponse,
    )
    async def text(id: str) -> Response:
        return Response(
            await bench.page(TEXTS + quote(id), lambda edition: _text(edition.shelf, id)),
            media_type="application/json",
        )

    return router


# ---------------------------------------------------------------- views
def _overview(edition: Edition) -> str:
    shown = report.overview(edition.shelf)
    return framed("Overview", report.render("overview", shown, links=LINKS), here="overview")


def _actors(edition: Edition) -> str:
    body = report.render("actors", report.actors(edition.shelf), links=LINKS)
    return framed("Actors", body + drawing.draw_download("/actors.csv"), here="actors")


def _sources(edition: Edition) -> str:
    body = report.render("sources", report.sources(edition.shelf), links=LINKS)
    return framed("Sources", body + drawing.draw_download("/sources.csv"), here="sources")


def _documents(edition: Edition) -> str:
    body = report.render("documents", report.documents(edition.shelf), links=LINKS)
    return framed("Documents", body + drawing.draw_download("/documents.csv"), here="documents")


def _events(edition: Edition, asked: ask.Filters) -> str:
    shown = report.events(edition.shelf, ask.chosen_events(asked, edition))
    pages = Pages.of(asked.page, shown.total, ask.EVENTS)
    body = (
        report.render("events", shown, links=LINKS)
        + drawing.draw_pager("/events", asked, pages)
        + drawing.draw_download("/events.csv", asked)
    )
    filters = drawing.draw_filters(edition, asked, action="/events")
    return framed(
        "Events",
        drawing.draw("events.html", filters=filters, view=body, open=bool(ask.fields_of(asked))),
        here="events",
    )


def _event(shelf: Shelf, id: str) -> str:
    shown = _known(report.event(shelf, id), "event")
    body = report.render("event", shown, links=LINKS)
    download = drawing.draw_download(f"{LINKS.event(id)}.csv")
    return framed(shelf.events[id].event.title, body + download, here="events")


def _actor(shelf: Shelf, id: str) -> str:
    shown = _known(report.actor(shelf, id), "actor")
    body = report.render("actor", shown, links=LINKS)
    download = drawing.draw_download(f"{LINKS.actor(id)}.csv")
    return framed(shelf.actors[id].name, body + download, here="actors")


def _document(shelf: Shelf, id: str) -> str:
    shown = _known(report.document(shelf, id), "document")
    body = report.render("document", shown, links=LINKS)
    return framed(shelf.ref(shelf.document(id)).name, body, here="documents")


def _text(shelf: Shelf, id: str) -> str:
    shown = _known(report.document_text(shelf, id), "document")
    return json.dumps(asdict(shown), ensure_ascii=False)


def _known(shown: T | None, name: str) -> T:
    if shown is None:
        raise HTTPException(404, f"There is no such {name} in this dossier.")
    return shown


_ALIKE: Final = {
    "/": _overview,
    "/actors": _actors,
    "/sources": _sources,
    "/documents": _documents,
}


# ---------------------------------------------------------------- search
def _search(bench: Bench, edition: Edition, asked: SearchFilters) -> str:
    filters = drawing.draw_filters(edition, asked, action=SEARCH)
    found = pager = download = None
    if ask.fields_of(asked):
        hits = bench.search(ask.searched(asked, edition))
        tabs = _tabs(bench, edition, asked, hits)
        found = drawing.draw_found(edition.shelf, hits, tabs, asked.kind)
        pager = drawing.draw_pager(SEARCH, asked, Pages.of(asked.page, hits.total, ask.HITS))
        download = drawing.draw_download("/search.csv", asked)
    body = drawing.draw("search.html", filters=filters, found=found, pager=pager, download=download)
    title = f"Search: {asked.q}" if asked.q else "Search"
    return framed(title, body, here="search", query=asked.q)


def _tabs(bench: Bench, edition: Edition, asked: SearchFilters, hits: Found) -> list[Tab]:
    """Each kind of thing that is searched, with how many of it meet the same query."""
    tabs = []
    for kind in Sought:
        same = asked.model_copy(update={"kind": kind})
        counted = hits if kind is asked.kind else bench.search(ask.counted(same, edition))
        tabs.append(Tab(kind, kind.value.capitalize(), with_query(SEARCH, ask.fields_of(same)),
                        counted.total))  # fmt: skip
    return tabs
