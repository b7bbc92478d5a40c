"""The named steps of training, each from files to a file in `training/work/`."""
from __future__ import annotations

import logging
import random
from dataclasses import replace
from pathlib import Path
from typing import Sequence

import torch
from torch import Tensor

from training import distil, fit, intents, labels, rows, student, teacher
from training.augment import augment
from training.rows import Row
from training.templates import Writer

log = logging.getLogger(__name__)

State = dict[str, Tensor]

WORK = Path(__file__).with_name("work")
TEMPLATES = WORK / "templates.jsonl"
PRETRAINED = WORK / "pretrained.pt"
FITTED = WORK / "fitted.pt"
TEACHER = WORK / "teacher.pt"
DISTILLED = WORK / "distilled.pt"
CALIBRATION = WORK / "calibration.json"
TIMES = WORK / "times.json"

# the last messages added, each author's taught by one of the networks that are mended: by the seed of that network
NEWEST = {200: ("yb", "ye", "yf", "yh"), 300: ("yc", "yg")}

TEMPLATE_COUNT = 12_000
TEMPLATE_SEED = 1
TEMPLATE_EPOCHS = 2
EPOCHS = 6
# templates kept in the second stage, so that their grammar is not forgotten
REHEARSED = 1_500
# examples of intents in an epoch: about half of them, others each time
INTENTS = 2_000
# of an epoch of the third stage: templates, pairs of messages; and the seed of its first
REHEARSED_LAST, PAIRED, LAST_SEED = 1_000, 1_000, 100


def write_templates() -> None:
    """Write the template messages."""
    rows.save(Writer(TEMPLATE_SEED).write(TEMPLATE_COUNT), TEMPLATES)


def pretrain() -> None:
    """First stage: templates only."""
    network = fit.train(fit.new(), [rows.load(TEMPLATES)] * TEMPLATE_EPOCHS, fit.TEMPLATES)
    torch.save(network.state_dict(), PRETRAINED)


def fit_messages() -> None:
    """Second stage: everything written by hand, and some templates again."""
    network = fit.resumed(fit.new(), PRETRAINED)
    network = fit.train(network, plan(labels.load(), fit.MESSAGES.seed), fit.MESSAGES)
    torch.save(network.state_dict(), FITTED)


def fit_teacher() -> None:
    """A larger network learns the same."""
    teacher.fit_teacher(labels.load(), intents.load(), TEACHER)


def distil_both() -> None:
    """Third stage: half of the larger network's layers go on, and learn what the small one sees."""
    written, examples, templates = labels.load(), intents.load(), rows.load(TEMPLATES)
    paired = distil.pairs(written)
    taught = distil.views([*written, *examples, *paired], fit.resumed(fit.new(), FITTED).eval())
    epochs = []
    for epoch in range(LAST_SEED, LAST_SEED + distil.EPOCHS):
        rng = random.Random(epoch)
        epochs.append([*augment(written, epoch), *rng.sample(templates, REHEARSED_LAST),
                       *rng.sample(examples, INTENTS), *rng.sample(paired, PAIRED)])
    network = fit.train(student.of_teacher(TEACHER), epochs, distil.STAGE, extra=taught.loss)
    torch.save(network.state_dict(), DISTILLED)


def mend() -> None:
    """Teach the last messages added to a trained network, while it teaches itself all that it knew.

    It is done more than once from the same start, each time with other new authors. The mean of their weights keeps
    nearly all that each of them knows (on tuning messages; any one alone, or with the weights before, did worse).
    """
    torch.save(_mean([mended(seed) for seed in NEWEST]), DISTILLED)


def mended(seed: int) -> State:
    """Return the weights of the trained network after two epochs with the new authors of one seed, twice each."""
    others = {name for other, names in NEWEST.items() for name in names if other != seed}
    written, examples, templates = labels.load(), intents.load(), rows.load(TEMPLATES)
    written = [row for row in written if row.group not in others]
    newest = [row for row in written if row.group in NEWEST[seed]]
    network = student.of_file(DISTILLED)
    taught = distil.views([*written, *examples], network)
    epochs = []
    for epoch in range(seed, seed + distil.MENDS):
        rng = random.Random(epoch)
        epochs.append([*augment(written, epoch), *augment(newest, epoch + distil.MENDS), *rng.sample(examples, INTENTS),
                       *rng.sample(templates, REHEARSED_LAST)])
    return fit.train(network, epochs, replace(distil.MENDING, seed=seed), extra=taught.loss).state_dict()


def _mean(states: Sequence[State]) -> State:
    first = states[0]
    return {name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
            for name, value in first.items()}


def plan(written: Sequence[Row], seed: int) -> list[list[Row]]:
    """Return the rows of every epoch of the second stage: altered afresh each time."""
    templates, examples = rows.load(TEMPLATES), intents.load()
    log.info("%d messages as written by people, %d examples of intents", len(written), len(examples))
    epochs = []
    for epoch in range(seed, seed + EPOCHS):
        rng = random.Random(epoch)
        epochs.append([*augment(written, epoch), *rng.sample(templates, REHEARSED), *rng.sample(examples, INTENTS)])
    return epochs
