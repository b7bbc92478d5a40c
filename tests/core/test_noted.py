"""What was understood is shown so that a person can tell whether it is right."""
from __future__ import annotations

import pytest

from backguide.content import Content
from backguide.findings import Range
from backguide.messages import understood
from backguide.turn import News


@pytest.mark.parametrize(("text", "value", "shown"), [
    ("three", Range(21, 21), "three (21 days)"), ("Monday", Range(5, 5), "Monday (5 days)"),
    ("three weeks", Range(21, 21), "three weeks"), ("today", Range(0, 0), "today")])
def test_a_lone_word_of_a_time_is_shown_with_its_length(content: Content, text: str, value: Range, shown: str) -> None:
    noted = understood(content, [News("present", text, question="Q06", value=value)], "I noted:")
    assert noted["text"] == f"I noted: how long the pain has lasted: {shown}."
