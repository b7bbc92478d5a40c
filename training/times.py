"""Fits which length of time in a message is the pain's, on a finished network that stays as it is.

Every length of time that a labelled message names is an example: it is the
pain's if it overlaps the label. What is fitted is a logistic regression on the
mean vector of its tokens, on whether the rules of clauses take it for the
pain's, and on whether no rule reads it at all. The weights of tokens become a
part of the network; the other three stand in reader.json.
"""
from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Sequence

import torch
from torch import Tensor

from backguide.text import hygiene
from backguide.text.amounts import times_named
from evaluation.agreement import LABELLED_ON, agrees
from training import student
from training.catalogue import DATA
from training.network import by_length, padded

log = logging.getLogger(__name__)

BATCH = 64
# what a squared weight costs against a whole example's loss
PENALTY, STEPS = 330.0, 60
# from which chance the likeliest time counts, and any other; chosen on evaluation/tuning/numbers*.jsonl
LEAST, OTHER = 0.42, 0.5


@dataclass(frozen=True)
class Example:
    """A length of time in a message: its characters, what the rules say of it, whether it is the pain's."""

    message: int
    start: int
    end: int
    ruled: bool
    loose: bool
    own: bool


def fit_times(state: Path, file: Path) -> None:
    """Put the weights of tokens into a saved network, and write the others to a file."""
    network = student.of_file(state)
    texts, examples = _examples()
    vectors = _vectors(network, texts, examples)
    known = torch.tensor([[each.ruled, each.loose] for each in examples], dtype=torch.double)
    own = torch.tensor([each.own for each in examples], dtype=torch.double)
    weights, bias = _regression(torch.cat([vectors.double(), known], 1), own)
    log.info("%d lengths of time in %d messages, %d of them the pain's", len(examples), len(texts), int(own.sum()))
    saved = torch.load(state, weights_only=True)
    saved["times"] = weights[:-2, None].float()
    torch.save(saved, state)
    own_weights = {"ruled": float(weights[-2]), "loose": float(weights[-1]), "bias": bias}
    kept = {name: round(value, 4) for name, value in own_weights.items()}
    file.write_text(json.dumps({**kept, "least": LEAST, "other": OTHER}, indent=1))


def _examples() -> tuple[list[str], list[Example]]:
    texts: list[str] = []
    examples: list[Example] = []
    for row in _labelled():
        text = hygiene.clean(hygiene.abridge(row["text"]).text)
        found = times_named(text, LABELLED_ON, other=row.get("who", "self") != "self")
        days = row["numbers"].get("days")
        for each, (start, end) in found:
            own = days is not None and agrees(days, each.candidate.low, each.candidate.high, "days")
            examples.append(Example(len(texts), start, end, each.ruled, each.loose, own))
        texts += [text] if found else []
    return texts, examples


def _labelled() -> Iterator[dict[str, Any]]:
    """Yield messages whose length of pain is labelled, and those written to have none."""
    for file in sorted(DATA.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            numbers = row.get("numbers") or {}
            if "days" in numbers or file.name.startswith("numbers_"):
                yield {**row, "numbers": numbers}


@torch.no_grad()
def _vectors(network: student.Student, texts: Sequence[str], examples: Sequence[Example]) -> Tensor:
    """Return the mean vector of the tokens of every example: (examples, width)."""
    encodings = network.tokenizer().encode_batch(list(texts))
    ids = [encoding.ids for encoding in encodings]
    hidden: list[Tensor] = [torch.empty(0)] * len(ids)
    for batch in by_length(ids, BATCH):
        seen = network.hidden(*padded([ids[row] for row in batch]))
        for place, row in enumerate(batch):
            hidden[row] = seen[place, :len(ids[row])].clone()
    rows = []
    for each in examples:
        spans = encodings[each.message].offsets
        at = [token for token, (start, end) in enumerate(spans) if start < each.end and each.start < end]
        rows.append(hidden[each.message][at].mean(0) if at else torch.zeros(hidden[each.message].shape[-1]))
    return torch.stack(rows)


def _regression(features: Tensor, wanted: Tensor) -> tuple[Tensor, float]:
    """Return weights and bias of the penalised logistic regression on these features."""
    mean, spread = features.mean(0), features.std(0).clamp(min=1e-6)
    scaled = (features - mean) / spread
    weights = torch.zeros(features.shape[1], dtype=torch.double, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.double, requires_grad=True)
    descent = torch.optim.LBFGS([weights, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        descent.zero_grad()
        missed = torch.nn.functional.binary_cross_entropy_with_logits(
            scaled @ weights + bias, wanted, reduction="sum")
        total: Tensor = missed + PENALTY / 2 * weights.square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    descent.step(loss)
    found = weights.detach() / spread
    return found, float(bias.detach() - (found * mean).sum())
