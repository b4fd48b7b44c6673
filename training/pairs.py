"""Learn the weights by which two tellings are taken for one event: `align/weights.toml`.

    python -m training.pairs [--shared ../shared] [--write]

Logistic regression over the features of `align/features.py`, fitted by Newton's method. The table
has two columns, as what a document says of an event with all its mentions gathered is another
thing than a mention alone: `tellings`, on pairs of tellings of the contested reports, and
`mentions`, on pairs of gold mentions (ECB+ train topics; three of the four topics of MEANTIME). A
ridge pulls each weight towards the one set by hand, so that a feature of which the material says
little keeps a sensible weight.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.coreference import ECBPLUS, pairs_of, tellings_of
from evaluation.ecbplus import GoldDocument, read_ecbplus, read_meantime
from tellings.align import families
from tellings.align.actors import find_actors
from tellings.align.block import candidate_pairs
from tellings.align.features import Rarity, Telling
from tellings.align.places import UnknownPlaces
from tellings.align.score import FEATURES, conflict
from tellings.align.tellings import gather
from tellings.domain.reading import Reading
from tellings.domain.text import Document

MEANTIME = "data/meantime"
HELD_OUT_TOPIC = "corpus_stock"
CONTESTED = "bench/contested"
#: How strongly a weight is pulled to that set by hand.
RIDGE = 10.0
WEIGHTS = Path(__file__).parents[1] / "src" / "tellings" / "align" / "weights.toml"

Floats = NDArray[np.float64]

#: Weights set by hand before anything was learned.
BY_HAND = {
    "same_place": 3.2, "other_place": 2.2, "same_region": 0.8, "same_day": 1.6, "day_apart": 2.2,
    "near_dates": 0.8, "same_kind": 1.2, "same_toll": 2.0, "odd_tolls": 1.0, "same_actors": 0.8,
    "other_doers": 0.5, "same_trigger": 0.5, "like_trigger": 0.3, "same_trigger_in_story": 0.0,
    "nearby_words": 0.5, "shared_words": 2.5, "shared_story": 3.5, "both_news": 0.8,
    "one_document": 0.0, "other_quarter": 1.5,
}  # fmt: skip
BIAS_BY_HAND = -5.0
#: Weights that keep what was set by hand in both columns: they hold raids of two days, and of two
#: towns, apart, of which the contested reports have a handful and the other material none.
HELD = frozenset({"day_apart", "other_place", "other_quarter"})
#: Log-odds taken off the bias of tellings: a false join makes false findings, a missed one none.
CAUTION = 0.3
#: Features that must not lower the odds, whatever a sample says: their meaning has one direction.
ONE_WAY = frozenset(BY_HAND) - {"one_document"}


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs of one material: a row of feature values each, whether one event, and their weight."""

    name: str
    rows: Floats  # pairs × features
    same: Floats  # 0 or 1
    counts: float  # what each pair counts


def sample_of(
    name: str, tellings: Sequence[Telling], labelled: Sequence[tuple[int, int, bool]], counts: float
) -> Sample:
    """The feature values of labelled pairs."""
    rarity = Rarity(tellings)
    rows = [values_of(tellings[a], tellings[b], rarity) for a, b, _ in labelled]
    same = np.array([float(s) for _, _, s in labelled])
    return Sample(name, np.array(rows, dtype=float), same, counts)


def values_of(left: Telling, right: Telling, rarity: Rarity) -> list[float]:
    """Each feature's value; 0 where it has nothing to say."""
    found = (feature(left, right, rarity) for feature in FEATURES)
    return [0.0 if evidence is None else evidence.value for evidence in found]


def gold_sample(name: str, documents: Sequence[GoldDocument], counts: float) -> Sample:
    """Pairs of gold mentions in documents that open alike."""
    tellings = tellings_of(documents)
    chain = [m.chain for d in documents for m in d.mentions]
    pairs = pairs_of(tellings, Rarity(tellings))
    return sample_of(name, tellings, [(a, b, chain[a] == chain[b]) for a, b in pairs], counts)


def contested_sample(
    documents: Sequence[Document], readings: Sequence[Reading], gold: dict[str, Any], counts: float
) -> Sample:
    """Pairs of tellings of which gold says whether they are of one event.

    A telling is of a gold event where one of its sentences holds a passage that gold quotes for it.
    One that gold does not quote is not of the events of other documents, as far as gold knows.
    """
    by_id = {d.id: d for d in documents}
    ordered = sorted(readings, key=lambda r: r.document)
    _, actor_of = find_actors(ordered)
    unknown = UnknownPlaces(ordered)
    tellings = [t for r in ordered for t in gather(by_id[r.document], r, actor_of, unknown)]
    tellings = [t for t in tellings if not t.families <= families.NOT_A_HAPPENING]
    tellings.sort(key=lambda t: t.id)
    event = [told_event(t, by_id[t.document], gold) for t in tellings]
    stems = {d.id: PurePath(d.path).stem for d in documents}
    home = {e["event_id"]: set(e["docs"]) for e in gold["events"]}

    def is_known(a: int, b: int) -> bool:
        """Whether gold says: both are quoted, or one is and the other's document is not of it."""
        for x, y in ((a, b), (b, a)):
            if event[x] and not event[y] and stems[tellings[y].document] in home[event[x] or ""]:
                return False
        return bool(event[a] or event[b]) and conflict(tellings[a], tellings[b]) is None

    pairs = [
        (a, b, event[a] is not None and event[a] == event[b])
        for a, b in candidate_pairs(tellings, Rarity(tellings))
        if is_known(a, b)
    ]
    return sample_of("contested", tellings, pairs, counts)


