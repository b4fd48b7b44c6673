"""What becomes of broken files: `python -m evaluation.faults`. Exits 1 where one is not survived.

    --seed 1            which files are made
    --good 60           how many sound files stand among the broken ones
    --fuzz 2000         how many mutations of sound files are taken in as well (20000 for a release)
    --read              take the whole way: read, compare and check the dossier too (minutes)
    --keep FOLDER       leave the broken files there

For each kind of fault: how many files, how many documents and refusals came of them, how many
were stopped by a limit or ended their process, how many failed by a defect (an error that is none
of Tellings'), how many were passed over without a word, and the longest that one took.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.faulty import FAULTS, containers, pages, places, text
from evaluation.faulty.good import sound
from evaluation.fuzz import mutants, take_mutant
from tellings.bounded import Done, Pool
from tellings.domain.text import Document, Refusal
from tellings.errors import BrokeDown, Stopped
from tellings.ingest import FORMATS
from tellings.ingest.bounded import take_one
from tellings.ingest.found import Found, find
from tellings.ingest.limits import TAKE
from tellings.pipeline import free_cores

MODULES = (text, pages, containers, places)
"""What enters its faults when it is imported."""
DEFECT = "Tellings failed"
WIDTH = 62


@dataclass(slots=True)
class Row:
    """What came of the files of one kind."""

    kind: str
    files: int = 0
    documents: int = 0
    refused: int = 0
    stopped: int = 0
    defects: int = 0
    silent: int = 0
    slowest: float = 0.0
    notes: Counter[str] = field(default_factory=Counter)

    def add(self, done: Done[Document | Refusal]) -> None:
        """Count what came of one file."""
        self.files += 1
        self.documents += sum(isinstance(r, Document) for r in done.results)
        self.refused += sum(isinstance(r, Refusal) for r in done.results)
        self.silent += not done.results and done.error is None
        self.slowest = max(self.slowest, done.seconds)
        if done.error:
            is_defect = not isinstance(done.error, Stopped) or (
                isinstance(done.error, BrokeDown) and done.error.reason.startswith(DEFECT)
            )
            self.defects += is_defect
            self.stopped += not is_defect
            self.notes[done.error.reason] += 1

    def line(self) -> str:
        """The row as printed."""
        counts = (self.files, self.documents, self.refused, self.stopped, self.defects, self.silent)
        return (
            f"{self.kind:{WIDTH}}"
            + "".join(f"{n:>10,}" for n in counts)
            + (f"{self.slowest:>9.1f}")
        )


HEAD = f"{'kind of fault':{WIDTH}}" + "".join(
    f"{name:>10}" for name in ("files", "documents", "refused", "stopped", "defects", "silent")
) + f"{'longest':>9}"  # fmt: skip


def write_corpus(folder: Path, seed: int, good: int) -> dict[Path, str]:
    """Write every kind of broken file, and sound ones among them: kind by path."""
    kinds: dict[Path, str] = {}
    for number, (kind, make) in enumerate(FAULTS.items()):
        here = folder / f"{number:02}"
        here.mkdir(parents=True)
        for name, what in make(random.Random(f"{seed} {kind}")):
            path = here / name
            if isinstance(what, bytes):
                path.write_bytes(what)
            else:
                what(path)
            kinds[path] = kind
    for number, (name, data) in enumerate(sound(random.Random(seed), good)):
        path = folder / f"{number % len(FAULTS):02}" / name
        path.write_bytes(data)
        kinds[path] = "sound files" if is_taken(name) else "sound files of formats not taken in"
    return kinds


def is_taken(name: str) -> bool:
    """Whether a file of this name is of a format that is taken in."""
    return name.endswith(tuple(FORMATS))


def take_corpus(folder: Path, kinds: dict[Path, str], workers: int) -> Iterator[Row]:
    """Take all of a corpus in, within limits: a row for each kind."""
    rows = {kind: Row(kind) for kind in dict.fromkeys(kinds.values())}
    left = dict(kinds)
    pool: Pool[Found, Document | Refusal] = Pool(take_one, TAKE, size=workers)
    with pool, closing(pool.map(find([folder]))) as results:
        for found, done in results:
            path = found.path
            while path not in kinds and path != folder:  # a file in a folder that was made
                path = path.parent
            left.pop(path, None)
            rows[kinds.get(path, kinds[next(iter(kinds))])].add(done)
    for path, kind in left.items():
        rows[kind].files += 1
        rows[kind].silent += 1
        rows[kind].notes[f"not found: {path.name!r}"] += 1
    yield from rows.values()


def take_mutants(count: int, seed: int, workers: int) -> Iterator[Row]:
    """Take mutations of sound files in: a row for each format."""
    rows: dict[str, Row] = {}
    pool: Pool[tuple[str, bytes], Document | Refusal] = Pool(take_mutant, TAKE, size=workers)
    with pool, closing(pool.map(mutants(count, seed))) as results:
        for (name, _), done in results:
            suffix = name.partition(".")[2]
            rows.setdefault(suffix, Row(f"mutations of .{suffix}")).add(done)
    yield from (rows[suffix] for suffix in sorted(rows))


def read_all(folder: Path, kinds: dict[Path, str]) -> list[str]:
    """The whole way over a corpus, twice; what is wrong with the dossier that comes of it."""
    from tellings.dossier import Dossier
    from tellings.dossier.check import check
    from tellings.pipeline import compare

    wrong = []
    with tempfile.TemporaryDirectory() as out:
        into = Path(out) / "dossier.db"
        first = compare([folder], into=into)
        again = compare([folder], into=into)
        with Dossier.open(into) as dossier:
            told = {d.path.partition(suffix)[0] + suffix for d in dossier.documents()
                    for suffix in (Path(d.path).suffix,)}  # fmt: skip
            paths = [d.path for d in dossier.documents()]
            unread = dossier.documents(), len(dossier.readings())
        good = [p for p, kind in kinds.items() if kind == "sound files"]
        missing = [p.name for p in good if not any(t.startswith(str(p)) for t in (*paths, *told))]
        wrong += [f"a sound file is not there: {name}" for name in missing]
        wrong += [f"read again: {path}" for path in again.read]
        wrong += [str(flaw) for flaw in check(into).flaws]
        print(
            f"\nread {len(first.read)} documents of {len(unread[0])}, {unread[1]} readings; "
            f"{len(first.refusals)} refused, {len(first.skipped)} with bytes that were there"
        )
        broken = [r for r in first.refusals if r.reason.startswith(DEFECT)]
        wrong += [f"{r.path}: {r.reason}" for r in broken]
    return wrong


def print_rows(rows: Iterable[Row]) -> list[str]:
    """Print a table; return what in it must not be."""
    total, wrong = Row("all"), []
    print(HEAD)
    for row in rows:
        print(row.line(), flush=True)
        for note, count in row.notes.most_common(6):
            print(f"    {count} x {note}")
        for name in ("files", "documents", "refused", "stopped", "defects", "silent"):
            setattr(total, name, getattr(total, name) + getattr(row, name))
        total.slowest = max(total.slowest, row.slowest)
        if row.defects or row.silent:
            wrong.append(f"{row.kind}: {row.defects} defects, {row.silent} passed over")
        if row.kind == "sound files" and row.documents < row.files:
            wrong.append(f"{row.files - row.documents} sound files are not documents")
    print(total.line())
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description="What becomes of broken files.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--good", type=int, default=60)
    parser.add_argument("--fuzz", type=int, default=0)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args(arguments)
    workers = free_cores()
    with tempfile.TemporaryDirectory() as made:
        folder = (given.keep or Path(made)) / "faulty"
        kinds = write_corpus(folder, given.seed, given.good)
        print(f"{len(kinds)} files of {len(FAULTS)} kinds of fault\n")
        wrong = print_rows(take_corpus(folder, kinds, workers))
        if given.fuzz:
            print()
            wrong += print_rows(take_mutants(given.fuzz, given.seed, workers))
        if given.read:
            wrong += read_all(folder, kinds)
        for path in kinds:
            if path.is_dir() and not path.is_symlink():
                os.chmod(path, 0o700)  # noqa: PTH101  so that it can be removed
    for line in wrong:
        print(f"WRONG  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
