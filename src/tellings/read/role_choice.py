"""Which phrases of a sentence take part in an event: a log-linear choice over all of them.

For each role every candidate, and nobody, has the sum of the weights of its facts
(`role_evidence`); by the softmax of the sums the likeliest is chosen. `roles.toml` holds the
weights; `python -m training.roles` learns them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from tellings.read.participants import Found
from tellings.read.role_evidence import Asked, Candidate, Evidence

ROLES = ("agent", "target")
#: Log-odds taken off nobody: who takes part is mostly told somewhere, if not in this phrase.
NOBODY_LESS = 0.5
#: How likely a second target of another sort must be: the town that was hit, and who died in it.
SECOND = 0.2
BODIES = frozenset({"people", "actors", "a people", "armed group", "organisation", "person",
                    "pronoun"})  # fmt: skip
#: What does nothing by itself, whatever its weights say.
NO_AGENT = frozenset({"munitions", "event", "nobody"})

Weights = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The shipped table: role to fact to what it adds."""
    text = resources.files("tellings.read").joinpath("roles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def choose(evidence: Evidence, asked: Asked, weights: Weights | None = None) -> list[Found]:
    """The agent and the targets of a trigger among the phrases of its sentence."""
    weights = weights or shipped_weights()
    candidates = evidence.candidates(asked)
    facts = evidence.facts(asked, candidates)
    nobody = evidence.none_facts(asked)
    out: list[Found] = []
    taken: set[int] = set()
    for role in ROLES:
        odds = [-math.inf if n in taken or (role == "agent" and c.is_ in NO_AGENT)
                else _sum(weights[role], f)
                for n, (c, f) in enumerate(zip(candidates, facts, strict=True))]  # fmt: skip
        likely = _shares([*odds, _sum(weights[role], nobody) - NOBODY_LESS])
        for n in _likeliest(likely[:-1], likely[-1], candidates, role):
            taken.add(n)
            out.append(Found(role, candidates[n].low, candidates[n].high, likely[n]))
    return out


def _sum(weights: Mapping[str, float], facts: Iterable[str]) -> float:
    return sum(filter(None, map(weights.get, facts)))


def _shares(odds: Sequence[float]) -> list[float]:
    """The softmax."""
    most = max(odds)
    up = [math.exp(o - most) for o in odds]
    whole = sum(up)
    return [u / whole for u in up]


def _likeliest(
    likely: Sequence[float], nobody: float, candidates: Sequence[Candidate], role: str
) -> list[int]:
    """The likeliest candidate if it beats nobody; of targets also a second of another sort."""
    order = sorted(range(len(likely)), key=lambda n: -likely[n])
    if not order or likely[order[0]] < nobody:
        return []
    first = order[0]
    others = (n for n in order[1:] if _sort(candidates[n]) != _sort(candidates[first]))
    second = next(others, None) if role == "target" else None
    return [first] if second is None or likely[second] < SECOND else [first, second]


def _sort(candidate: Candidate) -> bool:
    return candidate.is_ in BODIES
