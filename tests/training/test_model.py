"""The model that is trained; its weights are not needed, but torch is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tellings.models.runtime import Words
from training.examples import HEADS, POINTERS

torch = pytest.importorskip("torch", reason="PyTorch is installed for training only")


def test_shapes_and_padding() -> None:
    from training.model import POINTER_UNITS, Reader

    torch.manual_seed(7)
    model = Reader().eval()
    ids = torch.randint(1000, 2000, (1, 9))
    case = torch.ones_like(ids)
    with torch.no_grad():
        tags, vectors = model(ids, case)
        padded, _ = model(
            torch.nn.functional.pad(ids, (0, 5)), torch.nn.functional.pad(case, (0, 5))
        )
    assert tags.shape == (1, 9, sum(len(n) for n in HEADS.values()))
    assert vectors.shape == (1, 9, len(POINTERS) * 2 * POINTER_UNITS)
    assert torch.allclose(tags, padded[:, :9], atol=1e-4)


def test_pointers_score_in_training_as_in_use() -> None:
    from training.model import POINTER_UNITS, pointer_scores

    torch.manual_seed(7)
    vectors = torch.randn(1, 6, len(POINTERS) * 2 * POINTER_UNITS)
    said = vectors[0].numpy()
    at = np.arange(6, dtype=np.int64)
    words = Words(at, at + 1, {}, {}, said, said, POINTERS, POINTER_UNITS)
    for number, pointer in enumerate(POINTERS):
        table, _ = words.square(pointer, 0, 6)
        assert np.allclose(table, pointer_scores(vectors, number)[0].numpy(), atol=1e-4)


def test_a_branch_alone_gives_its_share_of_the_whole() -> None:
    from training.model import BRANCH_HEADS, BRANCHES, Reader

    torch.manual_seed(7)
    model = Reader().eval()
    ids = torch.randint(1000, 2000, (2, 9))
    case = torch.ones_like(ids)
    with torch.no_grad():
        tags, vectors = model(ids, case)
        parts = [model.read(b, ids, case) for b in BRANCHES]
    assert torch.allclose(tags, torch.cat([t for t, _ in parts], -1), atol=1e-5)
    assert torch.allclose(vectors, torch.cat([v for _, v in parts], -1), atol=1e-5)
    for branch, (part, _) in zip(BRANCHES, parts, strict=True):
        assert part.shape[-1] == sum(len(HEADS[h]) for h in BRANCH_HEADS[branch])


def test_the_loss_of_paths_is_that_of_counting_them_all() -> None:
    from training.model import path_loss

    torch.manual_seed(7)
    logits, follow = torch.randn(2, 4, 3), torch.randn(2, 3, 3)
    gold = torch.tensor([[0, 1, 2, 0], [1, 2, -100, -100]])
    expected = torch.zeros(())
    for row in range(2):
        long = int((gold[row] >= 0).sum())
        every = []
        for path in itertools.product(range(3), repeat=long):
            score = sum(logits[row, i, t] for i, t in enumerate(path))
            score += sum(follow[row, a, b] for a, b in itertools.pairwise(path))
            every.append(score)
            if list(path) == gold[row, :long].tolist():
                right = score
        expected += torch.logsumexp(torch.stack(every), 0) - right
    assert torch.allclose(path_loss(logits, gold, follow), expected, atol=1e-4)


def test_eight_bits_change_little_and_let_the_gradient_pass() -> None:
    from training.model import Eighth

    torch.manual_seed(7)
    layer, x = Eighth(16, 8), torch.randn(5, 16, requires_grad=True)
    plain = layer(x)
    layer.rounding = True
    rounded = layer(x)
    assert 0 < float((plain - rounded).detach().abs().max()) < 0.05
    rounded.sum().backward()
    assert x.grad is not None
    assert bool((x.grad != 0).all())
