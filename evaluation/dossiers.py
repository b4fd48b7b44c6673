"""Seeds and contested: a dossier of their documents, exported, and scored by their own script.

The script (`bench/score.py` beside the checkout) is run as it is, in a process of its own: the
numbers are those that anybody else would get for the exported file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.floors import digest_of
from evaluation.scores import Benchmark, Score

Json = dict[str, Any]

VALUE = re.compile(r"(\S.*) (\d+(?:\.\d+)?)")
OF = re.compile(r"(\d+) of (\d+)|\bof (\d+)|hit (\d+), said (-?\d+), gold (\d+)|, (\d+) events")
LOST = "passages lost by ingestion"


@dataclass(frozen=True, slots=True)
class Gold:
    """A task of the script with its documents and its gold, below the folder ../shared."""

    task: str
    title: str
    documents: str
    gold: str


SEEDS = Gold("seeds", "Seeds: five texts of opposing sides", "seeds", "bench/seeds-gold.json")
CONTESTED = Gold(
    "contested",
    "Contested: 58 reports of 14 events",
    "bench/contested/docs",
    "bench/contested/accounts-gold.json",
)


def score_dossier(gold: Gold, shared: Path) -> Benchmark:
    """Compare the documents, export the dossier, run the script, read what it prints."""
    script, expected, folder = (shared / p for p in ("bench/score.py", gold.gold, gold.documents))
    with tempfile.TemporaryDirectory() as scratch:
        exported = Path(scratch) / "dossier.json"
        exported.write_text(json.dumps(compare_documents([folder])), "utf-8")
        printed = subprocess.run(
            [sys.executable, str(script), gold.task, str(exported), str(expected)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": "0"},  # it breaks ties by the order of its sets
        ).stdout
    scores = tuple(read_scores(printed, json.loads(expected.read_text("utf-8"))))
    digest = digest_of([script, expected, *folder.iterdir()])
    return Benchmark(gold.task, gold.title, scores, digest)


def compare_documents(paths: Sequence[Path]) -> Json:
    """The dossier of some files and folders in format 1, made afresh."""
    from tellings.dossier import Dossier
    from tellings.export import to_json
    from tellings.pipeline import compare

    with tempfile.TemporaryDirectory() as folder:
        outcome = compare(paths, into=Path(folder) / "dossier.db")
        with Dossier.open(outcome.dossier) as dossier:
            return to_json(dossier)


def count_passages(gold: Json) -> int:
    """How many passages a gold quotes from its documents."""
    parts = ("claims", "figures", "events", "labels")
    return sum(1 for part in parts for row in gold.get(part, ()) if "quote" in row)


def count_rows(gold: Json, name: str) -> int:
    """How many rows of the gold a score such as "events agent" is over: those that have an agent.

    0 where the name is not that of a part and a field.
    """
    part, _, key = name.partition(" ")
    return sum(1 for row in gold.get(part, ()) if row.get(key))


def read_scores(printed: str, gold: Json) -> Iterator[Score]:
    """The scores in what the script prints; lines that name single cases begin with blanks.

    Several scores on one line, two blanks between them, are named by its first word: "claims
    found .7  with the right source .6" gives "claims found" and "claims with the right source".
    Of an F1 with precision and recall only the F1 is taken.
    """
    for line in printed.splitlines():
        cells = line.partition(" [")[0].split("  ")
        found = [match.groups() for cell in cells if (match := VALUE.fullmatch(cell))]
        if line[:1].isspace() or not found:
            continue
        name, value = found[0]
        if name == LOST:
            passages = count_passages(gold)
            kept = passages - int(value)
            yield share("passages kept", kept / passages, f"{kept} of {passages}")
            continue
        counts = next((cell.strip("()") for cell in cells if cell.startswith("(")), "")
        yield share(name, float(value), counts)
        if not name.endswith(" F1"):
            first = name.split()[0]
            for more, number in found[1:]:
                rows = count_rows(gold, f"{first} {more}")
                yield share(f"{first} {more}", float(number), f"of {rows}" if rows else counts)


def share(name: str, value: float, counts: str) -> Score:
    """A score of the script; one case is read from its counts."""
    numbers = OF.search(counts)
    if numbers is None:
        return Score(name, value, counts)
    _, of, total, _, said, gold, events = (int(n) if n else 0 for n in numbers.groups())
    cases = (said + gold) / 2 or of or total or events
    return Score(name, value, counts, case=1 / cases if cases else 0.0)
