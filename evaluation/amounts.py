"""Measures the reading of numbers against labelled messages.

    python -m evaluation.amounts [--today 2026-11-24] [--errors] PATH…

A label is found if an amount of its kind overlaps it, where an open end
("more than six weeks") reaches to twice its beginning. Only rows with a field
`numbers` count: elsewhere nobody looked. An alarm is an amount of a kind that
the row's label does not have; `astray` is one beside the label it should match.
"""
from __future__ import annotations

import argparse
import datetime
import glob
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backguide.text.amounts import find_amounts
from backguide.text.reading import Amount

DEFAULT_PATHS = "training/data/messages_*.jsonl"
LABELLED_ON = "2026-11-24"
_ENTITIES = {"days": "duration", "age": "age", "score": "pain_score"}
# labels round ("a month" is 30 or 31 days, "ten months" 300 or 304)
_SLACK_SHARE, _SLACK = 0.03, {"days": 1.0, "age": 0.0, "score": 0.0}


@dataclass
class Tally:
    """Counts for one kind of number; `astray` and `alarms` count amounts, the rest labels."""

    labels: int = 0
    found: int = 0
    astray: int = 0
    alarms: int = 0
    unlabelled: int = 0


def agrees(label: float | Sequence[float], amount: Amount, kind: str) -> bool:
    """Tell whether the amount overlaps the label, with the slack of rounding."""
    low, high = (label, label) if isinstance(label, (int, float)) else (min(label), max(label))
    slack = max(_SLACK[kind], high * _SLACK_SHARE if kind == "days" else 0.0)
    end = min(amount.high, max(2 * amount.low, 1.0)) if amount.high > 4 * amount.low + 14 else amount.high
    return amount.low - slack <= high and low <= end + slack


def rows(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the labelled messages of all files that match."""
    for pattern in paths:
        for path in sorted(glob.glob(pattern)):
            with open(path, encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines)


def measure(messages: Iterator[dict[str, Any]], today: datetime.date, *, errors: bool = False) -> dict[str, Tally]:
    """Count, per kind, what was found, missed and made up."""
    tallies = {kind: Tally() for kind in _ENTITIES}
    for row in messages:
        amounts = find_amounts(row["text"], today)
        for kind, entity in _ENTITIES.items():
            mine = [amount for amount in amounts if amount.entity == entity]
            trouble = _count(tallies[kind], row, mine, kind)
            if errors and trouble:
                print(f"{trouble:7} {kind:5} {row['id']} {(row.get('numbers') or {}).get(kind, '')} "
                      f"{[(amount.low, amount.high, amount.text) for amount in mine]}\n        {row['text']}")
    return tallies


def _count(tally: Tally, row: dict[str, Any], amounts: list[Amount], kind: str) -> str:
    """Add one row; return what went wrong, in a word."""
    if "numbers" not in row:
        tally.unlabelled += len(amounts)
        return ""
    label = row["numbers"].get(kind)
    if label is None:
        tally.alarms += len(amounts)
        return "ALARM" if amounts else ""
    right = sum(agrees(label, amount, kind) for amount in amounts)
    tally.labels += 1
    tally.found += bool(right)
    tally.astray += len(amounts) - right
    return "MISSED" if not right else "astray" if right < len(amounts) else ""


def interval(found: int, labels: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if not labels:
        return 0.0, 1.0
    z, share = 1.96, found / labels
    middle = (share + z * z / (2 * labels)) / (1 + z * z / labels)
    half = z * math.sqrt(share * (1 - share) / labels + z * z / (4 * labels * labels)) / (1 + z * z / labels)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def main() -> None:
    """Print recall, amounts astray and false alarms for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[DEFAULT_PATHS], help="files of labelled messages")
    parser.add_argument("--today", type=datetime.date.fromisoformat, default=LABELLED_ON)
    parser.add_argument("--errors", action="store_true", help="print each row that went wrong")
    options = parser.parse_args()
    today = datetime.date.fromisoformat(str(options.today))
    for kind, tally in measure(rows(options.paths), today, errors=options.errors).items():
        low, high = interval(tally.found, tally.labels)
        print(f"{kind:6} recall {tally.found}/{tally.labels} ({low:.2f} to {high:.2f}), astray {tally.astray}, "
              f"alarms {tally.alarms}, in unlabelled rows {tally.unlabelled}")


if __name__ == "__main__":
    main()
