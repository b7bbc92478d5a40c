"""Replies to an open question: buttons, titles, numbers, lists, words."""
from __future__ import annotations

from datetime import date

import pytest

from backguide.content import Content
from backguide.replies import Reply, Words, understand
from tests.core.readings import reading

TODAY = date(2026, 11, 24)
FIXED = [
    ("Q02", "none of these", "answered", ("none",)), ("Q02", "No.", "answered", ("none",)),
    ("Q02", "nope", "answered", ("none",)), ("Q02", "not sure", "unsure", ("unsure",)),
    ("Q02", "I don't know", "unsure", ("unsure",)), ("Q02", "skip", "skipped", ()),
    ("Q02", "Coughing up blood", "answered", ("blood",)), ("Q02", "coughing up blod", "answered", ("blood",)),
    ("Q02", "3", "answered", ("blood",)), ("Q02", "three", "answered", ("blood",)),
    ("Q02", "the third", "answered", ("blood",)), ("Q02", "3, 4", "answered", ("blood", "faint")),
    ("Q02", "3 and 4", "answered", ("blood", "faint")), ("Q02", "the first two", "answered", ("chest", "breath")),
    ("Q02", "Trouble breathing, Coughing up blood", "answered", ("breath", "blood")),
    ("Q02", "Coughing up blood; None of these", "answered", ("blood",)), ("Q02", "9", "answered", ("none",)),
    ("Q07", "Fever or shivers, Night sweats", "answered", ("fever", "sweats")),
    ("Q09", "Rather not say", "unsure", ("private",)),
    ("Q14", "yes", "answered", ("yes",)), ("Q14", "yeah but only at night", "answered", ("yes",)),
    ("Q14", "no", "answered", ("no",)), ("Q14", "no not really", "answered", ("no",)),
    ("Q14", "no... well, sometimes", "unsure", ("unsure",)), ("Q14", "2", "answered", ("no",)),
    ("Q17", "Slowly over months", "answered", ("slow",)), ("Q17", "1", "answered", ("fast",)),
    ("Q07", "none apart from the cough", "answered", ("cough",)),
    ("Q07", "no, just the sweats", "answered", ("sweats",)),
    ("Q07", "nothing but fever and night sweats", "answered", ("fever", "sweats")),
    ("Q07", "cough and tiredness", "answered", ("cough", "tired")), ("Q07", "none apart from the dog", None, ()),
("Q02", "my chest", "answered", ("chest",)), ("Q02", "pain", None, ()),
    ("Q02", "no blood", None, ()), ("Q14", "yes but only on the left", "answered", ("yes",)),
    ("Q04", "no", None, ()), ("Q02", "yes", None, ()), ("Q02", "my dog is brown", None, ()),
    ("Q02", "99", None, ()), ("Q02", "", None, ()), ("Q02", "😀", None, ()),
]
NUMBERS = [
    ("Q01", "34", (34, 34)), ("Q01", "I'm thirty four", (34, 34)), ("Q01", "40 to 49", (40, 49)),
    ("Q01", "70 or over", (70, 120)), ("Q06", "3 weeks", (21, 21)), ("Q06", "Less than 2 weeks", (0, 13)),
    ("Q06", "2 to 6 weeks", (14, 42)), ("Q06", "a fortnight", (14, 14)), ("Q10", "7", (7, 7)),
    ("Q10", "7/10", (7, 7)), ("Q10", "seven", (7, 7)),
]


def reply(content: Content, question: str, text: str, **findings: str) -> Reply | None:
    words = Words(content.texts.reply_words)
    return understand(content.question(question), text, reading(text, **findings), words, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "text", "state", "options"), FIXED)
def test_reply_without_the_reader(content: Content, question: str, text: str, state: str | None,
                                  options: tuple[str, ...]) -> None:
    found = reply(content, question, text)
    assert (found and found.state) == state
    if found:
        assert found.options == options


@pytest.mark.parametrize(("question", "text", "span"), NUMBERS)
def test_number(content: Content, question: str, text: str, span: tuple[float, float]) -> None:
    found = reply(content, question, text)
    assert found and found.value and (found.value.low, found.value.high) == span


@pytest.mark.parametrize(("question", "text"), [("Q01", "300"), ("Q10", "25 years"), ("Q01", "none of your business")])
def test_number_out_of_range_is_no_answer(content: Content, question: str, text: str) -> None:
    found = reply(content, question, text)
    assert found is None or found.value is None or found.state != "answered"


def test_free_words_choose_the_options_that_they_name(content: Content) -> None:
    found = reply(content, "Q07", "well I do sweat at night and shiver", fever="present", night_sweats="present")
    assert found and set(found.options) == {"fever", "sweats"}


def test_denying_one_item_does_not_deny_the_list(content: Content) -> None:
    assert reply(content, "Q02", "I have no chest pain at least", chest_pain="absent") is None


def test_free_words_settle_a_yes_no_question(content: Content) -> None:
    assert reply(content, "Q14", "cannot finish a sentence", breathless_severe="present") == Reply("answered", ("yes",))
    assert reply(content, "Q14", "I can talk fine", breathless_severe="absent") == Reply("answered", ("no",))
    assert reply(content, "Q14", "a bit perhaps", breathless_severe="possible") == Reply("unsure", ("unsure",))
