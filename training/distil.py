"""What one network sees is taught to another.

The student learns it on messages, on examples of intents and on pairs of
messages put together, which nobody has labelled.
"""
from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from typing import Sequence

import torch
from torch import Tensor

from training import fit
from training.catalogue import catalogue
from training.network import Heads, Network, by_length, padded
from training.rows import Row

log = logging.getLogger(__name__)

EPOCHS = 4
STAGE = fit.Stage(rate=1e-4, head_rate=1e-3, mean=0.995, seed=5)
MENDING = fit.Stage(rate=7e-5, head_rate=5e-4, mean=0.99)
MENDS = 2
# what the labels weigh, and what the network sees of the findings and of the whole message
LABELS, FINDINGS, MESSAGE = 1.0, 0.5, 1.0
PAIRS, PAIRS_SEED, PAIR_LETTERS = 2_600, 7, 320
BETWEEN = (" ", ". ", ", also ", " - ", "\n", " and ")
BATCH = 64


@dataclass(frozen=True)
class Taught:
    """Probabilities of findings (n, findings, classes) and of the message (n, 4), by the ids of rows."""

    places: dict[str, int]
    findings: Tensor
    message: Tensor

    def loss(self, loss: Tensor, heads: Heads, rows: Sequence[Row], weights: Tensor) -> Tensor:
        """Return the loss of a batch: some of that of the labels, and how far it is from what is taught.

        Misspelt rows are taught what is seen in the right ones; rows put together have their labels only.
        """
        places = torch.tensor([self.places.get(row.id, -1) for row in rows])
        known, places = (places >= 0).float(), places.clamp(min=0)
        findings = _divergence(heads.findings, self.findings[places].float()) * weights.clamp(min=1.0)
        message = _divergence(heads.message, self.message[places].float())
        return LABELS * loss + ((FINDINGS * findings.sum(1) + MESSAGE * message) * known).mean()


def pairs(written: Sequence[Row]) -> list[Row]:
    """Put messages together at random; what such a pair says is known to nobody."""
    rng, rows = random.Random(PAIRS_SEED), []
    everything = frozenset(catalogue().order)
    while len(rows) < PAIRS:
        one, two = rng.sample(written, 2)
        if len(one.text) + len(two.text) > PAIR_LETTERS or one.other == two.other and rng.random() < 0.5:
            continue
        text = one.text.rstrip(" .") + rng.choice(BETWEEN) + two.text
        rows.append(Row(text=text, labels={}, free=everything, hand_written=True, id=f"pair{len(rows)}", group="pair"))
    return rows


def views(rows: Sequence[Row], network: Network) -> Taught:
    """Return what a trained network sees in rows; where it misses a label, the label."""
    findings, message = (seen.float() for seen in _view(network, network.encode([row.text for row in rows])))
    _correct(findings, message, fit.Targets.of(rows))
    return Taught({row.id: place for place, row in enumerate(rows)}, findings.half(), message.half())


def _correct(findings: Tensor, message: Tensor, targets: fit.Targets) -> None:
    """Give a label the last word where the network misses it."""
    right = targets.allowed.gather(-1, findings.argmax(-1, keepdim=True)).squeeze(-1) > 0
    missed = ~right & (targets.weights > 0)
    findings[missed] = (targets.allowed / targets.allowed.sum(-1, keepdim=True))[missed]
    wrong = (targets.message >= 0) & (message.argmax(-1) != targets.message)
    message[wrong] = torch.nn.functional.one_hot(targets.message[wrong], message.shape[-1]).float()
    log.info("corrected by labels: %d findings, %d messages", int(missed.sum()), int(wrong.sum()))


@torch.no_grad()
def _view(network: Network, ids: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    findings: list[Tensor] = [torch.empty(0)] * len(ids)
    message: list[Tensor] = [torch.empty(0)] * len(ids)
    for batch in by_length(ids, BATCH):
        heads = network(*padded([ids[row] for row in batch]))
        seen = heads.findings.softmax(-1).half(), heads.message.softmax(-1).half()
        for place, row in enumerate(batch):
            findings[row], message[row] = seen[0][place], seen[1][place]
    log.info("%d messages read", len(ids))
    return torch.stack(findings), torch.stack(message)


def _divergence(logits: Tensor, wanted: Tensor) -> Tensor:
    return (torch.special.xlogy(wanted, wanted) - wanted * logits.log_softmax(-1)).sum(-1)
