"""The checks on random answers can fail: each fault that is planted here turns them red."""
from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, Iterable

import pytest

from backguide.case import Case
from backguide.changes import Change
from backguide.content import Content
from backguide.interview import Confirm, next_step
from backguide.questions import Question
from backguide.rules import Rule
from backguide.urgency import Level
from backguide.verdict import conclude
from tests.core import test_many_answer_sets as sets
from tests.core import test_properties as properties

SEEDS = range(6)  # answer sets, in which a fault of all of them must show
MANY = range(400)  # as many as every test run looks at
PROMISES = ["You do not have cancer.", "You don't have cancer.", "It's nothing.", "This is nothing to worry about.",
            "You are definitely fine.", "Don't worry.", "There is no need to see a doctor.", "Take 400 mg.",
            "It goes away in 95% of people."]
HASTY = 3  # answers after which an interview is stopped too early


def is_red(seeds: Iterable[int] = SEEDS) -> bool:
    """Tell whether the check of random answer sets finds a fault."""
    return any(sets.faults(seed) for seed in seeds)


@lru_cache(maxsize=1)
def calm() -> int:
    """Return the first answer set that is no emergency: only those have a result."""
    return next(seed for seed in MANY if conclude(sets.CONTENT, sets.answers(seed)).level < Level.EMERGENCY)


def test_without_a_planted_fault_the_checks_are_green() -> None:
    assert not is_red([*SEEDS, calm()])


@pytest.mark.parametrize("rule_id", ["R05", "R30", "R60"])
def test_a_rule_that_a_finding_switches_off_is_found(rule_id: str) -> None:
    def planted(rule: Rule) -> Rule:
        return replace(rule, unless=("ever_smoked",)) if rule.id == rule_id else rule

    found = properties.lowered(tuple(map(planted, properties.CONTENT.rules)))
    assert f"{rule_id} and ever_smoked" in found


def test_an_interview_that_stops_too_early_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(content: Content, case: Case) -> Question | Confirm | None:
        return next_step(content, case) if len(case.answers) < HASTY else None

    monkeypatch.setattr(properties, "next_step", hasty)
    assert any(properties.raised(seed) for seed in SEEDS)


def test_an_untrue_word_of_what_would_make_it_more_urgent_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    untrue = Change("region_neck", Level.EMERGENCY, "R05")
    monkeypatch.setattr(sets, "more_urgent", lambda content, case: (untrue,))
    assert is_red()


def test_an_untrue_word_of_what_made_it_this_urgent_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "decisive", lambda content, case: ("ever_smoked",))
    assert is_red()


def test_a_summary_of_another_level_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sets.summarise
    monkeypatch.setattr(sets, "summarise", lambda *given: replace(real(*given), level="none"))
    assert is_red()


@pytest.mark.parametrize("fault", ["level", "status"])
def test_a_fhir_document_that_disagrees_is_found(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    real = sets.document

    def planted(*given: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = real(*given)
        resources = [entry["resource"] for entry in bundle["entry"]]
        risk = next(resource for resource in resources if resource["resourceType"] == "RiskAssessment")
        if fault == "level":
            risk["prediction"][0]["qualitativeRisk"]["coding"][0]["code"] = "none"
        else:
            resources[0]["status"] = {"final": "preliminary", "preliminary": "final"}[resources[0]["status"]]
        return bundle

    monkeypatch.setattr(sets, "document", planted)
    assert is_red()


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_in_the_result_is_found(monkeypatch: pytest.MonkeyPatch, promise: str) -> None:
    seed = calm()
    texts = replace(sets.CONTENT.texts, advice={**sets.CONTENT.texts.advice, "limits": promise})
    monkeypatch.setattr(sets, "CONTENT", replace(sets.CONTENT, texts=texts))
    assert is_red([seed])


def test_a_promise_in_the_summary_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    summary = sets.CONTENT.texts.summary
    texts = replace(sets.CONTENT.texts, summary={**summary, "words": {**summary["words"], "subtitle": PROMISES[0]}})
    monkeypatch.setattr(sets, "CONTENT", replace(sets.CONTENT, texts=texts))
    assert is_red()
