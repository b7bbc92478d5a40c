"""One person's case: what was told and answered, and what is known by it."""
from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Iterable, Literal, Mapping

from backguide.findings import FindingId, Known, Range, close

if TYPE_CHECKING:
    from backguide.content import Content

State = Literal["answered", "unsure", "skipped"]
By = Literal["message", "confirm", "person", "unsure"]


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    `times` counts how often it was asked; `told` marks a number that was
    read from free words before the question came.
    """

    question: str
    state: State
    options: tuple[str, ...] = ()
    value: Range | None = None
    text: str = ""
    times: int = 1
    told: bool = False


@dataclass(frozen=True)
class Told:
    """What free words said of one finding, and on whose word it stands.

    `possible` and `doubt` wait for a direct question (the second one in
    plainer words); `by` is `confirm` or `person` after a direct answer.
    """

    finding: FindingId
    assertion: Literal["present", "absent", "possible", "doubt"]
    text: str = ""
    by: By = "message"


@dataclass(frozen=True)
class Case:
    """Everything that one person said; immutable, each change is a new one.

    `who` is the word by which somebody else was named: "son", "she"; empty if by none.
    """

    answers: tuple[Answer, ...] = ()
    told: tuple[Told, ...] = ()
    subject: Literal["self", "other"] = "self"
    who: str = ""

    def answer_to(self, question: str) -> Answer | None:
        """Return the answer given to a question id, if there is one."""
        return next((answer for answer in self.answers if answer.question == question), None)

    def told_of(self, finding: FindingId) -> Told | None:
        """Return what was told of a finding, if anything was."""
        return next((told for told in self.told if told.finding == finding), None)

    def with_answer(self, answer: Answer, sets: Iterable[FindingId] = ()) -> Case:
        """Record an answer in place of an earlier one to the same question.

        `sets` are the findings that it makes present: an earlier denial of
        one of them no longer stands.
        """
        kept = tuple(a for a in self.answers if a.question != answer.question)
        chosen = frozenset(sets)
        told = tuple(t for t in self.told if t.finding not in chosen or t.assertion == "present")
        return replace(self, answers=(*kept, answer), told=told)

    def without_answer(self, question: str) -> Case:
        """Take back the answer to a question."""
        return replace(self, answers=tuple(a for a in self.answers if a.question != question))

    def with_told(self, told: Told) -> Case:
        """Record what was told; free words never take a present finding back."""
        old = self.told_of(told.finding)
        if old and told.by == "message" and not _changes(old, told):
            return self
        kept = tuple(t for t in self.told if t.finding != told.finding)
        return replace(self, told=(*kept, told))

    def to_data(self) -> dict[str, Any]:
        """Return plain data for a slot or a file."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> Case:
        """Rebuild a case from plain data; None gives an empty one."""
        if not data:
            return cls()
        answers = tuple(_answer(item) for item in data.get("answers", ()))
        told = tuple(Told(**item) for item in data.get("told", ()))
        return cls(answers, told, data.get("subject", "self"), data.get("who", ""))


def _answer(item: Mapping[str, Any]) -> Answer:
    value = item.get("value")
    return Answer(**{**item, "options": tuple(item["options"]), "value": Range(**value) if value else None})


def _changes(old: Told, new: Told) -> bool:
    """Tell whether a message may replace what stands (see `Case.with_told`)."""
    if new.assertion == "present":
        return old.assertion != "present"
    if new.assertion == "absent":
        return old.assertion in ("possible", "doubt")
    return old.assertion == "absent" and old.by == "message"


def known(content: Content, case: Case) -> Known:
    """Work out what is known; numbers, implications and entailments included."""
    present: set[FindingId] = {told.finding for told in case.told if told.assertion == "present"}
    denied = {told.finding for told in case.told if told.assertion == "absent"}
    forced = {told.finding for told in case.told if told.assertion == "absent" and told.by in ("confirm", "person")}
    absent: set[FindingId] = set(denied)
    unsure: set[FindingId] = set()
    for answer in case.answers:
        _apply(content, answer, present, absent, unsure)
    _take_back(content, case, present, absent)
    present -= forced
    close(present, absent, content.derived, content.implies, content.entails)
    return Known(frozenset(present), frozenset(absent - present), frozenset(unsure - present - absent))


def _apply(content: Content, answer: Answer, present: set[FindingId], absent: set[FindingId],
           unsure: set[FindingId]) -> None:
    question = content.question(answer.question)
    if answer.state != "answered":
        if not (answer.state == "unsure" and question.ask_again_if_unsure and answer.times < 2):
            unsure.update(question.settles)
            if answer.state == "unsure" and question.ask_again_if_unsure:
                _still_unsure(content, answer, present)
        return
    if question.number and answer.value:
        for derived in content.derived:
            if derived.number == question.number:
                holds = derived.holds(answer.value)
                (present if holds else absent if holds is False else unsure).add(derived.id)
    else:
        chosen = option_findings(content, answer)
        present.update(chosen)
        absent.update(set(question.settles) - chosen)


def _still_unsure(content: Content, answer: Answer, present: set[FindingId]) -> None:
    """Count an emergency item as present, a list as an unsure check.

    Twice unsure of one emergency item counts as present (clinical facts, C);
    for a whole list that would alarm for every item, so it is its own finding.
    """
    question = content.question(answer.question)
    present.update(question.settles if question.kind == "yes_no" else {content.unsure_check})


def _take_back(content: Content, case: Case, present: set[FindingId], absent: set[FindingId]) -> None:
    """Let an answered clarifier decide alone what it clarifies."""
    for answer in case.answers:
        question = content.question(answer.question)
        decided = question.takes_back()
        if not decided or answer.state != "answered":
            continue
        chosen = option_findings(content, answer)
        present -= decided - chosen
        absent |= decided - chosen


def option_findings(content: Content, answer: Answer) -> set[FindingId]:
    """Return the findings that the chosen options make present."""
    question = content.question(answer.question)
    options = (question.option(option_id) for option_id in answer.options)
    return {finding for option in options if option for finding in option.sets}
