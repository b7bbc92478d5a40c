"""What would change a verdict, worked out by the engine, never written by hand."""
from __future__ import annotations

from dataclasses import dataclass, replace

from backguide.case import Case, Told
from backguide.content import Content
from backguide.dialogue import take_back
from backguide.findings import FindingId
from backguide.interview import position
from backguide.urgency import Level
from backguide.verdict import conclude

# of one level; more nobody reads
MOST = 3


@dataclass(frozen=True)
class Change:
    """A finding, and the level and rule that it alone would bring."""

    finding: FindingId
    level: Level
    rule: str


@dataclass(frozen=True)
class Move:
    """What a new answer did to the level: from, to, and which findings came or went."""

    before: Level
    after: Level
    came: tuple[FindingId, ...]
    went: tuple[FindingId, ...]


def more_urgent(content: Content, case: Case, most: int = MOST) -> tuple[Change, ...]:
    """Return single findings that would raise the level: the gravest first, some of each level.

    A finding that a number decides, or that nobody could notice and tell, is
    left out. Within a level the rules' own order decides, the article's first.
    """
    level = conclude(content, case).level
    found: list[Change] = []
    for finding in _tellable(content, case):
        if content.gravest(finding) <= level:
            continue
        verdict = conclude(content, having(case, finding))
        if verdict.level > level:
            found.append(Change(finding, verdict.level, verdict.fired[0].rule.id))
    order = {rule.id: place for place, rule in enumerate(content.rules)}
    return tuple(_varied(sorted(found, key=lambda change: (-change.level, order[change.rule])), most))


def decisive(content: Content, case: Case) -> tuple[FindingId, ...]:
    """Return the present findings without any one of which the level would be lower.

    Never of an emergency: nothing may look as if it could be argued away.
    """
    verdict = conclude(content, case)
    if verdict.level == Level.EMERGENCY:
        return ()
    present = sorted({finding for hit in verdict.fired if hit.rule.level == verdict.level for finding in hit.findings})
    return tuple(finding for finding in present if conclude(content, lacking(content, case, finding)).level
                 < verdict.level)


def moved(content: Content, before: Case, after: Case) -> Move:
    """Compare two states of a case."""
    old, new = position(content, before).known.present, position(content, after).known.present
    shown = set(content.findings)
    return Move(conclude(content, before).level, conclude(content, after).level,
                tuple(sorted((new - old) & shown)), tuple(sorted((old - new) & shown)))


def having(case: Case, finding: FindingId) -> Case:
    """Return the case of somebody who has this finding too."""
    return case.with_told(Told(finding, "present", by="person"))


def lacking(content: Content, case: Case, finding: FindingId) -> Case:
    """Return the case of somebody who does not have this finding."""
    numbers = {derived.number for derived in content.derived if derived.id == finding and derived.number}
    kept = tuple(a for a in case.answers if content.question(a.question).number not in numbers or not numbers)
    return take_back(content, replace(case, answers=kept), [finding])


def _tellable(content: Content, case: Case) -> tuple[FindingId, ...]:
    """Return the findings that the person could notice tomorrow, in the order of the content."""
    known = position(content, case).known
    skipped = known.present | content.lowering | content.from_numbers
    return tuple(finding for finding, about in content.findings.items() if about.ask and finding not in skipped)


def _varied(changes: list[Change], most: int) -> list[Change]:
    """Keep one finding of each rule and so many of each level, so that the list tells different things."""
    kept: dict[str, Change] = {}
    for change in changes:
        of_level = sum(other.level == change.level for other in kept.values())
        if of_level < most:
            kept.setdefault(change.rule, change)
    return list(kept.values())
