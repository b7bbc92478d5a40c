"""What a person reads is easy to read: US school grade 6 or lower on average, by library."""
from __future__ import annotations

from typing import Any, Iterator

import textstat

from backguide.content import Content

GRADE = 6.0
SHORTEST = 5  # words: a grade of a title means nothing


def lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line.strip("- ") for line in value.split("\n") if line.strip())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from lines(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from lines(inner)


def patient_texts(content: Content) -> dict[str, list[str]]:
    texts = content.texts
    return {
        "advice": list(lines(texts.advice)), "phrases": list(lines(texts.phrases)), "faults": list(lines(texts.faults)),
        "channels": [line for name, said in texts.channels.items() if name != "words" for line in lines(said)],
        "reminder": [line for name, said in texts.reminder.items() if name != "words" for line in lines(said)],
        "answers": [line for answer in texts.answers["answers"] for line in lines((answer["text"], answer["again"]))],
        "questions": [line for q in content.questions for line in (q.ask, q.ask_other, q.why)],
        "findings": [line for f in content.findings.values() for line in (f.ask, f.ask_other, f.plain)],
        "reasons": [rule.reason for rule in content.rules],
    }


def grade(sentences: list[str]) -> float:
    said = [line for line in sentences if len(line.split()) >= SHORTEST]
    return float(textstat.flesch_kincaid_grade(". ".join(line.rstrip(".") for line in said)))


def test_what_people_read_is_easy_to_read(content: Content) -> None:
    grades = {name: grade(found) for name, found in patient_texts(content).items()}
    assert sum(grades.values()) / len(grades) <= GRADE, grades


def test_hard_words_are_noticed() -> None:
    assert grade(["Metastatic malignancy necessitates immediate multidisciplinary oncological intervention."]) > 12
