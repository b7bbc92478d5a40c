"""Alters hand-written messages: typos, fillers around them, two in one."""
from __future__ import annotations

import random
from dataclasses import replace
from typing import Sequence

from training import noise
from training.catalogue import NOT_NOW, POSSIBLE, PRESENT, Allowed, catalogue
from training.rows import Row
from training.templates import fillers

# a message as it was written comes more often, and counts more, than an altered one
UNTOUCHED, ORIGINAL = 0.6, 1.5
SPOILED, PADDED = 0.35, 0.35


def augment(rows: Sequence[Row], seed: int) -> list[Row]:
    """Return every row once, as it is or altered."""
    rng = random.Random(seed)
    return [replace(row, weight=ORIGINAL) if rng.random() < UNTOUCHED else _altered(row, rows, rng) for row in rows]


def _altered(row: Row, rows: Sequence[Row], rng: random.Random) -> Row:
    kind = rng.random()
    if kind < SPOILED:
        return replace(row, text=noise.typos(noise.style(row.text, rng), 0.9, rng))
    other = rng.choice(rows)
    if kind < SPOILED + PADDED or other is row or other.other != row.other:
        return _padded(row, rng)
    return _joined(row, other)


def _padded(row: Row, rng: random.Random) -> Row:
    parts = [row.text.rstrip()]
    for _ in range(rng.choice([1, 2, 3])):
        parts.insert(rng.choice([0, len(parts)]), rng.choice(fillers()))
    text = ". ".join(part.rstrip(" .") for part in parts)
    return replace(row, text=text, free=row.free | (catalogue().soft - set(row.labels)))


def _joined(row: Row, other: Row) -> Row:
    """Put two people's messages together, as if one person had said both."""
    labels = dict(row.labels)
    for finding, allowed in other.labels.items():
        labels[finding] = _both(labels[finding], allowed) if finding in labels else allowed
    labels = catalogue().close(labels)
    free = (row.free | other.free) - set(labels)
    return replace(row, text=f"{row.text.rstrip()} {other.text}", labels=labels, free=frozenset(free), id="")


def _both(one: Allowed, two: Allowed) -> Allowed:
    if (PRESENT,) in (one, two):
        return (PRESENT,)
    return one if one == two else (*NOT_NOW, POSSIBLE)
