"""Trains the network in two stages: on templates, then on what people wrote."""
from __future__ import annotations

import logging
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Protocol, Sequence

import torch
from torch import Tensor, nn

from training import intents
from training.catalogue import CLASSES, NONE, catalogue
from training.network import Heads, Network, padded
from training.rows import Row

log = logging.getLogger(__name__)

# what a mentioned finding weighs in the loss, and a grave one on top
MENTIONED, HALF_KNOWN, GRAVE = 2.0, 1.5, 2.0
SUBJECT = 0.3
# nothing, ask, emergency, crisis: the rare and grave weigh more
MESSAGE = (1.0, 1.5, 1.5, 2.0)
SMOOTHING = 0.05
WARM_UP = 0.1
SEED = 0
CLIP = 1.0
# batches sorted by length together: little padding, still random
BUCKET = 20


@dataclass(frozen=True)
class Stage:
    """How one stage is trained."""

    rate: float
    head_rate: float
    # share of the old in a running mean of the weights, over the last part of the steps; 0: no mean
    mean: float = 0.0
    seed: int = 0
    batch: int = 32


TEMPLATES = Stage(rate=2e-4, head_rate=2e-3)
MESSAGES = Stage(rate=1.5e-4, head_rate=1e-3, mean=0.995)
# the running mean begins after this share of the steps
SETTLED = 0.5


@dataclass(frozen=True)
class Targets:
    """What the loss compares with: allowed classes, weights, message, subject, intent."""

    allowed: Tensor
    weights: Tensor
    message: Tensor
    subject: Tensor
    intent: Tensor
    rows: Tensor

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Targets:
        """Lay out the labels of rows as tensors; -1 is not known."""
        number = {intent: index for index, intent in enumerate(intents.names())}
        order = {finding: index for index, finding in enumerate(catalogue().order)}
        allowed = torch.zeros(len(rows), len(order), len(CLASSES))
        allowed[:, :, NONE] = 1
        weights = torch.ones(len(rows), len(order))
        for at, row in enumerate(rows):
            for finding in row.free:
                weights[at, order[finding]] = 0
            for finding, classes in row.labels.items():
                allowed[at, order[finding]] = 0
                allowed[at, order[finding], list(classes)] = 1
                weights[at, order[finding]] = _weight(classes)
        grave = [order[finding] for finding in catalogue().grave()]
        weights[:, grave] *= GRAVE
        return cls(
            allowed=allowed,
            weights=weights,
            message=torch.tensor([catalogue().message_class(row.labels) if row.judged else -1 for row in rows]),
            subject=torch.tensor([-1 if row.other is None else int(row.other) for row in rows]),
            intent=torch.tensor([-1 if row.intent is None else number[row.intent] for row in rows]),
            rows=torch.tensor([row.weight for row in rows]),
        )


class Extra(Protocol):
    """What is added to the loss of a batch."""

    def __call__(self, loss: Tensor, heads: Heads, rows: Sequence[Row], weights: Tensor) -> Tensor:
        """Return the loss to descend, given that of the labels."""


def train(
    network: Network, plan: Sequence[Sequence[Row]], stage: Stage, *, extra: Extra | None = None,
) -> Network:
    """Train a network on the rows of each epoch."""
    torch.manual_seed(stage.seed)
    rng = random.Random(stage.seed)
    network.train()
    with Descent(_groups(network, stage), stage, sum(math.ceil(len(rows) / stage.batch) for rows in plan)) as descent:
        for rows in plan:
            ids, targets = network.encode([row.text for row in rows]), Targets.of(rows)
            for batch in batches([len(tokens) for tokens in ids], stage.batch, rng):
                heads = network(*padded([ids[row] for row in batch]))
                loss = loss_of(heads, targets, batch)
                if extra is not None:
                    loss = extra(loss, heads, [rows[row] for row in batch], targets.weights[batch])
                descent.step(loss)
    return network.eval()


def new() -> Network:
    """Return a small network on the base model; its heads are the same every time."""
    torch.manual_seed(SEED)
    return Network()


# heads that need not be in a saved state: that of intents does not ship, that of times is fitted last
LATE = ("intent.weight", "intent.bias", "times")


