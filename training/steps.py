"""The named steps of training, each from files to a file in `training/work/`."""
from __future__ import annotations

import logging
import random
from pathlib import Path
from typing import Sequence

import torch

from training import fit, labels, rows
from training.augment import augment
from training.rows import Row
from training.templates import Writer

log = logging.getLogger(__name__)

WORK = Path(__file__).with_name("work")
TEMPLATES = WORK / "templates.jsonl"
PRETRAINED = WORK / "pretrained.pt"
FITTED = WORK / "fitted.pt"

TEMPLATE_COUNT = 8_000
TEMPLATE_SEED = 1
EPOCHS = 7
# templates kept in the second stage, so that their grammar is not forgotten
REHEARSED = 2_000


def write_templates() -> None:
    """Write the template messages."""
    rows.save(Writer(TEMPLATE_SEED).write(TEMPLATE_COUNT), TEMPLATES)


def pretrain() -> None:
    """First stage: templates only."""
    network = fit.train([rows.load(TEMPLATES)], fit.TEMPLATES)
    torch.save(network.state_dict(), PRETRAINED)


def fit_messages() -> None:
    """Second stage: everything written by hand, and some templates again."""
    network = fit.train(plan(labels.load(), fit.MESSAGES.seed), fit.MESSAGES, start=PRETRAINED)
    torch.save(network.state_dict(), FITTED)


def plan(written: Sequence[Row], seed: int) -> list[list[Row]]:
    """Return the rows of every epoch of the second stage: altered afresh each time."""
    templates = rows.load(TEMPLATES)
    log.info("%d messages as written by people", len(written))
    return [
        [*augment(written, seed + epoch), *random.Random(seed + epoch).sample(templates, REHEARSED)]
        for epoch in range(EPOCHS)
    ]
