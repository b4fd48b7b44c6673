"""The model in one file: a BERT encoder with a case embedding, token heads and pointer heads.

The encoder is the architecture of `sentence-transformers/all-MiniLM-L6-v2` (Apache-2.0): six
layers of 384 units, twelve attention heads, uncased word pieces. Its upper layers come twice:
one branch reads who says what, the other names, syntax, labels and reference. Both start from
the base model's layers; sharing all six cost the claims a point of F1.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tellings.models.tokens import CASES
from training.examples import CLAIM_HEADS, CLAIM_POINTERS, HEADS, POINTERS

LAYERS, UNITS, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
SHARED = 4  # layers below the branches
POINTER_UNITS = 64
BRANCHES = ("claims", "text")
BRANCH_HEADS = {"claims": CLAIM_HEADS, "text": tuple(h for h in HEADS if h not in CLAIM_HEADS)}
BRANCH_POINTERS = {
    "claims": CLAIM_POINTERS,
    "text": tuple(p for p in POINTERS if p not in CLAIM_POINTERS),
}


class Rounded(torch.autograd.Function):
    """Numbers as eight bits would hold them; the gradient passes as if nothing had happened."""

    @staticmethod
    def forward(_: object, x: Tensor, scale: Tensor, low: float, high: float) -> Tensor:
        return (x / scale).round().clamp(low, high) * scale

    @staticmethod
    def backward(_: object, gradient: Tensor) -> tuple[Tensor, None, None, None]:
        return gradient, None, None, None


class Eighth(nn.Linear):
    """A linear layer that can compute as the shipped one does: inputs and weights in 8 bits.

    Inputs are rounded on one scale for the whole batch, weights on one a row, as onnxruntime's
    dynamic quantisation does.
    """

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounding:
            return F.linear(x, self.weight, self.bias)
        with torch.no_grad():
            scale = (x.amax().clamp(min=0) - x.amin().clamp(max=0)).clamp(min=1e-8) / 255
            rows = self.weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        near: Tensor = Rounded.apply(x, scale, -1e9, 1e9)
        weight: Tensor = Rounded.apply(self.weight, rows, -127, 127)
        return F.linear(near, weight, self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after each residual as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (Eighth(UNITS, UNITS) for _ in range(3))
        self.attended = Eighth(UNITS, UNITS)
        self.norm1 = nn.LayerNorm(UNITS, eps=1e-12)
        self.inner = Eighth(UNITS, INNER)
        self.outer = Eighth(INNER, UNITS)
        self.norm2 = nn.LayerNorm(UNITS, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, tokens, UNITS); mask: (batch, 1, 1, tokens), 0 where kept, -1e4 at padding."""
        b, t, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, ATTENTION_HEADS, UNITS // ATTENTION_HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) / (UNITS // ATTENTION_HEADS) ** 0.5
            weights = torch.softmax(scores + mask, -1)
            mixed = weights @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(b, t, UNITS)
        x = self.norm1(x + self.dropout(self.attended(mixed)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Branch(nn.Module):
    """The upper layers of one branch with its tag heads and pointers."""

    def __init__(self, name: str, dropout: float) -> None:
        super().__init__()
        self.heads, self.pointers = BRANCH_HEADS[name], BRANCH_POINTERS[name]
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - SHARED))
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(UNITS, sum(len(HEADS[h]) for h in self.heads))
        self.mix = nn.Linear(UNITS, UNITS)
        self.point = nn.Linear(UNITS, len(self.pointers) * 2 * POINTER_UNITS)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """x: (batch, tokens, UNITS). Returns tag logits and pointer vectors of this branch."""
        for layer in self.layers:
            x = layer(x, mask)
        return self.tag(self.dropout(x)), self.point(F.gelu(self.mix(self.dropout(x))))


