"""Finds durations, ages, pain scores and temperatures in what a person wrote."""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

from backguide.text.ages import answer_age, patients_ages, said_ages
from backguide.text.bad_times import without_bad_times
from backguide.text.durations import answer_duration, find_durations
from backguide.text.number_words import Token, tokenize
from backguide.text.reading import Amount, Entity
from backguide.text.scores import Figure, find_scores, merge, present_scores, read_bare_score
from backguide.text.temperatures import find_temperatures

# "66 yrs. back pain" tells an age: days
_LONGEST_PAIN = 18_000
_NO_PAIN = frozenset({"none", "nil", "zero", "no pain", "nothing", "no pain at all", "no pain now"})


def find_amounts(text: str, today: datetime.date, *, other: bool = False) -> tuple[Amount, ...]:
    """Return what the message tells of the patient, in the order of the text.

    `other`: the reader holds that the patient is not the writer. Durations of
    something else, other people's ages and rates are left out.
    """
    tokens = tokenize(text)
    scores = present_scores(tokens)
    temperatures = list(find_temperatures(tokens))
    taken = {at for figure in (*scores, *temperatures) for at in range(figure.first, figure.stop)}
    own, others = said_ages(tokens, today, taken)
    ages = patients_ages(tokens, own, others, other=other)
    age = ages[0].low if len(ages) == 1 else None
    aged = {at for said in (*own, *others) for at in range(said.first, said.stop)}  # I have 39 years
    told = find_durations(without_bad_times(tokens, today), today, age=age)
    durations = [Figure(*candidate[:4]) for candidate in told
                 if not aged.issuperset(range(candidate.first, candidate.stop))
                 and not (candidate.first in aged and candidate.low > _LONGEST_PAIN)]
    amounts = (
        *_amounts("pain_score", text, tokens, scores), *_amounts("temperature", text, tokens, temperatures),
        *_amounts("age", text, tokens, ages), *_amounts("duration", text, tokens, durations))
    return tuple(sorted(amounts, key=lambda amount: amount.start))


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
