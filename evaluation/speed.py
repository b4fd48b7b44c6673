"""How fast documents are read, against the bare encoder over the same tokens in the same run.

For each document in turn the bare encoder and then the whole reading are timed, in CPU seconds of
one thread, so that whatever else the machine does touches both alike and little. "Bare" is the
int8 model run on windows of full length that do not overlap, with the tokens made beforehand: no
reading can be faster.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from evaluation.scores import Benchmark, Score
from tellings.align import align
from tellings.compare import compare_accounts
from tellings.domain.reading import Reading
from tellings.domain.text import Document
from tellings.ingest import find, take
from tellings.models.runtime import Encoder, Words
from tellings.models.tokens import WINDOW
from tellings.read import reader as stages
from training.corpora import corpus_texts

P = ParamSpec("P")
T = TypeVar("T")

TITLE = "Speed: reading the corpus, one thread"
CORPUS = "corpus/fakes.csv"
BATCH = 8
GROWTH = 10
GROWN = 200  # with fewer documents, the time for a tenth of them is all start and no growth
PARTS = {
    "parse and names": ("parse", "read_names", "mentions"),
    "claims": ("read_claims",),
    "events": ("context_of", "read_events"),
    "labels": ("read_labels",),
}
"""The stages of `BuiltinReader.read`, by the names of the functions that it calls."""


@dataclass(slots=True)
class Clock:
    """CPU seconds by name."""

    seconds: dict[str, float] = field(default_factory=dict)

    def timed(self, name: str, work: Callable[P, T]) -> Callable[P, T]:
        """`work`, with its time added under `name`."""

        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            start = time.process_time()
            try:
                return work(*args, **kwargs)
            finally:
                spent = time.process_time() - start
                self.seconds[name] = self.seconds.get(name, 0.0) + spent

        return run


class TimedEncoder(Encoder):
    """The shipped encoder, timed."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(threads=1)
        self.clock = clock

    def run(self, text: str) -> Words:
        """As the shipped encoder."""
        return self.clock.timed("encoder", super().run)(text)


@contextmanager
def split_by_stage(clock: Clock) -> Iterator[None]:
    """While open, the functions that the built-in reader calls are timed."""
    plain = {name: getattr(stages, name) for names in PARTS.values() for name in names}
    try:
        for part, names in PARTS.items():
            for name in names:
                setattr(stages, name, clock.timed(part, plain[name]))
        yield
    finally:
        for name, work in plain.items():
            setattr(stages, name, work)


def measure_growth(documents: Sequence[Document], readings: Sequence[Reading]) -> Iterator[Score]:
    """Time to align and compare all documents, and how many times that of every tenth."""
    few, many = (_comparing(documents[::step], readings[::step]) for step in (GROWTH, 1))
    yield Score("align and compare", many, f"{len(documents)} documents", unit="s")
    if len(documents) >= GROWN:
        counts = f"{GROWTH} times the documents; {few:.2f} s for every tenth"
        yield Score("growth of align and compare", many / few, counts, unit="times")


def _comparing(documents: Sequence[Document], readings: Sequence[Reading]) -> float:
    clock = Clock()

    def work() -> None:
        compare_accounts(documents, readings, align(documents, readings))

    clock.timed("all", work)()
    return clock.seconds["all"]


def start_seconds() -> float:
    """Wall seconds of `tellings --help`; the best of five, as other work only ever adds."""
    command = [sys.executable, "-m", "tellings", "--help"]
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        spent.append(time.perf_counter() - start)
    return min(spent)


def measure_speed(shared: Path, limit: int | None = None) -> Benchmark:
    """Scores over the first `limit` texts of the corpus, taken in a process of their own.

    So the peak of memory is that of reading alone.
    """
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        scores = pool.submit(read_corpus, shared / CORPUS, limit).result()
    return Benchmark("speed", TITLE, scores, None)


def read_corpus(table: Path, limit: int | None) -> tuple[Score, ...]:
    """Read the texts one by one; each keeps its reading, as a dossier's comparison does."""
    documents = take_texts([text for _, text in islice(corpus_texts(table), limit)])
    clock = Clock()
    encoder = TimedEncoder(clock)
    reader = stages.BuiltinReader(encoder)
    reader.read(documents[0])  # loads the model, the gazetteer and the grammar
    clock.seconds.clear()
    tokens = 0
    readings: list[Reading] = []
    bare, whole = clock.timed("bare", run_bare), clock.timed("whole", reader.read)
    with split_by_stage(clock):
        for document in documents:
            ids = encoder.tokenizer.encode(document.text, add_special_tokens=False).ids
            tokens += len(ids)
            bare(encoder, ids)
            readings.append(whole(document))
    return (
        *speed_scores(clock.seconds, len(readings), tokens),
        Score("peak resident memory", peak_memory(), "with all readings kept", unit="MB"),
        *measure_growth(documents, readings),
        Score("start", start_seconds(), "tellings --help, the best of five", unit="s"),
    )


def take_texts(texts: Sequence[str]) -> list[Document]:
    """The texts as documents, taken in from files as any others."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, "utf-8")
        taken = [item for found in find([Path(folder)]) for item in take(found)]
    return [item for item in taken if isinstance(item, Document)]


def run_bare(encoder: Encoder, ids: Sequence[int]) -> None:
    """The model on windows of full length, eight at once, as far as the tokens go."""
    body = WINDOW - 2
    pieces = [ids[at : at + body] for at in range(0, len(ids), body)]
    for at in range(0, len(pieces), BATCH):
        chosen = pieces[at : at + BATCH]
        batch = np.zeros((len(chosen), max(map(len, chosen)) + 2), dtype=np.int64)
        for row, piece in enumerate(chosen):
            batch[row, : len(piece) + 2] = [101, *piece, 102]
        encoder.session.run(None, {"ids": batch, "case": np.zeros_like(batch)})


def speed_scores(seconds: dict[str, float], documents: int, tokens: int) -> Iterator[Score]:
    """The ratio, rates, each stage's share of the whole reading, and the peak of memory."""
    whole, bare = seconds["whole"], seconds["bare"]
    counts = f"{documents} documents, {tokens:,} tokens"
    yield Score(
        "whole reading / bare encoder",
        whole / bare,
        f"{whole:.1f} s against {bare:.1f} s, {counts}",
        unit="times",
    )
    yield Score("tokens a second", tokens / whole, f"bare encoder {tokens / bare:,.0f}", unit="/s")
    yield Score("documents a second", documents / whole, counts, unit="/s")
    for name in ("encoder", *PARTS):
        spent = seconds.get(name, 0.0)
        yield Score(f"share of {name}", spent / whole, f"{spent:.2f} s")
    rest = whole - sum(seconds.get(name, 0.0) for name in ("encoder", *PARTS))
    yield Score("share of the rest", rest / whole, f"{rest:.2f} s")


def peak_memory() -> float:
    """The most this process has held resident, in MB (Linux counts in KiB, macOS in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
