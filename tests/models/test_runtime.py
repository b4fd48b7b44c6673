from __future__ import annotations

import json
import shutil
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.errors import ModelError
from tellings.models import runtime
from tellings.models.runtime import BODY, MARGIN, Encoder, Words
from tests.support.parsed import Planted, parsed
from training.examples import HEADS, POINTERS

SHIPPED = Path(str(resources.files("tellings.models") / "reader"))
SHORT = "The Vardania Monitor for Civilians said on Monday that 14 people were killed in Dravik."
LONG = " ".join(
    f"{SHORT} Ilan Dorr, who runs hut number {i}, told Tarsin Radio that he saw {i + 3} lorries."
    for i in range(24)
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(SHIPPED)


def same(a: Words, b: Words, low: int, high: int) -> None:
    """Both say the same of words low..high, but for what rounding in a batch moves."""
    for head in HEADS:
        assert np.allclose(a.tags[head][low:high], b.tags[head][low:high], atol=1e-3)
    assert np.allclose(a.vectors[low:high], b.vectors[low:high], atol=1e-3)


# -------------------------------------------------------------------------------- the words
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60) | st.text("aB ,.’-\n3", max_size=60))
def test_words_tile_what_is_not_white_space(encoder: Encoder, text: str) -> None:
    encoding = encoder.tokenizer.encode(text, add_special_tokens=False)
    first = runtime._first_pieces(encoding.word_ids)
    starts, ends, case = runtime._words(text, encoding.offsets, first)
    assert len(starts) == len(ends) == len(case)
    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))
    assert all(b <= a for b, a in zip(ends, starts[1:], strict=False))


