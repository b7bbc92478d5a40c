"""Judges from the words around a length of time whether it is the pain's."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from backguide.text.duration_words import (
    ASSUAGED,
    CLAUSE_ENDS,
    ELSEWHERE,
    EMPTY,
    FINE_AFTER_SINGULAR,
    FREQUENCY,
    HYPOTHETICAL,
    NEVER_AFTER,
    NEVER_BEFORE,
    ONGOING,
    ONSET,
    OWN_AGE,
    PAIN,
    PRONOUNS,
    SENTENCE_ENDS,
    SOFT_ONSET,
    names_symptom,
)
from backguide.text.number_words import CARDINALS, Token, word_at
from backguide.text.patient import is_relative

Form = Literal["since", "from", "ago", "span", "date"]


class Candidate(NamedTuple):
    """A duration in days that tokens `first` to `stop` speak of, and how it is said."""

    low: float
    high: float
    first: int
    stop: int
    unit: str
    form: Form


_REACH_LEFT, _REACH_RIGHT, _REACH_BACK = 20, 12, 16
_RIGHT_IS_FARTHER = 2
_LONG, _SHORT = 365.0, 14.0
_LONG_AGO = 60.0
_BEGINNING = frozenset({"star", "strt", "bega", "begu", "onse"})
_NONE = 1_000


def is_about_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the duration is plausibly the pain's own."""
    if _is_excluded(tokens, candidate) or candidate.unit in {"minute", "hour"} and candidate.form == "span":
        return False
    left, right = _clause(tokens, candidate)
    near = _signals(tokens, candidate, left, right)
    if candidate.form in {"span", "date"} and HYPOTHETICAL & _words_in(tokens, left, candidate.first):
        return False
    if candidate.form == "date":
        return _began_then(tokens, candidate, left, right, near)
    if near.pain < _NONE or near.body < _NONE or near.elsewhere < _NONE:
        return _speaks_of_it(near) and (candidate.form != "ago" or _ago_fits(tokens, candidate, left, right))
    if _is_fragment(tokens, candidate, left, right):
        return _fits_what_was_said(tokens, candidate, left)
    ongoing = bool(ONGOING & _words_in(tokens, left, right))
    if candidate.form in {"ago", "from"}:
        return False
    return candidate.high < _LONG and ongoing


