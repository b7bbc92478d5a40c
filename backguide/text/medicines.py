"""Finds medicine names, misspelt or not, and what taking them tells."""
from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Sequence

from ruamel.yaml import YAML

from backguide.text.spans import Span, clauses

CONTENT = Path(__file__).resolve().parents[2] / "content" / "medicines.yml"
# shorter names are one letter away from too many ordinary words
MISSPELLABLE = 7
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_NOT_TAKEN = re.compile(
    r"\b(?:not|never|no|without|isn't|aren't|wasn't|don't|dont|didn't|doesn't|stopped|finished|off|"
    r"instead|allergic|refused|declined|used to)\b", re.IGNORECASE)
# a denial further away than this is about something else
_REACH = 4


@dataclass(frozen=True)
class Medicine:
    """A medicine as written in a message; `taken` is False where it is denied."""

    finding: str
    start: int
    end: int
    clause: Span
    taken: bool


class Medicines:
    """A list of names per finding, ready to be found in text."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        pairs = [(tuple(name.lower().split()), finding) for finding, group in names.items() for name in group]
        self._names = sorted(pairs, key=lambda pair: -len(pair[0]))

    @classmethod
    def from_file(cls, file: Path = CONTENT) -> Medicines:
        """Load a YAML mapping of finding to names."""
        return cls(YAML(typ="safe").load(file.read_text(encoding="utf-8")))

    def find(self, text: str) -> tuple[Medicine, ...]:
        """Return every medicine that the text names, first to last."""
        return tuple(found for clause in clauses(text) for found in self._in_clause(text, clause))

    def _in_clause(self, text: str, clause: Span) -> Iterator[Medicine]:
        words = list(_WORD.finditer(text, *clause))
        for index, word in enumerate(words):
            match = self._match([later.group().lower() for later in words[index:index + 3]])
            if match:
                finding, size = match
                near = words[max(0, index - _REACH)].start()
                denied = _NOT_TAKEN.search(text, near, word.start()) is not None
                yield Medicine(finding, word.start(), words[index + size - 1].end(), clause, not denied)

    def _match(self, words: Sequence[str]) -> tuple[str, int] | None:
        for name, finding in self._names:
            if len(name) <= len(words) and all(map(_same, name, words)):
                return finding, len(name)
        return None


def _same(name: str, word: str) -> bool:
    return name == word or (len(name) >= MISSPELLABLE and one_edit(name, word))


def one_edit(one: str, two: str) -> bool:
    """Tell whether one letter added, lost, changed or swapped makes them equal."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1:]
    swapped = long[:at] + long[at:at + 2][::-1] + long[at + 2:]
    return short[at + 1:] == long[at + 1:] or short == swapped
