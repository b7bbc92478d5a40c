"""Several checks of one person: what is kept of each, and what came and went."""
from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from fhir.resources.R4B.bundle import Bundle

from backguide.case import Answer, Case, Told
from backguide.changes import having, lacking
from backguide.content import Content
from backguide.course import course, day_in_words, timeline
from backguide.fhir import document
from backguide.findings import Range
from backguide.summary import as_text, summarise
from backguide.summary_page import as_page
from backguide.urgency import Level
from backguide.visits import MOST, Visit, recorded, since, visit, visits_from
from tests.core.simulate import hold, personas

FIRST, SECOND, THIRD = date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 29)
MADE = datetime(2026, 11, 29, 9, 0, tzinfo=timezone.utc)
PEOPLE = {persona.id: persona for persona in personas()}


def strain(content: Content, score: float = 4) -> Case:
    """Return the case of somebody with a simple strain."""
    case, _ = hold(content, replace(PEOPLE["P01"], numbers={**PEOPLE["P01"].numbers, "pain_score": score}))
    return case


@pytest.fixture
def three(content: Content) -> tuple[Visit, ...]:
    """A strain with pain 4; two days later a fever and pain 7; three days later neither, pain 2."""
    visits: tuple[Visit, ...] = ()
    for day, case in ((FIRST, strain(content)), (SECOND, having(strain(content, 7), "fever")),
                      (THIRD, lacking(content, strain(content, 2), "fever"))):
        visits = recorded(content, visits, case, day, anew=True)
    return visits


def test_three_visits_are_kept_and_survive_their_slot(three: tuple[Visit, ...]) -> None:
    assert [(one.day, one.level) for one in three] == [
        (FIRST, Level.SELFCARE), (SECOND, Level.URGENT), (THIRD, Level.SELFCARE)]
    assert visits_from(json.loads(json.dumps([one.to_data() for one in three]))) == three
    assert visits_from(None) == visits_from([{"day": "2026-11-24", "level": "soon"}]) == ()


def test_better_and_worse_are_told_from_one_visit_to_the_next(three: tuple[Visit, ...]) -> None:
    worse, better = since(three[0], three[1]), since(three[1], three[2])
    assert (worse.score, worse.came, worse.went) == ("more", ("fever",), ())
    assert (better.score, better.came, better.went) == ("less", (), ("fever",))
    assert "upper_or_mid_back_pain" in better.stayed


def test_what_was_not_answered_is_not_called_gone(content: Content) -> None:
    before = visit(content, having(strain(content), "fever"), FIRST)
    after = visit(content, Case(answers=(Answer("Q02", "answered", ("none",)),)), SECOND)
    step = since(before, after)
    assert step.went == () and "fever" in step.unclear and step.score == "unknown"
    message = course(content, (before, after))
    assert message and "not answered this time: fever or shivers" in message["text"]
    assert "no longer there: fever" not in message["text"]


@pytest.mark.parametrize(("before", "after", "score"), [
    (Range(7, 7), Range(6, 6), "less"), (Range(6, 6), Range(7, 7), "more"), (Range(6, 7), Range(7, 8), "same"),
    (Range(5, 5), Range(5, 5), "same"), (None, Range(5, 5), "unknown"), (Range(5, 5), None, "unknown")])
def test_a_score_is_less_or_more_only_where_that_is_sure(before: Range | None, after: Range | None,
                                                         score: str) -> None:
    empty = Visit(FIRST, Level.SOON, None, (), (), ())
    assert since(replace(empty, score=before), replace(empty, score=after)).score == score


def test_an_illness_in_the_past_neither_comes_nor_goes(content: Content) -> None:
    before, after = visit(content, strain(content), FIRST), visit(
        content, having(strain(content), "cancer_history"), SECOND)
    assert since(before, after).came == () and after.level > before.level
    message = course(content, (before, after))
    assert message and "What moved it: cancer" in message["text"]


def test_a_changed_answer_is_the_same_visit_and_a_look_at_the_result_is_none(content: Content) -> None:
    case, fever = strain(content), having(strain(content), "fever")
    first = recorded(content, (), case, FIRST, anew=True)
    assert recorded(content, first, case, SECOND, anew=False) == first
    changed = recorded(content, first, fever, FIRST, anew=False)
    assert [(one.day, one.level) for one in changed] == [(FIRST, Level.URGENT)]
    assert [one.day for one in recorded(content, first, fever, SECOND, anew=False)] == [FIRST, SECOND]
    assert [one.day for one in recorded(content, first, case, FIRST, anew=True)] == [FIRST, FIRST]


def test_no_more_visits_are_kept_than_somebody_reads(content: Content) -> None:
    visits: tuple[Visit, ...] = ()
    for _ in range(MOST + 3):
        visits = recorded(content, visits, strain(content), FIRST, anew=True)
    assert len(visits) == MOST


def test_the_course_tells_what_moved_the_level_and_when(content: Content, three: tuple[Visit, ...]) -> None:
    assert course(content, three[:1]) is None
    worse, better = course(content, three[:2]), course(content, three)
    assert worse and better
    assert "more urgent now" in worse["text"] and "What moved it: fever or shivers." in worse["text"]
    assert worse["custom"]["worse"] == ["pain: 4 then, 7 now", "new: fever or shivers"]
    assert worse["custom"]["better"] == [] and "Better:" not in worse["text"]
    assert better["custom"]["better"] == ["pain: 7 then, 2 now", "no longer there: fever or shivers"]
    assert [(one["day"], one["level"], one["score"], one["came"], one["went"])
            for one in better["custom"]["visits"]] == [
        ("2026-11-24", "selfcare", [4, 4], [], []), ("2026-11-26", "urgent", [7, 7], ["fever"], []),
        ("2026-11-29", "selfcare", [2, 2], [], ["fever"])]
    assert timeline(content, three)[1] == "26 Nov 2026: Get help today; pain 7 of 10; new: fever or shivers"
    assert day_in_words(date(2026, 3, 4)) == "4 Mar 2026"


@pytest.mark.parametrize("sign", ["fever", "coughing_blood", "chronic_cough"])
def test_a_result_that_is_less_urgent_never_calls_a_visit_off(content: Content, sign: str) -> None:
    before, after = visit(content, having(strain(content), sign), FIRST), visit(
        content, lacking(content, strain(content), sign), SECOND)
    message = course(content, (before, after))
    assert message and after.level < before.level
    assert "please still go" in message["text"] and "keep it" in message["text"]


def test_the_summary_tells_the_course_where_there_is_one(content: Content, three: tuple[Visit, ...]) -> None:
    case = having(strain(content), "fever").with_told(Told("fever", "present", "hot & cold", "person"))
    alone, several = summarise(content, case, MADE, three[:1]), summarise(content, case, MADE, three)
    assert "Course over time" not in as_text(content, alone) + as_page(content, alone)
    line = "26 Nov 2026: Get help today; pain 7 of 10; new: fever or shivers"
    assert f"- {line}" in as_text(content, several) and f"<li>{line}</li>" in as_page(content, several)
    bundle = document(content, case, MADE, three)
    Bundle.parse_obj(bundle)
    assert line in json.dumps(bundle)
