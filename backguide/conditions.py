"""Conditions on findings, as questions carry them: any, all, not, a leaf."""
from __future__ import annotations

from dataclasses import dataclass
from typing import AbstractSet, Any, Mapping

from backguide.findings import FindingId


@dataclass(frozen=True)
class Condition:
    """A tree of `any`, `all`, `not` over findings; `leaf` at the ends."""

    kind: str
    parts: tuple[Condition, ...] = ()
    finding: FindingId = ""

    def holds(self, present: AbstractSet[FindingId]) -> bool:
        """Tell whether it is true when exactly `present` is there."""
        if self.kind == "leaf":
            return self.finding in present
        if self.kind == "not":
            return not self.parts[0].holds(present)
        results = (part.holds(present) for part in self.parts)
        return any(results) if self.kind == "any" else all(results)

    def could_hold(self, present: AbstractSet[FindingId], possible: AbstractSet[FindingId]) -> bool:
        """Tell whether it could be true; `possible` may still become present."""
        if self.kind == "leaf":
            return self.finding in present or self.finding in possible
        if self.kind == "not":
            return not self.parts[0].holds(present)
        results = (part.could_hold(present, possible) for part in self.parts)
        return any(results) if self.kind == "any" else all(results)

    def findings(self) -> frozenset[FindingId]:
        """Return every finding that it names."""
        if self.kind == "leaf":
            return frozenset({self.finding})
        return frozenset().union(*(part.findings() for part in self.parts))


ALWAYS = Condition("all")


def parse(data: Any, groups: Mapping[str, tuple[FindingId, ...]]) -> Condition:
    """Build a condition from YAML data; a group name means any of the group."""
    if data is None:
        return ALWAYS
    if isinstance(data, str):
        if data in groups:
            return Condition("any", tuple(Condition("leaf", finding=member) for member in groups[data]))
        return Condition("leaf", finding=data)
    (kind, value), = data.items()
    if kind == "not":
        return Condition("not", (parse(value, groups),))
    return Condition(kind, tuple(parse(part, groups) for part in value))
