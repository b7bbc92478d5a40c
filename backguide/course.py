"""Tells somebody who comes back what got better and what got worse, with a small timeline."""
from __future__ import annotations

from datetime import date
from typing import Any, Iterable, Sequence

from backguide.content import Content
from backguide.findings import FindingId, spelled
from backguide.messages import Message, bullets, custom, labels, listed, paragraphs
from backguide.visits import Since, Visit, steps


def course(content: Content, visits: Sequence[Visit]) -> Message | None:
    """Build the message that compares the last two visits; None before there are two."""
    if len(visits) < 2:
        return None
    last, phrases = steps(visits)[-1], content.texts.phrases
    better, worse, same = _better(content, last), _worse(content, last), _same(content, last)
    lead = str(phrases["course_lead"]).format(day=day_in_words(last.before.day))
    parts = ((phrases["course_better"], better), (phrases["course_worse"], worse), (phrases["course_same"], same))
    lists = [f"{title}\n{bullets(items)}" for title, items in parts if items]
    return {
        "text": paragraphs(lead, *lists, level_change(content, last),
                           f"{phrases['timeline']}\n{bullets(timeline(content, visits))}"),
        "custom": custom("course", better=better, worse=worse, same=same,
                         visits=[_on_the_wire(content, visits, n) for n in range(len(visits))]),
    }


def timeline(content: Content, visits: Sequence[Visit]) -> list[str]:
    """Return a line for each visit, the oldest first: day, level, pain score, what changed."""
    changes = [""] + [_change(content, step) for step in steps(visits)]
    return ["; ".join(filter(None, (_head(content, one), change))) for one, change in zip(visits, changes)]


def level_change(content: Content, step: Since) -> str:
    """Tell whether the level moved, and which signs moved it."""
    phrases, levels = content.texts.phrases, content.texts.advice["levels"]
    names = {"before": levels[step.before.level.id]["label"], "after": levels[step.after.level.id]["label"]}
    if step.before.level == step.after.level:
        return str(phrases["course_level"]).format(**names)
    up = step.after.level > step.before.level
    moved = str(phrases["course_up" if up else "course_down"]).format(**names)
    signs = _movers(content, step)
    why = str(phrases["course_because" if up else "course_without"]).format(labels=listed(signs)) if signs else ""
    return " ".join(filter(None, (moved, why, "" if up else str(phrases["course_still_go"]))))


def day_in_words(day: date) -> str:
    """Return a day that nobody can misread: "4 Mar 2026"."""
    return f"{day.day} {day:%b %Y}"


def _movers(content: Content, step: Since) -> list[str]:
    """Return the signs that brought a higher level, or those of a higher level that are there no more."""
    if step.after.level > step.before.level:
        new = [f for f in step.after.signs if f not in step.before.signs]
        return _named(content, new or step.after.signs)
    return _named(content, (f for f in step.before.signs if f in step.went))


def _named(content: Content, findings: Iterable[FindingId]) -> list[str]:
    return [label for label in labels(content, findings) if label]


def _better(content: Content, step: Since) -> list[str]:
    lines = [_scores(content, step)] if step.score == "less" else []
    return lines + [str(content.texts.phrases["course_went"]).format(label=label)
                    for label in _named(content, step.went)]


def _worse(content: Content, step: Since) -> list[str]:
    lines = [_scores(content, step)] if step.score == "more" else []
    return lines + [str(content.texts.phrases["course_came"]).format(label=label)
                    for label in _named(content, step.came)]


def _same(content: Content, step: Since) -> list[str]:
    phrases = content.texts.phrases
    score = str(phrases["course_score"]).format(score=spelled(step.after.score)) if step.score == "same" else ""
    stayed = [str(phrases["course_stayed"]).format(label=label) for label in _named(content, step.stayed)]
    unclear = [str(phrases["course_unclear"]).format(label=label) for label in _named(content, step.unclear)]
    return [line for line in (score, *stayed, *unclear) if line]


def _scores(content: Content, step: Since) -> str:
    return str(content.texts.phrases["course_scores"]).format(
        before=spelled(step.before.score), after=spelled(step.after.score))


def _head(content: Content, one: Visit) -> str:
    label = content.texts.advice["levels"][one.level.id]["label"]
    score = str(content.texts.phrases["course_score"]).format(score=spelled(one.score)) if one.score else ""
    return f"{day_in_words(one.day)}: " + "; ".join(filter(None, (label, score)))


def _change(content: Content, step: Since) -> str:
    phrases = content.texts.phrases
    came, went = _named(content, step.came), _named(content, step.went)
    return "; ".join(filter(None, (
        str(phrases["course_came"]).format(label=listed(came)) if came else "",
        str(phrases["course_went"]).format(label=listed(went)) if went else "")))


def _on_the_wire(content: Content, visits: Sequence[Visit], number: int) -> dict[str, Any]:
    one = visits[number]
    step = steps(visits)[number - 1] if number else None
    return {"day": one.day.isoformat(), "level": one.level.id,
            "label": content.texts.advice["levels"][one.level.id]["label"],
            "score": [one.score.low, one.score.high] if one.score else None,
            "came": list(step.came) if step else [], "went": list(step.went) if step else []}
