"""What is said of a verdict holds for thousands of random answer sets.

`make properties` tries 10,000; every test run tries BACKGUIDE_SETS of them, 400 unless told.
"""
from __future__ import annotations

import os
import random
import re
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timezone

from backguide.case import Case
from backguide.changes import decisive, having, lacking, more_urgent
from backguide.content import load_content
from backguide.fhir import document
from backguide.helplines import country
from backguide.lint import BANNED
from backguide.result import result
from backguide.summary import as_text, summarise
from backguide.summary_page import as_page
from backguide.urgency import Level
from backguide.verdict import conclude
from tests.core.test_properties import random_answer, stopped

CONTENT = load_content()
SETS = int(os.environ.get("BACKGUIDE_SETS", "400"))
SHARE = 50  # answer sets in one piece of work
STYLED = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)  # what of a page is not read
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=timezone.utc)


def answers(seed: int) -> Case:
    """Return a whole interview, or every other time answers to some questions in any order."""
    rng = random.Random(seed)
    if seed % 2:
        return stopped(rng)
    case = Case()
    for question in rng.sample(CONTENT.questions, rng.randint(0, len(CONTENT.questions))):
        case = case.with_answer(random_answer(question, rng))
    return case


def faults(seed: int) -> list[str]:
    """Return what is wrong with what is said of one answer set."""
    case = answers(seed)
    level = conclude(CONTENT, case).level
    found = [f"{change} is not true" for change in more_urgent(CONTENT, case)
             if not level < change.level == conclude(CONTENT, having(case, change.finding)).level]
    found += [f"{finding} is not decisive" for finding in decisive(CONTENT, case)
              if not conclude(CONTENT, lacking(CONTENT, case, finding)).level < level < Level.EMERGENCY]
    return [f"set {seed}: {fault}" for fault in [*found, *_documents(case, level), *_promises(case, level)]]


def _documents(case: Case, level: Level) -> list[str]:
    summary, bundle = summarise(CONTENT, case, NOW), document(CONTENT, case, NOW)
    risk = next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "RiskAssessment")
    told = risk["prediction"][0]["qualitativeRisk"]["coding"][0]["code"]
    status = bundle["entry"][0]["resource"]["status"]
    return [f"{name} says {said}, not {wanted}" for name, said, wanted in (
        ("summary", summary.level, level.id), ("FHIR", told, level.id),
        ("FHIR status", status, "final" if summary.complete else "preliminary"),
    ) if said != wanted]


def _promises(case: Case, level: Level) -> list[str]:
    summary = summarise(CONTENT, case, NOW)
    texts = [as_text(CONTENT, summary), as_page(CONTENT, summary)]
    if level < Level.EMERGENCY:  # an emergency is said by the alarm, a fixed text of the content
        texts.append(result(CONTENT, case, country(CONTENT, None))["text"])
    return [f"a text says {match.group()!r}" for text in texts for pattern in BANNED
            if (match := re.search(pattern, STYLED.sub(" ", text), re.IGNORECASE))]


def share(first: int) -> list[str]:
    """Look at one piece of the work."""
    return [fault for seed in range(first, min(first + SHARE, SETS)) for fault in faults(seed)]


def test_what_is_said_of_random_answers_is_true() -> None:
    with ProcessPoolExecutor() as workers:
        found = [fault for part in workers.map(share, range(0, SETS, SHARE)) for fault in part]
    assert found == []


def test_a_false_statement_would_be_found() -> None:
    case = answers(1)
    assert _documents(case, Level.SELFCARE if conclude(CONTENT, case).level != Level.SELFCARE else Level.SOON)
