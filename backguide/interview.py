"""Leads the interview: what to ask next, and when it may stop.

The stop rule is a proof: a finding is open while a question that is due, or
could still become due, can settle it. The interview goes on while some rule
above the level reached needs only present and open findings. What somebody
was not sure of stays open while another question can still settle it.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from backguide.case import Case, known
from backguide.content import Content
from backguide.findings import FindingId, Known
from backguide.questions import Question
from backguide.rules import FiredRule, Rule, fired
from backguide.urgency import Level


@dataclass(frozen=True)
class Confirm:
    """One yes or no question about a finding that free words hinted at."""

    finding: FindingId
    quote: str
    plain: bool


@dataclass(frozen=True)
class Progress:
    """How far the interview is: questions asked, likely and at most in all."""

    asked: int
    about: int
    at_most: int


@dataclass(frozen=True, eq=False)
class Position:
    """Where a case stands: what is known, reached, and still open.

    What is still open is worked out when it is first asked for: a level needs it rarely.
    """

    content: Content = field(repr=False)
    case: Case
    known: Known
    fired: tuple[FiredRule, ...]

    @property
    def level(self) -> Level:
        """Return the level that the known findings give."""
        return self.fired[0].rule.level

    @property
    def possible(self) -> tuple[Question, ...]:
        """Return the questions that may still come."""
        return self._reachable[0]

    @property
    def open(self) -> frozenset[FindingId]:
        """Return the findings that a question can still settle."""
        return self._reachable[1]

    @cached_property
    def due(self) -> tuple[Question, ...]:
        """Return the questions that may be asked now."""
        return tuple(q for q in self.possible if q.when.holds(self.known.present))

    @cached_property
    def _reachable(self) -> tuple[tuple[Question, ...], frozenset[FindingId]]:
        return _reachable(self.content, _in_scope(self.content, self.case, self.known), self.known)


@lru_cache(maxsize=512)
def position(content: Content, case: Case) -> Position:
    """Work out where a case stands."""
    state = known(content, case)
    return Position(content, case, state, fired(content.rules, state.present))


def next_step(content: Content, case: Case) -> Question | Confirm | None:
    """Return what to ask next; None when the result can be given."""
    waiting = next((t for t in case.told if t.assertion in ("possible", "doubt")), None)
    here = position(content, case)
    if here.level == Level.EMERGENCY:
        return _clarifier(here)
    if waiting:
        return Confirm(waiting.finding, waiting.text, waiting.assertion == "doubt")
    wanted = _wanted(content, here)
    return next((q for q in wanted if q.at_once), None) or next(iter(wanted), None)


def progress(content: Content, case: Case) -> Progress:
    """Tell how many questions were asked and how many there may be in all."""
    here = position(content, case)
    asked = sum(not answer.told for answer in case.answers)
    useful = _useful(content, here)
    at_most = sum(q.keep or bool(q.clarifies) or q.id in useful for q in here.possible)
    return Progress(asked, asked + len(_wanted(content, here)), asked + at_most)


def _in_scope(content: Content, case: Case, state: Known) -> tuple[Question, ...]:
    """Return the questions that are not answered yet and may be asked at all."""
    child = "age_under_18" in state.present
    told = {t.finding for t in case.told if t.assertion == "present"}
    return tuple(
        q for q in content.questions
        if not _is_answered(q, case) and not told.intersection(q.told_enough)
        and (not child or q.at_once or q.id in content.child_path)
        and (q.clarifies or not state.decided.issuperset(q.settles))
    )


def _is_answered(question: Question, case: Case) -> bool:
    answer = case.answer_to(question.id)
    if answer is None:
        return False
    return not (answer.state == "unsure" and question.ask_again_if_unsure and answer.times < 2)


def _reachable(content: Content, scope: tuple[Question, ...],
               state: Known) -> tuple[tuple[Question, ...], frozenset[FindingId]]:
    """Return the questions that can still come and the findings they can settle."""
    open_findings: set[FindingId] = set()
    while True:
        possible = tuple(q for q in scope if q.when.could_hold(state.present, open_findings))
        found = {f for q in possible for f in q.settles} - state.decided
        found |= {f for q in possible for f in q.takes_back()} - state.present
        available = state.present | found
        found |= {d.id for d in content.derived if d.all_of and available.issuperset(d.all_of)} - state.decided
        found |= {g for f in tuple(found) for g in content.implies.get(f, ())} - state.decided
        if found <= open_findings:
            return possible, frozenset(open_findings)
        open_findings |= found


def _live(content: Content, here: Position) -> tuple[Rule, ...]:
    """Return the rules above the level reached that could still fire."""
    available = here.known.present | here.open
    return tuple(
        rule for rule in content.rules
        if rule.level > here.level and not rule.is_default
        and not here.known.present.intersection(rule.unless) and rule.needs_only(available)
    )


def _useful(content: Content, here: Position) -> frozenset[str]:
    """Return ids of questions that serve a live rule, directly or as a gate."""
    wanted = {f for rule in _live(content, here) for f in (*rule.all_of, *rule.any_of)} & here.open
    wanted |= {part for d in content.derived if d.id in wanted for part in d.all_of}
    wanted |= {f for f, implied in content.implies.items() if wanted.intersection(implied)}
    useful = {q.id for q in here.possible if wanted.intersection(q.settles)}
    gated = [q for q in here.possible if q not in here.due]
    while True:
        gates = {f for q in gated if q.id in useful for f in q.when.findings()}
        more = {q.id for q in here.possible if gates.intersection(q.settles) and here.open.intersection(q.settles)}
        if more <= useful:
            return frozenset(useful)
        useful |= more


def _wanted(content: Content, here: Position) -> tuple[Question, ...]:
    """Return the due questions worth asking, in the order of the content."""
    useful = _useful(content, here)
    return tuple(q for q in here.due if q.keep or q.clarifies or q.id in useful)


def _clarifier(here: Position) -> Question | None:
    """Return the question that may show that an emergency is none.

    Only where every emergency rule that fired can still be blocked by it.
    """
    emergencies = [hit.rule for hit in here.fired if hit.rule.level == Level.EMERGENCY]
    for question in here.due:
        if question.at_once and all(set(question.settles).intersection(rule.unless) for rule in emergencies):
            return question
    return None
