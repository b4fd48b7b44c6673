"""Readers of the training and development sets, each into `Example`s.

Every reader masks what its set does not label. Licences of the sets are in the model card.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.examples import CLAIM_HEADS, FLAT_HEADS, Example

ATTRIBUTION = frozenset(CLAIM_HEADS)
POLAR = frozenset({"polarity"})
NON_COMMERCIAL = {"whow", "fiction"}  # genres of GUM under CC BY-NC-SA


def bucket(name: str) -> int:
    """0..9 by hash: documents with 8 and 9 are kept aside for development."""
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16) % 10


# ------------------------------------------------------------------------------- PolNeAR
def polnear(folder: Path) -> Iterator[Example]:
    """PolNeAR: attributions in brat stand-off; the first annotator of each document."""
    by_text: dict[str, Path] = {}
    for ann in sorted((folder / "attributions").glob("*.ann")):
        by_text.setdefault(ann.stem.rsplit("_", 1)[0], ann)
    for name, ann in sorted(by_text.items()):
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        yield _brat(name, text, ann.read_text(encoding="utf-8"))


def _brat(name: str, text: str, ann: str) -> Example:
    bounds: dict[str, list[tuple[int, int]]] = {}
    example = Example(name, text, ATTRIBUTION)
    for line in ann.splitlines():
        key, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", key):
            kind, _, where = rest.partition("\t")[0].partition(" ")
            pieces = [(int(a), int(b)) for a, b in (p.split() for p in where.split(";"))]
            bounds[key] = pieces
            if kind.lower() in ATTRIBUTION:
                example.spans += [(kind.lower(), a, b, kind.lower()) for a, b in pieces]
    for line in ann.splitlines():
        if not re.match(r"E\d+\t", line):
            continue
        roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for item in line.split("\t")[1].split():
            role, _, target = item.partition(":")
            roles.setdefault(role.rstrip("0123456789"), []).extend(bounds.get(target, []))
        _point(example, roles["Source"], roles["Cue"], roles["Content"])
    return example


def _point(
    example: Example,
    source: list[tuple[int, int]],
    cue: list[tuple[int, int]],
    content: list[tuple[int, int]],
) -> None:
    """Pointers from each piece of content to its source and cue (the first of each)."""
    for start, _ in content:
        example.pointers.append(("claim_source", start, min(source)[0] if source else -1))
        example.pointers.append(("claim_cue", start, min(cue)[0] if cue else -1))


# ------------------------------------------------------------------- our annotated reports
def annotated_claims(folder: Path) -> Iterator[Example]:
    """Our own annotation: every claim of 40 reports."""
    for row in json.loads((folder / "claims.json").read_text(encoding="utf-8")):
        text = (folder / "docs" / f"{row['unit_id']}.txt").read_text(encoding="utf-8")
        example = Example(row["unit_id"], text, ATTRIBUTION)
        for claim in row["claims"]:
            source = _located(text, claim["source"])
            cue = _located(text, claim["cue"])
            content = [s for c in claim["content"] for s in _located(text, c)]
            for head, spans in (("source", source), ("cue", cue), ("content", content)):
                example.spans += [(head, a, b, head) for a, b in spans]
            _point(example, source, cue, content)
        yield example


def _located(text: str, quote: dict[str, Any] | None) -> list[tuple[int, int]]:
    if not quote or not quote.get("quote"):
        return []
    at = -1
    for _ in range((quote.get("occurrence") or 0) + 1):
        at = text.find(quote["quote"], at + 1)
        if at < 0:
            return []
    return [(at, at + len(quote["quote"]))]


def annotated_labels(folder: Path) -> Iterator[Example]:
    """Our own annotation: the words used for actors in 135 reports, with their polarity."""
    for row in json.loads((folder / "accounts.json").read_text(encoding="utf-8")):
        text = (folder / "docs" / f"{row['unit_id']}.txt").read_text(encoding="utf-8")
        example = Example(row["unit_id"], text, frozenset({"label"}))
        for label in row["labels"]:
            for hit in re.finditer(rf"\b{re.escape(label['phrase'])}\b", text):
                example.spans.append(("label", hit.start(), hit.end(), label["polarity"]))
        yield example


# -------------------------------------------------------------------- sentiment to a target
POLARITY = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}


def newsmtsc(path: Path) -> Iterator[Example]:
    """NewsMTSC: how a sentence of political news speaks of each person or body it names."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        example = Example(f"{path.stem}-{number}", row["sentence_normalized"], POLAR)
        example.spans = [
            ("polarity", t["from"], t["to"], POLARITY[t["polarity"]]) for t in row["targets"]
        ]
        yield example


