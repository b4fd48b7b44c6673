"""Readers of the sets on how a text speaks of an actor, as `Example`s of the head `polarity`.

NewsMTSC (Hamborg and Donnay 2021; MIT-style licence): each target of a sentence of political
news, with the other mentions of it there. Directed sentiment (Park, Ma and others 2021; "use the
resources for your purposes by citing the paper"): who of two named actors is for or against the
other. BASIL (Fan and others 2019; no licence, research use): spans of bias with their target. A
model that is shipped is not trained on BASIL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.examples import Example

POLAR = frozenset({"polarity"})
NEWSMTSC = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}
DIRECTED = {
    "1": ("q", "positive"),
    "2": ("p", "positive"),
    "3": ("q", "negative"),
    "4": ("p", "negative"),
}
BASIL = {"neg": "negative", "pos": "positive"}
BRACKETED = re.compile(r"\[([^\[\]]*)\]")


def newsmtsc(path: Path, *, mentions: bool = True) -> Iterator[Example]:
    """Sentences with the polarity of each target, and of its other mentions where asked for."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        example = Example(f"{path.stem}-{number}", row["sentence_normalized"], POLAR)
        seen: dict[tuple[int, int], str] = {}
        for target in row["targets"]:
            polarity = NEWSMTSC[target["polarity"]]
            more = target.get("further_mentions", ()) if mentions else ()
            for at in (target, *more):
                seen.setdefault((at["from"], at["to"]), polarity)
        example.spans = [("polarity", a, b, p) for (a, b), p in sorted(seen.items())]
        yield example


def directed_sentiment(path: Path) -> Iterator[Example]:
    """Sentences of which one actor is spoken well or ill of by the other; others are left out.

    That a pair has no feeling for each other does not make a sentence neutral of either.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        sentence, *names, kind = line.split("\t")
        if kind not in DIRECTED:
            continue
        which, polarity = DIRECTED[kind]
        text, bounds = _without_brackets(sentence)
        at = _chosen(text, bounds, names["pq".index(which)])
        if at is not None:
            yield Example(f"directed-{number}", text, POLAR, [("polarity", *at, polarity)])


def _without_brackets(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    text, bounds, last = "", [], 0
    for hit in BRACKETED.finditer(sentence):
        text += sentence[last : hit.start()]
        bounds.append((len(text), len(text) + len(hit[1])))
        text += hit[1]
        last = hit.end()
    return text + sentence[last:], bounds


def _chosen(text: str, bounds: list[tuple[int, int]], name: str) -> tuple[int, int] | None:
    """The bracketed stretch with that name; none where both have it."""
    fits = [(a, b) for a, b in bounds if text[a:b] == name]
    return fits[0] if len(fits) == 1 else None


def basil(folder: Path) -> Iterator[Example]:
    """Sentences with a span of bias, with the polarity towards its target where that is named.

    The target is found by the last word of its name; a sentence that does not name it, or that
    is for and against it, is left out.
    """
    for path in sorted((folder / "annotations").glob("*/*.json")):
        article = folder / "articles" / path.parent.name / path.name.replace("_ann", "")
        if not article.exists():
            continue
        sentences = json.loads(article.read_text("utf-8"))["body-paragraphs"]
        texts = [s for paragraph in sentences for s in paragraph]
        notes = json.loads(path.read_text("utf-8"))["phrase-level-annotations"]
        for number, text in enumerate(texts):
            spans = _targets(text, [n for n in notes if n["id"] == f"p{number}"])
            if spans:
                yield Example(f"{path.stem}-{number}", text, POLAR, spans)


def _targets(text: str, notes: list[dict[str, Any]]) -> list[tuple[str, int, int, str]]:
    held: dict[tuple[int, int], set[str]] = {}
    for note in notes:
        name = note["target"].replace("_", " ").split()
        polarity = BASIL.get(note["polarity"])
        hit = re.search(rf"\b{re.escape(name[-1])}\b", text) if name and polarity else None
        if hit and polarity:
            held.setdefault(hit.span(), set()).add(polarity)
    return [("polarity", a, b, p.pop()) for (a, b), p in sorted(held.items()) if len(p) == 1]
