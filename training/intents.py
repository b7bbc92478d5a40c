"""Reads Rasa's own training examples as rows: one encoder serves findings and intents."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Iterator

import yaml

from training.catalogue import ROOT, catalogue
from training.rows import Row

NLU = ROOT / "data" / "nlu"


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the intents in alphabetical order."""
    return tuple(sorted({intent for intent, _ in _examples(NLU)}))


def load(folder: Path = NLU) -> list[Row]:
    """Return every example with its intent.

    Those of an intent that tells nothing of the patient teach the findings
    too: none is there. The others are left open.
    """
    silent = catalogue().silent_intents
    everything = frozenset(catalogue().order)
    return [
        Row(text=text, labels={}, free=catalogue().soft | catalogue().counted if intent in silent else everything,
            hand_written=True, intent=intent, id=f"nlu{number}", group="nlu")
        for number, (intent, text) in enumerate(_examples(folder))
    ]


def _examples(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in entry.get("examples", "").splitlines() if "intent" in entry else ():
                if line.startswith("- "):
                    yield entry["intent"], line[2:].strip()
