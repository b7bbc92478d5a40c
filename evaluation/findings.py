"""Counts findings: precision and recall each, and how assertions are confused."""
from __future__ import annotations

from collections import Counter, defaultdict
from typing import Sequence

from evaluation.labelled import Labelled
from evaluation.shares import Score
from evaluation.systems import Seen

ASSERTIONS = ("present", "absent", "possible", "historical", "family", "hypothetical")
NONE = "not mentioned"
# the four that mean "not now" to the rules
NOT_NOW = ("absent", "historical", "family", "hypothetical")


def scores(
    messages: Sequence[Labelled], seen: Sequence[Seen], known: frozenset[str], assertions: Sequence[str] = ("present",)
) -> dict[str, Score]:
    """Score, per finding, whether it is said with one of the assertions."""
    counts: defaultdict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
    for message, made in zip(messages, seen):
        labels = {finding for finding, assertion in message.findings.items() if assertion in assertions} & known
        found = {finding for finding, assertion in made.findings.items() if assertion in assertions} & known
        for finding in labels | found:
            counts[finding] += Score(finding in labels and finding in found, finding not in labels,
                                     finding not in found)
    return dict(sorted(counts.items()))


def total(scored: dict[str, Score]) -> Score:
    """Add the scores of all findings up."""
    return sum(scored.values(), Score(0, 0, 0))


def confusion(messages: Sequence[Labelled], seen: Sequence[Seen], known: frozenset[str]) -> dict[str, Counter[str]]:
    """Count, per labelled assertion, how it was read; also what was made up."""
    table = {assertion: Counter[str]() for assertion in (*ASSERTIONS, NONE)}
    for message, made in zip(messages, seen):
        for finding in (set(message.findings) | set(made.findings)) & known:
            table[message.findings.get(finding, NONE)][made.findings.get(finding, NONE)] += 1
    return table