def is_direct_answer(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether it can answer "how long": all but what recurs or lies ahead."""
    if _is_excluded(tokens, candidate):
        return False
    left, right = _clause(tokens, candidate)
    near = _signals(tokens, candidate, left, right)
    return near.elsewhere == _NONE or _speaks_of_it(near)


def says_since_then(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "since" at `index` points back: "ever since", "since then", "sore since."."""
    after = word_at(tokens, index + 1)
    if after in {"then", "that"} or word_at(tokens, index - 1) == "ever" and after not in {"i", "my", "the"}:
        return True
    return after in {"", ".", ",", "!", "?", "\n", "and", "so", ";", ")"}


def tells_of_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the clause of the word at `index` speaks of the pain, or of it."""
    stop = index + 1 + (word_at(tokens, index + 1) in {"then", "that"})
    left, right = _clause(tokens, Candidate(0, 0, index, stop, "", "since"))
    return any(names_symptom(tokens, at) or _is_the_pain(tokens, at) for at in range(left, right))


def can_be_cause(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether "since then" may point to it: a recent event, not an illness of its own."""
    left, right = _clause(tokens, candidate)
    return candidate.high < _LONG and not ELSEWHERE & _words_in(tokens, left, right)


def denies_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the clause before `index` says that nothing came after: "no bother since"."""
    near = _words_in(tokens, max(index - 4, 0), index)
    return bool(near & {"no", "never", "nothing", "nowt"} or near & ELSEWHERE or near & ASSUAGED and not near & {
        "not", "hasn't", "isn't", "hasnt", "isnt"})


def _is_excluded(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Tell whether the next words make it a rate, an age, or something ahead."""
    before = word_at(tokens, candidate.first - 1)
    if _is_free_of_pain(tokens, candidate.first):
        return True
    if candidate.form in {"since", "from", "date"}:
        counted = before[:1].isdecimal() or before in CARDINALS or before in {"none", "nothing", "anything"}
        return counted or candidate.form == "from" and candidate.unit in {"hour", "minute"}
    before, after = word_at(tokens, candidate.first - 1), word_at(tokens, candidate.stop)
    if after == "-":
        after = word_at(tokens, candidate.stop + 1)
    if before == "the":  # in the last month
        before = word_at(tokens, candidate.first - 2)
        before = "" if word_at(tokens, candidate.first) in {"last", "past"} else before
    if before in {"last", "past", "this", "these"}:
        before = ""
    old = after in {"old", "olds", "yo", "o"} and not _is_age_of_pain(tokens, candidate)
    follows = after in NEVER_AFTER - {"old", "olds"} and not (after == "after" and before in {"for", "been"})
    if before in NEVER_BEFORE and after != "of" or old or follows:
        return True
    if before in {"i'm", "im", "she's", "he's", "am"}:
        return True
    if before == "of" and is_relative(word_at(tokens, candidate.first - 2)):
        return True
    if word_at(tokens, candidate.first) in {"a", "an"} and (
            before in FREQUENCY or before.isdecimal() or before in CARDINALS):
        return True
    return _is_adjective(tokens, candidate, after)


def _is_free_of_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "no pain", "no bother" or "without trouble" leads to `index`."""
    at = index - 1
    while at > index - 4 and word_at(tokens, at) in {"now", "for", "at", "all", "the", "last", "in"}:
        at -= 1
    painless = word_at(tokens, at) in PAIN | {"bother", "sign", "more"}
    return painless and word_at(tokens, at - 1) in {"no", "without", "any", "back"} and bool(
        {"no", "without", "not", "never", "haven't", "hasn't"} & _words_in(tokens, max(at - 5, 0), at))


def _is_adjective(tokens: Sequence[Token], candidate: Candidate, after: str) -> bool:
    """Tell whether it stands before a noun: "a 10 minute walk", "a two-week course"."""
    unit = word_at(tokens, candidate.stop - 1)
    if unit.endswith(("s", "'")) or candidate.unit == "ages" or not after.isalpha():
        return False
    counted = word_at(tokens, candidate.first) not in {"a", "an", "the", "this", "last", "past", "half", "all", "whole"}
    many = counted and unit in {"day", "week", "month", "year", "hour", "minute", "min", "yr"}
    return many and candidate.form == "span" and after not in FINE_AFTER_SINGULAR and word_at(
        tokens, candidate.first) not in {"one", "1", "day", "week", "month"} and not unit[0].isdigit()


def _is_age_of_pain(tokens: Sequence[Token], candidate: Candidate) -> bool:
    near = {word_at(tokens, at) for at in range(max(candidate.first - 5, 0), candidate.first)}
    return bool(near & OWN_AGE) and word_at(tokens, candidate.stop - 1).endswith("s") and candidate.unit != "year"


def _clause(tokens: Sequence[Token], candidate: Candidate) -> tuple[int, int]:
    left, right = candidate.first, candidate.stop
    while left > max(candidate.first - _REACH_LEFT, 0) and not _ends_clause(tokens, left - 1):
        left -= 1
    while right < min(candidate.stop + _REACH_RIGHT, len(tokens)) and not _ends_clause(tokens, right):
        right += 1
    return left, right


def _ends_clause(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if word not in CLAUSE_ENDS:
        return False
    return not (word in {"and", "n"} and word_at(tokens, index - 1) == "on" and word_at(tokens, index + 1) == "off")


def _words_in(tokens: Sequence[Token], start: int, stop: int) -> set[str]:
    return {token.text for token in tokens[start:stop]}


class _Near(NamedTuple):
    """How far the nearest words of pain, of the body and of something else stand off."""

    pain: int
    body: int
    elsewhere: int


def _speaks_of_it(near: _Near) -> bool:
    """Weigh: a word of pain must be nearest, a part of the body or "it" alone."""
    return near.pain <= near.elsewhere if near.pain < _NONE else near.body < near.elsewhere == _NONE


def _signals(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> _Near:
    pain = body = elsewhere = _NONE
    for at in (*range(left, candidate.first), *range(candidate.stop, right)):
        away = candidate.first - at if at < candidate.first else at - candidate.stop + 1 + _RIGHT_IS_FARTHER
        word = tokens[at].text
        came_on = word == "came" and word_at(tokens, at + 1) == "on"
        if word in ELSEWHERE or word in ASSUAGED and candidate.high < _SHORT and at < candidate.first:
            elsewhere = min(elsewhere, away)
        elif word in PAIN or word in ONSET and not starts_other(tokens, at) or came_on:
            pain = min(pain, away)
        elif names_symptom(tokens, at) or _is_the_pain(tokens, at) and not (
                candidate.form == "span" and at == candidate.first - 1):  # "these nine years"
            body = min(body, away)
    return _Near(pain, body, elsewhere)


def _is_the_pain(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "it" or "this" can be the pain: not in "been doing it nine years"."""
    before = word_at(tokens, index - 1)
    return tokens[index].text in PRONOUNS and before not in {"doing", "done", "at", "for", "do", "in"}


def starts_other(tokens: Sequence[Token], index: int) -> bool:
    """Tell "started taking", "started a job" and "began with tablets" from "started"."""
    if tokens[index].text[:4] not in {"star", "bega", "begu"}:
        return False
    after = word_at(tokens, index + 1)
    if after == "at":
        return word_at(tokens, index + 2) in {"a", "the", "my", "uni", "school", "work"}
    other = after in {"with", "a", "an", "the", "my", "to", "using", "new"} or after.endswith("ing")
    return other and not any(names_symptom(tokens, at) for at in range(index + 1, min(index + 6, len(tokens))))


def _ago_fits(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    """Tell whether "ago" tells when the pain began, not of an event of its own."""
    words = _words_in(tokens, left, right)
    if "since" in _words_in(tokens, left, candidate.first):
        return True
    if words & ONSET:
        return candidate.high <= _LONG_AGO or any(word[:4] in _BEGINNING for word in words)
    if words & SOFT_ONSET:
        return candidate.high < _LONG
    told = range(left, candidate.first)
    had = [at for at in told if tokens[at].text in {"had", "have", "saw", "was", "were"}]
    subject = [at for at in told if names_symptom(tokens, at) or tokens[at].text in {"it", "this", "that"}]
    return bool(subject) and not (had and had[0] < subject[0])


def _began_then(tokens: Sequence[Token], candidate: Candidate, left: int, right: int, near: _Near) -> bool:
    """Tell whether a date on its own is the day when it began."""
    before = word_at(tokens, candidate.first - 1), word_at(tokens, candidate.first - 2)
    onward = word_at(tokens, candidate.stop) in {"on", "onwards", "onward"} and (
        word_at(tokens, candidate.stop + 1) in {"", ".", ",", "\n"})
    if before == ("was", "that") or onward:
        return candidate.high < _LONG
    onsets = [at for at in range(left, right) if _is_onset(tokens, at, near)]
    if candidate.high >= _LONG:
        onsets = [at for at in onsets if tokens[at].text[:4] in _BEGINNING]
    return bool(onsets) and min(abs(candidate.first - at) for at in onsets) <= near.elsewhere


def _is_onset(tokens: Sequence[Token], index: int, near: _Near) -> bool:
    """Tell whether the word says that the pain began: "started", "my back went", "it came on"."""
    word = tokens[index].text
    if word in ONSET:
        return not starts_other(tokens, index)
    if word in {"came", "caught"}:
        return min(near.pain, near.body) < _NONE
    if word in {"went", "gave", "gone"}:
        return any(names_symptom(tokens, at) or word_at(tokens, at) == "back" for at in (index - 1, index - 2))
    return word in {"did", "put", "done"} and any(names_symptom(tokens, at) for at in (index + 1, index + 2))


def _is_fragment(tokens: Sequence[Token], candidate: Candidate, left: int, right: int) -> bool:
    outside = [*range(left, candidate.first), *range(candidate.stop, right)]
    return all(word_at(tokens, at) in EMPTY for at in outside)


def _fits_what_was_said(tokens: Sequence[Token], candidate: Candidate, left: int) -> bool:
    """Judge a bare "three weeks now" by the nearest telling word before it.

    Looks back to where its sentence begins; where it is all of the sentence,
    to where the one before begins.
    """
    own = left == 0 or tokens[left - 1].text in SENTENCE_ENDS
    for at in range(left - 2 if own else left - 1, max(left - 1 - _REACH_BACK, -1), -1):
        word = tokens[at].text
        if word in ELSEWHERE:
            return False
        if names_symptom(tokens, at) or word in ONSET:
            return True
        if word in SENTENCE_ENDS:
            break
    sure = own or candidate.form != "span" or bool(ONGOING & _words_in(tokens, left, candidate.stop + 1))
    return candidate.high < _LONG and sure or len(tokens) <= _REACH_RIGHT
