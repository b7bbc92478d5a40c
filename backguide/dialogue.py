"""Steps of the conversation as functions of values: note, record, go back.

The same functions serve Rasa's actions and the console.
"""
from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Iterable

from backguide.case import Answer, Case, Told, known
from backguide.content import Content
from backguide.findings import FindingId, Known, Range
from backguide.interview import Confirm, next_step, position
from backguide.people import person_named
from backguide.questions import Question
from backguide.replies import Reply, Words
from backguide.text.reading import Reading
from backguide.urgency import Level

CONFIRM = "confirm:"


def step_id(step: Question | Confirm | None) -> str | None:
    """Return the id under which a step is kept as the open question."""
    if isinstance(step, Confirm):
        return CONFIRM + step.finding
    return step.id if step else None


def step_named(content: Content, case: Case, name: str | None) -> Question | Confirm | None:
    """Return the step that `step_id` named; None for an unknown one."""
    if name and name.startswith(CONFIRM):
        finding = name[len(CONFIRM):]
        told = case.told_of(finding)
        return Confirm(finding, told.text if told else "", bool(told and told.assertion == "doubt"))
    return next((q for q in content.questions if q.id == name), None)


def note(content: Content, case: Case, reading: Reading, corrects: bool = False) -> Case:
    """Record what free words told: findings, doubts worth a question, numbers.

    A finding that could lower the level counts only as a direct answer, and
    what a number decides is left to the number. What contradicts an earlier
    word becomes one direct question, unless the message `corrects` it.
    """
    case = _about(content, case, reading)
    quotes = {mention.finding: mention.text for mention in reading.mentions}
    told = frozenset(content.findings) - content.lowering - content.from_numbers
    before, by = known(content, case), "person" if corrects else "message"
    at_odds = tuple(f for f in sorted(_at_odds(content, case, before, reading, corrects) & told)
                    if content.findings[f].ask)[:1]
    for finding in sorted(reading.absent() & told - set(at_odds)):
        taken_back = corrects and finding in before.present
        case = take_back(content, case, [finding]) if taken_back else case.with_told(
            Told(finding, "absent", quotes[finding]))
    for finding in sorted(reading.present() & told - set(at_odds)):
        case = case.with_told(Told(finding, "present", quotes[finding], by))  # type: ignore[arg-type]
    for finding in at_odds:
        case = case.with_told(Told(finding, "possible", quotes[finding], "person"))
    for finding in raised(reading):
        case = case.with_told(Told(finding, "present", quotes.get(finding, reading.text[:120])))
    for finding in _doubts(content, case, reading):
        case = case.with_told(Told(finding, "possible", quotes.get(finding, reading.text[:120])))
    return _numbers(content, case, reading, corrects)


def _about(content: Content, case: Case, reading: Reading) -> Case:
    """Take who it is about from a message that tells of somebody else's signs, before any question was answered."""
    asked = any(not answer.told for answer in case.answers)
    tells = reading.subject == "other" and (reading.present() or reading.amounts)
    if asked or case.subject == "other" or not tells:
        return case
    return replace(case, subject="other", who=person_named(content, reading.text))


def _at_odds(content: Content, case: Case, before: Known, reading: Reading, corrects: bool) -> frozenset[FindingId]:
    """Return what a message asserts and an earlier word denied, or the other way round.

    Nothing that raises an alarm, or takes one back. A correction ("actually
    ...") takes something back: what it seems to deny once more was misread.
    """
    if corrects:
        return reading.absent() & before.absent
    if raised(reading) or is_emergency(content, case):
        return frozenset()
    return reading.present() & before.absent | reading.absent() & before.present


def raised(reading: Reading) -> tuple[FindingId, ...]:
    """Return the findings for which a message interrupts at once."""
    return reading.danger.findings if reading.danger.kind in ("emergency", "crisis") else ()


def _doubts(content: Content, case: Case, reading: Reading) -> tuple[FindingId, ...]:
    """Return the findings that need a direct question, at most two at a time."""
    if reading.danger.kind != "ask":
        return ()
    state = known(content, case)
    asked = (f for f in reading.danger.findings if f in content.findings and content.findings[f].ask)
    return tuple(f for f in asked if f not in state.present and not _settled_directly(case, f))[:2]


def _settled_directly(case: Case, finding: FindingId) -> bool:
    told = case.told_of(finding)
    return bool(told and told.by in ("confirm", "person"))


def _numbers(content: Content, case: Case, reading: Reading, corrects: bool = False) -> Case:
    """Take a number that answers a question which was not answered yet, or that the message corrects."""
    for question in content.questions:
        if not question.number or (case.answer_to(question.id) and not corrects):
            continue
        most = question.limits.high if question.limits else inf
        amounts = [amount for amount in reading.amounts if amount.entity == question.number and amount.high <= most]
        if amounts:
            # of several durations the longest: the safer end
            best = max(amounts, key=lambda amount: amount.high)
            answer = Answer(question.id, "answered", value=Range(best.low, best.high), text=best.text, told=True)
            case = case.with_answer(answer)
    return case