# ----------------------------------------------------------------------------------- GUM
NAMED = {"person": "person", "organization": "organisation", "place": "place"}
LINKING = {"of", "the", "for", "and", "de", "al", "la", "-", "’s", "'s", "&"}


def gum(path: Path) -> Iterator[Example]:
    """GUM: parts of speech, dependencies, names and antecedents; non-commercial genres left out."""
    for doc in re.split(r"(?m)^(?=# newdoc id)", path.read_text(encoding="utf-8")):
        genre = re.search(r"(?m)^# meta::genre = (\w+)", doc)
        name = re.match(r"# newdoc id = (\S+)", doc)
        if name and genre and genre[1] not in NON_COMMERCIAL:
            yield _conllu(name[1], doc)


def _conllu(name: str, doc: str) -> Example:
    example = Example(name, "", frozenset({"upos", "deprel", "entity"}))
    text = ""
    words: list[dict[str, Any]] = []
    for sentence in doc.split("\n\n"):
        raw = re.search(r"(?m)^# text = (.*)$", sentence)
        if not raw:
            continue
        if text:
            text += "\n" if "# newpar" in sentence else " "
        cursor, base, rows = len(text), len(words), []
        text += raw[1]
        for line in sentence.splitlines():
            cols = line.split("\t")
            if len(cols) != 10 or not cols[0].isdigit():
                continue
            start = text.find(cols[1], cursor)
            if start < 0:
                start = cursor
            cursor = start + len(cols[1])
            rows.append(
                {"start": start, "end": cursor, "form": cols[1], "upos": cols[3],
                 "head": int(cols[6]) if cols[6].isdigit() else 0, "rel": cols[7],
                 "misc": cols[9], "base": base}
            )  # fmt: skip
        words += rows
    example.text = text
    for word in words:
        _parse_labels(example, word, words)
    _entities(example, words)
    return example


def _parse_labels(example: Example, word: dict[str, Any], words: list[dict[str, Any]]) -> None:
    start, end = word["start"], word["end"]
    if word["upos"] in FLAT_HEADS["upos"]:
        example.spans.append(("upos", start, end, word["upos"]))
    rel = word["rel"]
    if rel not in FLAT_HEADS["deprel"]:
        rel = rel.split(":")[0] if rel.split(":")[0] in FLAT_HEADS["deprel"] else "dep"
    example.spans.append(("deprel", start, end, rel))
    head = words[word["base"] + word["head"] - 1]["start"] if word["head"] else -1
    example.pointers.append(("arc", start, head))
    for inner in re.finditer(r"(?<=[-/])\w", word["form"]):
        at = start + inner.start()
        example.spans.append(("deprel", at, end, "inner"))
        example.spans.append(("upos", at, end, word["upos"]))
        example.pointers.append(("arc", at, start))


