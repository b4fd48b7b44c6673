"""Kill a run at random moments, go on, and compare: `python -m evaluation.crashes --kills 200`.

    --documents 200     how many short reports are read, with a few broken files among them
    --kills 200         how many runs are killed (kill -9), each at a moment of its own
    --times 1           how often each of them is killed before it may run to its end
    --seed 1            which moments

The moments are spread over the whole run, from the start of the program to its end, by the CPU
time that the program and its children have used: so they lie as widely on a busy machine. After
each kill the dossier must open and hold what had been committed, and be sound (`tellings check`);
then the run goes on, and its JSON export must have the digest of that of a run that nobody killed.
Exits 1 where one has not.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import psutil

from evaluation.faulty import story
from tellings.dossier import Dossier
from tellings.dossier.check import check
from tellings.errors import TellingsError
from tellings.export import to_json, write_json

BROKEN = {"empty.txt": b"", "half.pdf": b"%PDF-1.7\n", "picture.png": b"\x89PNG\r\n\x1a\n"}
"""Files that are refused: what is said of them must be the same, too."""
PROGRAM = "tellings"
LOOK = 0.01  # seconds between looks at how much time a run has used


@dataclass(slots=True)
class Result:
    """How the kills ended. `reached` counts how far the runs had come when they were killed."""

    kills: int = 0
    different: int = 0
    unsound: int = 0
    lost: int = 0
    reached: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether no kill did harm."""
        return not (self.different or self.unsound or self.lost)


def write_reports(folder: Path, count: int) -> None:
    """`count` short reports as text files, no two alike, and a few broken files."""
    folder.mkdir(parents=True)
    rng = random.Random(count)
    for number in range(count):
        (folder / f"report-{number:04}.txt").write_text(story(rng, number), "utf-8")
    for name, data in BROKEN.items():
        (folder / name).write_bytes(data)


def start(folder: Path, dossier: Path, program: str = PROGRAM) -> subprocess.Popen[bytes]:
    """`tellings read FOLDER --to DOSSIER`, begun as a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", program, "read", str(folder), "--to", str(dossier)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run_until(process: subprocess.Popen[bytes], moment: float) -> float | None:
    """Wait until a run has used `moment` seconds of CPU time: None; what it used, if it ended."""
    used: dict[int, float] = {}
    while process.poll() is None:
        try:
            seen = psutil.Process(process.pid)
            for each in (seen, *seen.children(recursive=True)):
                times = each.cpu_times()
                used[each.pid] = times.user + times.system
        except psutil.NoSuchProcess:
            continue  # one has ended meanwhile
        if sum(used.values()) >= moment:
            return None
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK)
    return sum(used.values())


def finish(folder: Path, dossier: Path, program: str = PROGRAM) -> float:
    """Run to the end; how many seconds of CPU time it took."""
    process = start(folder, dossier, program)
    used = run_until(process, math.inf) or 0.0
    if process.returncode not in (0, 3):
        raise SystemExit(f"the run ended with exit code {process.returncode}")
    return used


def digest(dossier: Path) -> str:
    """SHA-256 of the JSON export, and of what was refused."""
    with tempfile.TemporaryDirectory() as folder, Dossier.open(dossier) as opened:
        write_json(opened, Path(folder) / "export.json")
        hashed = sha256((Path(folder) / "export.json").read_bytes())
        for refusal in opened.refusals():
            hashed.update(repr(refusal).encode())
    return hashed.hexdigest()


def stage(dossier: Path, documents: int) -> tuple[str, set[str], set[str]]:
    """How far a dossier has come, and the ids of its documents and readings."""
    if not dossier.exists() or dossier.stat().st_size == 0:
        return "before the dossier was there", set(), set()
    with Dossier.create(dossier) as opened:
        stored = {document.id for document in opened.documents()}
        read = {reading.document for reading in opened.readings()}
        compared = opened.comparison() is not None
    if compared:
        return "compared", stored, read
    if len(read) == documents:
        return "all read", stored, read
    if read:
        return "reading", stored, read
    return ("taken in" if len(stored) == documents else "taking in"), stored, read


def kill_and_go_on(
    folder: Path, dossier: Path, moments: Sequence[float], whole: str, result: Result,
    program: str = PROGRAM,
) -> None:  # fmt: skip
    """Kill a run at each of the moments (seconds of its CPU time), then let it end."""
    documents = len(list(folder.glob("report-*")))
    had: tuple[set[str], set[str]] = (set(), set())
    for moment in moments:
        process = start(folder, dossier, program)
        if run_until(process, moment) is not None:
            break  # it had come to its end: no kill
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        result.kills += 1
        reached, stored, read = stage(dossier, documents)
        result.reached[reached] += 1
        result.lost += not (had[0] <= stored and had[1] <= read)
        had = stored, read
        if stored:
            result.unsound += any(not flaw.is_expected for flaw in check(dossier).flaws)
    finish(folder, dossier, program)
    result.unsound += bool(check(dossier).flaws)
    result.different += digest(dossier) != whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description="Kill runs at random moments and go on.")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=PROGRAM, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    rng, result = random.Random(given.seed), Result()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "in"
        write_reports(folder, given.documents)
        dossier = Path(made) / "whole" / "dossier.db"
        seconds = finish(folder, dossier, given.program)
        whole = digest(dossier)
        with Dossier.open(dossier) as opened:
            exported = to_json(opened)
        print(
            f"{len(exported['documents'])} documents, {len(exported['claims'])} claims, "
            f"{len(exported['events'])} events in {seconds:.1f} s of CPU time; digest {whole[:16]}",
            flush=True,
        )
        while result.kills < given.kills:
            cut = Path(made) / "cut"
            # What is killed again goes on from where it was, and has less before it.
            most = seconds * min(1.0, 2 / given.times)
            moments = [rng.uniform(0, most) for _ in range(given.times)]
            try:
                kill_and_go_on(folder, cut / "dossier.db", moments, whole, result, given.program)
            except TellingsError as error:
                print(f"WRONG  after a kill at {moments}: {error}")
                result.unsound += 1
            shutil.rmtree(cut, ignore_errors=True)  # nothing is there after an early kill
            bad = result.different + result.unsound + result.lost
            print(f"{result.kills} kills, {bad} with harm", flush=True)
    print(
        f"{result.kills} kills: {result.different} ended different, {result.unsound} left an "
        f"unsound dossier, {result.lost} lost what was committed"
    )
    for reached, count in result.reached.most_common():
        print(f"    {count:4} killed when: {reached}")
    return 0 if result.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
