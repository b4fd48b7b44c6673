"""Sentences, parts of speech and dependencies of a text, from the encoder's heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import sentencex

from tellings.domain.text import Document, PartKind
from tellings.models.runtime import Words

SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
# What hangs on a noun but is not part of its noun phrase proper.
LOOSE = {"acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "acl", "nsubj", "cop", "advcl"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: code points, and the words low..high (half-open) that it consists of."""

    start: int
    end: int
    low: int
    high: int


@dataclass(slots=True)
class Syntax:
    """A text as words with part of speech, relation and head (-1: root or unknown)."""

    text: str
    words: Words
    sentences: list[Sentence]
    pos: list[str]
    rel: list[str]
    head: npt.NDArray[np.int64]
    below: list[list[int]] = field(default_factory=list)
    sentence_of: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    # Asked for very often: as lists, which Python reads faster than arrays.
    _starts: list[int] = field(init=False)
    _ends: list[int] = field(init=False)
    _forms: list[str] = field(init=False)
    _lowered: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._starts, self._ends = self.words.starts.tolist(), self.words.ends.tolist()
        self._forms = [self.text[a:b] for a, b in zip(self._starts, self._ends, strict=True)]
        self._lowered = [w.lower() for w in self._forms]

    def start(self, i: int) -> int:
        """First code point of word `i`."""
        return self._starts[i]

    def end(self, i: int) -> int:
        """Code point after word `i`."""
        return self._ends[i]

    def word(self, i: int) -> str:
        """Word `i` as it stands."""
        return self._forms[i]

    def lower(self, i: int) -> str:
        """Word `i` in lower case."""
        return self._lowered[i]

    def slice(self, low: int, high: int) -> str:
        """The text of words low..high (half-open)."""
        return self.text[self.start(low) : self.end(high - 1)] if high > low else ""

    def sentence_at(self, i: int) -> Sentence | None:
        """The sentence that holds word `i`."""
        k = int(self.sentence_of[i]) if i < len(self.sentence_of) else -1
        return self.sentences[k] if k >= 0 else None

    def children(self, i: int, *relations: str) -> list[int]:
        """Dependents of word `i`, of the given relations if any are given."""
        return [c for c in self.below[i] if not relations or self.rel[c] in relations]

    def subtree(self, i: int, leave: frozenset[str] | set[str] = frozenset()) -> tuple[int, int]:
        """Words low..high (half-open) that hang on word `i`, without its own branches in `leave`.

        Only the contiguous stretch around `i` is returned.
        """
        inside = {i, *(c for c in self.below[i] if self.rel[c] not in leave)}
        stack = list(inside - {i})
        while stack:
            for c in self.below[stack.pop()]:
                if c not in inside:
                    inside.add(c)
                    stack.append(c)
        low = high = i
        while low - 1 in inside:
            low -= 1
        while high + 1 in inside:
            high += 1
        return low, high + 1

    def phrase(self, i: int) -> tuple[int, int]:
        """The noun phrase of head `i` without relative clauses, appositions and conjuncts."""
        low, high = self.subtree(i, LOOSE | {"case", "mark"})
        while low < i and (self.pos[low] in {"PUNCT", "ADP", "SCONJ"}):
            low += 1
        while high - 1 > i and self.pos[high - 1] in {"PUNCT", "ADP"}:
            high -= 1
        return low, high

    def head_of(self, low: int, high: int) -> int:
        """The word of low..high whose own head lies outside, nouns first."""
        outside = [i for i in range(low, high) if not low <= int(self.head[i]) < high]
        nominal = [i for i in outside if self.pos[i] in {"NOUN", "PROPN", "PRON"}]
        return (nominal or outside or [high - 1])[0]

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of word `i`, upwards."""
        seen = {i}
        at = int(self.head[i])
        while at >= 0 and at not in seen:
            yield at
            seen.add(at)
            at = int(self.head[at])


def prose(document: Document) -> str:
    """The text without its headline, also where the headline stands again at its head."""
    text = document.text
    for part in document.parts:
        if part.kind is PartKind.HEADLINE:
            text = text.replace(document.quote(part.span).strip(), " ")
    return text


@lru_cache(maxsize=16_384)
def clean(text: str) -> str:
    """A phrase on one line, without marks at its edges or a possessive ending, lost or not."""
    text = re.sub(r"\s+", " ", text).strip(" ,.;:–—-\"“”‘’'")
    text = re.sub(r"(?:['’]s)$", "", text)
    return re.sub(r"\b([A-Z]{2,})s$", r"\1", text)  # "SANAs"


def sentence_bounds(document: Document) -> list[tuple[int, int]]:
    """Code points of the sentences of a document; none crosses a part or a blank line."""
    bounds: list[tuple[int, int]] = []
    parts = [p.span for p in document.parts if p.kind is not PartKind.BOILERPLATE]
    stretches = [(p.start, p.end) for p in parts] or [(0, len(document.text))]
    for start, end in stretches:
        at = start
        for line in document.text[start:end].split("\n"):
            if line.strip():
                bounds += _split(document.text, at, at + len(line))
            at += len(line) + 1
    return bounds


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = start
    for sentence in sentencex.segment("en", text[start:end]):
        stripped = sentence.strip()
        found = text.find(stripped, at, end) if stripped else -1
        if found < 0:
            continue
        at = found + len(stripped)
        out.append((found, at))
    return out


def parse(document: Document, words: Words) -> Syntax:
    """Decode parts of speech, relations and heads, sentence by sentence."""
    sentences: list[Sentence] = []
    of = np.full(len(words), -1, dtype=np.int64)
    for start, end in sentence_bounds(document):
        low = int(np.searchsorted(words.starts, start))
        high = int(np.searchsorted(words.starts, end))
        if low < high:
            of[low:high] = len(sentences)
            sentences.append(Sentence(start, end, low, high))
    head = np.full(len(words), -1, dtype=np.int64)
    pos = words.best("upos")
    for s in sentences:
        scores, root = words.square("arc", s.low, s.high)
        local = _heads(scores, root, pos[s.low : s.high])
        head[s.low : s.high] = np.where(local >= 0, local + s.low, -1)
    syntax = Syntax(document.text, words, sentences, pos, words.best("deprel"), head)
    syntax.below = [[] for _ in range(len(words))]
    for i, h in enumerate(head):
        if h >= 0:
            syntax.below[int(h)].append(i)
    syntax.sentence_of = of
    _mend_names(syntax)
    return syntax


def _mend_names(syntax: Syntax) -> None:
    """A rare word in lower case is no proper noun: a verb if it has a subject, else a noun."""
    for i, pos in enumerate(syntax.pos):
        if pos == "PROPN" and syntax.word(i).islower():
            acts = any(syntax.rel[c] in SUBJECTS or syntax.rel[c] == "aux" for c in syntax.below[i])
            syntax.pos[i] = "VERB" if acts else "NOUN"


def _heads(
    scores: npt.NDArray[np.float32], root: npt.NDArray[np.float32], pos: Sequence[str]
) -> npt.NDArray[np.int64]:
    """One head a word, one root, no circle: greedy, then circles are opened at their best exit."""
    n = len(root)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    if n == 1:
        return np.array([-1])
    content = np.array([p not in {"PUNCT", "ADP", "DET", "SCONJ", "CCONJ"} for p in pos])
    margin = root - scores.max(axis=1)
    top = int(np.where(content, margin, margin - 1e3).argmax())
    out = scores.argmax(axis=1)
    out[top] = -1
    for _ in range(n):
        circle = _circle(out)
        if not circle:
            break
        # An exit to a word that hangs on the circle would only close another one.
        outside = ~_leading_to(out, circle)
        exits = np.where(outside, scores, -np.inf).argmax(axis=1)
        opened = max(circle, key=lambda i: float(scores[i, exits[i]] - scores[i, out[i]]))
        out[opened] = exits[opened]
    heads: npt.NDArray[np.int64] = out
    return heads


def _circle(head: npt.NDArray[np.int64]) -> list[int]:
    state = np.zeros(len(head), dtype=np.int8)
    for i in range(len(head)):
        path = []
        at = i
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(head[at])
        if at >= 0 and state[at] == 1:
            return path[path.index(at) :]
        for p in path:
            state[p] = 2
    return []


def _leading_to(head: npt.NDArray[np.int64], circle: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Which words stand in a circle or hang on it."""
    leading = np.zeros(len(head), dtype=np.bool_)
    leading[circle] = True
    while True:
        grown: npt.NDArray[np.bool_] = leading | ((head >= 0) & leading[head])
        if (grown == leading).all():
            return leading
        leading = grown
