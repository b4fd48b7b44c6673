from __future__ import annotations

from importlib import resources
from itertools import pairwise

import numpy as np
import pytest
from tokenizers import Tokenizer

from tellings.models.runtime import Encoder
from tellings.models.tokens import CASES, WINDOW
from training.examples import HEADS, POINTERS, Example
from training.windows import IGNORED, Window, windows

TEXT = "Tollan said jets bombed Sona."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Encoder(resources.files("tellings.models") / "reader").tokenizer


def example() -> Example:
    at = TEXT.index
    return Example(
        "told", TEXT, frozenset({"source", "content", "upos", "label"}),
        spans=[("source", 0, 6, "source"), ("content", at("jets"), at("."), "content"),
               ("upos", at("said"), at("said") + 4, "VERB"),
               ("label", at("bombed"), at("bombed") + 6, "negative")],
        ignore=[("label", at("Sona"), at("."))],
        pointers=[("claim_source", at("jets"), 0), ("claim_cue", at("jets"), -1)],
    )  # fmt: skip


def words(window: Window, tokenizer: Tokenizer) -> list[str]:
    return [str(tokenizer.id_to_token(int(i))) for i in window.ids]


def test_tags_stand_on_the_first_piece_of_each_word(tokenizer: Tokenizer) -> None:
    (window,) = windows(example(), tokenizer)
    pieces = words(window, tokenizer)
    assert (pieces[0], pieces[-1]) == ("[CLS]", "[SEP]")
    assert set(window.labels) == {"source", "content", "upos", "label"}, "other heads are masked"
    rows = {h: [HEADS[h][t] if t != IGNORED else None for t in r] for h, r in window.labels.items()}
    inner = [k for k, p in enumerate(pieces) if p.startswith("##")]
    assert inner, "the text has a word of several pieces"
    assert all(row[k] is None for row in rows.values() for k in (0, len(pieces) - 1, *inner))
    told = {p: k for k, p in enumerate(pieces)}
    start = told["said"]
    assert [t for t in rows["content"] if t] == ["O", "O", "B-content", *["I-content"] * 2, "O"]
    assert [t for t in rows["source"] if t] == ["B-source", *["O"] * 5]
    assert rows["upos"][start] == "VERB"
    assert [t for t in rows["upos"] if t] == ["VERB"], "words without a part of speech are unknown"
    assert rows["label"][told["bombed"]] == "B-negative"
    assert rows["label"][start] == "O"
    assert rows["label"][told["sona"] if "sona" in told else told["son"]] is None


def test_case_of_every_piece_is_that_of_its_word(tokenizer: Tokenizer) -> None:
    (window,) = windows(example(), tokenizer)
    names = [CASES[c] for c in window.case]
    assert (names[0], names[-1]) == ("none", "none")
    assert names[1] == "capitalised"
    assert names[-2] == "mark"
    for k, piece in enumerate(words(window, tokenizer)):
        if piece.startswith("##"):
            assert names[k] == names[k - 1]


def test_pointers_lead_to_positions_of_the_window(tokenizer: Tokenizer) -> None:
    (window,) = windows(example(), tokenizer)
    jets = words(window, tokenizer).index("jets")
    assert set(window.pointers) == set(POINTERS)
    assert window.pointers["claim_source"] == [(jets, 1)]
    assert window.pointers["claim_cue"] == [(jets, 0)]  # [CLS]: to nothing
    assert window.pointers["arc"] == []


def long_example(sentences: int) -> Example:
    text = " ".join(f"Hut {i} burned." for i in range(sentences))
    starts = [k for k in range(len(text)) if text.startswith("Hut", k)]
    return Example(
        "long", text, frozenset({"cue"}),
        spans=[("cue", k, k + 3, "cue") for k in starts],
        pointers=[("antecedent", b, a) for a, b in pairwise(starts)]
        + [("arc", starts[-1], starts[0])],
    )  # fmt: skip


def test_windows_cover_a_long_text_and_overlap(tokenizer: Tokenizer) -> None:
    long = long_example(200)
    total = len(tokenizer.encode(long.text, add_special_tokens=False).ids)
    cut = windows(long, tokenizer, stride=200)
    assert all(len(w.ids) <= WINDOW for w in cut)
    assert all(len(w.ids) == len(w.case) == len(w.labels["cue"]) for w in cut)
    ids = tokenizer.encode(long.text, add_special_tokens=False).ids
    for k, window in enumerate(cut):
        assert window.ids[1:-1].tolist() == ids[k * 200 : k * 200 + WINDOW - 2]
    assert (len(cut) - 1) * 200 + len(cut[-1].ids) - 2 == total


def test_pointers_out_of_the_window_are_unknown(tokenizer: Tokenizer) -> None:
    cut = windows(long_example(200), tokenizer)
    assert len(cut) > 2
    assert all(w.pointers["arc"] == [] for w in cut), "from the last hut to the first"
    hut = HEADS["cue"].index("B-cue")
    for window in cut:
        pairs = window.pointers["antecedent"]
        assert pairs
        assert all(window.labels["cue"][[a, b]].tolist() == [hut, hut] for a, b in pairs)


def test_a_long_text_and_one_window_agree_where_both_stand(tokenizer: Tokenizer) -> None:
    long, short = windows(long_example(200), tokenizer), windows(long_example(12), tokenizer)
    (one,) = short
    n = len(one.ids) - 1  # all but [SEP]
    assert np.array_equal(long[0].ids[:n], one.ids[:n])
    assert np.array_equal(long[0].labels["cue"][:n], one.labels["cue"][:n])


def test_an_empty_text_has_no_windows(tokenizer: Tokenizer) -> None:
    assert windows(Example("none", "", frozenset({"cue"})), tokenizer) == []
