"""What would change a verdict is true when it is applied."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backguide.case import Case, Told
from backguide.changes import decisive, having, lacking, more_urgent, moved
from backguide.content import Content, load_content
from backguide.dialogue import question_named
from backguide.explain import difference
from backguide.helplines import country
from backguide.reasons import served_by
from backguide.result import result
from backguide.urgency import Level
from backguide.verdict import conclude
from tests.core.simulate import hold, personas

TELLABLE = sorted(finding for finding, about in load_content().findings.items() if about.ask)
BY_ID = {persona.id: persona for persona in personas()}


def ended(content: Content, persona: str) -> Case:
    return hold(content, BY_ID[persona])[0]


@settings(max_examples=60, deadline=None)
@given(st.frozensets(st.sampled_from(TELLABLE), max_size=6))
def test_each_change_brings_the_level_that_it_names(findings: frozenset[str]) -> None:
    content, case = load_content(), Case()
    for finding in sorted(findings):
        case = case.with_told(Told(finding, "present"))
    level = conclude(content, case).level
    for change in more_urgent(content, case):
        assert conclude(content, having(case, change.finding)).level == change.level > level
    for finding in decisive(content, case):
        assert conclude(content, lacking(content, case, finding)).level < level < Level.EMERGENCY


def test_a_strain_would_become_each_graver_level(content: Content) -> None:
    changes = more_urgent(content, ended(content, "P01"))
    assert [change.level for change in changes] == sorted((c.level for c in changes), reverse=True)
    assert {change.level for change in changes} >= {Level.EMERGENCY, Level.URGENT, Level.SOON}
    assert changes[0].finding == "limb_weakness"


def test_the_one_sign_behind_a_level_is_decisive(content: Content) -> None:
    assert decisive(content, ended(content, "P25")) == ("chronic_cough",)
    assert "cancer_history" in decisive(content, ended(content, "P31"))


@pytest.mark.parametrize("persona", ["P11", "P13", "P47"])
def test_nothing_tells_how_an_emergency_would_be_less(content: Content, persona: str) -> None:
    case = ended(content, persona)
    assert decisive(content, case) == () and more_urgent(content, case) == ()
    custom = result(content, case, country(content, None))["custom"]
    assert custom["because_of"] == [] and custom["more_urgent_if"] == []


def test_a_result_says_what_would_make_it_more_urgent(content: Content) -> None:
    message = result(content, ended(content, "P25"), country(content, None))
    assert message["custom"]["because_of"] == ["a cough for 3 weeks or more"]
    assert [item["level"] for item in message["custom"]["more_urgent_if"]] == ["emergency", "urgent"]
    assert "Get help today, if you have a fever or shivers" in message["text"]


def test_a_move_names_what_came_and_went(content: Content) -> None:
    before = ended(content, "P01")
    after = having(before, "chronic_cough")
    move = moved(content, before, after)
    assert (move.before, move.after, move.came, move.went) == (Level.SELFCARE, Level.SOON, ("chronic_cough",), ())
    assert moved(content, after, before).went == ("chronic_cough",)


def test_the_difference_is_told_in_words(content: Content) -> None:
    before = ended(content, "P01")
    told = difference(content, before, having(before, "chronic_cough"))
    labels = content.texts.advice["levels"]
    assert f'it was "{labels["selfcare"]["label"]}", it is now "{labels["soon"]["label"]}"' in told
    assert "New is: a cough for 3 weeks or more." in told
    assert "stays at" in difference(content, having(before, "coughing_blood"), having(having(
        before, "coughing_blood"), "night_sweats"))
    assert difference(content, before, before) == ""


def test_a_question_tells_the_gravest_rule_that_it_feeds(content: Content) -> None:
    told = served_by(content, Case(), content.question("Q02").settles)
    assert told.startswith("It feeds rule R04, among others (Get emerg")
    assert served_by(content, Case(), ("age_under_10",))
    assert served_by(content, Case(), ("finding_without_rule",)) == ""


@pytest.mark.parametrize(("text", "question"), [
    ("change my age", "Q01"), ("I got the health history wrong", "Q09"), ("how long it has lasted was wrong", "Q06"),
    ("change an answer", None), ("the colour of my car", None)])
def test_an_answer_to_change_is_named_by_its_title(content: Content, text: str, question: str | None) -> None:
    found = question_named(content, ended(content, "P25"), text)
    assert (found.id if found else None) == question


@pytest.mark.parametrize("persona", ["P01", "P13", "P25", "P31"])
def test_no_finding_is_left_untried_that_would_raise_the_level(content: Content, persona: str) -> None:
    case = ended(content, persona)
    told, level = more_urgent(content, case, most=len(content.rules)), conclude(content, case).level
    raising = {conclude(content, having(case, f)).fired[0].rule.id for f in TELLABLE
               if f not in content.lowering and conclude(content, having(case, f)).level > level}
    assert {change.rule for change in told} == raising


def test_the_gravest_level_follows_links_between_findings(content: Content) -> None:
    assert content.gravest("weight_loss") == content.gravest("breathlessness") == Level.EMERGENCY
    assert content.gravest("keeps_coming_back") == Level.ROUTINE
