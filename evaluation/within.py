"""Mentions of one document gathered to the events of that document, on the annotated reports.

    python -m evaluation.within [--shared ../shared]

A mention belongs to the gold event in whose words its trigger lies: those that name the event,
or a quote of its figures or blame; the shortest where several hold it, none where two events
share it. Only mentions that so belong to one are scored. Pairs: those of one document; B³: each
report a world of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from evaluation.accounts import Report, places_of, read_reports
from evaluation.attribution import Table
from evaluation.claims import HELD_OUT, SHARED
from evaluation.clusters import b_cubed, clusters_of
from evaluation.scores import Benchmark, Score
from tellings.align.groups import groups_of
from tellings.align.places import UnknownPlaces
from tellings.align.tellings import undated
from tellings.align.within import Page, shipped_weights
from tellings.models.runtime import Encoder
from tellings.read import BuiltinReader

#: Quotes of equal length, as far as the choice between two events goes.
ALIKE = 1.2
#: Characters that a quote must have to say which event a mention is of.
SHORTEST = 9


PARTS: tuple[tuple[str, Callable[[int], bool]], ...] = (
    ("held-out reports", lambda b: b >= HELD_OUT),
    ("reports tuned on", lambda b: b < HELD_OUT),
)


def pages_of(reports: Sequence[Report]) -> Iterator[tuple[Page, dict[str, int]]]:
    """The mentions of each report as they are aligned, and the gold event of those that have one.

    Places that no gazetteer knows are levelled over all the reports, as in a dossier of them.
    """
    unknown = UnknownPlaces([r.reading for r in reports])
    for report in reports:
        mentions = [
            undated(unknown.levelled(m), report.document) for m in report.reading.event_mentions
        ]
        yield Page.of(report.document, mentions), gold_of(report)


def gold_of(report: Report) -> dict[str, int]:
    """The number of the gold event that each mention is of, by its id."""
    spots = sorted(
        (b - a, a, b, number)
        for number, event in enumerate(report.gold["events"])
        for quote in {event["trigger"], *_quotes(event)}
        if quote and len(quote) >= SHORTEST
        for a, b in places_of(report.document.text, quote)
    )
    out = {}
    for mention in report.reading.event_mentions:
        start, end = mention.trigger.start, mention.trigger.end
        holding = [(size, number) for size, a, b, number in spots if a <= start and end <= b]
        nearest = {number for size, number in holding if size <= ALIKE * holding[0][0]}
        if len(nearest) == 1:
            out[mention.id] = nearest.pop()
    return out


def _quotes(event: dict[str, object]) -> Iterator[str]:
    accounts = event["accounts"]
    assert isinstance(accounts, list)
    for account in accounts:
        for said in (*account["figures"], *account["blames"]):
            yield said["quote"]


def measure(
    title: str,
    pages: Iterable[tuple[Page, dict[str, int]]],
    weights: Callable[[str], Mapping[str, float]] = lambda _: shipped_weights(),
) -> Benchmark:
    """Pairs and B³ of the groups that are made of the mentions with a gold event.

    `weights` gives those to use for the document of a path.
    """
    table = Table()
    said: dict[tuple[int, str], str] = {}
    truth: dict[tuple[int, str], str] = {}
    for number, (page, gold) in enumerate(pages):
        group = {
            t.mention.id: n
            for n, g in enumerate(groups_of(page, weights=weights(page.document.path)).told)
            for t in g
        }
        for a, b in combinations(sorted(gold), 2):
            one, same = group[a] == group[b], gold[a] == gold[b]
            table.add("pairs", one and same, one, same)
        said |= {(number, i): f"{number} {group[i]}" for i in gold}
        truth |= {(number, i): f"{number} {gold[i]}" for i in gold}
    ids = {key: n for n, key in enumerate(sorted(truth))}
    b3 = b_cubed(
        clusters_of({ids[k]: v for k, v in said.items()}),
        clusters_of({ids[k]: v for k, v in truth.items()}),
    )
    pairs = table.rows["pairs"]
    counts = f"hit {pairs.hit}, said {pairs.said}, gold {pairs.gold}; {len(truth)} mentions"
    rows = (
        Score("pairs F1", pairs.f1, counts),
        Score("B³ F1", b3.f1, f"P {b3.precision:.3f}, R {b3.recall:.3f}"),
    )
    return Benchmark("within", f"Mentions of one document gathered: {title}", rows, None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both parts."""
    parser = argparse.ArgumentParser(prog="evaluation.within")
    parser.add_argument("--shared", type=Path, default=SHARED)
    chosen = parser.parse_args(arguments)
    reader = BuiltinReader(Encoder())
    for title, test in PARTS:
        reports = list(read_reports(reader, chosen.shared / "annotated", test))
        result = measure(title, pages_of(reports))
        print(f"\n{result.title}")
        for score in result.scores:
            print(f"  {score.name:10} {score.value:.3f}  ({score.counts})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
