"""How alike two clusterings of the same mentions are: MUC, B³, CEAFe and their mean, CoNLL F1.

Definitions: MUC of Vilain et al. 1995, B³ of Bagga and Baldwin 1998, CEAFe (entity-based, φ4) of
Luo 2005; the CoNLL score is the mean of the three F1 (Pradhan et al. 2014). Gold mentions only:
both clusterings hold the same mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

Clusters = Sequence[Collection[Hashable]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and their harmonic mean, each 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """2PR / (P + R), 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def clusters_of(label: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """Mentions by label, as clusters."""
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in label.items():
        groups[name].add(mention)
    return [frozenset(g) for g in groups.values()]


def muc(said: Clusters, gold: Clusters) -> Agreement:
    """Link-based: singletons count for nothing."""
    return Agreement(_links(said, gold), _links(gold, said))


def _links(whole: Clusters, other: Clusters) -> float:
    """Of the links that hold the clusters of `whole` together, the share that `other` keeps."""
    home = {m: n for n, cluster in enumerate(other) for m in cluster}
    kept = links = 0
    for cluster in whole:
        parts = len({home[m] for m in cluster if m in home}) + sum(m not in home for m in cluster)
        kept += len(cluster) - parts
        links += len(cluster) - 1
    return kept / links if links else 0.0


def b_cubed(said: Clusters, gold: Clusters) -> Agreement:
    """Mention-based: the mean over mentions of how much of their clusters is shared."""
    return Agreement(_shared(said, gold), _shared(gold, said))


def _shared(whole: Clusters, other: Clusters) -> float:
    home = {m: n for n, cluster in enumerate(other) for m in cluster}
    total = count = 0.0
    for cluster in whole:
        met = Counter(home[m] for m in cluster if m in home)
        total += sum(n * n for n in met.values()) / len(cluster)
        count += len(cluster)
    return total / count if count else 0.0


def ceaf_e(said: Clusters, gold: Clusters) -> Agreement:
    """Entity-based: clusters matched one to one so that the sum of φ4 is greatest."""
    home = {m: n for n, cluster in enumerate(gold) for m in cluster}
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for at, cluster in enumerate(said):
        for other, shared in Counter(home[m] for m in cluster if m in home).items():
            alike = 2 * shared / (len(cluster) + len(gold[other]))
            graph.add_edge(("said", at), ("gold", other), weight=alike)
    matched = nx.max_weight_matching(graph)
    total = sum(graph.edges[pair]["weight"] for pair in matched)
    return Agreement(total / len(said) if said else 0.0, total / len(gold) if gold else 0.0)


def conll(said: Clusters, gold: Clusters) -> float:
    """The mean of the F1 of MUC, B³ and CEAFe, 0..1."""
    return (muc(said, gold).f1 + b_cubed(said, gold).f1 + ceaf_e(said, gold).f1) / 3
