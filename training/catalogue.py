"""The findings to learn, how they relate, and the emergency rules over them."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable

import yaml

from backguide.text.danger import DangerRule

DATA = Path(__file__).with_name("data")
ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "content" / "rules" / "emergency.yml"

NONE, PRESENT, POSSIBLE, ABSENT, HISTORICAL, FAMILY, HYPOTHETICAL = range(7)
CLASSES = ("none", "present", "possible", "absent", "historical", "family", "hypothetical")
# the rules make no difference between them
NOT_NOW = (ABSENT, HISTORICAL, FAMILY, HYPOTHETICAL)
NOTHING, ASK, EMERGENCY, CRISIS = range(4)
MESSAGE_CLASSES = ("nothing", "ask", "emergency", "crisis")

# the classes that a label allows: one, or several where the truth is open
Allowed = tuple[int, ...]
Labels = dict[str, Allowed]
ANY: Allowed = tuple(range(len(CLASSES)))


@dataclass(frozen=True)
class Catalogue:
    """The contents of findings.yml and the emergency rules of `content/`."""

    order: tuple[str, ...]
    soft: frozenset[str]
    implies: dict[str, list[str]]
    joint: dict[str, list[str]]
    lasting: frozenset[str]
    ages: frozenset[str]
    counted: frozenset[str]
    related: dict[str, list[str]]
    frequent: tuple[str, ...]
    special: dict[str, Any]
    silent_intents: frozenset[str]
    rules: tuple[DangerRule, ...]

    @property
    def crisis(self) -> str:
        """The finding that has an answer of its own."""
        return str(self.special["crisis"])

    @property
    def caution(self) -> dict[str, frozenset[str]]:
        """Findings that alone lead to a question, not to an alarm, each with those that excuse it."""
        excused = {rule.all_of: frozenset(rule.unless) for rule in all_rules() if not rule.any_of}
        return {finding: excused.get((finding,), frozenset()) for finding in self.special["caution"]}

    def grave(self) -> frozenset[str]:
        """Return the findings that are an emergency alone."""
        single = (rule for rule in self.rules if len(rule.all_of) + rule.min_any == 1)
        return frozenset({self.crisis}.union(*((*rule.all_of, *rule.any_of) for rule in single)))

    def close(self, labels: Labels) -> Labels:
        """Add what follows from present findings; leave open what contradicts."""
        closed = dict(labels)
        for whole, parts in self.joint.items():
            if all(closed.get(part) == (PRESENT,) for part in parts):
                closed[whole] = (PRESENT,)
        for finding in [name for name, allowed in closed.items() if allowed == (PRESENT,)]:
            for implied in self.implies.get(finding, []):
                closed[implied] = (PRESENT,) if closed.get(implied, (PRESENT,)) == (PRESENT,) else ANY
        return closed

    def message_class(self, labels: Labels) -> int:
        """Return what a message with these labels calls for."""
        present = {finding for finding, allowed in labels.items() if allowed == (PRESENT,)}
        mentioned = present | {finding for finding, allowed in labels.items() if allowed == (POSSIBLE,)}
        if self.crisis in present:
            return CRISIS
        if any(rule.fires(present) for rule in self.rules):
            return EMERGENCY
        asks = any(rule.fires(mentioned) for rule in self.rules)
        careful = mentioned & {finding for finding, excuses in self.caution.items() if not present & excuses}
        return ASK if asks or careful or self.crisis in mentioned else NOTHING

    def beside(self, findings: Iterable[str]) -> set[str]:
        """Return what may be true beside these findings without being said."""
        return {other for finding in findings for other in self.related.get(finding, [])}


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Load findings.yml and the emergency rules."""
    data = yaml.safe_load((DATA / "findings.yml").read_text(encoding="utf-8"))
    special = {data["special"]["crisis"], *data["special"]["caution"]}
    rules = [_rule(row) for row in yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]]
    return Catalogue(
        order=tuple(data["order"]),
        soft=frozenset(data["soft"]),
        implies=data["implies"],
        joint=data["joint"],
        lasting=frozenset(data["lasting"]),
        ages=frozenset(data["ages"]),
        counted=frozenset(data["counted"]),
        related=data["related"],
        frequent=tuple(data["frequent"]),
        special=data["special"],
        silent_intents=frozenset(data["silent_intents"]),
        rules=tuple(rule for rule in rules if rule.any_of or set(rule.all_of) - special),
    )


@lru_cache(maxsize=1)
def all_rules() -> tuple[DangerRule, ...]:
    """Return every emergency rule, those of special findings too, as served."""
    return tuple(_rule(row) for row in yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"])


def data_hash() -> str:
    """Hash everything that is learnt from, file names and order included."""
    lines = [f"{sha256(file)}  {file.name}\n" for file in sorted(DATA.iterdir()) if file.is_file()]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def sha256(file: Path) -> str:
    """Hash one file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _rule(row: dict[str, Any]) -> DangerRule:
    any_of = tuple(row.get("findings_any", ()))
    return DangerRule(row["id"], tuple(row.get("findings_all", ())), any_of, row.get("min_any", 0),
                      tuple(row.get("unless", ())))
