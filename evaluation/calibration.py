"""How sure claims are: the weights of `read/confidence.py`, and a plot of whether they hold.

    python -m evaluation.calibration            # print the table
    python -m evaluation.calibration --write    # fit again, write the weights and the plot

Fitted on every second document of PolNeAR dev, tested on the others and on the annotated reports
that were kept out of training. A claim is right under the rule of whole attributions in
`evaluation/attribution.py`: content's intersection over union at least .5, and the right source.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.attribution import Bounds, as_document, gold_attributions, inside, matched
from tellings.models.runtime import Encoder
from tellings.read.confidence import FEATURES, SURE, features, weights
from tellings.read.links import Draft, link
from tellings.read.syntax import Syntax, parse
from training import corpora
from training.examples import Example

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src" / "tellings" / "read" / "confidence.toml"
PLOT = ROOT / "docs" / "reliability.svg"
BINS = 10
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Claims as (claims, features) with 1 where right, and how many gold has."""

    rows: Floats
    right: Floats
    gold: int

    def probabilities(self, fitted: Sequence[float]) -> Floats:
        """What the model says of each."""
        out: Floats = 1.0 / (1.0 + np.exp(-self.rows @ np.asarray(fitted)))
        return out


def sample(encoder: Encoder, examples: Sequence[Example]) -> Sample:
    """The claims that are read in some documents, judged by their annotation."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    gold_count = 0
    for example in examples:
        syntax = parse(as_document(example), encoder.run(example.text))
        gold = gold_attributions(example)
        gold_count += len(gold)
        pieces = [(d, p) for d in link(syntax) for p in d.content]
        said = [
            ((syntax.start(p.low), syntax.end(p.high - 1)), _source_tokens(syntax, d))
            for d, p in pieces
        ]
        hits = matched(gold, said)
        rows += [features(syntax, d, p) for d, p in pieces]
        right += [float(i in hits) for i in range(len(pieces))]
    return Sample(np.array(rows), np.array(right), gold_count)


def _source_tokens(syntax: Syntax, draft: Draft) -> set[int]:
    if draft.source is None:
        return set()
    bounds: Bounds = (syntax.start(draft.source.low), syntax.end(draft.source.high - 1))
    return inside(syntax.text, [bounds])


def fit(data: Sample, ridge: float = 1.0, rounds: int = 30) -> list[float]:
    """Logistic regression by Newton's method on standardised features, given back in raw ones."""
    mean, spread = data.rows.mean(0), data.rows.std(0)
    mean[0], spread[0] = 0.0, 1.0
    spread[spread == 0] = 1.0
    rows = (data.rows - mean) / spread
    found = np.zeros(rows.shape[1])
    for _ in range(rounds):
        p = 1.0 / (1.0 + np.exp(-rows @ found))
        slope = rows.T @ (p - data.right) + ridge * found
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + ridge * np.eye(len(found))
        found = found - np.linalg.solve(bend, slope)
    raw = found / spread
    raw[0] = found[0] - float((found[1:] * mean[1:] / spread[1:]).sum())
    return [round(float(w), 4) for w in raw]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about one confidence: how many, their mean confidence, and the share right."""

    count: int
    said: float
    right: float


def bins(probabilities: Floats, right: Floats) -> list[Bin]:
    """Ten bins of equal width; empty ones left out."""
    at = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return [
        Bin(int(m.sum()), float(probabilities[m].mean()), float(right[m].mean()))
        for m in (at == k for k in range(BINS))
        if m.any()
    ]


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap between confidence and share right."""
    total = sum(b.count for b in found)
    return sum(b.count * abs(b.said - b.right) for b in found) / total


def best_f1(data: Sample, probabilities: Floats) -> tuple[float, float]:
    """F1 of the claims that are not shown as uncertain, and of all claims."""
    sure = probabilities >= SURE
    some = 2 * float(data.right[sure].sum()) / (int(sure.sum()) + data.gold)
    return some, 2 * float(data.right.sum()) / (len(data.right) + data.gold)


def draw(tables: dict[str, list[Bin]]) -> str:
    """The reliability plot as SVG: confidence across, share right upwards, dots sized by count."""
    side, edge = 320, 44
    marks = ["#3b6ea5", "#c26a1b"]
    body = [
        f'<line x1="{edge}" y1="{edge + side}" x2="{edge + side}" y2="{edge}" stroke="#888" '
        'stroke-dasharray="4 4"/>',
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#444"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        at = edge + side * tick
        body.append(f'<text x="{at}" y="{edge + side + 16}" text-anchor="middle">{tick:g}</text>')
        body.append(f'<text x="{edge - 6}" y="{2 * edge + side - at + 4}" text-anchor="end">'
                    f"{tick:g}</text>")  # fmt: skip
    for colour, (name, found), row in zip(marks, tables.items(), (0, 1), strict=True):
        most = max(b.count for b in found)
        for b in found:
            size = 3 + 7 * (b.count / most) ** 0.5
            body.append(
                f'<circle cx="{edge + side * b.said:.1f}" cy="{edge + side * (1 - b.right):.1f}" '
                f'r="{size:.1f}" fill="{colour}" fill-opacity=".75"/>'
            )
        y = edge + 18 + 18 * row
        body.append(f'<circle cx="{edge + 14}" cy="{y - 4}" r="5" fill="{colour}"/>')
        body.append(f'<text x="{edge + 24}" y="{y}">{name}</text>')
    middle = edge + side / 2
    body.append(f'<text x="{middle}" y="{edge + side + 34}" text-anchor="middle">confidence</text>')
    body.append(f'<text x="{middle}" y="{edge - 14}" text-anchor="middle">share of claims that '
                "are right, by confidence</text>")  # fmt: skip
    whole = 2 * edge + side
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" '
        f'height="{whole}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def write_weights(fitted: Sequence[float], encoder: Encoder) -> None:
    """The weights as the toml file that `read/confidence.py` reads."""
    lines = [
        "# Weights of how sure a claim is; features are described in confidence.py.",
        "# Written by `python -m evaluation.calibration --write`.",
        f'encoder = "{encoder.name}"',
        "",
        "[weights]",
        *(f'"{name}" = {w}' for name, w in zip(FEATURES, fitted, strict=True)),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Parse, fit if asked, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    encoder = Encoder()
    dev = list(corpora.polnear(options.shared / "data" / "polnear" / "dev"))
    reports = corpora.annotated_claims(options.shared / "annotated")
    tests = {
        "PolNeAR dev, every second document": sample(encoder, dev[1::2]),
        "annotated reports kept out": sample(
            encoder, [e for e in reports if corpora.bucket(e.name) >= 8]
        ),
    }
    if options.write:
        write_weights(fit(sample(encoder, dev[::2])), encoder)
        weights.cache_clear()
    tables = {}
    for name, data in tests.items():
        said = data.probabilities(weights())
        tables[name] = bins(said, data.right)
        sure, every = best_f1(data, said)
        print(f"{name}: calibration error {calibration_error(tables[name]):.3f}")
        print(f"  whole attributions F1 {sure:.3f} without the uncertain, {every:.3f} with them")
        for b in tables[name]:
            print(f"  {b.count:5} claims, confidence {b.said:.2f}, right {b.right:.2f}")
    if options.write:
        PLOT.write_text(draw(tables), encoding="utf-8")
        print(f"written: {WEIGHTS.relative_to(ROOT)}, {PLOT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
