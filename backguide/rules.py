"""Urgency rules: findings in, whether the rule fires out."""
from __future__ import annotations

from dataclasses import dataclass
from typing import AbstractSet

from backguide.findings import FindingId
from backguide.urgency import Level


@dataclass(frozen=True)
class Rule:
    """One urgency rule with its provenance.

    Fires when all of `all_of` and at least `min_any` of `any_of` are present
    and none of `unless` is. `sources` are ids of article facts (A..) or of
    published guidance (N..); `status` tells how far the source was read.
    """

    id: str
    slug: str
    level: Level
    within: str
    route: str
    all_of: tuple[FindingId, ...]
    any_of: tuple[FindingId, ...]
    min_any: int
    unless: tuple[FindingId, ...]
    reason: str
    reason_other: str
    sources: tuple[str, ...]
    source_note: str
    status: str

    @property
    def is_default(self) -> bool:
        """Tell whether this is the rule for when no other one fires."""
        return not self.all_of and not self.any_of

    def fires(self, present: AbstractSet[FindingId]) -> bool:
        """Tell whether the rule fires for exactly these present findings."""
        return self.needs_only(present) and present.isdisjoint(self.unless) and not self.is_default

    def needs_only(self, available: AbstractSet[FindingId]) -> bool:
        """Tell whether `available` findings are enough to satisfy it."""
        for finding in self.all_of:  # the innermost loop of all: most rules end here
            if finding not in available:
                return False
        return not self.min_any or sum(f in available for f in self.any_of) >= self.min_any

    def used(self, present: AbstractSet[FindingId]) -> tuple[FindingId, ...]:
        """Return the present findings that made it fire, in its own order."""
        return tuple(f for f in (*self.all_of, *self.any_of) if f in present)

    def findings(self) -> frozenset[FindingId]:
        """Return every finding that it names."""
        return frozenset((*self.all_of, *self.any_of, *self.unless))


@dataclass(frozen=True)
class FiredRule:
    """A rule that fired, with the findings that made it fire."""

    rule: Rule
    findings: tuple[FindingId, ...]


def fired(rules: tuple[Rule, ...], present: AbstractSet[FindingId]) -> tuple[FiredRule, ...]:
    """Return the rules that fire, highest level first, then in file order."""
    hits = [FiredRule(rule, rule.used(present)) for rule in rules if rule.fires(present)]
    if not hits:
        hits = [FiredRule(rule, ()) for rule in rules if rule.is_default]
    return tuple(sorted(hits, key=lambda hit: -hit.rule.level))
