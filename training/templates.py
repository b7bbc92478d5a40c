"""Writes made-up messages from lay phrases: the grammar of assertion, without limit."""
from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Callable

import yaml

from training import noise, phrases
from training.catalogue import (
    ABSENT,
    ANY,
    DATA,
    FAMILY,
    HISTORICAL,
    HYPOTHETICAL,
    NONE,
    NOT_NOW,
    POSSIBLE,
    PRESENT,
    Allowed,
    Labels,
    catalogue,
)
from training.rows import Row

# what a part of a message does, and how often
MOVES = {
    "present": 0.36, "absent": 0.10, "absent_list": 0.08, "past": 0.06, "family": 0.06, "hypothetical": 0.08,
    "hedged": 0.05, "no_count": 0.13, "ask_first": 0.06, "carer": 0.02,
}
MEANS: dict[str, Allowed] = {
    "present": (PRESENT,), "carer": (PRESENT,), "absent": (ABSENT,), "past": (HISTORICAL,), "family": (FAMILY,),
    "hypothetical": (HYPOTHETICAL,), "hedged": (POSSIBLE,),
}
# how many parts, and how many fillers, with their weights
PARTS = ([1, 2, 3, 4], [0.50, 0.28, 0.14, 0.08])
FILLERS = ([0, 1, 2, 4], [0.50, 0.28, 0.14, 0.08])
EMPTY = 0.07
_CUT = ". ,"


@lru_cache(maxsize=1)
def carriers() -> dict[str, list[str]]:
    """Load the sentences that carry phrases."""
    data: dict[str, list[str]] = yaml.safe_load((DATA / "carriers.yml").read_text(encoding="utf-8"))
    return data


def fillers() -> list[str]:
    """Return sentences that say nothing about any finding."""
    return carriers()["fillers"] + carriers()["strains"]


