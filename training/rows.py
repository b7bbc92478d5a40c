"""One training example, and the files that keep many of them."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Iterable

from training.catalogue import Labels, catalogue


@dataclass(frozen=True)
class Row:
    """A message with what is known about it.

    A finding without a label is not mentioned; one in `free` carries no loss.
    `other` is True where the patient is not the writer, None where unknown;
    `intent` is None where it is not labelled. `settled` is False where two
    labellers differ on what the message as a whole calls for.
    """

    text: str
    labels: Labels
    free: frozenset[str] = frozenset()
    hand_written: bool = False
    other: bool | None = None
    intent: str | None = None
    settled: bool = True
    weight: float = 1.0
    id: str = ""
    group: str = ""
    tags: tuple[str, ...] = field(default=())

    @property
    def judged(self) -> bool:
        """Tell whether its labels say what the message as a whole calls for."""
        return self.settled and len(self.free) < len(catalogue().order)


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
