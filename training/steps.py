"""The named steps of training, each from files to a file in `training/work/`."""
from __future__ import annotations

import logging
import random
from pathlib import Path
from typing import Sequence

import torch

from training import distil, fit, intents, labels, rows, student, teacher
from training.augment import augment
from training.catalogue import DATA
from training.rows import Row
from training.templates import Writer

log = logging.getLogger(__name__)

WORK = Path(__file__).with_name("work")
TEMPLATES = WORK / "templates.jsonl"
PRETRAINED = WORK / "pretrained.pt"
FITTED = WORK / "fitted.pt"
TEACHER = WORK / "teacher.pt"
DISTILLED = WORK / "distilled.pt"
MENDED = WORK / "mended.pt"
CALIBRATION = WORK / "calibration.json"
TIMES = WORK / "times.json"

# what is taught twice when a network is mended: near misses and denials by five authors
NEWEST = tuple(DATA / f"messages_{name}.jsonl" for name in ("xa", "xb", "xc", "xd", "xe"))

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
MEND_SEED = 200


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

    The mean of its weights before and after keeps nearly all of both (on tuning messages; either alone lost more).
    """
    written, examples, templates = labels.load(), intents.load(), rows.load(TEMPLATES)
    newest = [row for file in NEWEST for row in labels.load_file(file)]
    network = student.of_file(DISTILLED)
    taught = distil.views([*written, *examples], network)
    epochs = []
    for epoch in range(MEND_SEED, MEND_SEED + distil.MENDS):
        rng = random.Random(epoch)
        epochs.append([*augment(written, epoch), *augment(newest, epoch + distil.MENDS), *rng.sample(examples, INTENTS),
                       *rng.sample(templates, REHEARSED_LAST)])
    before = {name: value.clone() for name, value in network.state_dict().items()}
    after = fit.train(network, epochs, distil.MENDING, extra=taught.loss).state_dict()
    torch.save(after, MENDED)
    mean = {name: (value + after[name]) / 2 if value.is_floating_point() else value for name, value in before.items()}
    torch.save(mean, DISTILLED)


def plan(written: Sequence[Row], seed: int) -> list[list[Row]]:
    """Return the rows of every epoch of the second stage: altered afresh each time."""
    templates, examples = rows.load(TEMPLATES), intents.load()
    log.info("%d messages as written by people, %d examples of intents", len(written), len(examples))
    epochs = []
    for epoch in range(seed, seed + EPOCHS):
        rng = random.Random(epoch)
        epochs.append([*augment(written, epoch), *rng.sample(templates, REHEARSED), *rng.sample(examples, INTENTS)])
    return epochs