def test_words_of_plain_text_leave_no_letter_out(encoder: Encoder) -> None:
    words = encoder.run(SHORT)
    said = [SHORT[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert said == SHORT.replace(".", " .").split()


def test_every_tag_is_a_log_probability(encoder: Encoder) -> None:
    words = encoder.run(SHORT)
    for head, names in words.names.items():
        assert words.tags[head].shape == (len(words), len(names))
        assert np.allclose(np.exp(words.tags[head]).sum(axis=1), 1.0, atol=1e-4)
        assert set(words.best(head)) <= set(names)


def test_no_text_has_no_words(encoder: Encoder) -> None:
    for text in ("", " \n "):
        words = encoder.run(text)
        assert len(words) == 0
        assert words.best("upos") == []


def test_the_word_at_an_offset(encoder: Encoder) -> None:
    words = encoder.run(SHORT)
    for i in range(len(words)):
        assert all(words.at(k) == i for k in range(int(words.starts[i]), int(words.ends[i])))
    assert words.at(len(SHORT)) == len(words)


# ------------------------------------------------------------------------------ the windows
def test_a_window_that_is_padded_reads_as_it_does_alone(encoder: Encoder) -> None:
    """A batch is padded to its longest window; int8 scales are shared by it, so nearly the same."""
    ids = np.array(encoder.tokenizer.encode(SHORT, add_special_tokens=False).ids, np.int64)
    text, case, n = np.tile(ids, 9), np.ones(len(ids) * 9, np.int64), len(ids)
    alone, _ = encoder.session.run(None, runtime._feed(ids, case[:n], [0], n))
    both, _ = encoder.session.run(None, runtime._feed(text, case, [0, 8 * n], 8 * n))
    assert both.shape[1] > 4 * n
    at, agreeing = 0, []
    for names in HEADS.values():
        tags = [out[1 : n + 1, at : at + len(names)].argmax(1) for out in (alone[0], both[1])]
        agreeing.append(np.mean(tags[0] == tags[1]))
        at += len(names)
    assert np.mean(agreeing) > 0.95


def test_stitched_windows_give_every_word_once(encoder: Encoder) -> None:
    words = encoder.run(LONG)
    ids = encoder.tokenizer.encode(LONG, add_special_tokens=False).ids
    assert len(ids) > 3 * BODY
    said = " ".join(LONG[a:b] for a, b in zip(words.starts, words.ends, strict=True))
    assert said.replace(" ", "") == LONG.replace(" ", "")
    assert (np.abs(words.vectors).sum(axis=1) > 0).all()
    assert (np.abs(words.none).sum(axis=1) > 0).all()


def test_a_text_of_one_window_is_read_as_one(encoder: Encoder) -> None:
    """Stitching, against the bare session over the one window."""
    words = encoder.run(SHORT)
    encoding = encoder.tokenizer.encode(SHORT, add_special_tokens=False)
    first = runtime._first_pieces(encoding.word_ids)
    _, _, case = runtime._words(SHORT, encoding.offsets, first)
    pieces = np.repeat(case, np.diff([*first, len(encoding.ids)]))
    feed = {
        "ids": np.array([[101, *encoding.ids, 102]], np.int64),
        "case": np.array([[0, *pieces, 0]], np.int64),
    }
    tags, vectors = encoder.session.run(None, feed)
    at = 0
    for head, names in words.names.items():
        raw = tags[0, first + 1, at : at + len(names)]
        assert np.allclose(words.tags[head], runtime._log_softmax(raw), atol=1e-4)
        at += len(names)
    assert np.allclose(words.vectors, vectors[0, first + 1], atol=1e-5)
    assert np.allclose(words.none, vectors[0, 0], atol=1e-5)


@pytest.mark.parametrize("tokens", [0, 1, BODY - 1, BODY, BODY + 1, 2 * BODY, 477, 3001])
def test_windows_cover_a_text_with_their_margins_and_are_of_one_length(tokens: int) -> None:
    lows, size = runtime._cut(tokens)
    assert size <= BODY
    assert lows[0] == 0
    assert lows[-1] + size >= tokens
    assert all(b - a == size - 2 * MARGIN for a, b in pairwise(lows))
    if len(lows) > 1:
        assert tokens - lows[-1] > size - len(lows), "the last is no stump"
        assert BODY + (len(lows) - 2) * (BODY - 2 * MARGIN) < tokens, "one window less is too few"


def test_the_words_before_a_windows_margin_do_not_feel_its_neighbour(encoder: Encoder) -> None:
    """What stands in the first window's own part reads as that window alone does."""
    words = encoder.run(LONG)
    encoding = encoder.tokenizer.encode(LONG, add_special_tokens=False)
    _, size = runtime._cut(len(encoding.ids))
    alone = encoder.run(LONG[: encoding.offsets[size][0]])
    mine = words.at(encoding.offsets[size - MARGIN - 1][0])
    for head in ("upos", "entity", "content"):
        agree = np.mean(np.array(words.best(head)[:mine]) == np.array(alone.best(head)[:mine]))
        assert agree > 0.97, head


def test_running_twice_gives_the_same(encoder: Encoder) -> None:
    same(encoder.run(LONG), encoder.run(LONG), 0, 10**6)


# ----------------------------------------------------------------------------- the pointers
def test_scores_and_square_agree_on_planted_vectors() -> None:
    syntax = parsed(
        "Dorr/PROPN/nsubj/said said/VERB/root so/ADV/advmod/said .",
        Planted(points=[("claim_source", "so", "Dorr")]),
    )
    words = syntax.words
    table, none = words.square("claim_source", 0, len(words))
    for i in range(len(words)):
        row, nothing = words.scores("claim_source", i, 0, len(words))
        assert np.allclose(row, table[i], atol=1e-5)
        assert nothing == pytest.approx(float(none[i]), abs=1e-5)
    assert int(table[2].argmax()) == 0
    assert words.square("arc", 1, 3)[0].shape == (2, 2)


def test_scores_and_square_agree_on_the_models_vectors(encoder: Encoder) -> None:
    words = encoder.run(SHORT)
    for pointer in words.pointers:
        table, none = words.square(pointer, 2, 9)
        row, nothing = words.scores(pointer, 4, 2, 9)
        assert np.allclose(row, table[2], atol=1e-3)
        assert nothing == pytest.approx(float(none[2]), abs=1e-3)


# ---------------------------------------------------------------------------- what is shipped
def test_the_shipped_model_has_the_heads_that_training_gives_it(encoder: Encoder) -> None:
    about = encoder.about
    assert {h: tuple(n) for h, n in about["heads"].items()} == HEADS
    assert tuple(about["heads"]) == tuple(HEADS)
    assert tuple(about["pointers"]) == POINTERS
    assert encoder.name == f"{about['name']}-{about['sha256'][:12]}"


def test_a_missing_description_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install Tellings again"):
        _ = Encoder(tmp_path).about


def test_a_damaged_description_or_model_says_what_to_do(tmp_path: Path) -> None:
    for name in ("reader.json", "tokenizer.json"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    (tmp_path / "reader.onnx").write_bytes(b"no model at all")
    with pytest.raises(ModelError, match="the model cannot be loaded"):
        Encoder(tmp_path).run("Sona")
    (tmp_path / "reader.json").write_text(json.dumps({"name": "x"})[:-1], encoding="utf-8")
    with pytest.raises(ModelError, match="description cannot be read"):
        Encoder(tmp_path).run("Sona")
