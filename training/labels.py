"""Turns hand-labelled messages into training rows."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

from evaluation.agreement import ends
from training.catalogue import CLASSES, DATA, NONE, PRESENT, Allowed, Labels, catalogue
from training.rows import Row

MEANS: dict[str, Allowed] = {name: (number,) for number, name in enumerate(CLASSES) if name != "none"}
# days from which a length of time makes a finding present
SIX_WEEKS, THREE_MONTHS, TWO_WEEKS = 43, 91, 14


class LabelError(ValueError):
    """Raised for a message that cannot be used; names file and line."""


def load(folder: Path = DATA) -> list[Row]:
    """Read every messages_*.jsonl of the folder."""
    rows = [row for file in sorted(folder.glob("messages_*.jsonl")) for row in load_file(file)]
    if len({row.id for row in rows}) < len(rows):
        raise LabelError("two messages have the same id")
    return rows


def load_file(file: Path) -> list[Row]:
    """Read one file of labelled messages."""
    return list(_file(file))


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
    doubt = {finding: MEANS.get(value, (NONE,)) for finding, value in data.get("doubt", {}).items() if finding in known}
    other = {finding: allowed for finding, allowed in {**labels, **doubt}.items() if allowed != (NONE,)}
    settled = _calls_for(labels) == _calls_for(other)
    labels = catalogue().close(labels)
    for finding, allowed in doubt.items():
        labels[finding] = tuple(sorted({*labels.get(finding, (NONE,)), *allowed}))
    free: set[str] = set()
    _count(data.get("numbers") or {}, labels, free)
    return Row(
        text=data["text"],
        labels=labels,
        free=frozenset(free - set(labels)),
        hand_written=True,
        other=data["who"] != "self" if "who" in data else None,
        settled=settled,
        id=data["id"],
        group=group,
        tags=tuple(data.get("tags", ())),
    )


def _calls_for(labels: Labels) -> int:
    return catalogue().message_class(catalogue().close(labels))


def _count(numbers: dict[str, Any], labels: Labels, free: set[str]) -> None:
    """Add the findings that ages and lengths of time decide."""
    if numbers.get("age") is not None:
        youngest, oldest = ends(numbers["age"])
        if youngest >= 50:
            labels["age_over_50"] = (PRESENT,)
        if oldest < 18:
            labels["age_under_18"] = (PRESENT,)
    if numbers.get("days") is not None:
        shortest, longest = ends(numbers["days"])
        for finding, least in (("duration_over_6_weeks", SIX_WEEKS), ("duration_over_3_months", THREE_MONTHS)):
            if shortest >= least:
                labels[finding] = (PRESENT,)
            elif longest >= least:
                free.add(finding)
        if shortest >= TWO_WEEKS and longest < SIX_WEEKS:
            labels["duration_2_to_6_weeks"] = (PRESENT,)
