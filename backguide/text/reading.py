"""What was read in one message: values that the rest of BackGuide relies on."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Assertion = Literal["present", "absent", "possible", "historical", "family", "hypothetical"]
Entity = Literal["duration", "age", "pain_score", "temperature"]
Kind = Literal["nothing", "ask", "emergency", "crisis"]
Subject = Literal["self", "other"]

NOT_NOW: frozenset[Assertion] = frozenset({"absent", "historical", "family", "hypothetical"})


@dataclass(frozen=True)
class Mention:
    """A finding that the message speaks of; `text` is the person's own clause.

    `start` and `end` are offsets in the message, `score` the probability of
    the assertion, `extractor` what found it.
    """

    finding: str
    assertion: Assertion
    start: int
    end: int
    text: str
    score: float
    extractor: str


@dataclass(frozen=True)
class Amount:
    """A quantity, as a range: days, years, 0 to 10, or degrees Celsius."""

    entity: Entity
    low: float
    high: float
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Danger:
    """Whether to interrupt, to ask first, or to go on.

    `findings` are those to raise (emergency, crisis) or to ask about (ask),
    most likely first; `rule` is the id of the rule behind it, if any.
    """

    kind: Kind
    score: float
    rule: str | None
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """All that was read in one message; `vector` is its sentence embedding."""

    text: str
    mentions: tuple[Mention, ...]
    amounts: tuple[Amount, ...]
    danger: Danger
    vector: tuple[float, ...] = field(compare=False, repr=False)
    subject: Subject = "self"

    def present(self) -> frozenset[str]:
        """Return the findings that the patient has now."""
        return frozenset(mention.finding for mention in self.mentions if mention.assertion == "present")

    def absent(self) -> frozenset[str]:
        """Return the findings that the patient does not have now, as said.

        Past, someone else's and imagined ones are not here: they tell nothing
        about today.
        """
        return frozenset(mention.finding for mention in self.mentions if mention.assertion == "absent")

    def possible(self) -> frozenset[str]:
        """Return the findings that were hinted at or said with doubt."""
        return frozenset(mention.finding for mention in self.mentions if mention.assertion == "possible")
