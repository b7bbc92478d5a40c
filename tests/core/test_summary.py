"""The summary for the doctor: text, page and FHIR tell the verdict, and the same one."""
from __future__ import annotations

import json
import re
from datetime import datetime, timezone

import pytest
from fhir.resources.R4B.bundle import Bundle

from backguide.case import Answer, Case, Told
from backguide.content import Content
from backguide.fhir import document
from backguide.findings import Range
from backguide.helplines import country
from backguide.lint import BANNED
from backguide.result import result
from backguide.summary import as_text, summarise
from backguide.summary_page import as_page
from backguide.verdict import conclude
from tests.core.simulate import hold, personas

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=timezone.utc)
PEOPLE = personas()


@pytest.mark.parametrize("persona", PEOPLE, ids=lambda p: p.id)
def test_text_page_and_fhir_agree_with_the_verdict(content: Content, persona: object) -> None:
    case, _ = hold(content, persona)  # type: ignore[arg-type]
    verdict, summary = conclude(content, case), summarise(content, case, NOW)
    assert summary.level == verdict.level.id and summary.complete
    text, page = as_text(content, summary), as_page(content, summary)
    bundle = document(content, case, NOW)
    Bundle.parse_obj(bundle)
    risk = next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "RiskAssessment")
    assert risk["prediction"][0]["qualitativeRisk"]["coding"][0]["code"] == verdict.level.id
    for hit in verdict.fired:
        if not hit.rule.is_default:
            assert f"({hit.rule.id};" in text and f"({hit.rule.id};" in page
    signs = {e["resource"]["code"]["coding"][0]["code"]: e["resource"].get("valueBoolean")
             for e in bundle["entry"] if e["resource"]["resourceType"] == "Observation"
             and "coding" in e["resource"]["code"]}
    for hit in verdict.fired:
        for finding in set(hit.findings) & set(signs):
            assert signs[finding] is True


def test_present_denied_unsure_and_not_asked_stand_apart(content: Content) -> None:
    case = Case(answers=(Answer("Q02", "answered", ("none",)), Answer("Q03", "unsure", ("unsure",), times=2)),
                told=(Told("chronic_cough", "present", "I've had a cough since summer, it is awful"),))
    summary = summarise(content, case, NOW)
    by_id = {section.id: section.findings for section in summary.sections}
    assert "chest_pain" in by_id["heart_lung"]["denied"] and "chronic_cough" in by_id["illness"]["present"]
    assert "limb_weakness" in by_id["nerves"]["unsure"] and "fever" in by_id["illness"]["not_asked"]
    text = as_text(content, summary)
    assert "Unfinished" in text and "\"I've had a cough since summer, it is awful\"" in text
    assert document(content, case, NOW)["entry"][0]["resource"]["status"] == "preliminary"


def test_numbers_and_medicines_are_named(content: Content) -> None:
    case = Case(answers=(Answer("Q01", "answered", value=Range(62, 62)), Answer("Q06", "answered", value=Range(14, 35)),
                         Answer("Q10", "answered", value=Range(7, 8))),
                told=(Told("anticoagulant", "present", "I take warfarin"),))
    summary = summarise(content, case, NOW)
    assert summary.medicines == ("warfarin",)
    text = as_text(content, summary)
    assert "Age: 62" in text and "Duration: 14 to 35 days" in text and "Pain, 0 to 10: 7 to 8" in text


def test_what_a_person_wrote_cannot_break_the_page(content: Content) -> None:
    case = Case(told=(Told("fever", "present", "<script>alert(1)</script> & 39 degrees"),))
    page = as_page(content, summarise(content, case, NOW))
    assert "<script>" not in page and "&lt;script&gt;" in page
    Bundle.parse_obj(document(content, case, NOW))


def test_the_page_calls_no_other_host(content: Content) -> None:
    page = as_page(content, summarise(content, Case(), NOW))
    assert "http" not in page and "src=" not in page and "<link" not in page


def test_ids_are_the_same_for_the_same_case_and_differ_for_another(content: Content) -> None:
    one, two = Case(), Case(told=(Told("fever", "present"),))
    assert document(content, one, NOW) == document(content, one, NOW)
    assert document(content, one, NOW)["identifier"] != document(content, two, NOW)["identifier"]


@pytest.mark.parametrize("persona", PEOPLE, ids=lambda p: p.id)
def test_no_text_promises_that_there_is_no_disease(content: Content, persona: object) -> None:
    case, _ = hold(content, persona)  # type: ignore[arg-type]
    summary = summarise(content, case, NOW)
    said = [as_text(content, summary), as_page(content, summary),
            result(content, case, country(content, None))["text"], json.dumps(document(content, case, NOW))]
    for text in said:
        for pattern in BANNED[:-2]:
            assert not re.search(pattern, text, re.IGNORECASE), (pattern, text)
