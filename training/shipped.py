"""Turns the model that ships back into a network that can go on learning.

What eight bits lose is little: `restore` compares what the two see and refuses
where they differ. The head of intents does not ship and begins anew.
"""
from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Iterator, Mapping

import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch import Tensor

from training import labels
from training.calibrate import Calibration
from training.export import MANIFEST, MODEL, ONNX, Served
from training.network import Network, padded
from training.student import Student

log = logging.getLogger(__name__)

PREFIX = "network."
# layers are called one by one, so the graph names them without the module that holds them
LAYERS = "encoder.encoder."
PRODUCTS = ("MatMul_quant", "Gemm_MatMul_quant")
# messages on which both are compared, and the mean difference of probabilities that rounding explains
COMPARED, TOLERANCE = 64, 0.01


def restore(file: Path, folder: Path = MODEL) -> None:
    """Write the state of the shipped network.

    Raises RuntimeError if it does not see what the shipped model sees.
    """
    network = Student()
    trained = {name for name, value in network.named_parameters() if value.requires_grad}
    state = {**network.state_dict(), **dict(_weights(onnx.load(str(folder / ONNX)), trained))}
    network.load_state_dict(state)
    difference = _difference(network.eval(), folder)
    log.info("restored; mean difference of probabilities %.5f", difference)
    if difference > TOLERANCE:
        raise RuntimeError(f"the restored network differs from {folder / ONNX} by {difference:.4f}")
    torch.save({name: value for name, value in state.items() if not name.startswith("intent.")}, file)


def _weights(model: onnx.ModelProto, trained: set[str]) -> Iterator[tuple[str, Tensor]]:
    """Yield names and values; word embeddings are not trained, so they are the base model's."""
    held = {each.name: torch.from_numpy(numpy_helper.to_array(each).copy()) for each in model.graph.initializer}
    for name, value in held.items():
        if name.startswith(PREFIX) and not name.endswith(("_quantized", "_scale", "_zero_point")):
            yield name.removeprefix(PREFIX), value
        elif (own := name.removeprefix(PREFIX).removesuffix("_quantized")) != name and own in trained:
            yield own, _whole(held, PREFIX + own)  # looked up by place, not multiplied
    for node in model.graph.node:
        path, _, product = node.name.removeprefix("/network/").rpartition("/")
        if product in PRODUCTS:
            name = node.input[1].removesuffix("_quantized")
            own = path.replace("/", ".")
            yield (LAYERS + own if own.startswith("layer.") else own) + ".weight", _whole(held, name).T.contiguous()


def _whole(held: Mapping[str, Tensor], name: str) -> Tensor:
    return (held[f"{name}_quantized"].float() - held[f"{name}_zero_point"].float()) * held[f"{name}_scale"]


@torch.no_grad()
def _difference(network: Network, folder: Path) -> float:
    kept = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["calibration"]
    served = Served(network, Calibration(kept["findings"], kept["message"], {}))
    session = onnxruntime.InferenceSession(str(folder / ONNX), providers=["CPUExecutionProvider"])
    ids, mask = padded(network.encode([row.text for row in labels.load()[:COMPARED]]))
    shipped = torch.from_numpy(session.run(["p"], {"ids": ids.numpy(), "mask": mask.numpy()})[0])
    return float((served.eval()(ids, mask)[0] - shipped).abs().mean())