def told_event(telling: Telling, document: Document, gold: dict[str, Any]) -> str | None:
    """The gold event whose quoted passages stand most often in the telling's sentences."""
    stem = PurePath(document.path).stem
    met: dict[str, int] = defaultdict(int)
    sentences = {document.quote(m.sentence) for m in telling.mentions}
    for account in gold["accounts"]:
        if account["unit_id"] == stem:
            quotes = [f["quote"] for f in (*account["figures"], *account["blames"])]
            met[account["event_id"]] += sum(q in s for q in quotes for s in sentences)
    best = max(met, key=lambda k: (met[k], k), default=None)
    return best if best and met[best] else None


def fit(samples: Sequence[Sample]) -> tuple[list[float], Floats]:
    """A bias for each sample and the weights they share; weights that turn out wrong-way are 0."""
    names = [feature.__name__ for feature in FEATURES]
    frozen: set[int] = set()
    while True:
        biases, weights = _newton(samples, frozen)
        wrong = {n for n, w in enumerate(weights) if w < 0 and names[n] in ONE_WAY} - frozen
        if not wrong:
            return biases, weights
        frozen |= wrong


def _newton(samples: Sequence[Sample], frozen: set[int]) -> tuple[list[float], Floats]:
    start = np.array([BIAS_BY_HAND] * len(samples) + [BY_HAND[f.__name__] for f in FEATURES])
    rows, same, counts = [], [], []
    for n, sample in enumerate(samples):
        own = np.zeros((len(sample.same), len(samples)))
        own[:, n] = 1.0
        rows.append(np.hstack([own, sample.rows]))
        same.append(sample.same)
        counts.append(np.full(len(sample.same), sample.counts))
    x, y, c = np.vstack(rows), np.concatenate(same), np.concatenate(counts)
    off = [len(samples) + n for n in frozen]
    x[:, off] = 0.0
    start[off] = 0.0
    pull = np.full(len(start), RIDGE)
    pull[: len(samples)] = 0.01
    pull[[len(samples) + n for n, f in enumerate(FEATURES) if f.__name__ in HELD]] = 1e6
    weights = climb(x, y, c, start, pull)
    return [float(b) for b in weights[: len(samples)]], weights[len(samples) :]


def climb(x: Floats, y: Floats, counts: Floats, start: Floats, pull: Floats) -> Floats:
    """Newton's method; a step that does not lower the loss is halved."""

    def loss(weights: Floats) -> float:
        odds = x @ weights
        fit = np.logaddexp(0.0, odds) - y * odds
        return float(counts @ fit + 0.5 * pull @ (weights - start) ** 2)

    weights, best = start.copy(), loss(start)
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (y - likely)) - pull * (weights - start)
        curve = (x * (counts * likely * (1 - likely))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        while (now := loss(weights + step)) > best and np.abs(step).max() > 1e-6:
            step = step / 2
        weights, best = weights + step, min(best, now)
        if np.abs(step).max() < 1e-5:
            break
    return weights


def as_toml(columns: Sequence[Column]) -> str:
    """The table as it is shipped."""
    lines = [
        "# What each feature of align/features.py adds to the log-odds that two tellings are of",
        "# one event, at its full value; `bias` is the log-odds before anything is known. Made by",
        "# `python -m training.pairs --write`.",
    ]
    for column in columns:
        lines += ["", f"[{column.unit}]"]
        lines += [
            f"# {s.name}: {len(s.same):,} pairs, {int(s.same.sum()):,} of one event"
            for s in column.samples
        ]
        lines.append(f"bias = {column.bias:.2f}")
        lines += [
            f"{f.__name__} = {w:.2f}"
            for f, w in zip(FEATURES, column.weights, strict=True)
            if round(float(w), 2)
        ]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Column:
    """What was learned of one unit, and from what."""

    unit: str
    bias: float
    weights: Floats
    samples: tuple[Sample, ...]


def learn(unit: str, samples: Sequence[Sample], caution: float = 0.0) -> Column:
    """A column of the table; its bias is that of the first sample, less `caution`."""
    biases, weights = fit(samples)
    return Column(unit, biases[0] - caution, weights, tuple(samples))


def gold_samples(shared: Path) -> Iterator[Sample]:
    """ECB+ train topics, and MEANTIME without the topic that is held out."""
    yield gold_sample("ECB+ train", read_ecbplus(shared / ECBPLUS, "train"), 1.0)
    wiki = [d for d in read_meantime(shared / MEANTIME) if d.topic != HELD_OUT_TOPIC]
    yield gold_sample("MEANTIME", wiki, 1.0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print, and write where asked."""
    from tellings.ingest import find, take
    from tellings.models.runtime import Encoder
    from tellings.read import BuiltinReader

    parser = argparse.ArgumentParser(prog="training.pairs")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="replace align/weights.toml")
    chosen = parser.parse_args(arguments)
    reader = BuiltinReader(Encoder())
    folder = chosen.shared / CONTESTED
    taken = [d for f in find([folder / "docs"]) for d in take(f) if isinstance(d, Document)]
    gold = json.loads((folder / "accounts-gold.json").read_text("utf-8"))
    contested = contested_sample(taken, [reader.read(d) for d in taken], gold, 1.0)
    mentions = learn("mentions", list(gold_samples(chosen.shared)))
    table = as_toml([learn("tellings", [contested], CAUTION), mentions])
    print(table)
    if chosen.write:
        WEIGHTS.write_text(table, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
