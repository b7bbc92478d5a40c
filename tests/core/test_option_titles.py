"""Titles of options: as the person in pain would say them, or as somebody who writes for them would."""
from __future__ import annotations

import re
from datetime import date

import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.dialogue import record
from backguide.grammar import FORMS, IRREGULAR
from backguide.messages import question
from backguide.people import title_of
from backguide.replies import Reply, Words, plain, understand
from backguide.result import answered
from backguide.turn import alarm_of_titles
from tests.core.readings import reading
from tests.core.test_people import LEFT, disagreeing

TODAY = date(2026, 11, 27)
OWN = re.compile(r"\b(i|i'm|me|my|mine|myself|we|us|our|you|your|yours|yourself)\b", re.IGNORECASE)
MADE = {form for forms in FORMS.values() for form in forms.values()} | set(IRREGULAR.values())


def people(content: Content) -> list[Case]:
    """Return a case of every word by which somebody else may be named, and of none."""
    kin = content.texts.reply_words["people"]["kin"]
    return [Case(subject="other", who=who) for who in ("", *kin, *(name for names in kin.values() for name in names))]


def broken(title: str, others: str) -> list[str]:
    """Return the words of a title that are neither those of the content nor made of them by rule."""
    known = {word + end for word in plain(others).split() for end in ("", "s", "es")} | MADE
    return [word for word in plain(title).split() if word not in known]


def test_no_option_about_somebody_else_speaks_as_the_writer(content: Content) -> None:
    for case in people(content):
        for asked in content.questions:
            titles = [option["title"] for option in question(content, case, asked)["custom"]["options"]]
            assert [title for title in titles if OWN.search(title)] == []
            assert len(set(titles)) == len(titles)
            for title, option in zip(titles, asked.options):
                assert broken(title, option.other or option.title) == []


def test_verbs_of_options_agree(content: Content) -> None:
    for who in ("she", "wife", "he", "son"):
        for asked in content.questions:
            for option in asked.options:
                title = title_of(content, Case(subject="other", who=who), option)
                assert not LEFT.search(title) and disagreeing(re.sub(r"\bhe\b", "she", title)) == [], title


def test_ones_own_titles_stay_as_they_are(content: Content) -> None:
    for asked in content.questions:
        shown = question(content, Case(), asked)
        assert [button["title"] for button in shown["buttons"]] == [option.title for option in asked.options]


@pytest.mark.parametrize(("question_id", "option", "who", "title"), [
    ("Q02", "chest", "mum", "Pain or tightness in her chest"),
    ("Q02", "chest", "dad", "Pain or tightness in his chest"),
    ("Q02", "chest", "friend", "Pain or tightness in their chest"), ("Q09", "cancer", "mum", "She has or had cancer"),
    ("Q08", "strain", "son", "Worse when he coughs or sneezes or poos"), ("Q08", "wakes", "wife", "Wakes her up"),
    ("Q12", "touch", "wife", "Only hurts when she presses or twists"),
    ("Q17", "trying", "", "They were trying to lose weight"),
    ("Q17", "trying", "he", "He was trying to lose weight"), ("Q09", "smoke", "dad", "He smokes or used to smoke"),
])
def test_titles_follow_the_person(content: Content, question_id: str, option: str, who: str, title: str) -> None:
    chosen = content.question(question_id).option(option)
    assert chosen and title_of(content, Case(subject="other", who=who), chosen) == title


def test_a_title_typed_in_any_person_names_its_option(content: Content) -> None:
    words = Words(content.texts.reply_words)
    for asked in (asked for asked in content.questions if not asked.number):
        for option in asked.options:
            for title in option.titles:
                found = understand(asked, title, reading(title), words, TODAY)
                assert found == Reply("unsure" if option.unsure else "answered", (option.id,)), (asked.id, title)


@pytest.mark.parametrize("title", ["Coughing up blood", "Numb between her legs or round her bottom",
                                   "numb between their legs or round their bottom"])
def test_a_title_of_an_emergency_alarms_in_any_person(content: Content, title: str) -> None:
    is_titles, case = alarm_of_titles(content, title)
    assert is_titles and case.answers


def test_a_result_repeats_the_answers_in_the_words_of_the_question(content: Content) -> None:
    case = record(content, Case(subject="other", who="mum"), content.question("Q08"), Reply("answered", ("wakes",)))
    assert answered(content, case)[0]["answer"] == "Wakes her up"