class Reader(nn.Module):
    """Ids and case classes to tag logits and pointer vectors, in one pass."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, UNITS)
        self.positions = nn.Embedding(512, UNITS)
        self.case = nn.Embedding(len(CASES), UNITS)
        self.norm = nn.LayerNorm(UNITS, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(SHARED))
        self.branches = nn.ModuleDict({b: Branch(b, dropout) for b in BRANCHES})
        self.dropout = nn.Dropout(dropout)
        # How well one B, I or O tag follows another, for each head of claims.
        self.follow = nn.Parameter(torch.zeros(len(CLAIM_HEADS), 3, 3))
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        """ids, case: (batch, tokens) int64, 0 is padding.

        Returns tag logits (batch, tokens, all tags), heads in the order of HEADS, and pointer
        vectors (batch, tokens, len(POINTERS) * 2 * POINTER_UNITS): for each pointer the asking
        vector, then the answering one. A pointer's score is their dot product over sqrt(units).
        """
        x, mask = self.below(ids, case)
        parts = [branch(x, mask) for branch in self.branches.values()]
        return torch.cat([t for t, _ in parts], -1), torch.cat([v for _, v in parts], -1)

    def read(self, branch: str, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        """Tag logits and pointer vectors of one branch alone."""
        tags, vectors = self.branches[branch](*self.below(ids, case))
        return tags, vectors

    def below(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        """What both branches read: (batch, tokens, UNITS), and the mask of padding."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions)[None] + self.case(case)
        x = self.dropout(self.norm(x))
        mask = (ids == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x, mask


assert [h for b in BRANCHES for h in BRANCH_HEADS[b]] == list(HEADS)
assert [p for b in BRANCHES for p in BRANCH_POINTERS[b]] == list(POINTERS)


def pointer_scores(vectors: Tensor, at: int) -> Tensor:
    """(batch, tokens, tokens): how much each token points at each other, by the pointer at `at`."""
    at *= 2 * POINTER_UNITS
    ask = vectors[..., at : at + POINTER_UNITS]
    answer = vectors[..., at + POINTER_UNITS : at + 2 * POINTER_UNITS]
    return ask @ answer.transpose(-1, -2) / POINTER_UNITS**0.5


def path_loss(logits: Tensor, gold: Tensor, follow: Tensor) -> Tensor:
    """Sum over sequences of -log p(gold path), a linear chain over B, I and O.

    logits: (sequences, words, 3); gold: (sequences, words) int64, negative where a sequence has
    ended or is not labelled (only at its end); follow: (sequences, 3, 3), from a tag to the next.
    """
    known = gold >= 0
    at = gold.clamp(min=0)
    right = logits.gather(2, at[..., None])[..., 0].masked_fill(~known, 0.0).sum()
    rows = torch.arange(len(gold), device=gold.device)[:, None]
    steps = follow[rows, at[:, :-1], at[:, 1:]].masked_fill(~known[:, 1:], 0.0).sum()
    alpha = logits[:, 0]
    for i in range(1, logits.shape[1]):
        ahead = torch.logsumexp(alpha[:, :, None] + follow, 1) + logits[:, i]
        alpha = torch.where(known[:, i, None], ahead, alpha)
    every = torch.logsumexp(alpha, 1)[known[:, 0]].sum()
    return every - right - steps


def load_base(model: Reader, weights: Path) -> None:
    """Fill the encoder from a safetensors file of the base model (position 0 type added in)."""
    raw = weights.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])

    def take(name: str) -> Tensor:
        entry = header[name]
        low, high = (8 + size + o for o in entry["data_offsets"])
        return torch.frombuffer(bytearray(raw[low:high]), dtype=torch.float32).view(entry["shape"])

    state = model.state_dict()
    state["words.weight"] = take("embeddings.word_embeddings.weight")
    state["positions.weight"] = take("embeddings.position_embeddings.weight")
    state["positions.weight"] += take("embeddings.token_type_embeddings.weight")[0]
    names = {
        "query": "attention.self.query", "key": "attention.self.key",
        "value": "attention.self.value", "attended": "attention.output.dense",
        "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
        "outer": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = take(f"embeddings.LayerNorm.{kind}")
        for i in range(LAYERS):
            places = [f"layers.{i}"] if i < SHARED else [
                f"branches.{b}.layers.{i - SHARED}" for b in BRANCHES
            ]  # fmt: skip
            for ours, theirs in names.items():
                for place in places:
                    state[f"{place}.{ours}.{kind}"] = take(f"encoder.layer.{i}.{theirs}.{kind}")
    model.load_state_dict(state)
