"""Scores answers in context: what a reply settles of the question that is open."""
from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Sequence

from backguide.case import Answer, Case
from backguide.content import Content
from backguide.interview import position
from evaluation.labelled import HELD_OUT
from evaluation.shares import Share

ANSWERS = HELD_OUT / "answers.jsonl"
UNSURE = "unsure"
RIGHT, WRONG, AGAIN = "right", "wrong", "asked again"


@dataclass(frozen=True)
class Reply:
    """A reply to a question, the options it should tick, or the number it should give (one, or a range)."""

    id: str
    question: str
    text: str
    options: frozenset[str]
    value: Any
    kind: str


@dataclass(frozen=True)
class Figures:
    """How many replies were understood, and how many were taken for something they are not, by kind."""

    right: Share
    wrong: Share
    by_kind: Mapping[str, Share]


def read_replies(file: Path = ANSWERS) -> list[Reply]:
    """Load a file of labelled replies."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Reply(r["id"], r["question"], r["text"], frozenset(r["options"]), r["value"], r["kind"]) for r in rows]


def figures(replies: Sequence[Reply], outcomes: Sequence[str]) -> Figures:
    """Sum up what became of each reply."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for reply, found in zip(replies, outcomes):
        kinds[reply.kind].append(found == RIGHT)
    return Figures(Share.of(found == RIGHT for found in outcomes), Share.of(found == WRONG for found in outcomes),
                   {kind: Share.of(marks) for kind, marks in sorted(kinds.items())})


def outcome(content: Content, reply: Reply, after: Case, alarm: bool) -> str:
    """Return right, wrong (taken for something else) or asked again, from the case after the reply."""
    answer = after.answer_to(reply.question)
    if alarm and answer is None:
        meant = {f for o in content.question(reply.question).options if o.id in reply.options for f in o.sets}
        return RIGHT if meant.intersection(position(content, after).known.present) else WRONG
    if answer is None:
        return RIGHT if not reply.options and reply.value is None else AGAIN
    return RIGHT if _agrees(reply, answer) else WRONG


def _agrees(reply: Reply, answer: Answer) -> bool:
    if reply.value is not None:
        low, high = (min(reply.value), max(reply.value)) if isinstance(reply.value, list) else (reply.value,) * 2
        return bool(answer.value and answer.value.low <= high + 1 and low - 1 <= answer.value.high)
    if answer.state == "unsure":
        return reply.options in ({UNSURE}, frozenset(answer.options))  # the option may have a name of its own
    return answer.state == "answered" and frozenset(answer.options) == reply.options
