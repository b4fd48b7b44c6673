"""`python -m training.export --run training/runs/reader`: weights to the shipped int8 ONNX.

The encoder's matrices and the word embedding become int8 (per channel); the heads stay float,
being small and the most sensitive.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tellings.models.tokens import CASES, WINDOW
from training.examples import HEADS, POINTERS
from training.model import POINTER_UNITS, Reader
from training.train import base_folder

SHIPPED = Path("src/tellings/models/reader")


def to_onnx(weights: Path, target: Path) -> None:
    """Float ONNX with batch and length left open (the older exporter: its graph runs faster)."""
    model = Reader(dropout=0.0)
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.eval()
    ids, case = torch.ones((2, 16), dtype=torch.int64), torch.ones((2, 16), dtype=torch.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, (ids, case), str(target), dynamo=False, opset_version=17,
            input_names=["ids", "case"], output_names=["tags", "vectors"],
            dynamic_axes={n: {0: "batch", 1: "tokens"} for n in ("ids", "case", "tags", "vectors")},
        )  # fmt: skip


def quantize(source: Path, target: Path) -> None:
    """Weights to int8; the three head matrices are left out."""
    graph = onnx.load(str(source)).graph
    heads = [
        n.name
        for n in graph.node
        if n.op_type in ("MatMul", "Gemm") and n.name.startswith(("/tag/", "/mix/", "/point/"))
    ]
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True,
        nodes_to_exclude=heads, op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip


def main() -> None:
    """Parse, convert, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("training/runs/reader"))
    parser.add_argument("--weights", default="reader.pt")
    parser.add_argument("--to", type=Path, default=SHIPPED)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    plain = options.run / "reader.float.onnx"
    to_onnx(options.run / options.weights, plain)
    quantize(plain, options.to / "reader.onnx")
    shutil.copy(base_folder() / "tokenizer.json", options.to / "tokenizer.json")
    digest = hashlib.sha256((options.to / "reader.onnx").read_bytes()).hexdigest()
    about = {
        "name": "tellings-reader", "sha256": digest, "window": WINDOW, "cases": list(CASES),
        "heads": HEADS, "pointers": list(POINTERS), "pointer_units": POINTER_UNITS,
    }  # fmt: skip
    (options.to / "reader.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    size = (options.to / "reader.onnx").stat().st_size / 1e6
    print(f"{options.to / 'reader.onnx'}: {size:.1f} MB, sha256 {digest[:12]}")


if __name__ == "__main__":
    main()
