"""Reads what has the form of a date, whether the calendar has it or not: "31 February", "the 45th", "in 2091"."""
from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from backguide.text.calendar_phrases import COUNTED, MONTHS, SUFFIXES
from backguide.text.number_words import CARDINALS, ORDINALS, Token, read_single, word_at
from backguide.text.time_units import unit_at


class NamedDate(NamedTuple):
    """A date as it was said, 0 for what was not; `first` is its first day, None where there is no such day."""

    year: int
    month: int
    first: datetime.date | None
    stop: int


_LEAP_YEAR = 2024  # for a date without a year: 29 February is one
_LONGEST_MONTH = 31
_NUMERIC = re.compile(r"(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)([/.-])(\d\d?)\5(\d{4}|\d\d)|(\d\d)/(\d\d))(?![\d/.])")
_LONGEST_NUMERIC = 5  # tokens


def named_date(tokens: Sequence[Token], index: int) -> NamedDate | None:
    """Read the date that begins at `index`."""
    return (_numeric(tokens, index) or _day_and_month(tokens, index) or _month(tokens, index)
            or _day_alone(tokens, index) or _year_alone(tokens, index))


def _made(day: int, month: int, year: int, stop: int) -> NamedDate:
    """Return a date; the month first where it cannot be the day."""
    if month > 12 >= day:
        day, month = month, day
    try:
        return NamedDate(year, month, datetime.date(year or _LEAP_YEAR, month, day), stop)
    except ValueError:
        return NamedDate(year, month, None, stop)


def _numeric(tokens: Sequence[Token], index: int) -> NamedDate | None:
    pieces = tokens[index:index + _LONGEST_NUMERIC]
    text = "".join(token.text if step == 0 or token.glued else " " for step, token in enumerate(pieces))
    match = _NUMERIC.match(text)
    if match is None:
        return None
    length, stop = match.end(), index
    while length > 0:
        length -= len(tokens[stop].text)
        stop += 1
    if match[1]:
        return _made(int(match[3]), int(match[2]), int(match[1]), stop)
    if match[8]:
        return _made(int(match[8]), int(match[9]), 0, stop)
    year = int(match[7])
    return _made(int(match[4]), int(match[6]), year + 2000 if year < 100 else year, stop)


def _day_and_month(tokens: Sequence[Token], index: int) -> NamedDate | None:
    month_first = word_at(tokens, index) in MONTHS
    at = index + 1 + (word_at(tokens, index + 1) == "the") if month_first else index
    day, end = _day(tokens, at)
    if day is None or month_first and unit_at(tokens, end) is not None:
        return None
    name = index if month_first else end + (word_at(tokens, end) == "of")
    month = MONTHS.get(word_at(tokens, name), 0)
    year, stop = _year(tokens, end if month_first else name + 1)
    return _made(day, month, year, stop) if month else None


def _month(tokens: Sequence[Token], index: int) -> NamedDate | None:
    """Read a month of a year: "December 2091"."""
    month = MONTHS.get(word_at(tokens, index), 0)
    year, stop = _year(tokens, index + 1)
    return _made(1, month, year, stop) if month and year else None


def _day_alone(tokens: Sequence[Token], index: int) -> NamedDate | None:
    """Read "the 45th", which no month has; not "the 45th time"."""
    day, stop = _day(tokens, index)
    ordinal = word_at(tokens, stop - 1) in SUFFIXES or word_at(tokens, stop - 1) in ORDINALS
    if day is None or not ordinal or 1 <= day <= _LONGEST_MONTH or word_at(tokens, stop) in COUNTED:
        return None
    return NamedDate(0, 0, None, stop)


def _year_alone(tokens: Sequence[Token], index: int) -> NamedDate | None:
    year, stop = _year(tokens, index)
    return NamedDate(year, 0, datetime.date(year, 1, 1), stop) if year and unit_at(tokens, stop) is None else None


def _day(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """Return a number that stands where a day would, and the index after it."""
    word = word_at(tokens, index)
    if word in ORDINALS:
        return ORDINALS[word], index + 1
    number = read_single(tokens, index)
    if number is None or number.vague or number.low != int(number.low) or number.low >= 1000:
        return None, index
    ones = number.stop + (word_at(tokens, number.stop) == "-")
    if word in CARDINALS and word_at(tokens, ones) in ORDINALS:  # thirty first
        return int(number.low) + ORDINALS[word_at(tokens, ones)], ones + 1
    return int(number.low), number.stop + (word_at(tokens, number.stop) in SUFFIXES)


def _year(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    at = index + (word_at(tokens, index) in {",", "of"})
    word = word_at(tokens, at)
    return (int(word), at + 1) if len(word) == 4 and word.isdecimal() and word >= "1000" else (0, index)
