"""One loop: shuffled windows, masked losses, a checkpoint every few minutes to resume from."""

from __future__ import annotations

import copy
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
from training.examples import CLAIM_HEADS, HEADS, POINTERS
from training.model import (
    BRANCH_HEADS,
    BRANCH_POINTERS,
    BRANCHES,
    Eighth,
    Reader,
    path_loss,
    pointer_scores,
)
from training.windows import IGNORED, Window


@dataclass(frozen=True, slots=True)
class Schedule:
    """Epochs, tokens of a batch, learning rates, warm-up share, seed, and what comes late.

    From `rounding` of the steps on, layers compute in 8 bits as the shipped model does; from
    `averaging` on, the weights that are kept are a running mean of those of each step. With
    `branch`, only its layers and heads learn, from the windows that teach it.
    """

    branch: str | None = None
    epochs: int = 4
    tokens: int = 4096
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    rounding: float = 0.75
    averaging: float = 0.6
    mean_over: int = 150  # steps
    seed: int = 7
    checkpoint_minutes: float = 4.0
    case_dropout: float = 0.08  # share of windows shown as all lower or all upper case


@dataclass(slots=True)
class Batch:
    ids: Tensor
    case: Tensor
    labels: dict[str, Tensor]
    pointers: dict[str, Tensor]  # (n, 3): window, from, to

    @property
    def branch(self) -> str:
        """The branch that the batch teaches: all its windows are of one kind."""
        return "claims" if any(bool((self.labels[h] >= 0).any()) for h in CLAIM_HEADS) else "text"


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
    """For each head and pointer: a branch's tokens over labelled ones, so that small sets count.

    Capped at 12, else a few hundred labels would drown the rest.
    """
    out = {}
    for branch in BRANCHES:
        mine = [w for w in windows if w.claims == (branch == "claims")]
        total = sum(len(w.ids) for w in mine)
        for h in BRANCH_HEADS[branch]:
            seen = sum(int((w.labels[h] != IGNORED).sum()) for w in mine if h in w.labels)
            out[h] = min(total / max(seen, 1), 12.0)
        for p in BRANCH_POINTERS[branch]:
            seen = sum(len(w.pointers[p]) for w in mine)
            out[p] = 0.5 * min(total / max(seen, 1), 24.0)
    return out


def batches(windows: Sequence[Window], schedule: Schedule, epoch: int) -> list[list[int]]:
    """The batches of one epoch: of one branch, about equal in length, in random order.

    Windows are shuffled, then sorted by length within stretches of eight batches.
    """
    order = random.Random(schedule.seed * 1000 + epoch)
    out: list[list[int]] = []
    for branch in (schedule.branch,) if schedule.branch else BRANCHES:
        mine = [i for i, w in enumerate(windows) if w.claims == (branch == "claims")]
        order.shuffle(mine)
        stretch = 8 * schedule.tokens // WINDOW
        for at in range(0, len(mine), stretch):
            ordered = sorted(mine[at : at + stretch], key=lambda i: len(windows[i].ids))
            out += _filled(ordered, windows, schedule.tokens)
    order.shuffle(out)
    return out


def _filled(order: Sequence[int], windows: Sequence[Window], tokens: int) -> list[list[int]]:
    out: list[list[int]] = [[]]
    for i in order:
        if (len(out[-1]) + 1) * len(windows[i].ids) > tokens and out[-1]:
            out.append([])
        out[-1].append(i)
    return out


def loss_of(model: Reader, batch: Batch, weight: dict[str, float]) -> Tensor:
    """Weighted sum of the losses a token: tags word by word, tags as paths, pointers."""
    branch = batch.branch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, vectors = model.read(branch, batch.ids, batch.case)
    tags, vectors = tags.float(), vectors.float()
    tokens = float((batch.ids != 0).sum())
    loss = 0.0 * tags.sum()  # a batch may have no label at all
    at = 0
    for head in BRANCH_HEADS[branch]:
        names = HEADS[head]
        logits, gold = tags[..., at : at + len(names)], batch.labels[head]
        at += len(names)
        if bool((gold != IGNORED).any()):
            loss = loss + weight[head] * F.cross_entropy(
                logits.reshape(-1, len(names)), gold.reshape(-1), ignore_index=IGNORED,
                reduction="sum",
            ) / tokens  # fmt: skip
    if branch == "claims":
        loss = loss + _paths(model, batch, tags) / tokens
    for number, pointer in enumerate(BRANCH_POINTERS[branch]):
        rows = batch.pointers[pointer]
        if len(rows):
            scores = pointer_scores(vectors, number)[rows[:, 0], rows[:, 1]]
            scores = scores.masked_fill((batch.ids == 0)[rows[:, 0]], -1e4)
            loss = loss + weight[pointer] * (
                F.cross_entropy(scores, rows[:, 2], reduction="sum") / tokens
            )
    return loss


