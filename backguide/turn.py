"""Reads one message in the light of the conversation: answer, news, or alarm."""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Callable

from backguide.case import Case, Told
from backguide.content import Content
from backguide.dialogue import CONFIRM, is_emergency, note, raised, record, record_confirm, step_named
from backguide.findings import Finding, Range
from backguide.interview import Confirm
from backguide.loading import yes_no
from backguide.loose_replies import loosely
from backguide.questions import Question
from backguide.replies import Reply, Words, chosen, option_named, plain, understand, unsure
from backguide.text.reading import Reading

LEAD_WORDS = 30   # a longer message tells its subject itself
LEAD_SURE = 0.7   # of the reader, that a sign is there
NO_FINDING = Finding("", "", "", "")


@dataclass(frozen=True)
class Turn:
    """What one message does to a case.

    `answers` tells that it settles the open question; `exact` that it did so
    by a button, a title, a number or a fixed word, not by free words; `alarm`
    that the message raises an emergency. `noted` is the case without the answer,
    for a message that turns out to be a question of the person's own.
    """

    case: Case
    noted: Case
    answers: bool
    exact: bool
    alarm: bool


@dataclass(frozen=True)
class Message:
    """A message and what the reader found in it.

    `read` reads another text in the same way; without it a reply is read by itself only.
    """

    text: str
    reading: Reading
    today: date
    read: Callable[[str], Reading] | None = None


def take(content: Content, case: Case, open_question: str | None, message: Message) -> Turn:
    """Work out what a message does, given the open question."""
    step = step_named(content, case, open_question)
    words = Words(content.texts.reply_words)
    question = _asked(content, step)
    reply = _reply(question, message, words) if question else None
    exact = bool(question and reply and _is_exact(question, message, words))
    if raised(message.reading) and not exact:
        noted = note(content, case, message.reading)
        return Turn(noted, noted, False, False, alarm=True)
    corrects = words.starts("correcting", plain(message.text))
    noted = case if exact else note(content, case, message.reading, corrects)
    if step is None or question is None or reply is None:
        return Turn(noted, noted, False, False, _newly(content, case, noted))
    if not exact and _contradicts(case, noted):
        return Turn(noted, noted, False, False, _newly(content, case, noted))  # asked about, never the last word alone
    settled = _settle(content, noted, step, reply, message.text)
    return Turn(settled, noted, True, exact, _newly(content, case, settled))


def choose(content: Content, case: Case, open_question: str, option_ids: tuple[str, ...]) -> Turn | None:
    """Answer the open question by option ids; None if they are not its options."""
    step = step_named(content, case, open_question)
    question = _asked(content, step)
    if step is None or question is None:
        return None
    options = [question.option(option_id) for option_id in option_ids]
    if not options or None in options:
        return None
    reply = chosen(question, [option for option in options if option])
    settled = _settle(content, case, step, reply, "")
    return Turn(settled, case, True, True, _newly(content, case, settled))


def skip(content: Content, case: Case, open_question: str | None) -> Turn | None:
    """Leave the open question unanswered; None if none is open."""
    step = step_named(content, case, open_question)
    if step is None:
        return None
    settled = _settle(content, case, step, Reply("skipped"), "")
    return Turn(settled, case, True, True, _newly(content, case, settled))


def leave(content: Content, case: Case, open_question: str | None) -> Case:
    """Return the case in which the open question is answered by "not sure", for words that nobody understood."""
    step = step_named(content, case, open_question)
    question = _asked(content, step)
    return _settle(content, case, step, unsure(question), "") if step and question else case


def alarm_of_titles(content: Content, text: str) -> tuple[bool, Case]:
    """Read a text that is nothing but option titles, whatever question is open.

    Returns whether it is such a text, and the case that it alone makes.
    """
    parts = [plain(part) for part in text.replace(";", ",").split(",")]
    by_title = _titles(content)
    if not all(part in by_title for part in parts):
        return False, Case()
    case = Case()
    for part in parts:
        question, option = by_title[part]
        turn = choose(content, case, question, (*_chosen(case, question), option))
        case = turn.case if turn else case
    return True, case


