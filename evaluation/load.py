"""How fast the workbench answers with many readers at once.

    python -m evaluation.load [DOSSIER] [--readers 20] [--seconds 20] [--pause 0]

Starts `tellings serve` over the dossier (without one: a dossier of ../shared/corpus, which takes
minutes to make) and lets readers walk through it, each on a connection of its own: pages of every
view, searches for words of the titles, filters. The server starts cold, so the first answer for
each page includes drawing it. Without a pause every reader asks again as soon as it has its
answer, which is the hardest case: no person reads in 0 seconds.

What is measured is the time from sending a request to the last byte of its answer, as the reader
sees it, and the CPU time that the server took for an answer, which whatever else the machine does
touches little. The readers share the cores with the server.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import quote, urlencode

from evaluation.scores import Benchmark, Score
from tellings import pipeline
from tellings.dossier import Dossier, Sought
from tellings.dossier.views import assemble
from training.corpora import corpus_texts

TITLE = "The workbench: answers to readers at once"
SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = "corpus/fakes.csv"
READERS = 20
SECONDS = 20.0
MEDIAN, P95 = 100.0, 400.0
"""Milliseconds that an answer may take at the median, and at the 95th percentile."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What readers ask for: the pages of every view, and what a search is made of."""

    lists: tuple[str, ...]
    events: tuple[str, ...]
    actors: tuple[str, ...]
    documents: tuple[str, ...]
    words: tuple[str, ...]
    outlets: tuple[str, ...]

    def next(self, draw: Random) -> tuple[str, str]:
        """The kind of page that a reader goes to next, and its address."""
        kind = draw.choices(
            ("list", "event", "document", "actor", "text", "events page", "search"),
            weights=(10, 25, 20, 10, 15, 5, 15),
        )[0]
        match kind:
            case "list":
                return kind, draw.choice(self.lists)
            case "event":
                return kind, f"/events/{_weighted(self.events, draw)}"
            case "document":
                return kind, f"/documents/{draw.choice(self.documents)}"
            case "actor":
                return kind, f"/actors/{_weighted(self.actors, draw)}"
            case "text":
                return kind, f"/texts/{draw.choice(self.documents)}"
            case "events page":
                return kind, f"/events?page={draw.randint(1, 20)}"
            case _:
                return "search", self._search(draw)

    def _search(self, draw: Random) -> str:
        asked = {"q": draw.choice(self.words), "kind": draw.choice(list(Sought)).value}
        if draw.random() < 0.3:
            asked["outlet"] = draw.choice(self.outlets)
        return f"/search?{urlencode(asked)}"


@dataclass(slots=True)
class Answers:
    """Milliseconds by kind of page, and what was not answered well."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    server: float = 0.0  # CPU seconds that the server took, its start included

    def all(self) -> list[float]:
        """Every answer's time."""
        return [time for times in self.times.values() for time in times]


def _weighted(ids: Sequence[str], draw: Random) -> str:
    """One of those that come first (the weightiest) more often than one of the last."""
    return ids[int(len(ids) * draw.random() ** 2)]


def ways_of(dossier: Path) -> Ways:
    """What there is to ask for in a dossier."""
    with Dossier.open(dossier) as opened:
        view = assemble(opened)
    titles = " ".join(seen.document.title or "" for seen in view.documents)
    words = sorted(set(re.findall(r"[A-Za-z]{4,}", titles)))
    says = {actor.id: 0 for actor in view.actors}
    for (_, _), actor in view.actor_of.items():
        says[actor] += 1
    return Ways(
        lists=("/", "/events", "/actors", "/sources", "/documents", "/search"),
        events=tuple(quote(seen.event.id) for seen in view.events),
        actors=tuple(sorted(says, key=lambda actor: (-says[actor], actor))),
        documents=tuple(seen.document.id for seen in view.documents),
        words=tuple(words),
        outlets=tuple(sorted({seen.document.outlet or "" for seen in view.documents})),
    )


