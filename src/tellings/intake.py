"""Files on their way into the dossier: which are new, what each gave, what was refused before.

Invariant: after `take_in` the dossier holds, for every file found, its documents or a refusal that
says why there are none; what people say of them beside the files now, and no refusal of a file that
is gone, or was mended.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from tellings.bounded import Limits
from tellings.domain.text import Document, Refusal
from tellings.dossier import Dossier
from tellings.ingest import sidecar
from tellings.ingest.bounded import take_each
from tellings.ingest.found import Found, find, shown

FILES_A_WORKER: Final = 32
"""Another process is begun for so many files: to begin one takes as long as some files do."""
HELD: Final = 0.5  # seconds after which what was taken in is stored: a commit waits for the disk
_ID_LENGTH: Final = 16


class Intake:
    """Takes files in. `there`: (id, path) of what had been stored before, under any name.

    `columns` says which columns of tables hold what; empty: it is guessed.
    """

    def __init__(
        self, dossier: Dossier, ours: Collection[str], columns: Mapping[str, str] | None = None
    ) -> None:
        self.there: list[tuple[str, str]] = []
        self.refused: list[Refusal] = []
        self._dossier = dossier
        self._columns = columns
        self._ours, self._folder = ours, dossier.path.absolute().parent
        self._known: list[str] = []  # paths of files whose bytes are there
        self._passed = 0  # how many of them need no second look
        self._beside: set[str] = set()  # what says something of the files
        self._held: list[tuple[str, list[Document | Refusal]]] = []
        self._since = 0.0

    def take_in(
        self, paths: Sequence[Path], workers: int, limits: Limits, tell: Callable[[int, int], None]
    ) -> None:
        """Store the documents and refusals of all files; `tell` is told how many are done."""
        found = [each for each in find(paths, self._columns) if not self._is_ours(each.path)]
        workers = max(1, min(workers, -(-len(found) // FILES_A_WORKER)))
        with closing(take_each(self._new(found), workers=workers, limits=limits)) as results:
            for done, (each, given) in enumerate(results, start=1):
                self._hold_all(each, given)
                tell(done + self._passed, len(found))
        self._store()
        tell(len(found), len(found))
        self._forget([shown(path) for path in paths], {shown(each.path) for each in found})

    def _is_ours(self, path: Path) -> bool:
        """Whether a file is the dossier, SQLite's beside it, or its report: not to be read."""
        return path.name in self._ours and path.absolute().parent == self._folder

    def _new(self, found: Iterable[Found]) -> Iterator[Found]:
        for each in found:
            digest, path = each.digest(), shown(each.path)
            beside = [] if each.data is not None else [shown(p) for p in sidecar.beside(each.path)]
            self._beside.update(beside)
            if not self._dossier.has_document(digest):
                yield each
                continue
            self._known.append(path)
            stated = self._dossier.stated(digest, path)
            if stated or (beside and stated is not None):
                yield replace(each, stated=stated)
            else:
                self._pass_by(digest, path)

    def _pass_by(self, digest: str, path: str) -> None:
        self._passed += 1
        self.there.append((digest[:_ID_LENGTH], path))

    def _hold_all(self, each: Found, given: list[Document | Refusal]) -> None:
        path = shown(each.path)
        own = [r for r in given if r.path == path or r.path.startswith(f"{path}/")]
        if own or each.stated is None:
            self._hold(path, given)
            return
        self.there.append((each.digest()[:_ID_LENGTH], path))
        for refusal in given:  # of what stands beside a file of which all else is as it was
            self._hold(refusal.path, [refusal])

    def _hold(self, path: str, given: list[Document | Refusal]) -> None:
        now = time.monotonic()
        if not self._held:
            self._since = now
        self._held.append((path, given))
        if now - self._since > HELD:
            self._store()

    def _store(self) -> None:
        new = {(d.id, d.path) for d in self._dossier.add_files(self._held)} if self._held else set()
        for _, given in self._held:
            for each in given:
                if isinstance(each, Refusal):
                    self.refused.append(each)
                elif (each.id, each.path) not in new:
                    self.there.append((each.id, each.path))
        self._held = []

    def _forget(self, given: Collection[str], found: Collection[str]) -> None:
        refused = {refusal.path for refusal in self._dossier.refusals()}
        old = {path for path in refused if is_gone(path, given, found)}
        old.update(self._beside.union(self._known) & refused)
        old.difference_update(refusal.path for refusal in self.refused)
        if old:
            self._dossier.forget_refusals(sorted(old))


def is_gone(path: str, given: Collection[str], found: Collection[str]) -> bool:
    """Whether what was refused at `path` is there no more.

    It is not if the file, or the archive that it lies in, was `found` now. It is if it lies in
    what was `given`, or if its folder is there and it is not; of a folder that is not there (a
    drive, another working directory) nothing is known.
    """
    here = Path(path)
    if path in found or any(str(parent) in found for parent in here.parents):
        return False
    if any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in given):
        return True
    try:
        return "\\x" not in path and not os.path.lexists(here) and here.parent.is_dir()
    except OSError:  # it lies in a folder that may not be opened
        return False
