"""Findings that follow exactly: from a medicine's name, from a measured amount."""
from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Sequence

from ruamel.yaml import YAML

from backguide.text.medicines import CONTENT as MEDICINES
from backguide.text.medicines import Medicines
from backguide.text.reading import NOT_NOW, Amount, Entity, Mention
from backguide.text.spans import Span, clauses

MEASURES = MEDICINES.with_name("measures.yml")
# what the model must think of "not now" to overrule an exact rule
DOUBT = 0.5


@dataclass(frozen=True)
class Measure:
    """A finding that an amount within bounds makes present.

    Where it `decides`, the model is not asked once the message has an amount.
    """

    finding: str
    entity: Entity
    at_least: float = -math.inf
    below: float = math.inf
    decides: bool = False

    def reached(self, amount: Amount) -> bool:
        """Tell whether the whole range of an amount is within bounds."""
        return amount.entity == self.entity and self.at_least <= amount.low and amount.high < self.below


def read_measures(file: Path = MEASURES) -> tuple[Measure, ...]:
    """Load a YAML list of measures."""
    return tuple(Measure(**row) for row in YAML(typ="safe").load(file.read_text(encoding="utf-8")))


def from_medicines(text: str, medicines: Medicines, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield a mention for every medicine taken, unless the model says otherwise there."""
    for found in medicines.find(text):
        if found.taken and not _overruled(found.finding, found.clause, mentions):
            yield _mention(found.finding, found.clause, text, "medicines")


def from_amounts(
    text: str, amounts: Sequence[Amount], measures: Sequence[Measure], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield a mention for every amount that reaches a measure, unless overruled there."""
    for amount in amounts:
        clause = next((part for part in clauses(text) if part[0] <= amount.start < part[1]), (0, len(text)))
        for measure in measures:
            if measure.reached(amount) and (measure.decides or not _overruled(measure.finding, clause, mentions)):
                yield _mention(measure.finding, clause, text, "measures")


def undecided(
    amounts: Sequence[Amount], measures: Sequence[Measure], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Leave out mentions on which the message's own amounts decide."""
    given = {amount.entity for amount in amounts}
    decided = {measure.finding for measure in measures if measure.decides and measure.entity in given}
    return tuple(mention for mention in mentions if mention.finding not in decided)


def merge(mentions: Sequence[Mention], implied: Sequence[Mention]) -> tuple[Mention, ...]:
    """Let exact mentions take the place of the model's for the same finding."""
    exact = {mention.finding: mention for mention in implied}
    kept = [mention for mention in mentions if mention.finding not in exact]
    return tuple(sorted((*kept, *exact.values()), key=lambda mention: mention.start))


def _overruled(finding: str, clause: Span, mentions: Sequence[Mention]) -> bool:
    return any(
        mention.finding == finding and mention.assertion in NOT_NOW and mention.score >= DOUBT
        and mention.start < clause[1] and clause[0] < mention.end
        for mention in mentions
    )


def _mention(finding: str, clause: Span, text: str, extractor: str) -> Mention:
    return Mention(finding, "present", *clause, text[slice(*clause)], 1.0, extractor)
