"""`make shell`: lists to read, numbers to type, no JSON."""
from __future__ import annotations

import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.explain import result
from backguide.helplines import country
from backguide.messages import question
from backguide_rasa.channels.shell import ShellRest


def test_a_checklist_is_numbered_and_answered_by_numbers(content: Content) -> None:
    shell, asked = ShellRest(), content.question("Q02")
    (shown,) = shell.shown("me", [question(content, Case(), asked)])
    assert f"1. {asked.options[0].title}\n2. {asked.options[1].title}" in shown["text"]
    assert set(shown) == {"recipient_id", "text"}
    assert shell.heard("me", "1, 2") == f"{asked.options[0].title}, {asked.options[1].title}"
    assert shell.heard("somebody else", "1, 2") == "1, 2"


def test_a_result_is_text_with_numbered_next_steps(content: Content) -> None:
    shell, message = ShellRest(), result(content, Case(), country(content, None))
    (shown,) = shell.shown("me", [message])
    assert message["custom"]["headline"] in shown["text"] and "1. " in shown["text"]
    assert shell.heard("me", "one") == message["buttons"][0]["payload"]


@pytest.mark.parametrize("text", ["hello", "", "2"])
def test_without_a_list_words_stay_words(text: str) -> None:
    assert ShellRest().heard("me", text) == text