def _paths(model: Reader, batch: Batch, tags: Tensor) -> Tensor:
    """The loss of the paths of tags over words: pieces inside words are skipped."""
    words = (batch.labels[CLAIM_HEADS[0]] != IGNORED).to(torch.int64)
    order = torch.argsort(words, dim=1, descending=True, stable=True)
    longest = int(words.sum(1).max())
    order = order[:, :longest]
    ended = words.gather(1, order) == 0
    logits, golds = [], []
    for number, head in enumerate(CLAIM_HEADS):
        mine = tags[..., 3 * number : 3 * number + 3]
        logits.append(mine.gather(1, order[..., None].expand(-1, -1, 3)))
        golds.append(batch.labels[head].gather(1, order).masked_fill(ended, IGNORED))
    follow = model.follow.repeat_interleave(len(order), 0)
    return path_loss(torch.cat(logits), torch.cat(golds), follow)


def _optimizer(model: Reader, schedule: Schedule) -> torch.optim.Optimizer:
    fresh = ("tag", "mix", "point", "follow")
    place = f"branches.{schedule.branch}." if schedule.branch else ""
    named = [
        (any(f in n.split(".") for f in fresh), p)
        for n, p in model.named_parameters()
        if n.startswith(place)
    ]
    return torch.optim.AdamW(
        [
            {"params": [p for new, p in named if not new], "lr": schedule.encoder_rate},
            {"params": [p for new, p in named if new], "lr": schedule.head_rate},
        ],
        weight_decay=0.01,
    )


def train(model: Reader, windows: list[Window], schedule: Schedule, folder: Path) -> Reader:
    """Train in place; returns the running mean of the weights.

    `folder/checkpoint.pt` is written every few minutes and resumed from.
    """
    weight = weights(windows)
    for name, parameter in model.named_parameters():
        parameter.requires_grad = name.startswith(
            f"branches.{schedule.branch}." if schedule.branch else ""
        )
    epochs = [batches(windows, schedule, e) for e in range(schedule.epochs)]
    order = [b for epoch in epochs for b in epoch]
    steps, per_epoch = len(order), len(epochs[0])
    optimizer = _optimizer(model, schedule)
    warm = max(1, int(steps * schedule.warmup))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    mean = copy.deepcopy(model)
    step, saved = 0, folder / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        model.load_state_dict(state["model"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        rate.load_state_dict(state["rate"])
        step = state["step"]
        print(f"resumed at step {step} of {steps}", flush=True)
    model.train()
    clock, running = time.monotonic(), 0.0
    while step < steps:
        Eighth.rounding = step >= schedule.rounding * steps
        batch = collate(
            [windows[i] for i in order[step]], random.Random(schedule.seed + step),
            schedule.case_dropout,
        )  # fmt: skip
        torch.manual_seed(schedule.seed + step)
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model, batch, weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        rate.step()
        step += 1
        follow_mean(mean, model, 0.0 if step < schedule.averaging * steps else schedule.mean_over)
        running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
        if step % 25 == 0:
            print(f"step {step}/{steps} loss {running:.3f}", flush=True)
        if step % per_epoch == 0 or time.monotonic() - clock > 60 * schedule.checkpoint_minutes:
            clock = time.monotonic()
            state = {"model": model.state_dict(), "mean": mean.state_dict(),
                     "optimizer": optimizer.state_dict(), "rate": rate.state_dict(),
                     "step": step}  # fmt: skip
            torch.save(state, folder / "checkpoint.tmp")
            (folder / "checkpoint.tmp").replace(saved)
    Eighth.rounding = False
    return mean


def follow_mean(mean: Reader, model: Reader, over: float) -> None:
    """Move the mean towards the model by 1/over (0: become the model)."""
    share = 1.0 / over if over else 1.0
    with torch.no_grad():
        for kept, now in zip(mean.parameters(), model.parameters(), strict=True):
            kept.lerp_(now, share)
