"""`python -m training.export --run training/runs/reader`: weights to the shipped int8 ONNX.

The encoder's matrices become int8 (per channel), the word embedding int8 with a scale for each
word; the heads stay float, being small and the most sensitive.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from tellings.models.tokens import CASES, WINDOW
from training.examples import CLAIM_HEADS, HEADS, POINTERS
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
    """Weights to int8; the matrices of the heads are left out."""
    model = onnx.load(str(source))
    round_words(model.graph)
    onnx.save(model, str(source))
    heads = [
        n.name
        for n in model.graph.node
        if n.op_type in ("MatMul", "Gemm")
        and any(f"/{head}/" in n.name for head in ("tag", "mix", "point"))
    ]
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True,
        nodes_to_exclude=heads, op_types_to_quantize=["MatMul"],
    )  # fmt: skip


def round_words(graph: onnx.GraphProto) -> None:
    """The word embedding as int8 with one scale a word: 12 MB for 47.

    One scale for all words, as onnxruntime's own tool has it, costs what a few rare words with
    large vectors take from all the others.
    """
    table = next(t for t in graph.initializer if t.name == "words.weight")
    rows = numpy_helper.to_array(table)
    scale = np.abs(rows).max(1, keepdims=True) / 127
    scale[scale == 0] = 1.0
    graph.initializer.remove(table)
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.round(rows / scale).astype(np.int8), "words.eighth"),
            numpy_helper.from_array(scale.astype(np.float32), "words.scale"),
        ]
    )
    at, node = next(
        (i, n) for i, n in enumerate(graph.node) if n.op_type == "Gather" and table.name in n.input
    )
    ids, found = node.input[1], node.output[0]
    graph.node.remove(node)
    for new in reversed(
        [
            helper.make_node("Gather", ["words.eighth", ids], ["words.picked"]),
            helper.make_node("Cast", ["words.picked"], ["words.float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", ["words.scale", ids], ["words.factor"]),
            helper.make_node("Mul", ["words.float", "words.factor"], [found]),
        ]
    ):
        graph.node.insert(at, new)


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
    follow = torch.load(options.run / options.weights, weights_only=True)["follow"]
    about = {
        "name": "tellings-reader", "sha256": digest, "window": WINDOW, "cases": list(CASES),
        "heads": HEADS, "pointers": list(POINTERS), "pointer_units": POINTER_UNITS,
        "follow": {h: [[round(x, 4) for x in row] for row in follow[i].tolist()]
                   for i, h in enumerate(CLAIM_HEADS)},
    }  # fmt: skip
    (options.to / "reader.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    size = (options.to / "reader.onnx").stat().st_size / 1e6
    print(f"{options.to / 'reader.onnx'}: {size:.1f} MB, sha256 {digest[:12]}")


if __name__ == "__main__":
    main()