def record(content: Content, case: Case, question: Question, reply: Reply, text: str = "") -> Case:
    """Record the answer to a question."""
    before = case.answer_to(question.id)
    times = before.times + 1 if before and before.state == "unsure" else 1
    answer = Answer(question.id, reply.state, reply.options, reply.value, text, times)
    sets: Iterable[FindingId] = (f for o in question.options if o.id in reply.options for f in o.sets)
    return case.with_answer(answer, sets)


def record_confirm(case: Case, step: Confirm, option: str) -> Case:
    """Record yes, no or unsure to a direct question about one finding.

    Unsure is asked once more in plainer words; after that it counts as there.
    """
    if option == "unsure" and not step.plain:
        return case.with_told(Told(step.finding, "doubt", step.quote, "confirm"))
    if option == "unsure":
        return case.with_told(Told(step.finding, "present", step.quote, "unsure"))
    assertion = "present" if option == "yes" else "absent"
    return case.with_told(Told(step.finding, assertion, step.quote, "confirm"))  # type: ignore[arg-type]


def take_back(content: Content, case: Case, findings: Iterable[FindingId]) -> Case:
    """Take findings back by the person's own word, whatever set them."""
    gone = set(findings)
    gone |= {d.id for d in content.derived if gone.intersection(d.all_of)}
    gone |= {f for f, implied in content.implies.items() if gone.intersection(implied)}
    for finding in sorted(gone):
        case = case.with_told(Told(finding, "absent", "", "person"))
    for answer in case.answers:
        question = content.question(answer.question)
        left = tuple(o for o in answer.options if not gone.intersection(_sets(question, o)))
        if left != answer.options:
            case = replace(case, answers=tuple(
                replace(a, options=left) if a.question == answer.question else a for a in case.answers))
    return case


def _sets(question: Question, option_id: str) -> tuple[FindingId, ...]:
    option = question.option(option_id)
    return option.sets if option else ()


def alarming(content: Content, case: Case) -> tuple[FindingId, ...]:
    """Return the present findings behind the emergency, most telling rule first."""
    hits = [hit for hit in position(content, case).fired if hit.rule.level == Level.EMERGENCY]
    return tuple(dict.fromkeys(finding for hit in hits for finding in hit.findings))


def is_emergency(content: Content, case: Case) -> bool:
    """Tell whether the case is an emergency that no open clarifier may lift."""
    return position(content, case).level == Level.EMERGENCY and next_step(content, case) is None


def doubt_alarm(content: Content, case: Case) -> Case:
    """Make what raised the alarm a matter of one direct question each.

    For "that is not what I meant": only the answers to those questions take
    the findings back or keep them.
    """
    hits = [hit for hit in position(content, case).fired if hit.rule.level == Level.EMERGENCY]
    top = hits[0].findings if hits else ()
    quotes = {finding: told.text for finding in top if (told := case.told_of(finding))}
    case = take_back(content, case, alarming(content, case))
    for finding in top:
        if content.findings[finding].ask:
            case = case.with_told(Told(finding, "possible", quotes.get(finding, ""), "person"))
    return case


def go_back(content: Content, case: Case) -> tuple[Case, str | None]:
    """Take the last answer back; returns the question to ask again, if any."""
    asked = [answer for answer in case.answers if not answer.told]
    if not asked:
        return case, None
    last = asked[-1].question
    return case.without_answer(last), last


def renewed(content: Content, case: Case) -> Case:
    """Return the case of somebody who comes back: only what lasts is kept, the rest is asked again."""
    lasting = {question.id for question in content.questions if question.lasting}
    facts = {finding for question in content.questions if question.lasting for finding in question.settles}
    return replace(
        case,
        answers=tuple(answer for answer in case.answers if answer.question in lasting),
        told=tuple(told for told in case.told if told.finding in facts and told.assertion in ("present", "absent")),
    )


def question_named(content: Content, case: Case, text: str) -> Question | None:
    """Return the answered question that a text names by words of its title ("change my age"), if it is one."""
    words = Words(content.texts.reply_words)
    said = words.telling(text)
    named = {question.id: len(said & words.telling(question.title)) for question in answered_questions(content, case)}
    most = max(named.values(), default=0)
    best = [question for question, count in named.items() if count == most]
    return content.question(best[0]) if most and len(best) == 1 else None


def answered_questions(content: Content, case: Case) -> tuple[Question, ...]:
    """Return the questions that have an answer, in the order they were given."""
    return tuple(content.question(answer.question) for answer in case.answers)
