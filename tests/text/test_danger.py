"""The policy on numbers alone: every threshold from both sides, no model needed."""
from __future__ import annotations

import pytest

from backguide.text.coherence import settle
from backguide.text.danger import DangerPolicy, DangerRule, Evidence, judge
from backguide.text.reading import Danger, Mention

POLICY = DangerPolicy(
    interrupt=0.5, ask=0.1, crisis=0.5, crisis_ask=0.1, crisis_alarm=0.2, caution=0.5, hint=0.02, alarm=0.5,
    crisis_finding="despair", caution_findings=("ache",))
ALONE = DangerRule("D1", ("weak",))
PAIR = DangerRule("D2", ("hot",), ("drug", "needle"), 1)
CAUTIOUS = DangerRule("D3", ("ache",))
CRISIS = DangerRule("D4", ("despair",))
RULES = (ALONE, PAIR, CAUTIOUS, CRISIS)


def decide(present: dict[str, float], message: dict[str, float], possible: dict[str, float] | None = None) -> Danger:
    mentioned = {**present, **(possible or {})}
    whole = {"nothing": 0.0, "ask": 0.0, "emergency": 0.0, "crisis": 0.0, **message}
    return judge(Evidence(present, mentioned, whole), RULES, POLICY)


@pytest.mark.parametrize(
    ("rule", "message", "kind"),
    [(0.6, 0.4, "emergency"), (0.6, 0.39, "ask"), (1.0, 0.0, "emergency"), (0.0, 0.98, "ask"),
     (0.01, 0.99, "emergency")],
)
def test_the_mean_of_rule_and_message_interrupts_from_the_threshold(rule: float, message: float, kind: str) -> None:
    assert decide({"weak": rule}, {"emergency": message}).kind == kind


@pytest.mark.parametrize(("score", "kind"), [(0.20, "ask"), (0.19, "nothing")])
def test_a_question_is_asked_from_the_threshold(score: float, kind: str) -> None:
    assert decide({"weak": score}, {"nothing": 1.0}).kind == kind


@pytest.mark.parametrize(
    ("hint", "nothing", "kind"),
    [(0.02, 0.6, "ask"), (0.01, 0.6, "nothing"), (0.01, 0.5, "ask"), (0.0, 0.49, "ask")],
)
def test_without_a_finding_to_ask_about_only_an_alarming_message_is_asked_about(
    hint: float, nothing: float, kind: str
) -> None:
    assert decide({"weak": hint}, {"nothing": nothing, "ask": 1 - nothing}).kind == kind


@pytest.mark.parametrize(("despair", "message", "kind"), [(0.5, 0.5, "crisis"), (0.5, 0.49, "ask"), (0.1, 0.0, "ask")])
def test_crisis_goes_before_everything(despair: float, message: float, kind: str) -> None:
    danger = decide({"despair": despair, "weak": 0.4}, {"crisis": message, "nothing": 1 - message})
    assert (danger.kind, danger.rule, danger.findings[0]) == (kind, "D4", "despair")


@pytest.mark.parametrize(("message", "kind"), [(0.2, "ask"), (0.19, "nothing")])
def test_the_message_alone_can_ask_about_a_crisis(message: float, kind: str) -> None:
    danger = decide({}, {"nothing": 0.9, "crisis": message})
    assert danger.kind == kind and (kind == "nothing" or danger.findings == ("despair",))


def test_a_hint_at_crisis_below_the_threshold_is_no_question() -> None:
    assert decide({"despair": 0.09}, {"nothing": 1.0}).kind == "nothing"


@pytest.mark.parametrize(("score", "kind"), [(0.5, "ask"), (0.49, "nothing")])
def test_a_caution_finding_alone_is_asked_about(score: float, kind: str) -> None:
    assert decide({"ache": score}, {"nothing": 1.0}).kind == kind


@pytest.mark.parametrize(("touched", "kind"), [(0.5, "nothing"), (0.49, "ask")])
def test_a_caution_finding_that_its_rule_excuses_is_not_asked_about(touched: float, kind: str) -> None:
    rules = (ALONE, DangerRule("D3", ("ache",), unless=("only_on_touch",)), CRISIS)
    present = {"ache": 0.99, "only_on_touch": touched}
    whole = {"nothing": 1.0, "ask": 0.0, "emergency": 0.0, "crisis": 0.0}
    assert judge(Evidence(present, present, whole), rules, POLICY).kind == kind


def test_a_caution_finding_alone_never_interrupts() -> None:
    assert decide({"ache": 1.0}, {"emergency": 0.9}).kind == "ask"


def test_a_rule_is_as_sure_as_its_least_sure_finding() -> None:
    assert PAIR.score({"hot": 0.9, "drug": 0.2, "needle": 0.6}) == 0.6
    assert PAIR.needs({"drug": 0.2, "needle": 0.6}) == ("hot", "needle")


def test_questions_leave_out_what_is_certain() -> None:
    danger = decide({"hot": 0.95}, {"nothing": 0.2, "ask": 0.8}, {"drug": 0.5})
    assert (danger.kind, danger.findings) == ("ask", ("drug",))


def test_nothing_is_nothing() -> None:
    assert decide({}, {"nothing": 1.0}) == Danger("nothing", 0.0, None, ())


def mention(finding: str, assertion: str) -> Mention:
    return Mention(finding, assertion, 0, 1, "x", 0.6, "symptom_model")  # type: ignore[arg-type]


def test_mentions_agree_with_a_question() -> None:
    evidence = Evidence({"weak": 0.6}, {"weak": 0.6}, {})
    danger = Danger("ask", 0.4, "D1", ("weak",))
    settled = settle([mention("weak", "present")], danger, evidence, RULES, POLICY)
    assert settled[0].assertion == "possible"


def test_mentions_agree_with_an_emergency() -> None:
    evidence = Evidence({"weak": 0.4}, {"weak": 0.9}, {})
    danger = Danger("emergency", 0.6, "D1", ("weak",))
    settled = settle([mention("weak", "possible")], danger, evidence, RULES, POLICY)
    assert settled[0].assertion == "present"
