"""Decides from probabilities whether a message must interrupt, or needs a question."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Collection, Mapping, Sequence

from backguide.text.reading import Danger

CERTAIN = 0.9


@dataclass(frozen=True)
class DangerRule:
    """An emergency rule as data: all of `all_of` and `min_any` of `any_of`, and none of `unless`."""

    id: str
    all_of: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    min_any: int = 0
    unless: tuple[str, ...] = ()

    def needs(self, chance: Mapping[str, float]) -> tuple[str, ...]:
        """Return the findings by which it would most likely fire."""
        ranked = sorted(self.any_of, key=lambda finding: -chance.get(finding, 0.0))
        return (*self.all_of, *ranked[: self.min_any])

    def score(self, chance: Mapping[str, float]) -> float:
        """Return how sure it is to fire: as sure as its least sure finding."""
        return min((chance.get(finding, 0.0) for finding in self.needs(chance)), default=0.0)

    def fires(self, present: Collection[str]) -> bool:
        """Tell whether it fires for exactly these findings."""
        return self.score(dict.fromkeys(present, 1.0)) == 1.0


@dataclass(frozen=True)
class DangerPolicy:
    """Thresholds, and the findings that are handled apart from the rules.

    `crisis_finding` has an answer of its own; it is asked about from
    `crisis_ask` by itself, or from `crisis_alarm` by the look of the message.
    A `caution_findings` member is asked about first, because alone it is more
    often harmless than not. Below `hint` there is no finding to ask about,
    unless the message as a whole reaches `alarm`.
    """

    interrupt: float
    ask: float
    crisis: float
    crisis_ask: float
    crisis_alarm: float
    caution: float
    hint: float
    alarm: float
    crisis_finding: str
    caution_findings: tuple[str, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> DangerPolicy:
        """Build it from the `thresholds` and `special` parts of reader.json."""
        special = data["special"]
        return cls(**data["thresholds"], crisis_finding=special["crisis"], caution_findings=tuple(special["caution"]))

    def alone(self, rule: DangerRule) -> bool:
        """Tell whether a rule rests on one specially handled finding only."""
        return len(rule.all_of) == 1 and not rule.any_of and rule.all_of[0] in (
            self.crisis_finding, *self.caution_findings)


@dataclass(frozen=True)
class Evidence:
    """Probabilities of one message: per finding, and of the message as a whole.

    `present` and `mentioned` (present or possible) map finding ids;
    `message` maps nothing, ask, emergency and crisis, and sums to 1.
    """

    present: Mapping[str, float]
    mentioned: Mapping[str, float]
    message: Mapping[str, float]


def judge(evidence: Evidence, rules: Sequence[DangerRule], policy: DangerPolicy) -> Danger:
    """Weigh rules against the message as a whole: crisis, emergency, ask, nothing.

    The mean of two independent views is steadier than either: a rule score
    rests on single findings, the message score on the whole text.
    """
    crisis = _mean(evidence.present.get(policy.crisis_finding, 0.0), evidence.message["crisis"])
    if crisis >= policy.crisis:
        return Danger("crisis", crisis, _rule_of(policy.crisis_finding, rules), (policy.crisis_finding,))
    usual = [rule for rule in rules if not policy.alone(rule)]
    top, score = _best(usual, evidence.present)
    score = _mean(score, evidence.message["emergency"])
    if top and score >= policy.interrupt:
        return Danger("emergency", score, top.id, _by_chance(top.needs(evidence.present), evidence.present))
    return _ask(evidence, usual, rules, policy)


def _ask(
    evidence: Evidence, usual: Sequence[DangerRule], rules: Sequence[DangerRule], policy: DangerPolicy
) -> Danger:
    mentioned = evidence.mentioned
    reasons: list[tuple[float, str | None, tuple[str, ...]]] = []
    crisis, alarming = mentioned.get(policy.crisis_finding, 0.0), evidence.message["crisis"]
    # the widest net: either view alone is enough to ask
    if crisis >= policy.crisis_ask or alarming >= policy.crisis_alarm:
        reasons.append((max(crisis, alarming), _rule_of(policy.crisis_finding, rules), (policy.crisis_finding,)))
    top, hint = _best(usual, mentioned)
    alarm = 1.0 - evidence.message["nothing"]
    score = _mean(hint, alarm)
    if top and score >= policy.ask and (hint >= policy.hint or alarm >= policy.alarm):
        reasons.append((score, top.id, _open(top.needs(mentioned), evidence)))
    for finding in policy.caution_findings:
        excused = any(evidence.present.get(other, 0.0) >= policy.caution for other in _unless(finding, rules))
        if evidence.present.get(finding, 0.0) >= policy.caution and not excused:
            reasons.append((evidence.present[finding], _rule_of(finding, rules), (finding,)))
    if not reasons:
        return Danger("nothing", score, None, ())
    # the crisis question goes first whatever its score: it is the one not to miss
    first = reasons[0]
    findings = dict.fromkeys(finding for _, _, found in reasons for finding in found)
    return Danger("ask", first[0], first[1], tuple(findings))


def _open(needed: Sequence[str], evidence: Evidence) -> tuple[str, ...]:
    """Leave out what is certain already: a question about it would tell nothing."""
    unsure = [finding for finding in needed if evidence.present.get(finding, 0.0) < CERTAIN]
    return _by_chance(unsure or needed, evidence.mentioned)


def _best(rules: Sequence[DangerRule], chance: Mapping[str, float]) -> tuple[DangerRule | None, float]:
    top = max(rules, key=lambda rule: rule.score(chance), default=None)
    return top, top.score(chance) if top else 0.0


def _unless(finding: str, rules: Sequence[DangerRule]) -> tuple[str, ...]:
    return tuple(other for rule in rules if rule.all_of == (finding,) and not rule.any_of for other in rule.unless)


def _rule_of(finding: str, rules: Sequence[DangerRule]) -> str | None:
    return next((rule.id for rule in rules if rule.all_of == (finding,) and not rule.any_of), None)


def _by_chance(findings: Sequence[str], chance: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(findings, key=lambda finding: -chance.get(finding, 0.0)))


def _mean(one: float, two: float) -> float:
    return (one + two) / 2
