"""Looks at the clause around a length of time: what is near it, pain or something else."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from backguide.text.duration_words import (
    ASSUAGED,
    CLAUSE_ENDS,
    DATE_NOUNS,
    ELSEWHERE,
    ONSET,
    PAIN,
    PRONOUNS,
    names_symptom,
)
from backguide.text.number_words import ORDINALS, Token, word_at

Form = Literal["since", "from", "ago", "span", "date"]


class Candidate(NamedTuple):
    """A duration in days that tokens `first` to `stop` speak of, and how it is said."""

    low: float
    high: float
    first: int
    stop: int
    unit: str
    form: Form


LONG, SHORT = 365.0, 14.0  # days
NONE = 1_000
_REACH_LEFT, _REACH_RIGHT = 20, 12
_RIGHT_IS_FARTHER = 2


class Near(NamedTuple):
    """How far the nearest words of pain, of the body and of something else stand off."""

    pain: int
    body: int
    elsewhere: int


def clause(tokens: Sequence[Token], candidate: Candidate) -> tuple[int, int]:
    left, right = candidate.first, candidate.stop
    while left > max(candidate.first - _REACH_LEFT, 0) and not _ends_clause(tokens, left - 1):
        left -= 1
    while right < min(candidate.stop + _REACH_RIGHT, len(tokens)) and not _ends_clause(tokens, right):
        right += 1
    return left, right


def words_in(tokens: Sequence[Token], start: int, stop: int) -> set[str]:
    return {token.text for token in tokens[start:stop]}


def signals(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> Near:
    pain = body = elsewhere = NONE
    for at in (*range(left, candidate.first), *range(candidate.stop, right)):
        away = candidate.first - at if at < candidate.first else at - candidate.stop + 1 + _RIGHT_IS_FARTHER
        word = tokens[at].text
        came_on = word == "came" and word_at(tokens, at + 1) == "on"
        with_back = at == candidate.stop and word == "with" and word_at(tokens, at + 1) in {"this", "my", "it"}
        if with_back:  # eleven years with this back
            pain = 1
        elif word in ELSEWHERE or word in ASSUAGED and candidate.high < SHORT and at < candidate.first:
            elsewhere = min(elsewhere, away)
        elif word in PAIN or word in ONSET and not starts_other(tokens, at) or came_on:
            pain = min(pain, away)
        elif names_symptom(tokens, at) or is_the_pain(tokens, at) and not _belongs_to_span(tokens, at, candidate):
            body = min(body, away)
    return Near(pain, body, elsewhere)


def is_the_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "it" or "this" can be the pain: not in "been doing it nine years"."""
    before = word_at(tokens, index - 1)
    return tokens[index].text in PRONOUNS and before not in {"doing", "done", "at", "for", "do", "in"}


def _belongs_to_span(tokens: Sequence[Token], index: int, candidate: Candidate) -> bool:
    """Tell whether it is the "this" of "this last month"."""
    return candidate.form == "span" and index == candidate.first - 1 and tokens[index].text in {"this", "that"}


def starts_other(tokens: Sequence[Token], index: int) -> bool:
    """Tell "started taking", "started a job" and "began with tablets" from "started"."""
    if tokens[index].text[:4] not in {"star", "bega", "begu"}:
        return False
    after = word_at(tokens, index + 1)
    if after == "at":
        return word_at(tokens, index + 2) in {"a", "the", "my", "uni", "school", "work"}
    if word_at(tokens, index + 2) in DATE_NOUNS | frozenset(ORDINALS) or word_at(tokens, index + 2).isdecimal():
        return False
    if after == "new" and word_at(tokens, index + 2)[:4] == "year":
        return False  # started New Year's Day
    other = after in {"with", "a", "an", "the", "my", "to", "using", "new"} or after.endswith("ing")
    return other and not any(names_symptom(tokens, at) for at in range(index + 1, min(index + 6, len(tokens))))


def _ends_clause(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if word not in CLAUSE_ENDS:
        return False
    return not (word in {"and", "n"} and word_at(tokens, index - 1) == "on" and word_at(tokens, index + 1) == "off")
