"""Finds durations, ages, pain scores and temperatures in what a person wrote."""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from backguide.text.ages import answer_age, patients_ages, said_ages
from backguide.text.bad_times import without_bad_times
from backguide.text.duration_clause import Candidate
from backguide.text.durations import Possible, answer_duration, possible_durations
from backguide.text.number_words import Token, tokenize
from backguide.text.reading import Amount, Entity
from backguide.text.scores import Figure, find_scores, merge, present_scores, read_bare_score
from backguide.text.temperatures import find_temperatures
from backguide.text.time_choice import TimeChoice

# "66 yrs. back pain" tells an age: days
_LONGEST_PAIN = 18_000
_NO_PAIN = frozenset({"none", "nil", "zero", "no pain", "nothing", "no pain at all", "no pain now"})


def find_amounts(
    text: str, today: datetime.date, *, other: bool = False, choice: TimeChoice | None = None,
) -> tuple[Amount, ...]:
    """Return what the message tells of the patient, in the order of the text.

    `other`: the reader holds that the patient is not the writer. Durations of
    something else, other people's ages and rates are left out. `choice` tells
    which length of time is the pain's; without it the rules alone do.
    """
    told = _Told.of(text, today, other)
    amounts = (
        *_amounts("pain_score", text, told.tokens, told.scores),
        *_amounts("temperature", text, told.tokens, told.temperatures),
        *_amounts("age", text, told.tokens, told.ages),
        *_amounts("duration", text, told.tokens, _durations(told, today, choice)))
    return tuple(sorted(amounts, key=lambda amount: amount.start))


def times_named(text: str, today: datetime.date, *, other: bool = False) -> list[tuple[Possible, tuple[int, int]]]:
    """Return every length of time that the message names, and its characters."""
    told = _Told.of(text, today, other)
    return [(each, told.place(each.candidate)) for each in _possible(told, today, loose=True)]


@dataclass(frozen=True)
class _Told:
    """The tokens of a message and the figures in it that are no length of time."""

    tokens: tuple[Token, ...]
    scores: list[Figure]
    temperatures: list[Figure]
    ages: list[Figure]
    aged: frozenset[int]

    @classmethod
    def of(cls, text: str, today: datetime.date, other: bool) -> _Told:
        tokens = tokenize(text)
        scores = list(present_scores(tokens))
        temperatures = list(find_temperatures(tokens))
        taken = {at for figure in (*scores, *temperatures) for at in range(figure.first, figure.stop)}
        own, others = said_ages(tokens, today, taken)
        ages = patients_ages(tokens, own, others, other=other)
        aged = frozenset(at for said in (*own, *others) for at in range(said.first, said.stop))  # I have 39 years
        return cls(tokens, scores, temperatures, ages, aged)

    def place(self, candidate: Candidate) -> tuple[int, int]:
        """Return the characters of a candidate."""
        return self.tokens[candidate.first].start, self.tokens[candidate.stop - 1].end

    def is_taken(self, each: Possible) -> bool:
        """Tell whether a length of time is an age or another figure.

        The age of a child may date the pain: "since I had her, she's six".
        """
        first, stop = each.candidate.first, each.candidate.stop
        if each.loose:
            return any(figure.first < stop and first < figure.stop
                       for figure in (*self.ages, *self.scores, *self.temperatures))
        return self.aged.issuperset(range(first, stop)) or (
            first in self.aged and each.candidate.low > _LONGEST_PAIN)


def _durations(told: _Told, today: datetime.date, choice: TimeChoice | None) -> list[Figure]:
    possible = _possible(told, today, loose=choice is not None)
    if choice is None:
        chosen = [each for each in possible if each.ruled]
    else:
        chosen = choice.of(possible, [told.place(each.candidate) for each in possible])
    return [Figure(*each.candidate[:4]) for each in chosen]


def _possible(told: _Told, today: datetime.date, *, loose: bool) -> list[Possible]:
    age = told.ages[0].low if len(told.ages) == 1 else None
    tokens = without_bad_times(told.tokens, today)
    return [each for each in possible_durations(tokens, today, age=age, loose=loose) if not told.is_taken(each)]


def parse_amount(text: str, kind: Literal["duration", "age", "pain_score"], today: datetime.date) -> Amount | None:
    """Read a direct answer to an open question; None where it is not clear.

    A bare number answers "how old" and "how bad", never "how long".
    """
    tokens = tokenize(text)
    figure = _answer(tokens, text, kind, today)
    return next(_amounts(kind, text, tokens, [figure]), None) if figure is not None else None


def _answer(tokens: Sequence[Token], text: str, kind: Entity, today: datetime.date) -> Figure | None:
    if kind == "duration":
        candidate = answer_duration(without_bad_times(tokens, today), today)
        return None if candidate is None else Figure(*candidate[:4])
    if kind == "age":
        return answer_age(tokens, today)
    if text.strip(" .!").lower() in _NO_PAIN:
        return Figure(0.0, 0.0, 0, len(tokens))
    return merge(list(find_scores(tokens))) or read_bare_score(tokens)


def _amounts(entity: Entity, text: str, tokens: Sequence[Token], figures: Sequence[Figure]) -> Iterator[Amount]:
    for low, high, first, stop in figures:
        start, end = tokens[first].start, tokens[stop - 1].end
        yield Amount(entity, float(low), float(high), start, end, text[start:end])
