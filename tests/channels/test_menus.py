"""What "2", "two", "b", a title or a tapped code mean, and what they must not mean."""
from __future__ import annotations

import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.messages import question
from backguide_rasa.channels.messaging.menu import Menu, code_of, read, tapped
from backguide_rasa.channels.messaging.parcel import Reply

KEY = b"key"
MENU: Reply = {"text": "?", "buttons": [{"title": "Summary for my doctor", "payload": "/doctor_summary"},
                                        {"title": "Change an answer", "payload": "/correct_answer"},
                                        {"title": "Start again", "payload": "/restart_check"}]}


@pytest.mark.parametrize("said", ["2", "two", "b", "B", "2.", "(2)", "number two", "the second one", "option 2",
                                  "Change an answer", "change an answer!"])
def test_a_choice_is_named_in_many_ways(said: str) -> None:
    assert read([Menu.of(MENU, numbered=True)], said) == "/correct_answer"


@pytest.mark.parametrize("said", ["4", "0", "ten", "my back hurts", "two weeks", "change", "no", "n", "", "2 or 3",
                                  "99999999", "-1"])
def test_what_names_no_choice_stays_as_it_is(said: str) -> None:
    assert read([Menu.of(MENU, numbered=True)], said) == said


def test_the_last_choice_can_be_named() -> None:
    assert read([Menu.of(MENU)], "the last one") == "/restart_check"


def test_numbers_count_in_the_last_menu_and_titles_in_all() -> None:
    other: Reply = {"text": "?", "buttons": [{"title": "Yes", "payload": "/yes"}, {"title": "No", "payload": "/no"}]}
    menus = [Menu.of(MENU), Menu.of(other, numbered=True)]
    assert read(menus, "2") == "/no" and read(menus, "3") == "3"
    assert read(menus, "Start again") == "/restart_check"


def test_several_numbers_of_a_checklist_become_titles(content: Content) -> None:
    asked = content.question("Q02")
    menu = Menu.of(question(content, Case(), asked), numbered=True)
    expected = f"{asked.options[0].title}, {asked.options[2].title}"
    for said in ("1, 3", "1 and 3", "1 3", "1;3", "one, three", "a, c", "1, 3, 1"):
        assert read([menu], said) == expected
    assert read([menu], "1, 99") == "1, 99" and read([menu], "1 cough") == "1 cough"


def test_a_number_on_a_scale_is_that_number(content: Content) -> None:
    asked = next(q for q in content.questions if q.kind == "scale")
    chosen = next(option for option in asked.options if option.title == "2")
    assert f'"o":"{chosen.id}"' in read([Menu.of(question(content, Case(), asked), numbered=True)], "2")


@pytest.mark.parametrize("kind", ["number", "duration"])
def test_a_number_answers_a_question_that_asks_for_one(content: Content, kind: str) -> None:
    asked = next(q for q in content.questions if q.kind == kind)
    assert read([Menu.of(question(content, Case(), asked))], "2") == "2"


def test_a_numbered_duration_is_chosen_by_its_number(content: Content) -> None:
    asked = next(q for q in content.questions if q.kind == "duration")
    message = question(content, Case(), asked)
    assert read([Menu.of(message, numbered=True)], "2") == message["buttons"][1]["payload"]
    assert read([Menu.of(message, numbered=True)], "2 days") == "2 days"


def test_a_code_stands_for_what_was_offered_only() -> None:
    code = code_of(KEY, "/doctor_summary")
    assert tapped(KEY, [MENU], [code]) == "/doctor_summary"
    assert tapped(KEY, [], [code]) is None
    assert tapped(KEY, [MENU], [code_of(b"another key", "/doctor_summary")]) is None
    assert tapped(KEY, [MENU], ["/doctor_summary"]) is None and tapped(KEY, [MENU], []) is None


def test_ticked_codes_become_titles_and_one_forged_code_spoils_them() -> None:
    codes = [code_of(KEY, payload) for payload in ("/doctor_summary", "/restart_check")]
    assert tapped(KEY, [MENU], codes) == "Summary for my doctor, Start again"
    assert tapped(KEY, [MENU], [*codes, "forged"]) is None


def test_codes_are_short() -> None:
    assert len(code_of(KEY, '/answer{"q":"' + "x" * 300 + '"}')) == 16
