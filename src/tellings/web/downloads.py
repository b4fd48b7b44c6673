"""What the views show, as CSV: all rows that the filters leave, not only the page shown."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from tellings.web import asked as ask
from tellings.web import sheets
from tellings.web.asked import AskedEvents, AskedSearch
from tellings.web.bench import Bench
from tellings.web.editions import Edition
from tellings.web.sheets import Sheet


class CsvResponse(Response):
    """A sheet, as a file to be kept."""

    media_type = "text/csv"


def download_routes(bench: Bench) -> APIRouter:
    """A route for the sheet of every view. To be put before the routes of pages."""
    router = APIRouter(default_response_class=CsvResponse)

    async def send(make: Callable[[Edition], Sheet]) -> Response:
        edition = await bench.edition()

        def written() -> tuple[str, bytes]:
            sheet = make(edition)
            return sheet.name, sheets.to_csv(sheet)

        name, content = await bench.apart(written)
        attached = f'attachment; filename="tellings-{name}.csv"'
        return CsvResponse(content, headers={"Content-Disposition": attached})

    @router.get("/documents.csv", summary="All documents")
    async def documents() -> Response:
        return await send(lambda edition: sheets.documents_sheet(edition.shelf))

    @router.get("/events.csv", summary="The events that the filters leave")
    async def events(asked: AskedEvents) -> Response:
        return await send(
            lambda edition: sheets.events_sheet(
                edition.shelf, ask.chosen_events(asked, edition, whole=True)
            )
        )

    @router.get("/events/{id}.csv", summary="All that is told of one event")
    async def event(id: str) -> Response:
        return await send(lambda edition: _event(edition, id))

    @router.get("/actors.csv", summary="Who calls whom what")
    async def actors() -> Response:
        return await send(lambda edition: sheets.actors_sheet(edition.shelf))

    @router.get("/actors/{id}.csv", summary="What one actor says and is called")
    async def actor(id: str) -> Response:
        return await send(lambda edition: _actor(edition, id))

    @router.get("/sources.csv", summary="Who cites whom")
    async def sources() -> Response:
        return await send(lambda edition: sheets.sources_sheet(edition.shelf))

    @router.get("/search.csv", summary="What a search finds")
    async def search(asked: AskedSearch) -> Response:
        return await send(
            lambda edition: sheets.hits_sheet(
                edition.shelf, bench.search(ask.searched(asked, edition, whole=True)).hits
            )
        )

    return router


def _event(edition: Edition, id: str) -> Sheet:
    seen = edition.shelf.events.get(id)
    if seen is None:
        raise HTTPException(404, "There is no such event in this dossier.")
    return sheets.event_sheet(edition.shelf, seen)


def _actor(edition: Edition, id: str) -> Sheet:
    if id not in edition.shelf.actors:
        raise HTTPException(404, "There is no such actor in this dossier.")
    return sheets.actor_sheet(edition.shelf, id)
