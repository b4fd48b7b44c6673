"""Which requests are answered, and the headers that every answer carries.

The workbench has no password: whoever can reach it may read the dossier. So a web page in the
reader's own browser must not be able to reach it. A page elsewhere can try in three ways:

* under a name of its own that it has made point at this machine (DNS rebinding): refused by the
  `Host` header, which must be one of the names that the workbench is known by;
* by a form or a script that writes across sites: refused by `Sec-Fetch-Site`, or by `Origin`
  where an older browser does not send it (https://www.w3.org/TR/fetch-metadata/);
* by loading an answer as a script, a frame or an image: refused by `Sec-Fetch-Mode`, and by the
  headers of the answer (https://cheatsheetseries.owasp.org, "HTTP Headers").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")

# Scripts, styles and data of this origin only, nothing written into the page, no frames, and no
# text that a script may turn into markup.
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex",
}
KEPT_NOWHERE: Final = "no-store"  # a dossier's texts are not to lie in the browser's cache

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware around the workbench. `names` are the hosts it may be asked for by."""

    def __init__(self, app: ASGIApp, names: Iterable[str] = LOOPBACK) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a web socket: there is none here
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The answer to a request that must not reach the workbench, None for any other."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self._names:
            return PlainTextResponse(
                "This name does not belong to the workbench. Use the address that it printed when "
                "it started, or name the host with --name.\n",
                status_code=421,
            )
        site = headers.get("sec-fetch-site", "")
        if scope["method"] not in _READS:
            own = f"{scope['scheme']}://{hosts[0]}"
            if not _writes_from_here(site, headers.getlist("origin"), own):
                return PlainTextResponse("Only its own pages may write here.\n", status_code=403)
        elif site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("Only its own pages may load this.\n", status_code=403)
        return None


def host_name(host: str) -> str:
    """A `Host` header without its port, in lower case: ``[::1]:80`` is ``[::1]``."""
    name, colon, port = host.rpartition(":")
    bare = name if colon and (port.isdigit() or not port) and not name.endswith(":") else host
    return bare.lower()


def _writes_from_here(site: str, origins: Sequence[str], own: str) -> bool:
    """Whether a page of `own` origin asks to write. A request that does not say is refused.

    `Sec-Fetch-Site` comes first: under our `no-referrer` a form of our own sends ``Origin: null``.
    """
    if site:
        return site == "same-origin"
    return list(origins) == [own]


def _with_headers(send: Send) -> Send:
    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("Cache-Control", KEPT_NOWHERE)
        await send(message)

    return send_guarded
