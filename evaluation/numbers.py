"""Counts how long, how old, how bad: numbers read against their labels."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

from backguide.text.reading import Amount
from evaluation.agreement import agrees
from evaluation.labelled import Labelled
from evaluation.shares import Share
from evaluation.systems import Seen

ENTITIES = {"days": "duration", "age": "age", "score": "pain_score", "temperature": "temperature"}


@dataclass(frozen=True)
class Figures:
    """Of one kind of number: labels met by an amount, messages without a label that got one."""

    found: Share
    invented: Share


def figures(messages: Sequence[Labelled], seen: Sequence[Seen]) -> dict[str, Figures]:
    """Return the figures of each kind of number."""
    return {kind: _figures(messages, seen, kind) for kind in ENTITIES}


def misses(messages: Sequence[Labelled], seen: Sequence[Seen]) -> list[str]:
    """Return a line for each number that was missed or made up; for tuning files only."""
    lines = []
    for message, made in zip(messages, seen):
        for kind in ENTITIES:
            label, amounts = message.numbers.get(kind), _of_kind(made, kind)
            if (label is None and amounts) or (label is not None and not _met(label, amounts, kind)):
                read = [(amount.low, amount.high, amount.text) for amount in amounts]
                lines.append(f"{message.id} {kind} {label} read {read}: {message.text}")
    return lines


def _figures(messages: Sequence[Labelled], seen: Sequence[Seen], kind: str) -> Figures:
    pairs = [(message.numbers.get(kind), _of_kind(made, kind)) for message, made in zip(messages, seen)]
    return Figures(
        found=Share.of(_met(label, amounts, kind) for label, amounts in pairs if label is not None),
        invented=Share.of(bool(amounts) for label, amounts in pairs if label is None),
    )


def _of_kind(made: Seen, kind: str) -> list[Amount]:
    return [amount for amount in made.amounts if amount.entity == ENTITIES[kind]]


def _met(label: Any, amounts: Sequence[Amount], kind: str) -> bool:
    return any(agrees(label, amount.low, amount.high, kind) for amount in amounts)
