"""Scores the recipe on hand-written messages left out of training, fold by fold."""
from __future__ import annotations

import logging
import random
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Sequence

import torch

from backguide.text.danger import DangerPolicy, Evidence, judge
from training import fit, labels, steps
from training.catalogue import MESSAGE_CLASSES, POSSIBLE, PRESENT, all_rules, catalogue
from training.export import THRESHOLDS
from training.network import Network, padded

log = logging.getLogger(__name__)

FOLDS = 4
BATCH = 64


def out_of_fold() -> None:
    """Train once per fold and print what the policy does with the messages left out."""
    rows = labels.load()
    random.Random(0).shuffle(rows)
    table: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for fold in range(FOLDS):
        seen = [row for index, row in enumerate(rows) if index % FOLDS != fold]
        unseen = rows[fold::FOLDS]
        stage = replace(fit.MESSAGES, seed=fold)
        network = fit.train(fit.resumed(fit.new(), steps.PRETRAINED), steps.plan(seen, fold), stage)
        for row, decided in zip(unseen, decide(network, [row.text for row in unseen])):
            wanted = MESSAGE_CLASSES[catalogue().message_class(row.labels)]
            table[row.group][wanted, decided] += 1
    for group, counts in sorted(table.items()):
        for (wanted, decided), count in sorted(counts.items()):
            log.info("%-10s %-9s decided %-9s %4d", group, wanted, decided, count)


def decide(network: Network, texts: Sequence[str]) -> list[str]:
    """Return the policy's decision on each text."""
    policy = DangerPolicy.from_data({"thresholds": THRESHOLDS, "special": catalogue().special})
    decided: list[str] = []
    for first in range(0, len(texts), BATCH):
        ids, mask = padded(network.encode(texts[first:first + BATCH]))
        with torch.no_grad():
            heads = network(ids, mask)
        for classes, whole in zip(heads.findings.softmax(-1).tolist(), heads.message.softmax(-1).tolist()):
            decided.append(judge(_evidence(classes, whole), all_rules(), policy).kind)
    return decided


def _evidence(classes: list[list[float]], whole: list[float]) -> Evidence:
    named = list(zip(catalogue().order, classes))
    present = {finding: row[PRESENT] for finding, row in named}
    mentioned = {finding: row[PRESENT] + row[POSSIBLE] for finding, row in named}
    return Evidence(present, mentioned, dict(zip(MESSAGE_CLASSES, whole)))
