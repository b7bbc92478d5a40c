"""Counts how long, how old, how bad: numbers read against their labels."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

from backguide.text.reading import Amount
from evaluation.labelled import Labelled
from evaluation.shares import Share
from evaluation.systems import Seen

ENTITIES = {"days": "duration", "age": "age", "score": "pain_score", "temperature": "temperature"}
# labels round: "a month" is 30 or 31 days, "ten months" 300 or 304; a temperature has one decimal
SLACK_SHARE = 0.03
SLACK = {"days": 1.0, "age": 0.0, "score": 0.0, "temperature": 0.11}


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


def agrees(label: float | Sequence[float], amount: Amount, kind: str) -> bool:
    """Tell whether the amount overlaps the label, with the slack of rounding.

    An open end ("more than six weeks") reaches to twice its beginning.
    """
    low, high = (label, label) if isinstance(label, (int, float)) else (min(label), max(label))
    slack = max(SLACK[kind], high * SLACK_SHARE if kind == "days" else 0.0)
    end = min(amount.high, max(2 * amount.low, 1.0)) if amount.high > 4 * amount.low + 14 else amount.high
    return amount.low - slack <= high and low <= end + slack


def _figures(messages: Sequence[Labelled], seen: Sequence[Seen], kind: str) -> Figures:
    pairs = [(message.numbers.get(kind), _of_kind(made, kind)) for message, made in zip(messages, seen)]
    return Figures(
        found=Share.of(_met(label, amounts, kind) for label, amounts in pairs if label is not None),
        invented=Share.of(bool(amounts) for label, amounts in pairs if label is None),
    )


def _of_kind(made: Seen, kind: str) -> list[Amount]:
    return [amount for amount in made.amounts if amount.entity == ENTITIES[kind]]


def _met(label: Any, amounts: Sequence[Amount], kind: str) -> bool:
    return any(agrees(label, amount, kind) for amount in amounts)
