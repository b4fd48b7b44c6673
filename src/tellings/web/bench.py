"""The workbench behind the routes: what is shown now, and the threads that draw it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from tellings.dossier import Dossier, Found, Query
from tellings.web.editions import Edition, Editions

T = TypeVar("T")

# Drawing is Python throughout, so more threads would only take turns; the second lets a search
# wait for the disk.
DRAWERS: Final = 2


class Bench:
    """One dossier, opened for reading only. Used in one event loop, closed at its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open()

    def _open(self) -> None:
        self._editions = Editions(self.path)
        self._drawers = ThreadPoolExecutor(DRAWERS, thread_name_prefix="draw")

    async def edition(self) -> Edition:
        """What is to be shown now; raises `DossierError` where the dossier cannot be read."""
        return await self._editions.current()

    async def page(self, key: str, draw: Callable[[Edition], str]) -> bytes:
        """A page in UTF-8, drawn in a thread unless the current edition has it."""
        edition = await self.edition()
        return await edition.drawn(key, lambda: self.apart(lambda: draw(edition).encode()))

    async def apart(self, work: Callable[[], T]) -> T:
        """What `work` returns, done in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._drawers, work)

    def search(self, query: Query) -> Found:
        """What meets the query in the file as it is now."""
        with Dossier.open(self.path, to_write=False) as dossier:
            return dossier.search(query)

    def close(self) -> None:
        """Stop the threads and let go of the file. The bench can be used again after it."""
        self._drawers.shutdown(cancel_futures=True)
        self._editions.close()
        self._open()
