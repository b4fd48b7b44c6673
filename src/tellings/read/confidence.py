"""How sure a claim is: the share of claims like it that careful readers find there too.

A logistic model over what the encoder's heads say of the claim's span and of its links. Its
weights lie in `confidence.toml`; `python -m evaluation.calibration --write` fits them again,
which every new encoder needs.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np

from tellings.read.decode import Tagged
from tellings.read.links import REACH, Draft
from tellings.read.syntax import Syntax

FEATURES = (
    "constant", "mean", "begins", "inside", "weakest", "ends", "words", "one word", "few words",
    "cue", "cue mean", "cue chosen", "source", "source mean", "source chosen", "cue apart",
    "pieces",
)  # fmt: skip
SURE = 0.35  # claims below are shown as uncertain


def confidence(syntax: Syntax, draft: Draft) -> float:
    """The mean of the confidence of the pieces of a claim's content, weighed by their words."""
    sizes = [p.high - p.low for p in draft.content]
    each = [probability(features(syntax, draft, p), weights()) for p in draft.content]
    return sum(s * p for s, p in zip(sizes, each, strict=True)) / sum(sizes)


def probability(values: Sequence[float], weights: Sequence[float]) -> float:
    """The logistic function of the weighted sum."""
    total = sum(v * w for v, w in zip(values, weights, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> tuple[float, ...]:
    """The shipped weights, in the order of FEATURES."""
    table = tomllib.loads(
        (resources.files("tellings.read") / "confidence.toml").read_text(encoding="utf-8")
    )
    return tuple(float(table["weights"][name]) for name in FEATURES)


def features(syntax: Syntax, draft: Draft, piece: Tagged) -> tuple[float, ...]:
    """What the heads say of a piece of content and of the claim's links, in order of FEATURES.

    Probabilities are taken as log odds, lengths as logarithms.
    """
    tags = np.exp(syntax.words.tags["content"][piece.low : piece.high])
    after = (
        float(1 - np.exp(syntax.words.tags["content"][piece.high, 2]))
        if piece.high < len(syntax.words)
        else 1.0
    )
    said = 1.0 - tags[:, 0]
    size = piece.high - piece.low
    cue, source = draft.cue, draft.source
    return (
        1.0,
        _odds(piece.probability),
        _odds(float(tags[0, 1])),
        _odds(float(np.exp(np.log(np.maximum(said, 1e-6)).mean()))),
        _odds(float(said.min())),
        _odds(after),
        math.log(size),
        float(size == 1),
        float(size <= 3),
        float(cue is not None),
        _odds(cue.probability) if cue else 0.0,
        _odds(_pointed(syntax, "claim_cue", piece.low, cue)),
        float(source is not None),
        _odds(source.probability) if source else 0.0,
        _odds(_pointed(syntax, "claim_source", piece.low, source)),
        min(abs(cue.low - piece.low), 60) / 20 if cue else 0.0,
        float(len(draft.content) > 1),
    )


def _odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def _pointed(syntax: Syntax, pointer: str, at: int, to: Tagged | None) -> float:
    """The pointer's probability of the chosen word, or of nothing."""
    low, high = max(0, at - REACH - 1), min(len(syntax.words), at + REACH + 1)
    scores, none = syntax.words.scores(pointer, at, low, high)
    chosen = none
    if to is not None:
        if not low <= to.low < high:
            return 0.0
        chosen = float(scores[to.low - low])
    top = max(float(scores.max()), none)
    total = float(np.exp(scores - top).sum()) + math.exp(none - top)
    return math.exp(chosen - top) / total
