"""Findings and what is known of them: present, absent, or not known."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

FindingId = str


@dataclass(frozen=True)
class Finding:
    """A sign, a piece of history or a fact about the person.

    `label` is a noun phrase, `you` and `they` are clauses; `ask` and the
    other questions are empty for findings that only a number can set.
    """

    id: FindingId
    label: str
    you: str
    they: str
    ask: str = ""
    ask_other: str = ""
    plain: str = ""


@dataclass(frozen=True)
class Range:
    """A number that a person gave, as a closed range (low == high if exact)."""

    low: float
    high: float


def spelled(value: Range | None) -> str:
    """Return a range as "7" or "7 to 8"; empty where there is none."""
    if value is None:
        return ""
    return f"{value.low:g}" if value.low == value.high else f"{value.low:g} to {value.high:g}"


@dataclass(frozen=True)
class Derived:
    """A finding that follows from a number or from other findings.

    `at_least` and `below` bound the number; `mixed` tells what a range that
    crosses a bound means. `all_of` makes it the conjunction of findings.
    """

    id: FindingId
    number: str | None = None
    at_least: float | None = None
    below: float | None = None
    mixed: str = "unknown"
    all_of: tuple[FindingId, ...] = ()

    def holds(self, value: Range) -> bool | None:
        """Tell whether `value` sets this finding; None if it cannot say."""
        inside = [self._inside(value.low), self._inside(value.high)]
        if all(inside):
            return True
        crosses = any(inside) or self._around(value)
        if not crosses:
            return False
        return True if self.mixed == "present" else None

    def _inside(self, number: float) -> bool:
        return (self.at_least is None or number >= self.at_least) and (self.below is None or number < self.below)

    def _around(self, value: Range) -> bool:
        return self.at_least is not None and self.below is not None and value.low < self.at_least < value.high


@dataclass(frozen=True)
class Known:
    """What is known: three-valued, and which findings were asked in vain.

    `present` and `absent` are disjoint; `unsure` holds findings that were
    asked about and stay unknown.
    """

    present: frozenset[FindingId] = frozenset()
    absent: frozenset[FindingId] = frozenset()
    unsure: frozenset[FindingId] = frozenset()

    @property
    def decided(self) -> frozenset[FindingId]:
        """Return the findings that are known one way or the other."""
        return self.present | self.absent

    @property
    def closed(self) -> frozenset[FindingId]:
        """Return the findings that no further question can settle."""
        return self.present | self.absent | self.unsure


def close(present: set[FindingId], absent: set[FindingId], derived: tuple[Derived, ...],
          implies: Mapping[FindingId, tuple[FindingId, ...]],
          entails: Mapping[FindingId, tuple[FindingId, ...]]) -> None:
    """Add, in place, what present and absent findings bring with them.

    A present finding always wins over an absent one.
    """
    changed = True
    while changed:
        before = len(present), len(absent)
        for finding in tuple(present):
            present.update(implies.get(finding, ()))
        for rule in derived:
            if rule.all_of and present.issuperset(rule.all_of):
                present.add(rule.id)
            elif rule.all_of and absent.intersection(rule.all_of):
                absent.add(rule.id)
        for finding in tuple(absent):
            absent.update(entails.get(finding, ()))
        absent -= present
        changed = (len(present), len(absent)) != before
