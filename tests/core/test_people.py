"""Texts about somebody else: he, she or they, as the person told it, with verbs that agree."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Iterator

import pytest

from backguide.alarm import alarm
from backguide.case import Case, Told
from backguide.content import Content
from backguide.dialogue import note
from backguide.grammar import Pronoun, third_person
from backguide.helplines import country
from backguide.messages import question
from backguide.people import person_named, pronoun_of
from backguide.reasons import served_by, why_asked
from backguide.result import result
from tests.core.readings import reading

LEFT = re.compile(r"\b(they|them|their|theirs|themselves)\b", re.IGNORECASE)
OWN = re.compile(r"\b(you|yours?|yourself)\b", re.IGNORECASE)
# words that may follow "she": verbs with their ending, the past, helping verbs, adverbs, and bare verbs of a question
ENDED = re.compile(r"(?:\w+s|cannot|can|could|should|must|had|did|lately|fainted|was)$")
ASKED = re.compile(r"\b(?:do|does|did|can|could|has|is|was|have|are|were) she \w+", re.IGNORECASE)


def about_others(content: Content) -> Iterator[str]:
    for finding in content.findings.values():
        yield from filter(None, (finding.they, finding.ask_other))
    for asked in content.questions:
        yield from (asked.ask_other, asked.why_other)
    yield from (rule.reason_other for rule in content.rules)
    yield str(content.texts.phrases["for_whom"]).format(who="your mum")


def disagreeing(text: str) -> list[str]:
    """Return what does not agree in a text about "she"."""
    found = LEFT.findall(text) + re.findall(r"\b(?:have|are|do|were) she\b", text, re.IGNORECASE)
    stated = ASKED.sub("", text)
    return found + [verb for verb in re.findall(r"\bshe (\w+)", stated, re.IGNORECASE) if not ENDED.match(verb)]


def test_every_text_about_somebody_else_agrees(content: Content) -> None:
    assert {text: bad for text in about_others(content) if (bad := disagreeing(third_person(text, "she")))} == {}


@pytest.mark.parametrize(
    "text", ["when she need to", "she have pain", "are she ill", "if they are", "she inject drugs"])
def test_what_does_not_agree_would_be_found(text: str) -> None:
    assert disagreeing(text)


def test_no_text_about_somebody_else_speaks_to_them(content: Content) -> None:
    spared = {"R80", "R81", "R85", "R86"}  # of the answers, which are the writer's own
    texts = [rule.reason_other for rule in content.rules if rule.id not in spared]
    texts += [text for finding in content.findings.values() for text in (finding.they, finding.ask_other)]
    texts += [q.why_other for q in content.questions]
    assert [text for text in texts if OWN.search(text)] == []


@pytest.mark.parametrize(("text", "pronoun", "said"), [
    ("they have a weak immune system or inject drugs", "she", "she has a weak immune system or injects drugs"),
    ("Are they ill, or do they feel sick?", "he", "Is he ill, or does he feel sick?"),
    ("an arm of theirs; the pain wakes them", "she", "an arm of hers; the pain wakes her"),
    ("hard for them, when they need to", "he", "hard for him, when he needs to"),
    ("they feel very ill, are confused, or have blotchy skin", "he",
     "he feels very ill, is confused, or has blotchy skin"),
    ("They have it", "they", "They have it"),
])
def test_words_and_verbs_follow_the_pronoun(text: str, pronoun: Pronoun, said: str) -> None:
    assert third_person(text, pronoun) == said


@pytest.mark.parametrize(("text", "who", "pronoun"), [
    ("my son has back pain", "son", "he"), ("it's for my mum", "mum", "she"), ("asking for a friend", "friend", "they"),
    ("she cannot type", "she", "she"), ("for somebody else", "", "they"), ("My wife and her son", "wife", "she"),
])
def test_people_are_named_as_they_were_told(content: Content, text: str, who: str, pronoun: str) -> None:
    case = Case(subject="other", who=person_named(content, text))
    assert (case.who, pronoun_of(content, case)) == (who, pronoun)


def test_a_message_about_somebody_else_says_whom_it_is_for(content: Content) -> None:
    where, sign = country(content, None), Told("coughing_blood", "present")
    others, own = Case(told=(sign,), subject="other", who="dad"), Case(told=(sign,))
    assert "This is for your dad." in alarm(content, others, where)["text"]
    assert "This is for" not in alarm(content, own, where)["text"]
    woken = Case(told=(Told("night_pain_wakes", "present"),), subject="other", who="wife")
    said = result(content, woken, where)["text"]
    assert "This is for your wife." in said and "Pain that wakes her" in said
    assert not LEFT.search(said.split("Why:")[1].split("What to do")[0])
    asked = question(content, others, content.question("Q07"))
    assert asked["text"].startswith("Has he had any of these")


def test_only_a_first_message_tells_that_it_is_about_somebody_else(content: Content) -> None:
    told = replace(reading("my son is 8, his back hurts", upper_or_mid_back_pain="present"), subject="other")
    case = note(content, Case(), told)
    assert (case.subject, case.who) == ("other", "son")
    assert note(content, Case(), replace(told, mentions=())).subject == "self"


@pytest.mark.parametrize(("who", "said"), [
    ("mum", "Fast weight loss that she did not want"), ("dad", "Fast weight loss that he did not want"),
    ("", "Fast weight loss that they did not want"),
])
def test_why_a_question_is_asked_speaks_of_the_person_it_is_about(content: Content, who: str, said: str) -> None:
    asked = content.question("Q17")
    assert why_asked(content, Case(subject="other", who=who), asked).startswith(said)
    assert "that you did not want" in why_asked(content, Case(), asked)


def test_the_rule_behind_a_question_speaks_of_the_person_it_is_about(content: Content) -> None:
    mothers = Case(subject="other", who="mum")
    for asked in content.questions:
        assert not OWN.search(told := served_by(content, mothers, asked.settles).split("Source:")[0]), told
        assert not LEFT.search(told), told
