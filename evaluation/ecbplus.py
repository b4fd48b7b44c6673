"""ECB+ and MEANTIME as documents with gold event mentions and the chains they belong to.

ECB+ (Cybulska and Vossen 2014): news of 43 topics, each of two like events. Mentions are the
markables ACTION_* and NEG_ACTION_* in the sentences that its authors validated; a chain is an
instance id across documents, an INTRA_DOC_COREF within one, or a mention alone. MEANTIME (Minard
et al. 2016): Wikinews, events annotated across documents.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_ACTIONS = ("ACTION", "NEG_ACTION")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words first..last (inclusive) of a document, its sentence, and the chain it belongs to."""

    words: tuple[int, ...]
    sentence: int
    chain: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Sentences as words, numbered as in the file; mentions in order."""

    id: str
    topic: str
    words: tuple[str, ...]
    sentence_of: tuple[int, ...]
    mentions: tuple[GoldMention, ...]


def read_ecbplus(folder: Path, part: str) -> list[GoldDocument]:
    """The documents of a part (train, val, test) that have validated sentences."""
    topics = {str(t) for t in json.loads((folder / "train_val_test_split.json").read_text())[part]}
    valid: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            valid[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    found = []
    for path in sorted((folder / "ECB+").glob("*/*.xml")):
        if path.parent.name in topics and path.stem in valid:
            found.append(_ecb_document(path, valid[path.stem]))
    return [d for d in found if d.mentions]


def _ecb_document(path: Path, valid: set[int]) -> GoldDocument:
    root = ElementTree.parse(path).getroot()  # noqa: S314 a published set, read by developers
    tokens = root.findall("token")
    at = {t.get("t_id"): n for n, t in enumerate(tokens)}
    sentences = tuple(int(t.get("sentence", "0")) for t in tokens)
    chain_of = dict(_chains(root, path))
    mentions = []
    for mark in root.find("Markables") or ():
        words = tuple(sorted(at[a.get("t_id")] for a in mark.findall("token_anchor")))
        if mark.tag.startswith(_ACTIONS) and words and sentences[words[0]] in valid:
            own = f"{path.stem}:{mark.get('m_id')}"
            name = chain_of.get(mark.get("m_id") or "", own)
            mentions.append(GoldMention(words, sentences[words[0]], name))
    mentions.sort(key=lambda m: m.words)
    words_ = tuple((t.text or "") for t in tokens)
    return GoldDocument(path.stem, path.parent.name, words_, sentences, tuple(mentions))


def _chains(root: ElementTree.Element, path: Path) -> Iterator[tuple[str, str]]:
    """From a markable's id to its chain; ids of instances are those of the collection."""
    for relation in root.find("Relations") or ():
        note = relation.get("note")
        across = relation.tag == "CROSS_DOC_COREF" and note
        name = f"{path.parent.name}:{note}" if across else f"{path.stem}:r{relation.get('r_id')}"
        for source in relation.findall("source"):
            yield source.get("m_id") or "", name


def read_meantime(folder: Path) -> list[GoldDocument]:
    """The documents of MEANTIME with their event mentions."""
    sentences: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in (folder / "meantime.conll").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 4:
            sentences[cells[0]].append((int(cells[1]), cells[3]))
    marked = defaultdict(list)
    for row in json.loads((folder / "event_mentions.json").read_text("utf-8")):
        marked[row["conll_doc_key"]].append(row)
    return [
        _meantime_document(key, sentences[key], rows)
        for key, rows in sorted(marked.items())
        if sentences[key]
    ]


def _meantime_document(
    key: str, tokens: Sequence[tuple[int, str]], rows: Sequence[dict[str, object]]
) -> GoldDocument:
    starts: dict[int, int] = {}
    for at, (sentence, _) in enumerate(tokens):
        starts.setdefault(sentence, at)
    mentions = []
    for row in rows:
        sentence, numbers = int(str(row["sent_id"])), row["tokens_number"]
        if sentence in starts and isinstance(numbers, list):
            words = tuple(sorted(starts[sentence] + int(n) for n in numbers))
            mentions.append(GoldMention(words, sentence, str(row["coref_chain"])))
    mentions.sort(key=lambda m: m.words)
    kept = tuple(m for m in mentions if m.words[-1] < len(tokens))
    words_ = tuple(w for _, w in tokens)
    return GoldDocument(key, key.split("/")[0], words_, tuple(s for s, _ in tokens), kept)
