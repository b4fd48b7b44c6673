"""How time and memory of aligning and comparing grow with the documents.

    python -m evaluation.growth [--sizes 679 2000 6790] [--shared ../shared | --dossier FILE]

The corpus is read once, or taken from a dossier that holds its readings, then repeated: each copy
has its dates shifted by 37 days and its places and capitalised words renamed letter by letter, so
that a copy tells of other events in other places, with texts and offsets of the same length. Each
size is measured in a process of its own: CPU seconds of one thread, and the most that was resident.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from evaluation.scores import Benchmark, Score
from evaluation.speed import CORPUS, peak_memory, take_texts
from tellings.align import align
from tellings.compare import compare_accounts
from tellings.domain.reading import Reading
from tellings.domain.text import Document, Span
from training.corpora import corpus_texts

SIZES = (679, 2000, 6790)
DAYS = 37
_CAPITALISED = re.compile(r"[A-Z]\w+")

Read = tuple[Document, Reading]


@dataclass(frozen=True, slots=True)
class Copying:
    """The n-th copy of a corpus: how ids, days and names become those of the copy."""

    number: int

    def copy(self, made: Read) -> Read:
        """A document and its reading, told of other days and places."""
        document, reading = made
        if not self.number:
            return made
        name = hashlib.sha256(f"{document.id}\x1f{self.number}".encode()).hexdigest()
        new: Document = self._of(document, {document.id: name[:16]})
        new = replace(new, sha256=name)
        return new, self._of(reading, {document.id: name[:16]})

    def _of(self, value: Any, ids: dict[str, str]) -> Any:
        """The same value with ids replaced, days shifted and names renamed, however deep."""
        if isinstance(value, Span):
            return Span(ids.get(value.document, value.document), value.start, value.end)
        if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: self._field(f.name, getattr(value, f.name), ids)
                       for f in fields(value)}  # fmt: skip
            return replace(value, **changed)
        if isinstance(value, tuple):
            return tuple(self._of(each, ids) for each in value)
        if isinstance(value, date):
            return value + timedelta(days=DAYS * self.number)
        return value

    def _field(self, name: str, value: Any, ids: dict[str, str]) -> Any:
        if name == "id" and isinstance(value, str):
            return ids.get(value) or f"{value}{self.number:x}"
        if name in {"document", "claim", "inside"} and isinstance(value, str):
            return ids.get(value) or f"{value}{self.number:x}"
        if name in {"text", "title", "name"} and isinstance(value, str):
            return _CAPITALISED.sub(self._renamed, value)
        if name in {"lat", "lon"} and isinstance(value, float):
            return value + 0.5 * self.number
        return self._of(value, ids)

    def _renamed(self, word: re.Match[str]) -> str:
        head, rest = word[0][0], word[0][1:]
        turned = (chr((ord(c) - 97 + 3 * self.number) % 26 + 97) if "a" <= c <= "z" else c
                  for c in rest)  # fmt: skip
        return head + "".join(turned)


def grown(corpus: Sequence[Read], size: int) -> Iterator[Read]:
    """The corpus and as many copies as make `size` documents."""
    for at in range(size):
        yield Copying(at // len(corpus)).copy(corpus[at % len(corpus)])


def measure_size(corpus: Sequence[Read], size: int) -> tuple[float, float, int]:
    """(CPU seconds, MB resident at most, events told by several documents) for so many."""
    made = list(grown(corpus, size))
    documents, readings = [d for d, _ in made], [r for _, r in made]
    start = time.process_time()
    alignment = align(documents, readings)
    comparison = compare_accounts(documents, readings, alignment)
    spent = time.process_time() - start
    several: dict[str, set[str]] = {}
    for account in comparison.accounts:
        several.setdefault(account.event, set()).update(account.documents)
    return spent, peak_memory(), sum(len(found) > 1 for found in several.values())


def measure_growth(corpus: Sequence[Read], sizes: Sequence[int] = SIZES) -> Benchmark:
    """Seconds and memory for each size, and the growth from the first to the last."""
    rows: list[Score] = []
    seconds = []
    for size in sizes:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            spent, memory, several = pool.submit(measure_size, corpus, size).result()
        seconds.append(spent)
        rows.append(
            Score(f"{size} documents", spent, f"{several} events told by several", unit="s")
        )
        rows.append(Score(f"{size} documents, memory", memory, unit="MB"))
    factor = sizes[-1] / sizes[0]
    rows.append(Score("growth", seconds[-1] / seconds[0], f"{factor:g} times the documents",
                      unit="times"))  # fmt: skip
    return Benchmark("growth", "Growth: align and compare", tuple(rows), None)


def _read(shared: Path) -> list[Read]:
    from tellings.pipeline import shipped_reader

    reader = shipped_reader()
    documents = take_texts([text for _, text in corpus_texts(shared / CORPUS)])
    return [(d, reader.read(d)) for d in documents]


def _stored(path: Path) -> list[Read]:
    from tellings.dossier import Dossier

    with Dossier.open(path) as dossier:
        readings = {r.document: r for r in dossier.readings()}
        return [(d, readings[d.id]) for d in dossier.documents() if d.id in readings]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the corpus once, then measure and print each size."""
    parser = argparse.ArgumentParser(prog="evaluation.growth")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--dossier", type=Path, help="documents with their readings")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    chosen = parser.parse_args(arguments)
    corpus = _stored(chosen.dossier) if chosen.dossier else _read(chosen.shared)
    benchmark = measure_growth(corpus, chosen.sizes)
    for score in benchmark.scores:
        print(f"{score.name:24} {score!s:>12}  {score.counts}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
