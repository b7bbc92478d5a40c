"""One training example, and the files that keep many of them."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Iterable

from training.catalogue import Labels


@dataclass(frozen=True)
class Row:
    """A message with what is known about it.

    A finding without a label is not mentioned; one in `free` carries no loss.
    `other` is True where the patient is not the writer, None where unknown.
    """

    text: str
    labels: Labels
    free: frozenset[str] = frozenset()
    hand_written: bool = False
    other: bool | None = None
    weight: float = 1.0
    id: str = ""
    group: str = ""
    tags: tuple[str, ...] = field(default=())


def save(rows: Iterable[Row], file: Path) -> None:
    """Write rows as JSON lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps({**asdict(row), "free": sorted(row.free)}) for row in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load(file: Path) -> list[Row]:
    """Read rows back."""
    return [_row(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _row(line: str) -> Row:
    data = json.loads(line)
    data["labels"] = {finding: tuple(allowed) for finding, allowed in data["labels"].items()}
    return Row(**{**data, "free": frozenset(data["free"]), "tags": tuple(data["tags"])})
