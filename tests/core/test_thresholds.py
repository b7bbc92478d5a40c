"""Both sides of every number."""
from __future__ import annotations

import pytest

from backguide.case import Answer, Case, known
from backguide.content import Content
from backguide.findings import Range

QUESTION = {"age": "Q01", "duration": "Q06", "pain_score": "Q10"}
SIDES = [
    ("age_under_10", "age", 9, 10), ("age_under_18", "age", 17, 18), ("age_over_40", "age", 40, 39),
    ("age_over_50", "age", 50, 49), ("age_over_60", "age", 60, 59), ("age_over_70", "age", 70, 69),
    ("duration_2_to_6_weeks", "duration", 14, 13), ("duration_2_to_6_weeks", "duration", 42, 43),
    ("duration_over_6_weeks", "duration", 43, 42), ("duration_over_3_months", "duration", 91, 90),
    ("pain_score_7_plus", "pain_score", 7, 6), ("pain_score_8_plus", "pain_score", 8, 7),
]
RANGES = [
    ("duration_over_6_weeks", "duration", (42, 56), "present"),
    ("duration_over_6_weeks", "duration", (7, 42), "absent"),
    ("age_under_18", "age", (15, 19), "present"), ("age_under_10", "age", (0, 17), "unsure"),
    ("age_over_50", "age", (45, 55), "unsure"), ("pain_score_8_plus", "pain_score", (7, 8), "present"),
    ("duration_2_to_6_weeks", "duration", (7, 60), "present"),
    ("duration_2_to_6_weeks", "duration", (50, 60), "absent"),
]


def state(content: Content, finding: str, number: str, low: float, high: float) -> str:
    case = Case((Answer(QUESTION[number], "answered", value=Range(low, high)),))
    found = known(content, case)
    return next(name for name in ("present", "absent", "unsure") if finding in getattr(found, name))


@pytest.mark.parametrize(("finding", "number", "inside", "outside"), SIDES)
def test_threshold_has_two_sides(content: Content, finding: str, number: str, inside: int, outside: int) -> None:
    assert state(content, finding, number, inside, inside) == "present"
    assert state(content, finding, number, outside, outside) == "absent"


@pytest.mark.parametrize(("finding", "number", "span", "expected"), RANGES)
def test_a_range_across_a_threshold(content: Content, finding: str, number: str, span: tuple[float, float],
                                    expected: str) -> None:
    assert state(content, finding, number, *span) == expected


def test_every_derived_number_is_tested(content: Content) -> None:
    assert {d.id for d in content.derived if d.number} == {finding for finding, *_ in SIDES}
