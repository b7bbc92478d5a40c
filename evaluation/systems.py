"""What is measured side by side: BackGuide's reader, and keyword matching over the same rules."""
from __future__ import annotations

import csv
import re
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Iterable, Mapping, Protocol, Sequence

from backguide.content import load_content
from backguide.reader import danger_rules, open_reader
from backguide.text.amounts import find_amounts
from backguide.text.danger import DangerRule
from backguide.text.reading import Amount
from evaluation.agreement import LABELLED_ON

PHRASES = Path(__file__).parents[1] / "training" / "data" / "lay_phrases.csv"


@dataclass(frozen=True)
class Seen:
    """What a system made of a message; `kind` is nothing, ask, emergency or crisis."""

    kind: str
    findings: Mapping[str, str]
    asked: frozenset[str]
    amounts: tuple[Amount, ...]
    seconds: float


class System(Protocol):
    """Something that reads messages."""

    name: str

    def see(self, text: str) -> Seen:
        """Read one message."""


class BackGuide:
    """The reader as it ships."""

    name = "BackGuide"

    def __init__(self) -> None:
        self._reader = open_reader(load_content())

    def see(self, text: str) -> Seen:
        """Read one message."""
        began = time.perf_counter()
        reading = self._reader.read(text, today=LABELLED_ON)
        seconds = time.perf_counter() - began
        findings = {mention.finding: mention.assertion for mention in reading.mentions}
        return Seen(reading.danger.kind, findings, frozenset(reading.danger.findings), reading.amounts, seconds)


class Keywords:
    """Keyword matching: a finding is there where one of its lay phrases stands in the text."""

    name = "keywords"

    def __init__(self) -> None:
        self._patterns = {finding: _pattern(words) for finding, words in _phrases().items()}
        self._rules = emergency_rules()

    def see(self, text: str) -> Seen:
        """Read one message."""
        began = time.perf_counter()
        plain = _plain(text)
        found = {finding: "present" for finding, pattern in self._patterns.items() if pattern.search(plain)}
        alarm = any(rule.fires(found) for rule in self._rules)
        kind = "crisis" if "suicidal" in found else "emergency" if alarm else "nothing"
        return Seen(kind, found, frozenset(), find_amounts(text, LABELLED_ON), time.perf_counter() - began)


def see_all(system: System, texts: Iterable[str]) -> list[Seen]:
    """Read many messages."""
    return [system.see(text) for text in texts]


@lru_cache(maxsize=1)
def emergency_rules() -> Sequence[DangerRule]:
    """Return the emergency rules that are served."""
    return danger_rules(load_content())


def _phrases() -> dict[str, list[str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return {row["finding"]: [part for part in row["yes"].split("|") if part.strip()]
                for row in csv.DictReader(file)}


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(_plain(phrase))}\b" for phrase in phrases) or r"(?!)")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]+", " ", text.lower().replace("'", "").replace("’", "")).strip()