# ---------------------------------------------------------------- readers
async def read_on(host: str, port: int, ways: Ways, seed: int, plan: Plan, into: Answers) -> None:
    """One reader: asks for one page after another on one connection until the time is over."""
    draw = Random(seed)
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while time.perf_counter() < plan.until:
            kind, address = ways.next(draw)
            start = time.perf_counter()
            status = await _ask(reader, writer, f"{host}:{port}", address)
            into.times[kind].append((time.perf_counter() - start) * 1000)
            if status != 200:
                into.failed.append(f"{status} {address}")
            if plan.pause:
                await asyncio.sleep(draw.uniform(0, 2 * plan.pause))
    finally:
        writer.close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, address: str
) -> int:
    """The status of the answer to a request, once all of it is here."""
    writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"^content-length: *(\d+)", head, re.MULTILINE | re.IGNORECASE)
    if length is None:
        raise ValueError(f"an answer to {address} without its length: {head}")
    await reader.readexactly(int(length[1]))
    return int(head.split(" ", 2)[1])


@dataclass(frozen=True, slots=True)
class Plan:
    """Until when readers read (by `perf_counter`), and how long they pause on average."""

    until: float
    pause: float


async def _read_together(host: str, port: int, ways: Ways, readers: int, plan: Plan) -> Answers:
    answers = Answers()
    async with asyncio.TaskGroup() as group:
        for seed in range(readers):
            group.create_task(read_on(host, port, ways, seed, plan, answers))
    return answers


# ---------------------------------------------------------------- server and dossier
@contextmanager
def workbench(dossier: Path) -> Iterator[tuple[str, int]]:
    """A workbench over the dossier, in a process of its own: its host and port."""
    command = [sys.executable, "-m", "tellings", "serve", str(dossier), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline() if server.stdout else ""
        found = re.search(r"http://([\d.]+):(\d+)/", line)
        if found is None:
            raise RuntimeError(f"the workbench did not say where it is: {line!r}")
        yield found[1], int(found[2])
    finally:
        server.terminate()
        server.wait(10)


def make_dossier(shared: Path, folder: Path) -> Path:
    """A dossier of the corpus."""
    texts = folder / "texts"
    texts.mkdir()
    for number, (_, text) in enumerate(corpus_texts(shared / CORPUS)):
        (texts / f"{number:05}.txt").write_text(text, "utf-8")
    pipeline.compare([texts], into=folder / pipeline.DOSSIER_NAME)
    return folder / pipeline.DOSSIER_NAME


def _of_children() -> float:
    """CPU seconds of the processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# ---------------------------------------------------------------- what is said of it
def measure_load(
    dossier: Path, readers: int = READERS, seconds: float = SECONDS, pause: float = 0.0
) -> Benchmark:
    """Times of answers in milliseconds, of all pages and by kind."""
    ways = ways_of(dossier)
    before = _of_children()
    with workbench(dossier) as (host, port):
        plan = Plan(time.perf_counter() + seconds, pause)
        answers = asyncio.run(_read_together(host, port, ways, readers, plan))
    answers.server = _of_children() - before
    if answers.failed:
        raise RuntimeError(f"{len(answers.failed)} requests failed: {answers.failed[:5]}")
    return Benchmark("load", TITLE, tuple(load_scores(answers, seconds)), None)


def load_scores(answers: Answers, seconds: float) -> Iterator[Score]:
    """Median, 95th percentile and worst of all, then median and 95th percentile by kind."""
    times = answers.all()
    counts = f"{len(times):,} answers in {seconds:g} s"
    yield Score("median", median(times), f"goal < {MEDIAN:g}; {counts}", unit="ms")
    yield Score("95th percentile", _p95(times), f"goal < {P95:g}", unit="ms")
    yield Score("slowest", max(times), unit="ms")
    yield Score("server CPU for an answer", answers.server / len(times) * 1000, unit="ms")
    for kind in sorted(answers.times):
        own = answers.times[kind]
        yield Score(f"median of {kind}", median(own), f"{len(own):,} answers", unit="ms")
        yield Score(f"95th percentile of {kind}", _p95(own), unit="ms")


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("dossier", type=Path, nargs="?", help="a dossier.db (default: the corpus)")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the corpus lies")
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between requests")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        dossier = given.dossier or make_dossier(given.shared, Path(folder))
        measured = measure_load(dossier, given.readers, given.seconds, given.pause)
    for score in measured.scores:
        print(f"{score.name:35} {score!s:>12}  {score.counts}")
    found = {score.name: score.value for score in measured.scores}
    return 0 if found["median"] < MEDIAN and found["95th percentile"] < P95 else 1


if __name__ == "__main__":
    sys.exit(main())
