"""How labelled numbers are read, for whoever evaluates or trains: needs nothing but Python."""
from __future__ import annotations

from datetime import date
from typing import Sequence

# the day of which the labels of calendar phrases speak
LABELLED_ON = date(2026, 11, 24)
# labels round: "a month" is 30 or 31 days, "ten months" 300 or 304; a temperature has one decimal
SLACK_SHARE = 0.03
SLACK = {"days": 1.0, "age": 0.0, "score": 0.0, "temperature": 0.11}

Label = float | Sequence[float]


def ends(label: Label) -> tuple[float, float]:
    """Return the least and the most that a label means."""
    return (label, label) if isinstance(label, (int, float)) else (min(label), max(label))


def agrees(label: Label, low: float, high: float, kind: str) -> bool:
    """Tell whether the range from `low` to `high` overlaps a label of a `kind`, with the slack of rounding.

    An open end ("more than six weeks") reaches to twice its beginning.
    """
    least, most = ends(label)
    slack = max(SLACK[kind], most * SLACK_SHARE if kind == "days" else 0.0)
    end = min(high, max(2 * low, 1.0)) if high > 4 * low + 14 else high
    return low - slack <= most and least <= end + slack