def _entities(example: Example, words: list[dict[str, Any]]) -> None:
    """Names as flat spans (the proper-noun stretch around a mention's head) and antecedents."""
    open_: list[tuple[str, str, str, int]] = []
    mentions: list[tuple[int, int, str, str, str]] = []  # first, last, group, type, minspan
    for i, word in enumerate(words):
        hit = re.search(r"(?:^|\|)Entity=([^|]*)", word["misc"])
        for token in re.findall(r"\([^()]+\)?|[^()]+\)", hit[1]) if hit else ():
            if token.startswith("("):
                parts = token.strip("()").split("-")
                open_.append((parts[0], parts[1] if len(parts) > 1 else "", token, i))
            if token.endswith(")"):
                group = token.strip("()").split("-")[0]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == group:
                        g, kind, opened, first = open_.pop(k)
                        mentions.append((first, i, g, kind, opened))
                        break
    mentions.sort()
    last_head: dict[str, int] = {}
    taken: set[int] = set()
    for first, last, group, kind, opened in mentions:
        fields = opened.strip("()").split("-")
        minspan = fields[5] if len(fields) > 5 else "1"
        numbers = [int(n) for n in re.findall(r"\d+", minspan)] or [1]
        head = min(first + numbers[0] - 1, last)
        at = words[head]["start"]
        before = last_head.get(group)
        example.pointers.append(("antecedent", at, before if before is not None else -1))
        last_head[group] = at
        named = _named_word(words, head, first, last, kind)
        if named is not None:
            low, high = _stretch(words, named, first, last)
            if not taken.intersection(range(low, high + 1)) and kind != "time":
                taken.update(range(low, high + 1))
                span = (words[low]["start"], words[high]["end"])
                example.spans.append(("entity", *span, NAMED.get(kind, "misc")))
    # A proper noun that no mention accounts for (an apposition) is unknown, not absent.
    example.ignore += [
        ("entity", w["start"], w["end"])
        for i, w in enumerate(words)
        if w["upos"] == "PROPN" and i not in taken
    ]


def _named_word(
    words: list[dict[str, Any]], head: int, first: int, last: int, kind: str
) -> int | None:
    """The proper noun that a mention is named by: its head, or a person's name after a title.

    In "the spokesman Ada Lom" the head is the title, and the name has no mention of its own.
    """
    if words[head]["upos"] == "PROPN":
        return head
    after = head + 1
    if kind == "person" and after <= last and words[after]["upos"] == "PROPN":
        return after
    return None


def _stretch(words: list[dict[str, Any]], head: int, first: int, last: int) -> tuple[int, int]:
    low = high = head
    while low > first and (
        words[low - 1]["upos"] == "PROPN"
        or (
            words[low - 1]["form"].lower() in LINKING
            and low - 2 >= first
            and words[low - 2]["upos"] == "PROPN"
        )
    ):
        low -= 1
    while high < last and (
        words[high + 1]["upos"] == "PROPN"
        or (
            words[high + 1]["form"].lower() in LINKING
            and high + 2 <= last
            and (
                words[high + 2]["upos"] == "PROPN"
                or (high + 3 <= last and words[high + 3]["upos"] == "PROPN")
            )
        )
    ):
        high += 1
    return low, high


# ------------------------------------------------------------------------ other name sets
CROSSNER = {
    "person": "person", "politician": "person", "politicalparty": "organisation",
    "organisation": "organisation", "country": "place", "location": "place",
    "event": "misc", "election": "misc", "misc": "misc",
}  # fmt: skip
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def tagged(path: Path, types: dict[str, str], column: int, per_example: int = 12) -> list[Example]:
    """Names in a column file (one word a line, blank line between sentences)."""
    out: list[Example] = []
    text, spans, count = "", [], 0
    open_: list[Any] | None = None
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cols = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cols) <= column:
            if open_:
                spans.append(tuple(open_))
                open_ = None
            count += bool(text) and not text.endswith("\n")
            text = text.rstrip() + "\n" if text else ""
            if text and count >= per_example:
                out.append(_named(f"{path.stem}-{len(out)}", text, spans))
                text, spans, count = "", [], 0
            continue
        word, tag = cols[column - 1], cols[column]
        if open_ and not tag.startswith("I-"):
            spans.append(tuple(open_))
            open_ = None
        start = len(text)
        text += word + " "
        if tag[0] in "BI" and tag[2:] in types:
            if open_ and tag.startswith("I-"):
                open_[2] = start + len(word)
            else:
                open_ = ["entity", start, start + len(word), types[tag[2:]]]
    if text:
        out.append(_named(f"{path.stem}-{len(out)}", text, spans))
    return out


def _named(name: str, text: str, spans: list[Any]) -> Example:
    return Example(name, text, frozenset({"entity"}), list(spans))


def corpus_texts(path: Path) -> Iterator[tuple[str, str]]:
    """(unit id, title and text) of the corpus table."""
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["unit_id"], f"{row['article_title']}\n\n{row['article_content']}"
