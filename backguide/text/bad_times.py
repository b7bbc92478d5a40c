"""Finds times at which no pain can have begun: days to come, days that no calendar has, minus three weeks.

Only where they tell of the beginning, after "since" or alone in a message: an
appointment next Tuesday is none.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from backguide.text.calendar_phrases import MONTHS, SEASONS, WEEKDAYS
from backguide.text.feasts import begins_feast
from backguide.text.named_dates import NamedDate, named_date
from backguide.text.number_words import ORDINALS, Token, may_begin_number, read_single, tokenize, word_at, words
from backguide.text.time_spans import read_time_span
from backguide.text.time_units import unit_at

Fault = Literal["future", "no_such_day", "negative", "long_ago"]


class BadTime(NamedTuple):
    """What is wrong with the time that tokens `first` to `stop` name."""

    fault: Fault
    first: int
    stop: int


_OLDEST = 100  # years
TOMORROW = words("tomorrow tomorow tommorow tommorrow tmrw tmr tomoz 2moro")
_NEXT = frozenset({"next", "coming", "upcoming"})
_PERIODS = words("week weekend month year fortnight")
_OPENINGS = words("since sinse sence scince snice from frm start starts started starting begin begins began begun",
                  "beginning")
_BETWEEN = words("the about around on in of at roughly maybe this a day after early mid late like sometime it for - as")
_SPOKEN = _BETWEEN | words(
    "i i've ive have had has been my back pain hurts it's its is was that going to think just only so well ok um . , !")
_LONGEST_ALONE = 10  # tokens
_MINUS = frozenset({"minus", "negative"})
_STARTS = TOMORROW | _NEXT | _MINUS | frozenset(MONTHS) | frozenset(ORDINALS) | {"-"}


def fault_of_time(text: str, today: datetime.date) -> Fault | None:
    """Return what is wrong with the time that a text names as the beginning, if anything is."""
    return next((found.fault for found in bad_times(tokenize(text), today)), None)


def without_bad_times(tokens: Sequence[Token], today: datetime.date) -> tuple[Token, ...]:
    """Return the tokens with commas in place of impossible times, so that no part of one is read."""
    bad = {at for found in bad_times(tokens, today) for at in range(found.first, found.stop)}
    return tuple(token._replace(text=",") if at in bad else token for at, token in enumerate(tokens))


def bad_times(tokens: Sequence[Token], today: datetime.date) -> Iterator[BadTime]:
    """Yield the impossible times that a message names as the beginning."""
    for index, token in enumerate(tokens):
        if token.text not in _STARTS and not may_begin_number(token.text):
            continue
        found = _negative(tokens, index) or _to_come(tokens, index) or _dated(tokens, index, today)
        if found is not None and _tells_beginning(tokens, found):
            yield found


def _tells_beginning(tokens: Sequence[Token], bad: BadTime) -> bool:
    """Tell whether a word of beginning leads to it, or nothing else is said."""
    at = bad.first - 1
    while at >= 0 and tokens[at].text in _BETWEEN:
        at -= 1
    if word_at(tokens, at) in _OPENINGS:
        return True
    if len(tokens) > _LONGEST_ALONE:
        return False
    return all(token.text in _SPOKEN for token in (*tokens[:bad.first], *tokens[bad.stop:]))


def _negative(tokens: Sequence[Token], index: int) -> BadTime | None:
    """Read "minus 3 weeks" and "-3 weeks", but not the dash of "pain - 3 weeks"."""
    dash = word_at(tokens, index) == "-" and index + 1 < len(tokens) and tokens[index + 1].glued
    sign = dash and not tokens[index].glued and word_at(tokens, index - 1) in {"", "for", *_OPENINGS}
    if not sign and word_at(tokens, index) not in _MINUS:
        return None
    number = read_single(tokens, index + 1)
    return BadTime("negative", index, number.stop + 1) if number and unit_at(tokens, number.stop) else None


def _to_come(tokens: Sequence[Token], index: int) -> BadTime | None:
    """Read "tomorrow", "next Tuesday" and "3 weeks from now"; "the next week" tells of the past."""
    word, after = word_at(tokens, index), word_at(tokens, index + 1)
    if word in TOMORROW:
        return BadTime("future", index, index + 1)
    named = after in WEEKDAYS or after in MONTHS or after in SEASONS or after in _PERIODS or begins_feast(after)
    if word in _NEXT and named and word_at(tokens, index - 1) != "the":
        return BadTime("future", index, index + 2)
    span = read_time_span(tokens, index)
    if span is None:
        return None
    ahead = word_at(tokens, span.stop) == "from" and word_at(tokens, span.stop + 1) == "now"
    in_time = word_at(tokens, index - 1) == "in" and (
        word_at(tokens, span.stop) == "time" or word_at(tokens, span.stop + 1) == "time")
    return BadTime("future", index, span.stop + 2) if ahead or in_time else None


def _dated(tokens: Sequence[Token], index: int, today: datetime.date) -> BadTime | None:
    """Read a date that is none, one to come, or one before anybody lived."""
    date = named_date(tokens, index)
    fault = _fault_of(date, today) if date is not None else None
    return BadTime(fault, index, date.stop) if date and fault else None


def _fault_of(date: NamedDate, today: datetime.date) -> Fault | None:
    if date.first is None:
        return "no_such_day"
    if date.year and date.first > today:
        return "future"
    return "long_ago" if 0 < date.year < today.year - _OLDEST else None
