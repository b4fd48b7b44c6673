from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.examples import BIO_HEADS, FLAT_HEADS, HEADS, LOST, Example, lose_punctuation, tags

TEXT = "“We’ll stay,” said Dorr, Sona’s mayor."


def test_tags_of_heads() -> None:
    assert tags("cue") == ("O", "B-cue", "I-cue")
    assert tags("polarity") == FLAT_HEADS["polarity"]
    assert set(HEADS) == {*BIO_HEADS, *FLAT_HEADS}
    assert all(len(set(names)) == len(names) for names in HEADS.values())


def quoted() -> Example:
    said = TEXT.index("said")
    return Example(
        "told", TEXT, frozenset({"source", "content"}),
        spans=[("content", 0, 13, "content"), ("source", 19, 37, "source"), ("label", 3, 4, "x")],
        ignore=[("content", 13, len(TEXT))],
        pointers=[("claim_cue", 1, said), ("claim_source", 1, -1), ("arc", 0, 1), ("arc", 1, 0)],
    )  # fmt: skip


def test_all_marks_lost() -> None:
    lost = lose_punctuation(quoted(), Fixed())
    assert lost.text == "Well stay said Dorr Sonas mayor."
    assert [(h, lost.text[a:b]) for h, a, b, _ in lost.spans] == [
        ("content", "Well stay"), ("source", "Dorr Sonas mayor"),
    ]  # fmt: skip
    # Pointers from or to a lost mark are lost with it; "to nothing" stays.
    assert lost.pointers == [("claim_cue", 0, 10), ("claim_source", 0, -1)]
    assert lost.ignore == [("content", 9, len(lost.text))]
    assert (lost.name, lost.heads) == ("told", quoted().heads)


class Fixed(random.Random):
    """Loses every mark."""

    def random(self) -> float:
        return 0.0


class Keeping(random.Random):
    """Loses none."""

    def random(self) -> float:
        return 0.99


def test_no_marks_lost() -> None:
    assert lose_punctuation(quoted(), Keeping()) == quoted()


@given(text=st.text("abc ,'’“”.", min_size=1, max_size=30), seed=st.integers(0, 99), data=st.data())
def test_spans_keep_their_words_up_to_lost_marks(text: str, seed: int, data: st.DataObject) -> None:
    bounds = st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(sorted)
    spans = [("cue", a, b, "cue") for a, b in data.draw(st.lists(bounds, max_size=5))]
    offsets = st.integers(0, len(text) - 1)
    points = data.draw(st.lists(st.tuples(st.just("arc"), offsets, offsets), max_size=5))
    before = Example("t", text, frozenset({"cue"}), spans=spans, pointers=points)
    after = lose_punctuation(before, random.Random(seed))
    gone = set(text) - set(after.text)
    assert gone <= LOST
    assert after.text == "".join(c for c in text if c not in gone)
    told = ["".join(c for c in text[a:b] if c not in gone) for _, a, b, _ in spans]
    assert [after.text[a:b] for _, a, b, _ in after.spans] == [t for t in told if t]
    kept = [(a, b) for _, a, b in points if text[a] not in gone and text[b] not in gone]
    assert [(after.text[a], after.text[b]) for _, a, b in after.pointers] == [
        (text[a], text[b]) for a, b in kept
    ]
    assert before.text == text, "the example itself is left as it was"


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_loses_the_same(seed: int) -> None:
    first, again = (lose_punctuation(quoted(), random.Random(seed)) for _ in range(2))
    assert first == again
