"""Sentences parsed by hand: a `Syntax` whose tags and pointers are planted, without the model.

The notation is one item a word, `word/POS/relation/head`; the head is named by its word (the
nearest of that reading in the sentence) and left out at the root. A mark without slashes is
punctuation under the root. `|` ends a sentence, `||` a paragraph:

    The/DET/det/army army/NOUN/nsubj/said said/VERB/root .
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tellings.domain.text import Document, Part, PartKind, Span
from tellings.models.runtime import Floats, Words
from tellings.read.entities import Name, Names
from tellings.read.syntax import Sentence, Syntax
from training.examples import FLAT_HEADS, HEADS, POINTERS

LEFT = set(",.;:?!)”’'-")  # marks that stand against the word before
RIGHT = set("(“’'-")  # marks that stand against the word after
SURE, OUTSIDE = 0.9, 0.999  # probability of a planted tag; of "outside" where none is planted
YES, NO = 4.0, -4.0  # scores of a planted pointer and of all others; "to nothing" scores 0


@dataclass(slots=True)
class _Word:
    form: str
    pos: str
    rel: str
    head: str | None
    start: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Planted:
    """What the heads are to say. Phrases stand for their first occurrence in the text.

    `tags`: head to (phrase, type) pairs. `points`: (pointer, from phrase, to phrase): from and to
    the phrases' first words.
    """

    tags: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    points: Sequence[tuple[str, str, str]] = ()


def document(text: str, *, headline: str | None = None, id: str = "d1") -> Document:
    """A document of a body, and of a headline where the text begins with one."""
    parts = []
    start = 0
    if headline is not None:
        assert text.startswith(headline)
        parts.append(Part(PartKind.HEADLINE, Span(id, 0, len(headline))))
        start = len(headline)
    parts.append(Part(PartKind.BODY, Span(id, start, len(text))))
    return Document(id, "told.txt", text, id.ljust(64, "0"), language="en", parts=tuple(parts))


def parsed(notation: str, planted: Planted | None = None) -> Syntax:
    """The `Syntax` that the notation draws, with what is planted in its `words`."""
    text, drawn = _drawn(notation)
    heads = _heads(drawn)
    starts = np.array([w.start for w in drawn], np.int64)
    ends = np.array([w.start + len(w.form) for w in drawn], np.int64)
    pos, rel = [w.pos for w in drawn], [w.rel for w in drawn]
    planted = planted or Planted()
    tags = {h: _tags(h, [], text, starts, ends) for h in HEADS}
    tags |= {h: _tags(h, planted.tags[h], text, starts, ends) for h in planted.tags}
    tags |= {"upos": _flat("upos", pos), "deprel": _flat("deprel", rel)}
    points = [(p, _at(text, starts, a), _at(text, starts, b)) for p, a, b in planted.points]
    points += [("arc", i, h) for i, h in enumerate(heads) if h >= 0]
    vectors = _vectors(len(drawn), points)
    words = Words(
        starts, ends, tags, dict(HEADS), vectors, np.zeros_like(vectors), POINTERS, len(drawn)
    )
    below: list[list[int]] = [[] for _ in drawn]
    for i, h in enumerate(heads):
        if h >= 0:
            below[h].append(i)
    of = np.array([w.sentence for w in drawn], np.int64)
    sentences = [
        Sentence(int(starts[at[0]]), int(ends[at[-1]]), int(at[0]), int(at[-1]) + 1)
        for at in (np.flatnonzero(of == k) for k in range(int(of[-1]) + 1))
    ]
    return Syntax(text, words, sentences, pos, rel, np.array(heads, np.int64), below, of)


def named(syntax: Syntax, *names: tuple[str, str] | tuple[str, str, str]) -> Names:
    """`Names` with (phrase, kind) or (phrase, kind, fullest name), at every occurrence."""
    found = []
    for phrase, kind, *full in names:
        at = syntax.text.find(phrase)
        assert at >= 0, f"{phrase!r} does not stand in the text"
        while at >= 0:
            low, high = words_of(syntax, phrase, at)
            found.append(Name(low, high, kind, phrase, full[0] if full else phrase))
            at = syntax.text.find(phrase, at + 1)
    return Names(found, syntax.text)


def words_of(syntax: Syntax, phrase: str, start: int = 0) -> tuple[int, int]:
    """Words low..high (half-open) of the first occurrence of a phrase from code point `start`."""
    at = syntax.text.index(phrase, start)
    return _bounds(syntax.words.starts.tolist(), syntax.words.ends.tolist(), at, phrase)


def word_of(syntax: Syntax, form: str) -> int:
    """The first word that reads `form`."""
    return next(i for i in range(len(syntax.words)) if syntax.word(i) == form)


# ------------------------------------------------------------------------------ from notation
def _drawn(notation: str) -> tuple[str, list[_Word]]:
    text, words, sentence, glued = "", [], 0, True
    for item in notation.split():
        if item in ("|", "||"):
            text += "\n\n" if item == "||" else " "
            sentence, glued = sentence + 1, True
            continue
        form, *rest = item.split("/") if "/" in item[1:] else (item,)
        if not glued and form not in LEFT:
            text += " "
        glued = form in RIGHT
        pos, rel, *up = rest or ("PUNCT", "punct", "")
        words.append(_Word(form, pos, rel, up[0] if up else None, len(text), sentence))
        text += form
    return text, words


def _heads(words: Sequence[_Word]) -> list[int]:
    return [_head(words, i, w) for i, w in enumerate(words)]


def _head(words: Sequence[_Word], i: int, word: _Word) -> int:
    if word.head is None:
        return -1
    here = [k for k, w in enumerate(words) if w.sentence == word.sentence and k != i]
    if word.head == "":
        return next(k for k in here if words[k].head is None)
    fitting = [k for k in here if words[k].form == word.head]
    assert fitting, f"{word.form!r} hangs on {word.head!r}, which its sentence lacks"
    return min(fitting, key=lambda k: abs(k - i))


# ----------------------------------------------------------------------------- what is planted
def _bounds(starts: list[int], ends: list[int], at: int, phrase: str) -> tuple[int, int]:
    assert at in starts, f"{phrase!r} does not begin at a word"
    assert at + len(phrase) in ends, f"{phrase!r} does not end at a word"
    return starts.index(at), ends.index(at + len(phrase)) + 1


def _at(text: str, starts: np.typing.NDArray[np.int64], phrase: str) -> int:
    return int(np.flatnonzero(starts == text.index(phrase))[0])


def _tags(
    head: str,
    phrases: Sequence[tuple[str, str]],
    text: str,
    starts: np.typing.NDArray[np.int64],
    ends: np.typing.NDArray[np.int64],
) -> Floats:
    names = HEADS[head]
    chosen = [0] * len(starts)
    for phrase, kind in phrases:
        low, high = _bounds(starts.tolist(), ends.tolist(), text.index(phrase), phrase)
        for i in range(low, high):
            tag = kind if head in FLAT_HEADS else f"{'B' if i == low else 'I'}-{kind}"
            chosen[i] = names.index(tag)
    return _log_probabilities(chosen, len(names), [SURE if c else OUTSIDE for c in chosen])


def _flat(head: str, said: Sequence[str]) -> Floats:
    chosen = [FLAT_HEADS[head].index(s) for s in said]
    return _log_probabilities(chosen, len(FLAT_HEADS[head]), [SURE] * len(chosen))


def _log_probabilities(chosen: Sequence[int], count: int, sure: Sequence[float]) -> Floats:
    p = np.repeat((1 - np.array(sure)[:, None]) / (count - 1), count, axis=1)
    p[np.arange(len(chosen)), chosen] = sure
    out: Floats = np.log(p).astype(np.float32)
    return out


def _vectors(n: int, points: Sequence[tuple[str, int, int]]) -> Floats:
    """Asking vectors that carry the scores, answering vectors that are one word each."""
    scores = np.full((len(POINTERS), n, n), NO)
    for pointer, a, b in points:
        scores[POINTERS.index(pointer), a, b] = YES
    pieces = [half for one in scores for half in (one * n**0.5, np.eye(n))]
    return np.concatenate(pieces, axis=1).astype(np.float32)
