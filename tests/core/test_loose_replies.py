"""Replies that neither titles nor the reader settle: other words, both, a late yes, a slip of the finger."""
from __future__ import annotations

import pytest

from backguide.content import Content
from backguide.loose_replies import loosely
from backguide.replies import Words
from tests.core.readings import reading

UNDERSTOOD = [
    ("Q04", "it just crept up on me over the winter", ("slow",)), ("Q04", "picked up my toddler funny", ("strain",)),
    ("Q04", "out of the blue while lifting", ("strain", "sudden")), ("Q17", "bit by bit", ("slow",)),
    ("Q17", "been on a diet", ("trying",)), ("Q30", "now and again when its bad", ("sometimes",)),
    ("Q22", "both", ("fingers", "infections")), ("Q22", "chest infections yes, fingers no", ("infections",)),
    ("Q21", "no, all normal there", ("none",)), ("Q18", "no no nothing like it", ("none",)),
    ("Q11", "some mornings, yeah", ("yes",)), ("Q03", "hard to wlak", ("walk",)),
]
NOT_UNDERSTOOD = [
    ("Q04", "I hadn't lifted anything"), ("Q04", "not suddenly"), ("Q21", "both"), ("Q22", "fingers yes, moon yes"),
    ("Q02", "no feeling in my chest"), ("Q11", "no yeah"), ("Q14", "it is what my doctor told me years ago about that"),
    ("Q04", "did i lift something?"), ("Q03", "hello there"),
    ("Q17", "slowly " + "and on and on " * 5),
]


@pytest.mark.parametrize(("question", "text", "options"), UNDERSTOOD)
def test_other_words_are_understood(content: Content, question: str, text: str, options: tuple[str, ...]) -> None:
    found = loosely(content.question(question), text, reading(text), Words(content.texts.reply_words))
    assert found and found.options == options


@pytest.mark.parametrize(("question", "text"), NOT_UNDERSTOOD)
def test_what_is_anybodys_guess_is_asked_again(content: Content, question: str, text: str) -> None:
    assert loosely(content.question(question), text, reading(text), Words(content.texts.reply_words)) is None


@pytest.mark.parametrize("text", ["not sure how to answer that", "no idea how it started", "cant remember now",
                                  "it is dark in here so I couldn't say", "I'd sooner keep that to myself"])
def test_words_that_leave_it_open(content: Content, text: str) -> None:
    found = loosely(content.question("Q04"), text, reading(text), Words(content.texts.reply_words))
    assert found and found.state == "unsure"


def test_words_that_leave_it_open_do_not_outweigh_a_sign_that_was_asked_about(content: Content) -> None:
    found = reading("x", limb_weakness="present")
    words = Words(content.texts.reply_words)
    assert loosely(content.question("Q03"), "can't say why but my leg is weak", found, words) is None


def test_no_is_no_denial_beside_a_sign_that_was_asked_about(content: Content) -> None:
    words = Words(content.texts.reply_words)
    assert loosely(content.question("Q03"), "no, only a weak leg", reading("x", limb_weakness="present"), words) is None


def test_denying_most_of_a_list_denies_it_and_denying_one_of_many_does_not(content: Content) -> None:
    words, neither = Words(content.texts.reply_words), reading("x", bone_pain_elsewhere="absent")
    denied = loosely(content.question("Q20"), "no bone pain at all", neither, words)
    assert denied and denied.options == ("none",)
    assert loosely(content.question("Q03"), "no weakness at all", reading("x", limb_weakness="absent"), words) is None


def test_every_option_in_other_words_exists(content: Content) -> None:
    for question, options in content.texts.reply_words["other_words"].items():
        assert all(content.question(question).option(option) for option in options), question