@dataclass(frozen=True)
class News:
    """One thing that a message told: a finding, or a number for a question."""

    assertion: str
    text: str
    finding: str = ""
    question: str = ""
    value: Range | None = None


def alarm_of_options(content: Content, question: str, option: str) -> Case | None:
    """Return the case that one option alone makes, if that is an emergency."""
    case = Case()
    finding = question[len(CONFIRM):] if question.startswith(CONFIRM) else None
    if finding is not None and not content.findings.get(finding, NO_FINDING).ask:
        return None
    if finding is not None:
        case = case.with_told(Told(finding, "possible"))
    turn = choose(content, case, question, (option,))
    return turn.case if turn and turn.alarm else None


def news(before: Case, after: Case) -> tuple[News, ...]:
    """Return what a message told, in the order it was noted."""
    old = {(told.finding, told.assertion) for told in before.told}
    found = tuple(News(t.assertion, t.text, finding=t.finding) for t in after.told
                  if t.assertion in ("present", "absent") and (t.finding, t.assertion) not in old)
    known = {answer.question for answer in before.answers}
    numbers = tuple(News("present", a.text, question=a.question, value=a.value) for a in after.answers
                    if a.told and a.question not in known)
    return (*found, *numbers)


def _chosen(case: Case, question: str) -> tuple[str, ...]:
    answer = case.answer_to(question)
    return answer.options if answer else ()


@lru_cache(maxsize=4)
def _titles(content: Content) -> dict[str, tuple[str, str]]:
    """Map every option title that sets a finding to its question and option."""
    return {plain(title): (q.id, o.id) for q in reversed(content.questions) for o in q.options
            if o.sets and q.kind != "yes_no" for title in o.titles}


def _asked(content: Content, step: Question | Confirm | None) -> Question | None:
    if isinstance(step, Confirm):
        return yes_no(content.findings[step.finding])
    return step


def _reply(question: Question, message: Message, words: Words) -> Reply | None:
    """Understand a reply by itself, where that tells nothing as one to its question, and last of all loosely."""
    return (understand(question, message.text, message.reading, words, message.today) or _led(question, message, words)
            or loosely(question, message.text, message.reading, words))


def _led(question: Question, message: Message, words: Words) -> Reply | None:
    """Read a reply once more with the question's lead before it: "My back pain began: car crash"."""
    if message.read is None or not question.lead:
        return None
    if "?" in message.text or len(message.text.split()) > LEAD_WORDS:
        return None
    led = message.read(f"{question.lead}: {message.text}")
    about = {*question.settles, *(finding for option in question.options for finding in option.sets)}
    # only what is there: a lead must never make a denial
    own = tuple(mention for mention in led.mentions
                if mention.finding in about and mention.end > len(question.lead) + 1
                and mention.assertion == "present" and mention.score >= LEAD_SURE)
    return understand(question, message.text, replace(message.reading, mentions=own), words, message.today)


def _is_exact(question: Question, message: Message, words: Words) -> bool:
    """Tell whether the reply stands without the reader: the same with nothing read."""
    said = plain(message.text)
    if any(words.has(kind, said) for kind in ("yes", "no", "none", "unsure", "skip")):
        return True
    return all(option_named(question, part.strip(), words) for part in said.split(","))


def _settle(content: Content, case: Case, step: Question | Confirm, reply: Reply, text: str) -> Case:
    if isinstance(step, Confirm):
        option = reply.options[0] if reply.options else "unsure"
        return record_confirm(case, step, option)
    return record(content, case, step, reply, text)


def _contradicts(before: Case, after: Case) -> bool:
    """Tell whether a message made a contradiction that waits for a direct question."""
    return any(told.assertion == "possible" and told.by == "person" and told not in before.told for told in after.told)


def _newly(content: Content, before: Case, after: Case) -> bool:
    """Tell whether a case became an emergency; one that was said stays said."""
    return is_emergency(content, after) and not is_emergency(content, before)
