"""Makes the mentions and the danger of one message tell the same story."""
from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from backguide.text.danger import DangerPolicy, DangerRule, Evidence
from backguide.text.reading import Danger, Mention


def settle(
    mentions: Sequence[Mention],
    danger: Danger,
    evidence: Evidence,
    rules: Sequence[DangerRule],
    policy: DangerPolicy,
) -> tuple[Mention, ...]:
    """Let the danger decide on the findings that an emergency rests on.

    Whoever applies the rules to the present findings must come to the same
    end as the policy: what it raises is present, and what it would ask about
    first is only possible until the person has answered.
    """
    if danger.kind in ("emergency", "crisis"):
        return tuple(_raised(mention, danger, evidence) for mention in mentions)
    present = {mention.finding for mention in mentions if mention.assertion == "present"}
    doubted: set[str] = set()
    for rule in rules:
        if rule.fires(present) and not _cautious(rule, policy):
            doubted.add(min(rule.needs(dict.fromkeys(present, 1.0)), key=lambda name: evidence.present[name]))
    return tuple(
        replace(mention, assertion="possible") if mention.finding in doubted and mention.assertion == "present"
        else mention
        for mention in mentions
    )


def _raised(mention: Mention, danger: Danger, evidence: Evidence) -> Mention:
    if mention.finding not in danger.findings or mention.assertion == "present":
        return mention
    return replace(mention, assertion="present", score=evidence.present[mention.finding])


def _cautious(rule: DangerRule, policy: DangerPolicy) -> bool:
    """Tell whether the rule's one finding is asked about by the rules' own clarifier."""
    return policy.alone(rule) and rule.all_of != (policy.crisis_finding,)
