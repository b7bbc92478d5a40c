"""Answers the interview as a person with given findings would."""
from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from backguide.case import Answer, Case
from backguide.content import Content
from backguide.findings import Range
from backguide.interview import Confirm, next_step
from backguide.questions import Question

PERSONAS = Path(__file__).parents[1] / "data" / "personas.csv"
ENDLESS = 60


@dataclass(frozen=True)
class Persona:
    """One row of personas.csv."""

    id: str
    who: str
    numbers: dict[str, float]
    findings: frozenset[str]
    level: str
    at_most: int


def personas() -> list[Persona]:
    with PERSONAS.open(encoding="utf-8") as rows:
        return [
            Persona(row["id"], row["who"],
                    {"age": float(row["age"]), "duration": float(row["days"]), "pain_score": float(row["score"])},
                    frozenset(filter(None, row["findings"].split(";"))), row["level"], int(row["questions_at_most"]))
            for row in csv.DictReader(rows)
        ]


def answer(question: Question, persona: Persona) -> Answer:
    if question.number:
        value = persona.numbers[question.number]
        return Answer(question.id, "answered", value=Range(value, value))
    fitting = [o for o in question.options if o.sets and persona.findings.issuperset(o.sets)]
    if question.several:
        return Answer(question.id, "answered", tuple(o.id for o in fitting))
    best = sorted(fitting, key=lambda o: -len(o.sets))[:1]
    empty = [o for o in question.options if not o.sets and not o.unsure][:1]
    return Answer(question.id, "answered", tuple(o.id for o in best or empty))


def hold(content: Content, persona: Persona) -> tuple[Case, list[str]]:
    """Return the finished case and the ids of the questions that were asked."""
    case, asked = Case(), []
    while (step := next_step(content, case)) is not None:
        assert not isinstance(step, Confirm)
        asked.append(step.id)
        assert len(asked) < ENDLESS, asked
        given = answer(step, persona)
        case = case.with_answer(given, {f for o in step.options if o.id in given.options for f in o.sets})
    return case, asked
