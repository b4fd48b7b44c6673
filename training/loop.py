"""One loop: shuffled windows, masked losses, a checkpoint every few minutes to resume from."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tellings.models.tokens import WINDOW
from training.corpora import ATTRIBUTION
from training.examples import HEADS, POINTERS
from training.model import Reader, pointer_scores
from training.windows import IGNORED, Window


@dataclass(frozen=True, slots=True)
class Schedule:
    """Epochs, batch size in windows, learning rates of encoder and heads, warm-up share, seed."""

    epochs: int = 3
    batch: int = 16
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    seed: int = 7
    checkpoint_minutes: float = 4.0
    case_dropout: float = 0.05  # share of windows shown as all lower or all upper case


@dataclass(slots=True)
class Batch:
    ids: Tensor
    case: Tensor
    labels: dict[str, Tensor]
    pointers: dict[str, Tensor]  # (n, 3): window, from, to


def collate(windows: Sequence[Window], rng: random.Random, case_dropout: float = 0.0) -> Batch:
    """Windows padded with 0 to the longest of them."""
    longest = min(max(len(w.ids) for w in windows), WINDOW)
    ids = np.zeros((len(windows), longest), dtype=np.int64)
    case = np.zeros_like(ids)
    labels = {h: np.full(ids.shape, IGNORED, dtype=np.int64) for h in HEADS}
    pointers: dict[str, list[tuple[int, int, int]]] = {p: [] for p in POINTERS}
    for i, window in enumerate(windows):
        size = len(window.ids)
        ids[i, :size] = window.ids
        shown = window.case
        if rng.random() < case_dropout:
            flat = rng.choice((1, 3))
            shown = np.where((shown >= 1) & (shown <= 4), flat, shown)
        case[i, :size] = shown
        for h, row in window.labels.items():
            labels[h][i, :size] = row
        for p, pairs in window.pointers.items():
            pointers[p] += [(i, a, b) for a, b in pairs]
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(case),
        {h: torch.from_numpy(x) for h, x in labels.items()},
        {p: torch.tensor(x, dtype=torch.int64).view(-1, 3) for p, x in pointers.items()},
    )


def weights(windows: Sequence[Window]) -> dict[str, float]:
    """For each head and pointer: all tokens over labelled ones, so that small sets count.

    Capped at 12, else a few hundred labels would drown the rest. Attribution, the heart of
    the reader, counts double.
    """
    total = sum(len(w.ids) for w in windows)
    out = {}
    for h in HEADS:
        seen = sum(int((w.labels[h] != IGNORED).sum()) for w in windows if h in w.labels)
        out[h] = min(total / max(seen, 1), 12.0) * (2.0 if h in ATTRIBUTION else 1.0)
    for p in POINTERS:
        seen = sum(len(w.pointers[p]) for w in windows)
        out[p] = 0.5 * min(total / max(seen, 1), 24.0)
    return out


def loss_of(model: Reader, batch: Batch, weight: dict[str, float]) -> Tensor:
    """Weighted sum over heads of the cross-entropy a token of the batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, vectors = model(batch.ids, batch.case)
    tags, vectors = tags.float(), vectors.float()
    tokens = float((batch.ids != 0).sum())
    loss = tags.new_zeros(())
    at = 0
    for head, names in HEADS.items():
        logits, gold = tags[..., at : at + len(names)], batch.labels[head]
        at += len(names)
        if bool((gold != IGNORED).any()):
            loss = loss + weight[head] * F.cross_entropy(
                logits.reshape(-1, len(names)), gold.reshape(-1), ignore_index=IGNORED,
                reduction="sum",
            ) / tokens  # fmt: skip
    for pointer in POINTERS:
        rows = batch.pointers[pointer]
        if len(rows):
            scores = pointer_scores(vectors, pointer)[rows[:, 0], rows[:, 1]]
            scores = scores.masked_fill((batch.ids == 0)[rows[:, 0]], -1e4)
            loss = loss + weight[pointer] * (
                F.cross_entropy(scores, rows[:, 2], reduction="sum") / tokens
            )
    return loss


def train(model: Reader, windows: list[Window], schedule: Schedule, folder: Path) -> None:
    """Train in place; `folder/checkpoint.pt` is written every few minutes and resumed from."""
    order = random.Random(schedule.seed)
    weight = weights(windows)
    per_epoch = (len(windows) + schedule.batch - 1) // schedule.batch
    steps = per_epoch * schedule.epochs
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in ("tag", "mix", "point")]
    known = {id(p) for p in heads}
    body = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": schedule.encoder_rate},
            {"params": heads, "lr": schedule.head_rate},
        ],
        weight_decay=0.01,
    )
    warm = max(1, int(steps * schedule.warmup))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    step, saved = 0, folder / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        rate.load_state_dict(state["rate"])
        step = state["step"]
        print(f"resumed at step {step} of {steps}", flush=True)
    model.train()
    clock, running = time.monotonic(), 0.0
    orders = [order.sample(range(len(windows)), len(windows)) for _ in range(schedule.epochs)]
    while step < steps:
        epoch, at = divmod(step, per_epoch)
        picks = orders[epoch][at * schedule.batch : (at + 1) * schedule.batch]
        batch = collate(
            [windows[i] for i in picks], random.Random(schedule.seed + step), schedule.case_dropout
        )
        torch.manual_seed(schedule.seed + step)
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model, batch, weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        rate.step()
        step += 1
        running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
        if step % 25 == 0:
            print(f"step {step}/{steps} loss {running:.3f}", flush=True)
        ends = step % per_epoch == 0
        if ends or time.monotonic() - clock > 60 * schedule.checkpoint_minutes:
            clock = time.monotonic()
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                     "rate": rate.state_dict(), "step": step}  # fmt: skip
            torch.save(state, folder / "checkpoint.tmp")
            (folder / "checkpoint.tmp").replace(saved)
            if ends:
                torch.save(model.state_dict(), folder / f"epoch{step // per_epoch}.pt")
