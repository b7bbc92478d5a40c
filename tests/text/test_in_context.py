"""A reply that tells nothing by itself is read as one to its question."""
from __future__ import annotations

from datetime import date

import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.text.pipeline import Reader
from backguide.text.reading import Reading
from backguide.turn import Message, Turn, take
from tests.core.readings import reading

TODAY = date(2026, 11, 24)


def answer(content: Content, reader: Reader, question: str, text: str, *, alone: bool = False) -> Turn:
    def read(words: str) -> Reading:
        return reader.read(words, today=TODAY)

    return take(content, Case(), question, Message(text, read(text), TODAY, None if alone else read))


@pytest.mark.parametrize("text", ["I was in a car crash", "car crash", "horse threw me"])
def test_an_accident_told_to_how_it_started_raises_the_alarm(content: Content, reader: Reader, text: str) -> None:
    assert answer(content, reader, "Q04", text).alarm


@pytest.mark.parametrize(("question", "text", "option"), [
    ("Q24", "stings, but only first thing", "burns"),
])
def test_a_reply_is_understood_through_its_question(
    content: Content, reader: Reader, question: str, text: str, option: str,
) -> None:
    settled = answer(content, reader, question, text).case.answer_to(question)
    assert settled is not None and settled.options == (option,)
    assert answer(content, reader, question, text, alone=True).case.answer_to(question) is None


@pytest.mark.parametrize("text", ["hm", "hello", "what do you mean", "the weather is awful today", "is it cancer?"])
def test_what_answers_nothing_answers_no_question(content: Content, reader: Reader, text: str) -> None:
    taken = [question.id for question in content.questions if question.lead
             and answer(content, reader, question.id, text).answers]
    assert taken == []


def test_a_lead_never_makes_a_denial(content: Content) -> None:
    text = "looks same as ever"
    said = Message(text, reading(text), TODAY, lambda words: reading(words, finger_clubbing="absent"))
    assert not take(content, Case(), "Q22", said).answers
    told = Message(text, reading(text), TODAY, lambda words: reading(words, finger_clubbing="present"))
    assert take(content, Case(), "Q22", told).answers


VAGUE = ["it just crept up on me", "since last week", "it comes and goes", "the second one", "a bit", "yesterday",
         "i dont feel well", "my back hurts", "all of a sudden", "between my shoulder blades", "it hurts", "both sides",
         "on the left", "worse at night", "every day", "its getting worse", "about a week", "6"]


def test_no_vague_reply_becomes_an_emergency_through_a_question(content: Content, reader: Reader) -> None:
    alarms = [(question.id, text) for question in content.questions for text in VAGUE
              if answer(content, reader, question.id, text).alarm
              and not answer(content, reader, question.id, text, alone=True).alarm]
    assert alarms == []
