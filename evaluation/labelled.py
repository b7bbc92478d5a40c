"""Messages labelled by people who did not see what reads them."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Mapping

HERE = Path(__file__).parent
HELD_OUT, TUNING = HERE / "held_out", HERE / "tuning"
MESSAGES, INTENTS, SUMS = HELD_OUT / "messages.jsonl", HELD_OUT / "intents.yml", HELD_OUT / "SHA256SUMS"


class Thawed(Exception):
    """Raised when the held-out files are not those that were frozen."""


@dataclass(frozen=True)
class Labelled:
    """A message and what it says.

    `expect` is nothing, ask, emergency or crisis; `plain` tells that an
    emergency is put in plain words; `findings` maps finding ids to assertions,
    and is `complete` unless only the main ones were labelled; `numbers` has
    days, age, score, each a number or a range.
    """

    id: str
    text: str
    expect: str
    findings: Mapping[str, str]
    plain: bool = True
    who: str = "self"
    numbers: Mapping[str, Any] = field(default_factory=dict)
    voice: str = ""
    group: str = ""
    complete: bool = True


def read_messages(file: Path) -> list[Labelled]:
    """Load a file of labelled messages."""
    return [_labelled(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def held_out() -> list[Labelled]:
    """Load the frozen messages; raises Thawed if any held-out file was touched."""
    verify()
    return read_messages(MESSAGES)


def verify() -> None:
    """Compare the held-out files with their checksums."""
    for line in SUMS.read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        if hashlib.sha256((HELD_OUT / name).read_bytes()).hexdigest() != wanted:
            raise Thawed(f"{name} is not the file that was frozen: see evaluation/README.md")


def _labelled(row: dict[str, Any]) -> Labelled:
    found = row.get("findings", [])
    complete = isinstance(found, dict)
    tags = [*row.get("tags", []), "", ""]
    return Labelled(
        id=row["id"], text=row["text"], expect=row.get("expect", "nothing"), complete=complete,
        findings=found if complete else dict.fromkeys(found, "present"),
        plain=row.get("plain", True), who=row.get("who", "self"), numbers=row.get("numbers", {}),
        voice=tags[0], group=row.get("group") or tags[1],
    )
