"""Event coreference across documents on ECB+: the aligner's own features, weights and clustering.

    python -m evaluation.coreference [--part val] [--shared ../shared]

Protocol, as published (Cybulska and Vossen 2015; Barhom et al. 2019; Bugert et al. 2021): gold
event mentions of the validated sentences, singletons kept, one clustering of all documents of the
part at once, links within and across documents. No topic or subtopic is given: which documents
tell of like things is found by the words they open with. Nothing else of the gold is used, no
participant, time or place; the text alone is read. Scores are MUC, B³, CEAFe and their mean.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evaluation.clusters import Agreement, b_cubed, ceaf_e, clusters_of, muc
from evaluation.ecbplus import GoldDocument, GoldMention, read_ecbplus
from evaluation.scores import Benchmark, Score
from tellings.align.cluster import cluster
from tellings.align.features import Rarity, Telling
from tellings.align.score import shipped_table
from tellings.align.stems import levelled, stem

ECBPLUS = "data/ecbplus"
#: Words of a document that are its opening, and words on each side of a trigger close to it.
OPENING = 250
CLOSE = 5
#: The share of openings from which two documents may tell of one event.
ALIKE = 0.08
#: Shortest words that are compared, and shortest that tell of an event.
LONG, SHORT = 4, 2

Pairs = list[tuple[int, int]]


def measure_coreference(shared: Path, part: str = "val") -> Benchmark:
    """MUC, B³, CEAFe and CoNLL F1 of one part of ECB+."""
    documents = read_ecbplus(shared / ECBPLUS, part)
    tellings = tellings_of(documents)
    rarity = Rarity(tellings)
    found = cluster(tellings, pairs_of(tellings, rarity), rarity, shipped_table("mentions"))
    said = clusters_of({i: n for n, c in enumerate(found) for i in c.members})
    chains = [m.chain for d in documents for m in d.mentions]
    gold = clusters_of(dict(enumerate(chains)))
    scored = [(name, rule(said, gold)) for name, rule in RULES]
    counts = f"{len(documents)} documents, {len(chains)} mentions, {len(gold)} chains"
    rows = [Score(f"{name} F1", a.f1, _parts(a)) for name, a in scored]
    mean = sum(a.f1 for _, a in scored) / len(scored)
    title = f"Event coreference: ECB+ {part}, gold mentions, no topic given"
    return Benchmark("coreference", title, (*rows, Score("CoNLL F1", mean, counts)), None)


RULES = (("MUC", muc), ("B³", b_cubed), ("CEAFe", ceaf_e))


def _parts(agreement: Agreement) -> str:
    return f"P {agreement.precision:.3f}, R {agreement.recall:.3f}"


def tellings_of(documents: Sequence[GoldDocument]) -> list[Telling]:
    """One telling for each gold mention, in order."""
    return [
        _telling(document, n, mention)
        for document in documents
        for n, mention in enumerate(document.mentions)
    ]


def _telling(document: GoldDocument, number: int, mention: GoldMention) -> Telling:
    words = document.words
    beside = [i for i, s in enumerate(document.sentence_of) if s == mention.sentence]
    said = [i for i in beside if i not in mention.words]
    first, last = mention.words[0], mention.words[-1]
    near = [i for i in said if first - CLOSE <= i <= last + CLOSE]
    return Telling(
        id=f"{document.id}:{number:04}",
        document=document.id,
        mentions=(),
        families=frozenset({"other"}),
        words=_levelled(words, said),
        near=_levelled(words, near),
        story=_levelled(words, range(min(OPENING, len(words)))),
        triggers=frozenset(stem(words[i]) for i in mention.words if _is_word(words[i], SHORT)),
        actors=frozenset(words[i].casefold() for i in said if words[i][:1].isupper()),
        main=mention.sentence <= 1,
    )


def _levelled(words: Sequence[str], chosen: Sequence[int]) -> frozenset[str]:
    return frozenset(levelled(words[i]) for i in chosen if _is_word(words[i], LONG))


def _is_word(word: str, shortest: int) -> bool:
    return word.isalpha() and len(word) >= shortest


def pairs_of(tellings: Sequence[Telling], rarity: Rarity) -> Pairs:
    """Pairs (left < right) in one document or in two that open alike."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        at[telling.document].append(index)
    names = sorted(at)
    found: Pairs = []
    for n, left in enumerate(names):
        for right in names[n:]:
            a, b = tellings[at[left][0]], tellings[at[right][0]]
            if left == right or rarity.share_of_story(a, b) >= ALIKE:
                found += [(x, y) for x in at[left] for y in at[right] if left != right or x < y]
    return sorted((min(p), max(p)) for p in found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(prog="evaluation.coreference")
    parser.add_argument("--part", default="val", choices=("train", "val"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    chosen = parser.parse_args(arguments)
    benchmark = measure_coreference(chosen.shared, chosen.part)
    print(benchmark.title)
    for score in benchmark.scores:
        print(f"{score.name:10} {score.value:.3f}  ({score.counts})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
