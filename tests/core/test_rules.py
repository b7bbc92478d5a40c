"""Each rule fires on what it names, and on nothing less."""
from __future__ import annotations

import pytest

from backguide.content import Content, load_content
from backguide.rules import Rule, fired
from backguide.urgency import Level

RULES = [rule for rule in load_content().rules if not rule.is_default]
ARTICLE = [
    (fact["id"], finding, fact["level"])
    for fact in load_content().texts.article["facts"] if "level" in fact for finding in fact.get("findings", ())
]


def enough(rule: Rule) -> frozenset[str]:
    return frozenset((*rule.all_of, *rule.any_of[: rule.min_any]))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_fires_on_just_enough(rule: Rule) -> None:
    assert rule.fires(enough(rule))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_needs_each_finding(rule: Rule) -> None:
    present = enough(rule)
    for finding in present:
        assert not rule.fires(present - {finding}), finding


@pytest.mark.parametrize("rule", [r for r in RULES if r.unless], ids=lambda r: r.id)
def test_clarifier_blocks_the_rule(rule: Rule) -> None:
    for finding in rule.unless:
        assert not rule.fires(enough(rule) | {finding})


def test_default_fires_only_when_nothing_else_does(content: Content) -> None:
    assert [hit.rule.id for hit in fired(content.rules, frozenset())] == ["R81"]
    assert "R81" not in [hit.rule.id for hit in fired(content.rules, frozenset({"fever"}))]


def test_the_highest_level_comes_first(content: Content) -> None:
    hits = fired(content.rules, frozenset({"fatigue", "coughing_blood", "fever"}))
    assert hits[0].rule.level == Level.EMERGENCY
    assert [hit.rule.level for hit in hits] == sorted((hit.rule.level for hit in hits), reverse=True)


@pytest.mark.parametrize(("fact", "finding", "level"), ARTICLE)
def test_article_sign_alone_reaches_the_article_level(content: Content, fact: str, finding: str, level: str) -> None:
    present = {finding, *content.implies.get(finding, ())}
    assert fired(content.rules, frozenset(present))[0].rule.level >= Level.of(level)
