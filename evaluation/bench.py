"""Measure Tellings against its benchmarks: `python -m evaluation.bench`, or `make bench`.

    --only examples --only seeds    some of: examples, attribution, seeds, contested, speed
    --documents 100                 how many texts of the corpus are read for speed (all)
    --gate                          exit 1 where a score is below its floor in floors.toml
    --pin                           write the scores as floors (never lower ones)
    --pin --lower                   lowering included
    --write [PAGE...]               fill the cells of docs/benchmarks.md (or PAGE) and README.md

The examples ship with the project. All else is measured on material in ../shared, which does not;
where it is missing, that is said and left out. What each measure is: docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import attribution, examples
from evaluation.dossiers import CONTESTED, SEEDS, Gold, score_dossier
from evaluation.floors import FLOORS, FloorLowered, digest_of
from evaluation.scores import Benchmark, from_measures, from_table
from evaluation.speed import measure_speed
from evaluation.tables import fill_cells, print_plain, print_tables, strangers
from tellings.models.runtime import Encoder

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BENCHMARKS_PAGE, README = ROOT / "docs" / "benchmarks.md", ROOT / "README.md"

ATTRIBUTION = {
    "PolNeAR dev": ("polnear", "data/polnear/dev/*/*"),
    "PolNeAR dev, punctuation lost": ("polnear-noised", "data/polnear/dev/*/*"),
    "annotated claims, held-out documents": ("claims", "annotated/claims.json"),
    "GUM dev": ("gum", "data/gum/dev.conllu"),
    "GUM dev, syntax": ("gum-syntax", "data/gum/dev.conllu"),
    "CrossNER politics dev": ("crossner", "data/crossner_politics/dev.txt"),
}
"""By the titles of `attribution.all_scores`: the key of the floors, and the files of the gold."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where the material lies, and how many texts are read for speed (none: all)."""

    shared: Path = SHARED
    documents: int | None = None


def measure_examples(_: Options) -> Iterator[Benchmark]:
    """The bundled examples, through the whole pipeline."""
    expected = json.loads(examples.EXPECTED.read_text("utf-8"))
    scores = from_measures(examples.score(examples.compare_examples(), expected))
    title = "Examples: the bundled documents"
    yield Benchmark(examples.BENCHMARK, title, scores, examples.material_digest())


def measure_attribution(options: Options) -> Iterator[Benchmark]:
    """Sources, cues, contents, names and syntax on sets of others, by the encoder's heads."""
    for title, table in attribution.all_scores(Encoder(), options.shared).items():
        key, files = ATTRIBUTION[title]
        digest = digest_of(p for p in options.shared.glob(files) if p.is_file())
        yield Benchmark(key, title, from_table(table), digest)


def measure_dossier(gold: Gold) -> Callable[[Options], Iterator[Benchmark]]:
    """A measure of documents that are compared, exported and scored by their own script."""

    def measure(options: Options) -> Iterator[Benchmark]:
        yield score_dossier(gold, options.shared)

    return measure


def measure_reading(options: Options) -> Iterator[Benchmark]:
    """Speed and memory."""
    yield measure_speed(options.shared, options.documents)


GROUPS: dict[str, Callable[[Options], Iterator[Benchmark]]] = {
    "examples": measure_examples,
    "attribution": measure_attribution,
    "seeds": measure_dossier(SEEDS),
    "contested": measure_dossier(CONTESTED),
    "speed": measure_reading,
}
BUNDLED = {"examples"}


def run(names: Sequence[str], options: Options) -> Iterator[Benchmark]:
    """The benchmarks of the groups, each as soon as it is measured."""
    for name in names:
        yield from GROUPS[name](options)


def without_material(names: Sequence[str], options: Options) -> list[str]:
    """The groups that cannot be measured here."""
    return [n for n in names if n not in BUNDLED and not options.shared.is_dir()]


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="evaluation.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", action="append", choices=GROUPS, help="measure this group")
    parser.add_argument("--documents", type=int, help="texts read for speed")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of the material")
    parser.add_argument("--gate", action="store_true", help="fail below a floor")
    parser.add_argument("--pin", action="store_true", help="write the scores as floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument("--write", type=Path, nargs="*", metavar="PAGE", help="fill tables")
    parser.add_argument("--plain", action="store_true", help="one line a score, no tables")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write, pin, guard: 1 where something asked for cannot be had."""
    chosen = parse(arguments)
    options = Options(chosen.shared, chosen.documents)
    names = list(dict.fromkeys(chosen.only or GROUPS))
    missing = without_material(names, options)
    if missing:
        print(f"not measured: {', '.join(missing)} (no folder {options.shared})", file=sys.stderr)
    show = print_tables if sys.stdout.isatty() and not chosen.plain else print_plain
    measured: list[Benchmark] = []
    for benchmark in run([n for n in names if n not in missing], options):
        show([benchmark])
        measured.append(benchmark)
    done = [not (chosen.only and missing)]
    if chosen.write is not None:
        done.append(write_pages([*(chosen.write or [BENCHMARKS_PAGE]), README], measured))
    if chosen.pin:
        done.append(pin_all(measured, lower=chosen.lower, floors=chosen.floors))
    if chosen.gate:
        done.append(hold(measured, chosen.floors))
    return 0 if all(done) else 1


def write_pages(pages: Sequence[Path], measured: Sequence[Benchmark]) -> bool:
    """Fill the cells of pages; False where one names a score that there is not."""
    wrong = []
    for page in dict.fromkeys(pages):
        markdown = page.read_text("utf-8")
        wrong += [f"{page.name} asks for {name}" for name in strangers(markdown, measured)]
        page.write_text(fill_cells(markdown, measured), "utf-8")
    for sentence in wrong:
        print(f"no such score: {sentence}", file=sys.stderr)
    return not wrong


def pin_all(measured: Sequence[Benchmark], *, lower: bool, floors: Path) -> bool:
    """Pin each benchmark; False where one was refused."""
    refused = 0
    for benchmark in measured:
        try:
            benchmark.pin(lower=lower, floors=floors)
        except FloorLowered as error:
            refused += 1
            print(f"not pinned: {benchmark.key}: {error} (--lower does it)", file=sys.stderr)
    return not refused


def hold(measured: Sequence[Benchmark], floors: Path) -> bool:
    """Say what keeps the gate shut; True where nothing does."""
    missed = [sentence for benchmark in measured for sentence in benchmark.shut(floors)]
    for sentence in missed:
        print(f"gate: {sentence}", file=sys.stderr)
    return not missed


if __name__ == "__main__":
    sys.exit(main())
