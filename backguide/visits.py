"""Visits: each check that a person finished, and what came and went from one to the next."""
from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Iterable, Literal, Mapping, Sequence

from backguide.case import Case
from backguide.content import Content
from backguide.findings import FindingId, Range
from backguide.interview import position
from backguide.urgency import Level
from backguide.verdict import conclude

MOST = 10  # visits kept of somebody who comes back again and again
Score = Literal["less", "more", "same", "unknown"]


@dataclass(frozen=True)
class Visit:
    """One finished check. `score` is None where no pain score was given; `signs` are what brought the level."""

    day: date
    level: Level
    score: Range | None
    present: tuple[FindingId, ...]
    absent: tuple[FindingId, ...]
    signs: tuple[FindingId, ...]

    def to_data(self) -> dict[str, Any]:
        """Return plain data for a slot."""
        return {**asdict(self), "day": self.day.isoformat(), "level": self.level.id}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Visit:
        """Rebuild a visit from plain data."""
        return cls(date.fromisoformat(data["day"]), Level.of(data["level"]),
                   Range(**data["score"]) if data["score"] else None,
                   tuple(data["present"]), tuple(data["absent"]), tuple(data["signs"]))


@dataclass(frozen=True)
class Since:
    """What is different from one visit to the next; `unclear` was there before and was not answered now."""

    before: Visit
    after: Visit
    score: Score
    came: tuple[FindingId, ...]
    went: tuple[FindingId, ...]
    stayed: tuple[FindingId, ...]
    unclear: tuple[FindingId, ...]


def visits_from(data: Iterable[Mapping[str, Any]] | None) -> tuple[Visit, ...]:
    """Rebuild the visits of a slot, the oldest first, without those that another release wrote otherwise.

    An emergency is recorded here too and must not fail on them.
    """
    return tuple(visit for visit in map(_readable, data or ()) if visit)


def _readable(data: Mapping[str, Any]) -> Visit | None:
    try:
        return Visit.from_data(data)
    except (KeyError, TypeError, ValueError):
        return None


def visit(content: Content, case: Case, day: date) -> Visit:
    """Return the visit that a finished case makes."""
    verdict, known = conclude(content, case), position(content, case).known
    telling = _telling(content)
    signs = (f for hit in verdict.fired if hit.rule.level == verdict.level for f in hit.findings)
    scores = (a.value for a in case.answers if content.question(a.question).number == "pain_score")
    return Visit(day, verdict.level, next(scores, None), tuple(f for f in telling if f in known.present),
                 tuple(f for f in telling if f in known.absent), tuple(dict.fromkeys(signs)))


def recorded(content: Content, visits: Sequence[Visit], case: Case, day: date, *, anew: bool) -> tuple[Visit, ...]:
    """Return the visits with that of a finished case.

    `anew`: a new check has begun since the last one. Otherwise an answer was
    changed, and the day's visit is replaced; the same result shown again on
    another day is no visit.
    """
    now, last = visit(content, case, day), visits[-1] if visits else None
    if last is None or anew:
        return (*visits, now)[-MOST:]
    if replace(last, day=day) == now:
        return tuple(visits)
    return (*(visits[:-1] if last.day == day else visits), now)[-MOST:]


def since(before: Visit, after: Visit) -> Since:
    """Compare two visits."""
    was, still = frozenset(before.present), frozenset(after.present)
    gone = was.intersection(after.absent)
    return Since(before, after, _score(before.score, after.score),
                 came=tuple(f for f in after.present if f not in was),
                 went=tuple(f for f in before.present if f in gone),
                 stayed=tuple(f for f in after.present if f in was),
                 unclear=tuple(f for f in before.present if f not in still | gone))


def steps(visits: Sequence[Visit]) -> tuple[Since, ...]:
    """Return what changed at each visit after the first."""
    return tuple(since(before, after) for before, after in zip(visits, visits[1:]))


def _telling(content: Content) -> tuple[FindingId, ...]:
    """Return the findings whose coming and going tells of better or worse, in the order of the content.

    Not what follows from a number, could only lower a level, serves no rule or
    lasts (an illness in the past): none of these gets better or worse.
    """
    left_out = content.from_numbers | content.lowering
    left_out |= {finding for question in content.questions if question.lasting for finding in question.settles}
    return tuple(finding for finding, about in content.findings.items()
                 if about.ask and finding not in left_out and content.gravest(finding) > Level.SELFCARE)


def _score(before: Range | None, after: Range | None) -> Score:
    if before is None or after is None:
        return "unknown"
    if after.high < before.low:
        return "less"
    return "more" if after.low > before.high else "same"
