"""The article's rules are pinned: whatever is changed in one, something fails."""
from __future__ import annotations

from dataclasses import replace
from typing import Iterator

import pytest

from backguide.content import Content, load_content
from backguide.rules import Rule, fired
from backguide.urgency import Level

# the article's emergency and worry signs, written down apart from the content
PINNED = {
    "R01": ("limb_weakness", Level.EMERGENCY), "R02": ("bladder_bowel_loss", Level.EMERGENCY),
    "R03": ("chest_pain_with_breathlessness", Level.EMERGENCY), "R05": ("coughing_blood", Level.EMERGENCY),
    "R06": ("weight_loss", Level.EMERGENCY), "R54": ("duration_over_6_weeks", Level.SOON),
    "R55": ("worse_lying_or_night", Level.SOON), "R56": ("night_pain_wakes", Level.SOON),
    "R57": ("chronic_cough", Level.SOON), "R58": ("fatigue", Level.SOON),
    "R59": ("spreads_ribs_chest_shoulder", Level.SOON), "R60": ("not_relieved_by_rest", Level.SOON),
    "R61": ("deep_aching_constant", Level.SOON),
}


def faults(rules: tuple[Rule, ...]) -> list[str]:
    """Return the pinned rules that do not hold any more."""
    found = []
    for rule_id, (finding, level) in PINNED.items():
        hits = {hit.rule.id: hit.rule for hit in fired(rules, frozenset({finding}))}
        rule = hits.get(rule_id)
        if rule is None or rule.level != level or rule.all_of != (finding,) or rule.unless or not rule.sources:
            found.append(rule_id)
    return found


def mutants(rule: Rule) -> Iterator[Rule]:
    """Yield the rule with one thing changed."""
    yield replace(rule, level=Level(rule.level - 1))
    yield replace(rule, all_of=("rash_blisters_band",))
    yield replace(rule, all_of=(*rule.all_of, "fever"))
    yield replace(rule, unless=("strain_clear_cause",))
    yield replace(rule, any_of=("fever",), min_any=1)
    yield replace(rule, id="R99")


def test_the_article_rules_hold(content: Content) -> None:
    assert faults(content.rules) == []


@pytest.mark.parametrize("rule_id", PINNED)
def test_a_changed_article_rule_is_noticed(rule_id: str) -> None:
    rules = load_content().rules
    original = next(rule for rule in rules if rule.id == rule_id)
    for mutant in mutants(original):
        changed = tuple(mutant if rule is original else rule for rule in rules)
        assert rule_id in faults(changed), mutant
