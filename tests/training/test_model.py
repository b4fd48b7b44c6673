"""The model that is trained; its weights are not needed, but torch is."""

from __future__ import annotations

import numpy as np
import pytest

from tellings.models.runtime import Words
from training.examples import HEADS, POINTERS

torch = pytest.importorskip("torch", reason="PyTorch is installed for training only")


def test_shapes_and_padding() -> None:
    from training.model import POINTER_UNITS, TAG_COUNT, Reader

    torch.manual_seed(7)
    model = Reader().eval()
    ids = torch.randint(1000, 2000, (1, 9))
    case = torch.ones_like(ids)
    with torch.no_grad():
        tags, vectors = model(ids, case)
        padded, _ = model(
            torch.nn.functional.pad(ids, (0, 5)), torch.nn.functional.pad(case, (0, 5))
        )
    assert tags.shape == (1, 9, TAG_COUNT)
    assert sum(len(n) for n in HEADS.values()) == TAG_COUNT
    assert vectors.shape == (1, 9, len(POINTERS) * 2 * POINTER_UNITS)
    assert torch.allclose(tags, padded[:, :9], atol=1e-4)


def test_pointers_score_in_training_as_in_use() -> None:
    from training.model import POINTER_UNITS, pointer_scores

    torch.manual_seed(7)
    vectors = torch.randn(1, 6, len(POINTERS) * 2 * POINTER_UNITS)
    said = vectors[0].numpy()
    at = np.arange(6, dtype=np.int64)
    words = Words(at, at + 1, {}, {}, said, said, POINTERS, POINTER_UNITS)
    for pointer in POINTERS:
        table, _ = words.square(pointer, 0, 6)
        assert np.allclose(table, pointer_scores(vectors, pointer)[0].numpy(), atol=1e-4)
