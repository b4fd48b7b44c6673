"""Run the workbench with uvicorn on an address of this machine."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import uvicorn

from tellings.dossier import Dossier
from tellings.errors import TellingsError
from tellings.web.app import create_app
from tellings.web.guard import LOOPBACK

BACKLOG: Final = 128


class CannotListen(TellingsError):
    """The address cannot be taken."""


def serve(
    dossier: Path,
    *,
    host: str,
    port: int,
    names: Sequence[str] = (),
    ready: Callable[[str], None],
) -> None:
    """Answer on `host` and `port` (0: a free one) until interrupted.

    `ready` is told the address once requests are taken. `names` are further hosts by which the
    workbench may be asked for. Raises `DossierError` or `CannotListen`.
    """
    with Dossier.open(dossier):  # a dossier of an older version is brought up to date here
        pass
    listening = _listen(host, port)
    with listening:
        app = create_app(dossier, names=(*LOOPBACK, *_names_of(host), *names))
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        ready(f"http://{_in_address(host)}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address of that host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections already, so that whoever is told the address may come."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        raise CannotListen(
            f"{host} port {port} cannot be listened on: {error.strerror or error}",
            advice="name another with --port" if taken else "name another with --host or --port",
        ) from error


def _names_of(host: str) -> tuple[str, ...]:
    """The host as a browser writes it. One that stands for every address is no name."""
    return () if host in ("0.0.0.0", "::") else (_in_address(host),)  # noqa: S104  # nosec B104


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
