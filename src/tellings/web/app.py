"""Puts the workbench together: routes, guard, and a page for whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException as AnyHTTPException

from tellings import __version__, report
from tellings.errors import DossierError
from tellings.web import drawing
from tellings.web.bench import Bench
from tellings.web.downloads import download_routes
from tellings.web.guard import LOOPBACK, Guard
from tellings.web.routes import draw_ahead, framed, list_routes, single_routes

_PAGE: Final = {"content": {"text/html": {"schema": {"type": "string"}}}}
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    404: {"description": "There is no such thing in the dossier", **_PAGE},
    422: {"description": "The address cannot be understood", **_PAGE},
    503: {"description": "The dossier cannot be read now", **_PAGE},
}
_KINDS: Final = {"tellings.css": "text/css", "tellings.js": "text/javascript"}


def create_app(dossier: Path, *, names: Iterable[str] = LOOPBACK) -> FastAPI:
    """The workbench over the dossier at that path, known by `names` (hosts, without port)."""
    bench = Bench(dossier)

    @asynccontextmanager
    async def open_until_the_end(_: FastAPI) -> AsyncIterator[None]:
        drawing_ahead = asyncio.ensure_future(draw_ahead(bench))
        yield
        drawing_ahead.cancel()
        bench.close()

    # No page of documentation: those that FastAPI brings load scripts from elsewhere.
    app = FastAPI(
        title="Tellings workbench",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=open_until_the_end,
    )
    app.add_middleware(Guard, names=tuple(names))
    app.include_router(download_routes(bench), responses=_REFUSALS)
    app.include_router(list_routes(bench), responses=_REFUSALS)
    app.include_router(single_routes(bench), responses=_REFUSALS)
    app.include_router(_asset_routes(), responses=_REFUSALS)
    app.add_exception_handler(AnyHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(DossierError, _unusable)
    return app


def _asset_routes() -> APIRouter:
    """The script and the style; that of the workbench's own parts follows that of the views."""
    own = (files("tellings.web") / "static" / "workbench.css").read_text(encoding="utf-8")
    assets = {
        "tellings.css": (report.asset("tellings.css") + own).encode(),
        "tellings.js": report.asset("tellings.js").encode(),
    }
    tags = {name: f'"{sha256(content).hexdigest()[:16]}"' for name, content in assets.items()}
    router = APIRouter()

    @router.get("/assets/{name}", summary="The script and the style of the pages")
    async def asset(name: str, request: Request) -> Response:
        if name not in assets:
            raise HTTPException(404, "There is no such file.")
        headers = {"ETag": tags[name], "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tags[name]:
            return Response(status_code=304, headers=headers)
        return Response(assets[name], media_type=_KINDS[name], headers=headers)

    return router


# ---------------------------------------------------------------- what goes wrong
def _message(status: int, title: str, text: str, advice: str = "") -> HTMLResponse:
    return HTMLResponse(framed(title, drawing.draw_message(title, text, advice)), status)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, AnyHTTPException)  # noqa: S101  # nosec B101  # as registered
    title = {404: "Not found", 405: "Not possible"}.get(error.status_code, "Refused")
    answer = _message(error.status_code, title, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _misasked(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # nosec B101  # as registered
    said = [f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()]
    return _message(422, "Not understood", "; ".join(said), "Mend the address or the form.")


async def _unusable(_: Request, error: Exception) -> Response:
    assert isinstance(error, DossierError)  # noqa: S101  # nosec B101  # as registered
    return _message(503, "The dossier cannot be read", error.reason, error.advice)
