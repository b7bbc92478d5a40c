"""Properties of the verdict and of the stop rule, on random people."""
from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from backguide.case import Answer, Case
from backguide.content import load_content
from backguide.interview import Confirm, next_step, position
from backguide.questions import Question
from backguide.rules import Rule, fired
from backguide.urgency import Level
from backguide.verdict import conclude
from tests.core.simulate import Persona, hold, personas

CONTENT = load_content()
CLARIFIERS = {"strain_clear_cause", "chest_pain_only_on_touch_or_move"}
FINDINGS = sorted(set(CONTENT.findings) - CLARIFIERS)
SUBSETS = st.frozensets(st.sampled_from(FINDINGS), max_size=8)
TRIES = 15  # random completions for each stopped interview


def level(present: frozenset[str], rules: tuple[Rule, ...] = CONTENT.rules) -> Level:
    return fired(rules, present)[0].rule.level


def lowered(rules: tuple[Rule, ...]) -> list[str]:
    """Return which finding lowers the level beside the least that makes a rule fire."""
    found = []
    for rule in rules:
        least = frozenset((*rule.all_of, *rule.any_of[:rule.min_any]))
        before = level(least, rules)
        found += [f"{rule.id} and {more}" for more in FINDINGS if level(least | {more}, rules) < before]
    return found


def test_no_finding_lowers_the_level_of_any_rule() -> None:
    assert lowered(CONTENT.rules) == []


@settings(max_examples=300, deadline=None)
@given(SUBSETS, st.sampled_from(FINDINGS), st.booleans(), st.booleans())
def test_one_more_finding_never_lowers_the_level(present: frozenset[str], more: str, strain: bool, touch: bool) -> None:
    present |= {f for f, there in zip(sorted(CLARIFIERS), (touch, strain)) if there}
    assert level(present | {more}) >= level(present)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(personas()), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_change_the_verdict(persona: Persona, rng: random.Random) -> None:
    case, _ = hold(CONTENT, persona)
    shuffled = list(case.answers)
    rng.shuffle(shuffled)
    assert conclude(CONTENT, Case(tuple(shuffled))).level == conclude(CONTENT, case).level


def random_answer(question: Question, rng: random.Random, denied: frozenset[str] = frozenset()) -> Answer:
    """Answer at random; what was denied before is not claimed now."""
    times = 2 if question.ask_again_if_unsure else 1
    if question.number:
        option = rng.choice(question.options)
        return Answer(question.id, "answered", (option.id,), option.value)
    kinds = [o for o in question.options if o.none or o.unsure or not o.sets]
    if kinds and rng.random() < 0.6:
        option = rng.choice(kinds)
        return Answer(question.id, "unsure" if option.unsure else "answered", (option.id,), times=times)
    real = [o.id for o in question.options if o.sets and denied.isdisjoint(o.sets)]
    if not real:
        return Answer(question.id, "answered")
    chosen = rng.sample(real, rng.choice([1, 1, 2]) if question.several and len(real) > 1 else 1)
    return Answer(question.id, "answered", tuple(chosen))


def stopped(rng: random.Random) -> Case:
    """Answer at random until the interview stops."""
    case = Case()
    while (step := next_step(CONTENT, case)) is not None:
        assert not isinstance(step, Confirm)
        case = case.with_answer(random_answer(step, rng))
    return case


def completed(case: Case, rng: random.Random) -> Case:
    """Go on past the stop: answer every question that is due, wanted or not."""
    for _ in range(len(CONTENT.questions)):
        here = position(CONTENT, case)
        if not here.due:
            return case
        case = case.with_answer(random_answer(rng.choice(here.due), rng, here.known.absent))
    return case


def raised(seed: int) -> tuple[Case, Case] | None:
    """Return a stopped interview and one that goes on to a higher level, if that can be."""
    rng = random.Random(seed)
    case = stopped(rng)
    reached = position(CONTENT, case).level
    ends = (completed(case, rng) for _ in range(TRIES))
    return next(((case, more) for more in ends if position(CONTENT, more).level > reached), None)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_nothing_that_was_not_asked_could_have_raised_the_level(seed: int) -> None:
    assert raised(seed) is None


def test_nothing_answered_is_never_selfcare() -> None:
    verdict = conclude(CONTENT, Case())
    assert verdict.level == Level.ROUTINE
    assert not verdict.complete


def test_skipping_everything_is_never_selfcare() -> None:
    case = Case()
    while (step := next_step(CONTENT, case)) is not None:
        assert isinstance(step, Question)
        case = case.with_answer(Answer(step.id, "skipped"))
    verdict = conclude(CONTENT, case)
    assert verdict.level == Level.ROUTINE and not verdict.complete and verdict.missing
