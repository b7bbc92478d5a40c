"""Makes probabilities honest, and finds from which one a finding counts as said.

A trained network is surer than it is right. One temperature for the findings
and one for the message are chosen on the tuning messages, which it never saw;
then, for each finding with enough labels there, the least probability of
"present" at which it counts.
"""
from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import torch
from torch import Tensor

from training import fit, labels, student
from training.catalogue import PRESENT, ROOT, catalogue
from training.network import Network, padded
from training.rows import Row

log = logging.getLogger(__name__)

TUNING = ROOT / "evaluation" / "tuning"
BATCH = 64
TEMPERATURES = [round(0.5 + 0.05 * step, 2) for step in range(51)]
LEAST = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]
USUAL = 0.5
# fewer labels of a finding than this tell nothing about its own threshold
ENOUGH = 8
# so many labels' worth of belief in the usual threshold: keeps few labels from moving it far
BELIEF = 6.0


@dataclass(frozen=True)
class Calibration:
    """What logits are divided by, and the least probability at which a finding is present."""

    findings: float
    message: float
    present: dict[str, float]


def calibrate(state: Path, file: Path) -> None:
    """Choose temperatures and thresholds on the tuning messages and write them."""
    network = student.of_file(state)
    rows = labels.load(TUNING)
    logits, message = _logits(network, rows)
    targets = fit.Targets.of(rows)
    found = Calibration(
        findings=_coolest(lambda t: _finding_loss(logits / t, targets)),
        message=_coolest(lambda t: _message_loss(message / t, targets)),
        present={},
    )
    chances = (logits / found.findings).softmax(-1)[:, :, PRESENT]
    least = {finding: _least(chances[:, at], targets, at) for at, finding in enumerate(catalogue().order)}
    present = {finding: value for finding, value in least.items() if value != USUAL}
    log.info("temperatures %.2f and %.2f; own thresholds: %s", found.findings, found.message, present)
    file.write_text(json.dumps({"findings": found.findings, "message": found.message, "present": present}, indent=1))


def load(file: Path) -> Calibration:
    """Read what `calibrate` wrote."""
    return Calibration(**json.loads(file.read_text(encoding="utf-8")))


def _logits(network: Network, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    ids = network.encode([row.text for row in rows])
    found, message = [], []
    for first in range(0, len(ids), BATCH):
        with torch.no_grad():
            heads = network(*padded(ids[first:first + BATCH]))
        found.append(heads.findings)
        message.append(heads.message)
    return torch.cat(found), torch.cat(message)


def _coolest(loss: object) -> float:
    return min(TEMPERATURES, key=lambda temperature: float(loss(temperature)))  # type: ignore[operator]


def _finding_loss(logits: Tensor, targets: fit.Targets) -> Tensor:
    barred = targets.allowed == 0
    missed = -torch.logsumexp(logits.log_softmax(-1).masked_fill(barred, -1e4), -1)
    return (missed * (targets.weights > 0)).mean()


def _message_loss(logits: Tensor, targets: fit.Targets) -> Tensor:
    return torch.nn.functional.cross_entropy(logits, targets.message, ignore_index=-1)


def _least(chances: Tensor, targets: fit.Targets, at: int) -> float:
    """Return the threshold with the best F1, leaning to the usual one."""
    counts = targets.weights[:, at] > 0
    there = (targets.allowed[:, at, PRESENT] == 1) & (targets.allowed[:, at].sum(-1) == 1) & counts
    if int(there.sum()) < ENOUGH:
        return USUAL

    def worth(least: float) -> float:
        said = (chances >= least) & counts
        right, wrong = float((said & there).sum()), float((said ^ there).sum())
        return 2 * right / (2 * right + wrong + 1e-9) - BELIEF * (least - USUAL) ** 2 / float(there.sum())

    return max(LEAST, key=worth)