@lru_cache(maxsize=1)
def lay_phrases() -> dict[str, dict[str, list[str]]]:
    """Load phrases per finding: that say it, that only look like it, that hint at it."""
    with (DATA / "lay_phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {"yes": "yes", "no_count": "no_count", "ask_first": "ask_first"}
    return {
        row["finding"]: {name: [part.strip() for part in (row[column] or "").split("|") if part.strip()]
                         for name, column in columns.items()}
        for row in rows
    }


@dataclass
class Draft:
    """A message in the making."""

    parts: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    other: bool = False


class Writer:
    """Writes messages from the catalogue's phrases, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._phrases = lay_phrases()
        self._meaning: dict[str, set[str]] = {}
        for finding, kinds in self._phrases.items():
            for phrase in kinds["yes"]:
                self._meaning.setdefault(phrase, set()).add(finding)
        known = catalogue()
        grave = [finding for finding in known.order if finding in known.grave() & set(self._phrases)]
        # emergencies are what must not be missed, so they are drawn more often
        self._drawn = [*self._phrases, *grave * 4, *known.frequent * 2, *[known.crisis] * 6]

    def write(self, count: int) -> list[Row]:
        """Write so many messages."""
        return [self._message() for _ in range(count)]

    def _message(self) -> Row:
        draft = Draft()
        if self._rng.random() >= EMPTY:
            for _ in range(self._rng.choices(*PARTS)[0]):
                self._add(draft, self._rng.choices(list(MOVES), list(MOVES.values()))[0])
        if not draft.parts:
            text = self._pick("questions", "strains", "figures")
            return Row(self._spoiled(text), {}, frozenset(catalogue().soft), other=False)
        for _ in range(self._rng.choices(*FILLERS)[0]):
            ends = [0, len(draft.parts)]
            place = self._rng.choice(ends) if self._rng.random() < 0.6 else self._rng.randrange(len(draft.parts) + 1)
            draft.parts.insert(place, self._rng.choice(fillers()))
        labels = catalogue().close(draft.labels)
        free = (draft.free | catalogue().soft) - set(labels)
        return Row(self._spoiled(self._joined(draft.parts)), labels, frozenset(free), other=draft.other)

    def _add(self, draft: Draft, move: str) -> None:
        if move == "absent_list":
            self._add_list(draft)
        elif move in ("no_count", "ask_first"):
            self._add_lookalike(draft, move)
        elif (drawn := self._draw(draft)) is not None:
            finding, phrase = drawn
            make: dict[str, Callable[[str], str]] = {"present": self._present, "absent": self._absent}
            draft.parts.append(make[move](phrase) if move in make else self._carried(move, phrase))
            draft.other = draft.other or move == "carer"
            self._label(draft, phrase, self._allowed(move, finding))
            draft.free |= catalogue().beside([finding])

    def _allowed(self, move: str, finding: str) -> Allowed:
        if move == "past" and finding in catalogue().lasting:
            return (PRESENT,)
        return ANY if move == "past" and finding in catalogue().ages else MEANS[move]

    def _add_list(self, draft: Draft) -> None:
        size = self._rng.choice([2, 2, 3, 4])
        drawn = [pair for pair in (self._draw(draft) for _ in range(size)) if pair]
        fits = [pair for pair in drawn if phrases.form(pair[1]) in (phrases.NOUN, phrases.GERUND, phrases.ADJECTIVE)]
        if not fits:
            return
        names = [phrase for _, phrase in fits]
        joint = self._rng.choice([" or ", ", or ", " and ", ", "])
        listed = ", ".join(names[:-1]) + joint + names[-1] if len(names) > 1 else names[0]
        carrier = self._rng.choice(carriers()["absent_list"])
        draft.parts.append(carrier.format(list=listed, nos=", no ".join(names)))
        for finding, phrase in fits:
            self._label(draft, phrase, (ABSENT,))
            draft.free |= catalogue().beside([finding])

    def _add_lookalike(self, draft: Draft, move: str) -> None:
        finding = self._rng.choice(self._drawn)
        if finding in draft.used or not self._phrases[finding][move]:
            return
        draft.used.add(finding)
        phrase = self._rng.choice(self._phrases[finding][move])
        if move == "no_count":
            opening = "" if self._rng.random() < 0.6 else self._pick("openings")
            draft.parts.append(opening + phrase)
            draft.labels[finding] = (NONE, *NOT_NOW)
            return
        said = phrase if self._rng.random() < 0.5 else phrases.clause(phrase, self._rng)
        draft.parts.append(self._pick("openings") + said)
        draft.labels[finding] = (POSSIBLE,)
        draft.free |= catalogue().beside([finding])

    def _draw(self, draft: Draft) -> tuple[str, str] | None:
        for _ in range(20):
            finding = self._rng.choice(self._drawn)
            if finding in draft.used:
                continue
            phrase = self._rng.choice(self._phrases[finding]["yes"])
            if not self._meaning[phrase] & draft.used:
                draft.used |= self._meaning[phrase]
                return finding, phrase
        return None

    def _label(self, draft: Draft, phrase: str, allowed: Allowed) -> None:
        for finding in self._meaning[phrase]:
            draft.labels[finding] = allowed

    def _present(self, phrase: str) -> str:
        said = phrase if self._rng.random() < 0.4 else phrases.clause(phrase, self._rng)
        if self._rng.random() < 0.5:
            return f"{self._pick('openings')}{said} {self._pick('endings')}".strip()
        return self._pick("present").format(x=said)

    def _absent(self, phrase: str) -> str:
        kind, able = phrases.form(phrase), phrases.ability(phrase)
        absent: dict[str, list[str]] = carriers()["absent"]  # type: ignore[assignment]
        first_person = phrases.clause(phrase, self._rng)
        choices = absent["any"] + absent.get(kind, [])
        if kind == phrases.CLAUSE:
            choices = choices + phrases.denials(first_person)
        if able is not None and self._rng.random() < 0.6:
            return self._rng.choice(absent["can"]).format(p=able)
        return self._rng.choice(choices).format(p=phrase, c=first_person)

    def _carried(self, move: str, phrase: str) -> str:
        who = self._pick("relatives")
        first_person = phrases.clause(phrase, self._rng)
        third_person = phrases.about(first_person, who, self._rng)
        return self._pick(move).format(p=phrase, c=first_person, t=third_person, who=who)

    def _pick(self, *names: str) -> str:
        return self._rng.choice([text for name in names for text in carriers()[name]])

    def _joined(self, parts: list[str]) -> str:
        text = parts[0].strip()
        for part in parts[1:]:
            joint = self._rng.choice([". ", ". ", ", ", " and ", " but ", "; ", " - ", " also "])
            text = text.rstrip(_CUT) + joint + part.strip()
        return text

    def _spoiled(self, text: str) -> str:
        return re.sub(r"\s+", " ", noise.typos(noise.style(text, self._rng), 0.2, self._rng)).strip()
