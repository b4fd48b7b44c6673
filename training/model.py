"""The model in one file: a BERT encoder with a case embedding, token heads and pointer heads.

The encoder is the architecture of `sentence-transformers/all-MiniLM-L6-v2` (Apache-2.0): six
layers of 384 units, twelve attention heads, uncased word pieces.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tellings.models.tokens import CASES
from training.examples import HEADS, POINTERS

LAYERS, UNITS, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
POINTER_UNITS = 64
TAG_COUNT = sum(len(t) for t in HEADS.values())


class Layer(nn.Module):
    """One transformer layer, normalised after each residual as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(UNITS, UNITS) for _ in range(3))
        self.attended = nn.Linear(UNITS, UNITS)
        self.norm1 = nn.LayerNorm(UNITS, eps=1e-12)
        self.inner = nn.Linear(UNITS, INNER)
        self.outer = nn.Linear(INNER, UNITS)
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


class Reader(nn.Module):
    """Ids and case classes to tag logits and pointer vectors, in one pass."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, UNITS)
        self.positions = nn.Embedding(512, UNITS)
        self.case = nn.Embedding(len(CASES), UNITS)
        self.norm = nn.LayerNorm(UNITS, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(UNITS, TAG_COUNT)
        self.mix = nn.Linear(UNITS, UNITS)
        self.point = nn.Linear(UNITS, len(POINTERS) * 2 * POINTER_UNITS)
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        """ids, case: (batch, tokens) int64, 0 is padding.

        Returns tag logits (batch, tokens, TAG_COUNT), heads in the order of HEADS, and pointer
        vectors (batch, tokens, len(POINTERS) * 2 * POINTER_UNITS): for each pointer the asking
        vector, then the answering one. A pointer's score is their dot product over sqrt(units).
        """
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions)[None] + self.case(case)
        x = self.dropout(self.norm(x))
        mask = (ids == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return self.tag(self.dropout(x)), self.point(F.gelu(self.mix(self.dropout(x))))


def pointer_scores(vectors: Tensor, pointer: str) -> Tensor:
    """(batch, tokens, tokens): how much each token points at each other."""
    at = POINTERS.index(pointer) * 2 * POINTER_UNITS
    ask = vectors[..., at : at + POINTER_UNITS]
    answer = vectors[..., at + POINTER_UNITS : at + 2 * POINTER_UNITS]
    return ask @ answer.transpose(-1, -2) / POINTER_UNITS**0.5


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
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{kind}"] = take(f"encoder.layer.{i}.{theirs}.{kind}")
    model.load_state_dict(state)