def resumed(network: Network, start: Path) -> Network:
    """Load a saved state; where its intents are others, or a late head is missing, that head begins anew."""
    saved = torch.load(start, weights_only=True)
    own = network.state_dict()
    state = {name: value for name, value in saved.items() if name not in LATE or value.shape == own[name].shape}
    missing, unknown = network.load_state_dict(state, strict=False)
    if unknown or set(missing) - set(LATE):
        raise RuntimeError(f"{start} is of another network: {missing} {unknown}")
    return network


class Descent:
    """Steps down a loss with a warm-up and a linear decay; ends with the running mean of the weights."""

    def __init__(self, groups: list[dict[str, Any]], stage: Stage, steps: int) -> None:
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self._rates = [float(group["lr"]) for group in groups]
        self._parameters = [parameter for group in self._optimizer.param_groups for parameter in group["params"]]
        self._mean, self._steps, self._taken = Mean(self._parameters, stage.mean), steps, 0
        self._began = time.monotonic()

    def __enter__(self) -> Descent:
        return self

    def __exit__(self, *raised: object) -> None:
        self._mean.settle()

    def step(self, loss: Tensor) -> None:
        """Take one step."""
        for group, rate in zip(self._optimizer.param_groups, self._rates):
            group["lr"] = rate * _schedule(self._taken, self._steps)
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._parameters, CLIP)
        self._optimizer.step()
        self._taken += 1
        self._mean.add(self._taken > SETTLED * self._steps)
        if self._taken % 50 == 0:
            log.info("step %d of %d, loss %.3f, %.0f s", self._taken, self._steps, loss.item(),
                     time.monotonic() - self._began)


class Mean:
    """A running mean of parameters: steadier than the last step's, and free."""

    def __init__(self, parameters: Sequence[nn.Parameter], keep: float) -> None:
        self._parameters, self._keep = parameters, keep
        self._mean: list[Tensor] = []

    def add(self, settled: bool) -> None:
        """Take the present values in, once training has settled."""
        if not self._keep or not settled:
            return
        values = [parameter.detach() for parameter in self._parameters]
        if not self._mean:
            self._mean = [value.clone() for value in values]
        for mean, value in zip(self._mean, values):
            mean.lerp_(value, 1 - self._keep)

    def settle(self) -> None:
        """Put the mean in place of the parameters."""
        for parameter, mean in zip(self._parameters, self._mean):
            parameter.data.copy_(mean)


def _groups(network: Network, stage: Stage) -> list[dict[str, Any]]:
    encoder = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    return [{"params": encoder, "lr": stage.rate}, {"params": network.heads(), "lr": stage.head_rate}]


def loss_of(heads: Heads, targets: Targets, batch: list[int]) -> Tensor:
    """Return the loss of a batch of rows against their labels."""
    barred = targets.allowed[batch] == 0
    # any allowed class will do: the loss is on their summed probability
    missed = -torch.logsumexp(heads.findings.log_softmax(-1).masked_fill(barred, -1e4), -1)
    findings = (missed * targets.weights[batch]).sum(1)
    whole = _cross(heads.message, targets.message[batch], weight=torch.tensor(MESSAGE), label_smoothing=SMOOTHING)
    who = _cross(heads.subject, targets.subject[batch])
    intent = _cross(heads.intent, targets.intent[batch], label_smoothing=SMOOTHING)
    return ((findings + whole + SUBJECT * who + intent) * targets.rows[batch]).mean()


def _cross(logits: Tensor, wanted: Tensor, **options: Any) -> Tensor:
    return nn.functional.cross_entropy(logits, wanted, reduction="none", ignore_index=-1, **options)


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield rows of about the same length together, in random order."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches: list[list[int]] = []
    for start in range(0, len(order), size * BUCKET):
        bucket = sorted(order[start:start + size * BUCKET], key=lambda row: lengths[row])
        batches += [bucket[first:first + size] for first in range(0, len(bucket), size)]
    rng.shuffle(batches)
    return iter(batches)


def _schedule(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)


def _weight(classes: Sequence[int]) -> float:
    if len(classes) == len(CLASSES):
        return 0.0
    return HALF_KNOWN if NONE in classes else MENTIONED
