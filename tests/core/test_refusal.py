"""Answers that cannot be: why, and what could be."""
from __future__ import annotations

from datetime import date

import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.dialogue import note
from backguide.refusal import refusal
from backguide.replies import Words, understand
from backguide.text.reading import Amount
from tests.core.readings import reading

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(("question", "text", "phrase", "high"), [
    ("Q01", "121", "say_range", "120"), ("Q01", "I am 300", "say_range", "120"), ("Q10", "11", "say_range", "10"),
    ("Q06", "since next Tuesday", "say_time_future", "100"),
    ("Q06", "since 31 February", "say_time_no_such_day", "100"),
    ("Q06", "minus 3 weeks", "say_time_negative", "100"), ("Q06", "since 1850", "say_time_long_ago", "100"),
    ("Q06", "101 years", "say_time_long_ago", "100"), ("Q06", "5300 weeks", "say_time_long_ago", "100"),
])
def test_what_cannot_be_is_refused_with_its_limits(content: Content, question: str, text: str, phrase: str,
                                                   high: str) -> None:
    refused = refusal(content, question, text, TODAY)
    assert refused and (refused.phrase, refused.high) == (phrase, high)
    assert all("{high}" in wording for wording in content.texts.phrases[phrase])
    words = Words(content.texts.reply_words)
    assert understand(content.question(question), text, reading(text), words, TODAY) is None


@pytest.mark.parametrize(("question", "text"), [
    ("Q06", "since 28 February"), ("Q06", "100 years"), ("Q06", "all my life"),
    ("Q06", "I see the doctor next Tuesday"),
    ("Q06", "3"), ("Q01", "no idea"), ("Q02", "since next Tuesday"), ("consent", "11"), (None, "11"),
])
def test_what_can_be_or_is_no_try_is_not_refused(content: Content, question: str | None, text: str) -> None:
    assert refusal(content, question, text, TODAY) is None


@pytest.mark.parametrize(("days", "noted"), [(36_500.0, True), (36_501.0, False)])
def test_a_time_too_long_for_a_life_is_not_noted_from_free_words(content: Content, days: float, noted: bool) -> None:
    told = reading("for ages", amounts=(Amount("duration", days, days, 0, 8, "for ages"),))
    assert bool(note(content, Case(), told).answer_to("Q06")) == noted
