"""Turns hand-labelled messages into training rows."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

from training.catalogue import DATA, NOT_NOW, POSSIBLE, PRESENT, Allowed, Labels, catalogue
from training.rows import Row

MEANS: dict[str, Allowed] = {
    "present": (PRESENT,), "possible": (POSSIBLE,), "absent": (NOT_NOW,), "historical": (NOT_NOW,),
    "family": (NOT_NOW,), "hypothetical": (NOT_NOW,),
}
# files labelled for the main finding only: what else their messages say is unknown
SPARSE = ("extra", "lead", "meta")
# files that do not tell whether the writer is the patient
ANYBODY = ("extra", "meta")
# days from which a length of time makes a finding present
SIX_WEEKS, THREE_MONTHS, TWO_WEEKS = 43, 91, 14
# a message with one finding labelled gradual or not, where the labellers did not agree on which
_UNSETTLED = {"weight_loss": "weight_loss_gradual"}


class LabelError(ValueError):
    """Raised for a message that cannot be used; names file and line."""


def load(folder: Path = DATA) -> list[Row]:
    """Read every messages_*.jsonl of the folder."""
    rows = [row for file in sorted(folder.glob("messages_*.jsonl")) for row in _file(file)]
    if len({row.id for row in rows}) < len(rows):
        raise LabelError("two messages have the same id")
    return rows


def _file(file: Path) -> Iterator[Row]:
    group = file.stem.removeprefix("messages_")
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield _row(json.loads(line), group)
        except (KeyError, TypeError, ValueError) as error:
            raise LabelError(f"{file.name}:{number}: {error!r}") from error


def _row(data: dict[str, Any], group: str) -> Row:
    known = set(catalogue().order)
    labels = {finding: MEANS[value] for finding, value in data["findings"].items() if finding in known}
    labels = catalogue().close(labels)
    free: set[str] = set()
    _count(data.get("numbers") or {}, labels, free)
    if group in SPARSE:
        free |= catalogue().soft | catalogue().counted | catalogue().beside(labels)
    free |= {slow for fast, slow in _UNSETTLED.items() if fast in labels}
    return Row(
        text=data["text"],
        labels=labels,
        free=frozenset(free - set(labels)),
        hand_written=True,
        other=None if group in ANYBODY else data.get("who", "self") != "self",
        id=data["id"],
        group=group,
        tags=tuple(data.get("tags", ())),
    )


def _count(numbers: dict[str, Any], labels: Labels, free: set[str]) -> None:
    """Add the findings that ages and lengths of time decide."""
    if numbers.get("age") is not None:
        youngest, oldest = _range(numbers["age"])
        if youngest >= 50:
            labels["age_over_50"] = (PRESENT,)
        if oldest < 18:
            labels["age_under_18"] = (PRESENT,)
    if numbers.get("days") is not None:
        shortest, longest = _range(numbers["days"])
        for finding, least in (("duration_over_6_weeks", SIX_WEEKS), ("duration_over_3_months", THREE_MONTHS)):
            if shortest >= least:
                labels[finding] = (PRESENT,)
            elif longest >= least:
                free.add(finding)
        if shortest >= TWO_WEEKS and longest < SIX_WEEKS:
            labels["duration_2_to_6_weeks"] = (PRESENT,)


def _range(value: Any) -> tuple[float, float]:
    return (min(value), max(value)) if isinstance(value, list) else (value, value)
