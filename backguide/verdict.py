"""The verdict on a case: its level, the rules behind it, what could not be checked."""
from __future__ import annotations

from dataclasses import dataclass

from backguide.case import Case
from backguide.content import Content
from backguide.interview import next_step, position
from backguide.rules import FiredRule, fired
from backguide.urgency import Level


@dataclass(frozen=True)
class Verdict:
    """Outcome of a case: the level, what fired, what could not be checked.

    `missing` and `unanswered` hold titles of questions; `complete` tells
    that every warning sign that matters was answered.
    """

    level: Level
    fired: tuple[FiredRule, ...]
    missing: tuple[str, ...]
    unanswered: tuple[str, ...]
    complete: bool


def conclude(content: Content, case: Case) -> Verdict:
    """Assess a case as it stands; nothing unanswered ends in self-care."""
    state = position(content, case).known
    child = "age_under_18" in state.present
    required = content.child_path if child else content.required_for_selfcare
    missing = tuple(content.question(q).title for q in required if _is_missing(content, case, q))
    present = state.present | ({content.incomplete_check} if missing else set())
    hits = fired(content.rules, present)
    unanswered = tuple(content.question(a.question).title for a in case.answers if a.state != "answered")
    return Verdict(hits[0].rule.level, hits, missing, unanswered, not missing)


def _is_missing(content: Content, case: Case, question_id: str) -> bool:
    answer = case.answer_to(question_id)
    if answer is not None:
        return answer.state != "answered"
    settled = position(content, case).known.closed.issuperset(content.question(question_id).settles)
    return not settled and next_step(content, case) is not None
