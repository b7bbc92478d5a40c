"""Questions of the interview and their options."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from backguide.conditions import Condition
from backguide.findings import FindingId, Range
from backguide.grammar import PRONOUNS, Pronoun, third_person

Kind = Literal["yes_no", "single", "multi", "number", "duration", "scale", "regions"]


@dataclass(frozen=True)
class Option:
    """One way to answer: the findings that it sets, or the range it stands for.

    `none` makes all that the question settles absent, `unsure` leaves it open;
    `other` is the title about somebody else, with "they", where that differs.
    """

    id: str
    title: str
    sets: tuple[FindingId, ...] = ()
    none: bool = False
    unsure: bool = False
    value: Range | None = None
    other: str = ""

    def titled(self, pronoun: Pronoun) -> str:
        """Return the title about somebody else."""
        return third_person(self.other or self.title, pronoun)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Return every wording of the title, that for the person in pain first."""
        return tuple(dict.fromkeys((self.title, *(self.titled(pronoun) for pronoun in PRONOUNS))))


@dataclass(frozen=True)
class Question:
    """One question of the interview; the keys are those of content/questions.yml."""

    id: str
    stage: str
    title: str
    ask: str
    ask_other: str
    kind: Kind
    number: str
    limits: Range | None
    settles: tuple[FindingId, ...]
    options: tuple[Option, ...]
    why: str
    when: Condition
    clarifies: tuple[FindingId, ...]
    told_enough: tuple[FindingId, ...]
    at_once: bool
    keep: bool
    lasting: bool
    ask_again_if_unsure: bool
    lead: str = ""
    why_other: str = ""

    @property
    def several(self) -> bool:
        """Tell whether more than one option may be chosen."""
        return self.kind in ("multi", "regions")

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)

    def takes_back(self) -> frozenset[FindingId]:
        """Return the findings whose state this question decides alone."""
        return frozenset(self.clarifies) & frozenset(self.settles)
