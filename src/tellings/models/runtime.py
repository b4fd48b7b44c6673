"""The shipped encoder: a text in, tag scores and pointer vectors for each of its words out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from tellings.errors import ModelError
from tellings.models.tokens import WINDOW, case_class

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BODY = WINDOW - 2  # tokens of a window besides [CLS] and [SEP]
MARGIN = 24  # tokens on each side that are read for context and taken from the neighbour
BATCH = 8  # windows of one run


@dataclass(frozen=True, slots=True)
class Words:
    """What the encoder says of each word of a text.

    `follow`: for the heads that learned it, (tags, tags) how well one tag follows another.
    `starts`, `ends`: (words,) code points. `tags`: for each head (words, tags) log-probabilities.
    `vectors`: (words, pointers * 2 * units). `none`: (words, same): the vectors of the [CLS] of
    the word's window, what a pointer chooses when it points to nothing.
    """

    starts: Ints
    ends: Ints
    tags: dict[str, Floats]
    names: dict[str, tuple[str, ...]]
    vectors: Floats
    none: Floats
    pointers: tuple[str, ...]
    units: int
    follow: dict[str, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    def best(self, head: str) -> list[str]:
        """The most probable tag of each word."""
        names = self.names[head]
        return [names[i] for i in self.tags[head].argmax(axis=1)]

    def at(self, offset: int) -> int:
        """The first word that ends after `offset` (len(self) past the last)."""
        return int(np.searchsorted(self.ends, offset, side="right"))

    def scores(self, pointer: str, ask: int, low: int, high: int) -> tuple[Floats, float]:
        """How much word `ask` points at each word of low..high, and at nothing."""
        at = self.pointers.index(pointer) * 2 * self.units
        question = self.vectors[ask, at : at + self.units] / np.float32(self.units**0.5)
        answers = slice(at + self.units, at + 2 * self.units)
        return self.vectors[low:high, answers] @ question, float(self.none[ask, answers] @ question)

    def square(self, pointer: str, low: int, high: int) -> tuple[Floats, Floats]:
        """(n, n) scores of each word of low..high at each other, and (n,) at nothing."""
        at = self.pointers.index(pointer) * 2 * self.units
        ask: Floats = self.vectors[low:high, at : at + self.units] * np.float32(self.units**-0.5)
        answers = slice(at + self.units, at + 2 * self.units)
        each: Floats = ask @ self.vectors[low:high, answers].T
        nothing: Floats = (ask * self.none[low:high, answers]).sum(axis=1)
        return each, nothing


class Encoder:
    """The shipped model, loaded on first use; safe to call from several threads."""

    def __init__(self, folder: Any = None, threads: int = 0) -> None:
        self.folder = folder or resources.files("tellings.models") / "reader"
        self.threads = threads

    @cached_property
    def about(self) -> dict[str, Any]:
        """What the model's own description says: heads, pointers, digest."""
        try:
            about: dict[str, Any] = json.loads((self.folder / "reader.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the model's description cannot be read: {error}",
                advice="install Tellings again",
            ) from error
        return about

    @property
    def name(self) -> str:
        """Name and digest of the model: readings by another model are read again."""
        return f"{self.about['name']}-{self.about['sha256'][:12]}"

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer."""
        tokenizer = Tokenizer.from_str((self.folder / "tokenizer.json").read_text("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The ONNX session on the CPU."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                (self.folder / "reader.onnx").read_bytes(), options, ["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's errors have no public base class
            raise ModelError(
                f"the model cannot be loaded: {error}", advice="install Tellings again"
            ) from error

    def run(self, text: str) -> Words:
        """Read a text in windows that overlap; each word is taken where it stands most inward."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        first = _first_pieces(encoding.word_ids)
        starts, ends, case = _words(text, encoding.offsets, first)
        ids = np.asarray(encoding.ids, dtype=np.int64)
        piece_case = np.repeat(case, np.diff([*first, len(ids)])) if len(ids) else case
        tags, vectors, none = self._run_windows(ids, piece_case, first)
        split, at = {}, 0
        for head, names in self.about["heads"].items():
            split[head] = _log_softmax(tags[:, at : at + len(names)])
            at += len(names)
        return Words(
            starts, ends, split, {h: tuple(n) for h, n in self.about["heads"].items()},
            vectors, none, tuple(self.about["pointers"]), self.about["pointer_units"],
            {h: np.array(f, np.float32) for h, f in self.about.get("follow", {}).items()},
        )  # fmt: skip

    def _run_windows(self, ids: Ints, case: Ints, first: Ints) -> tuple[Floats, Floats, Floats]:
        lows, size = _cut(len(ids))
        tag_count = sum(len(n) for n in self.about["heads"].values())
        width = len(self.about["pointers"]) * 2 * self.about["pointer_units"]
        tags = np.zeros((len(first), tag_count), np.float32)
        vectors, none = np.zeros((2, len(first), width), np.float32)
        for at in range(0, len(lows) if len(ids) else 0, BATCH):
            chosen = lows[at : at + BATCH]
            out_tags, out_vectors = self.session.run(None, _feed(ids, case, chosen, size))
            for row, low in enumerate(chosen):
                home_low = low + MARGIN if low else 0
                home_high = low + size - MARGIN if low != lows[-1] else len(ids)
                mine = np.flatnonzero((first >= home_low) & (first < home_high))
                pieces = first[mine] - low + 1
                tags[mine] = out_tags[row, pieces]
                vectors[mine] = out_vectors[row, pieces]
                none[mine] = out_vectors[row, 0]
        return tags, vectors, none


def _first_pieces(word_ids: Sequence[int | None]) -> Ints:
    return np.asarray(
        [i for i, w in enumerate(word_ids) if i == 0 or w != word_ids[i - 1]], dtype=np.int64
    )


def _words(text: str, offsets: Sequence[tuple[int, int]], first: Ints) -> tuple[Ints, Ints, Ints]:
    last = np.append(first[1:], len(offsets))[: len(first)] - 1  # no word, no end
    starts = np.asarray([offsets[i][0] for i in first], dtype=np.int64)
    ends = np.asarray([offsets[i][1] for i in last], dtype=np.int64)
    case = [case_class(text[a:b]) for a, b in zip(starts, ends, strict=True)]
    return starts, ends, np.asarray(case, dtype=np.int64)


def _cut(tokens: int) -> tuple[list[int], int]:
    """Where windows begin, and their length: as few as possible, and all of about one length."""
    inner = BODY - 2 * MARGIN
    count = max(1, -(-(tokens - 2 * MARGIN) // inner))
    size = -(-(tokens + (count - 1) * 2 * MARGIN) // count)
    return [n * (size - 2 * MARGIN) for n in range(count)], size


def _feed(ids: Ints, case: Ints, lows: Sequence[int], size: int) -> dict[str, Ints]:
    longest = min(size, max(len(ids) - low for low in lows)) + 2
    batch = np.zeros((2, len(lows), longest), dtype=np.int64)
    for row, low in enumerate(lows):
        piece = ids[low : low + size]
        batch[0, row, 0], batch[0, row, len(piece) + 1] = 101, 102
        batch[0, row, 1 : len(piece) + 1] = piece
        batch[1, row, 1 : len(piece) + 1] = case[low : low + size]
    return {"ids": batch[0], "case": batch[1]}


def _log_softmax(x: Floats) -> Floats:
    shifted = x - x.max(axis=1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return out
