"""What is shown, in step with the file: one whole moment of the dossier after another.

Invariant: an edition never changes. Whoever has one sees one moment of the dossier, and pages
drawn from it stay right for as long as it is the current one. When another process has committed
to the file, the next edition is put together in the background and then takes its place.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from markupsafe import Markup

from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.errors import DossierError
from tellings.report import Shelf
from tellings.report.overview import Choices, choices

PAGES_BYTES: Final = 64 * 1024 * 1024  # of pages kept, at most
MOST_KNOWN: Final = 300  # actors, and places, that a form proposes
PATIENCE: Final = 0.5  # seconds that the reader who meets a change waits for the next edition
REST: Final = 4  # times as long as it takes to put an edition together is none begun

Moment = tuple[int, int, int]


class Edition:
    """One moment of the dossier, and the pages drawn of it, the last used up to a limit."""

    def __init__(self, shelf: Shelf, limit: int = PAGES_BYTES) -> None:
        self.shelf = shelf
        self._limit = limit
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._pieces: dict[str, Markup] = {}
        self._drawing: dict[str, asyncio.Future[bytes]] = {}

    @cached_property
    def choices(self) -> Choices:
        """What can be filtered by; of actors and places those that most has to do with."""
        shelf = self.shelf
        every = choices(shelf)
        told_at = Counter(e.event.where.name for e in shelf.view.events if e.event.where)
        said = {who: len(claims) for who, claims in shelf.claims_by_actor.items()}
        actors = sorted(every.actors, key=lambda actor: (-said.get(actor.id, 0), actor.name))
        return replace(
            every,
            actors=tuple(sorted(actors[:MOST_KNOWN], key=lambda actor: actor.name)),
            places=tuple(sorted(place for place, _ in told_at.most_common(MOST_KNOWN))),
        )

    @cached_property
    def actor_ids(self) -> dict[str, str]:
        """Ids of actors by any of their names, in lower case; who says more has the name."""
        ids: dict[str, str] = {}
        claims = self.shelf.claims_by_actor
        ranked = sorted(self.shelf.view.actors, key=lambda a: (-len(claims.get(a.id, ())), a.id))
        for actor in ranked:
            ids.setdefault(actor.name.casefold(), actor.id)
        for actor in ranked:
            for alias in actor.aliases:
                ids.setdefault(alias.casefold(), actor.id)
        return ids

    def once(self, key: str, draw: Callable[[], Markup]) -> Markup:
        """A piece that is the same on many pages, drawn when first needed."""
        if key not in self._pieces:
            self._pieces[key] = draw()
        return self._pieces[key]

    async def drawn(self, key: str, draw: Callable[[], Awaitable[bytes]]) -> bytes:
        """The page of that key; drawn once, however many ask for it at the same time."""
        if (page := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return page
        if key not in self._drawing:
            self._drawing[key] = task = asyncio.ensure_future(draw())
            task.add_done_callback(lambda done: self._keep(key, done))
        return await asyncio.shield(self._drawing[key])

    def _keep(self, key: str, done: asyncio.Future[bytes]) -> None:
        del self._drawing[key]
        if done.cancelled() or done.exception() or len(done.result()) > self._limit:
            return
        self._kept[key] = done.result()
        self._size += len(done.result())
        while self._size > self._limit:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)


class Editions:
    """Editions of the dossier at `path`; used in one event loop."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._watching: Dossier | None = None
        self._file: tuple[int, int] | None = None  # which file is watched: device, number
        self._edition: Edition | None = None
        self._moment: Moment | None = None  # of the edition that is there or being made
        self._making: asyncio.Task[Edition] | None = None
        self._rest_until = 0.0
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="edition")

    async def current(self) -> Edition:
        """The edition to show now.

        Who meets a change first waits a moment for the next edition; everybody else gets the one
        before until the next is there. Raises `DossierError` where the dossier cannot be read.
        """
        if self._making is None and self._has_changed():
            making = self._begin()
            if self._edition is not None:
                await asyncio.wait({making}, timeout=PATIENCE)
                if making.done():
                    return making.result()
        if self._edition is None and self._making is not None:
            return await asyncio.shield(self._making)
        if self._edition is None:
            raise DossierError("it cannot be read now", advice="try again", path=str(self.path))
        return self._edition

    def close(self) -> None:
        """Let go of the file."""
        self._maker.shutdown(cancel_futures=True)
        if self._watching is not None:
            self._watching.close()
            self._watching = None

    def _has_changed(self) -> bool:
        if self._edition is not None and time.monotonic() < self._rest_until:
            return False
        return self._edition is None or self._now() != self._moment

    def _now(self) -> Moment:
        """A moment of the file: which file it is, and how often it was committed to."""
        try:
            stat = self.path.stat()
        except OSError as error:
            raise DossierError(
                f"the file cannot be opened: {error.strerror}",
                advice="put it back, or start the workbench with another",
                path=str(self.path),
            ) from error
        if self._watching is None or self._file != (stat.st_dev, stat.st_ino):
            if self._watching is not None:
                self._watching.close()
            self._watching = Dossier.open(self.path, to_write=False)
            self._file = (stat.st_dev, stat.st_ino)
        return (*self._file, self._watching.changes())

    def _begin(self) -> asyncio.Task[Edition]:
        self._moment = self._now()
        self._making = asyncio.ensure_future(self._make())
        self._making.add_done_callback(asyncio.Future.exception)  # seen, though nobody may wait
        return self._making

    async def _make(self) -> Edition:
        start = time.monotonic()
        try:
            loop = asyncio.get_running_loop()
            edition = await loop.run_in_executor(self._maker, _read, self.path)
            self._edition = edition
        except BaseException:
            self._edition = None  # it must be seen, not covered; whoever asks next tries again
            raise
        finally:
            self._making = None
            self._rest_until = time.monotonic() + REST * (time.monotonic() - start)
        return edition


def _read(path: Path) -> Edition:
    with Dossier.open(path, to_write=False) as dossier:
        return Edition(Shelf(assemble(dossier)))
