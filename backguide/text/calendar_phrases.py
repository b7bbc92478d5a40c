"""Reads calendar phrases as the days they may mean: "last Tuesday", "early July".

All look backwards from `today`: a month or feast without a year is the last
one that has begun.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from backguide.text.feasts import begins_feast, latest_feast
from backguide.text.number_words import ORDINALS, Token, read_single, word_at, words


class Dates(NamedTuple):
    """The first and last day meant; `stop` is the index after the last token."""

    first: datetime.date
    last: datetime.date
    stop: int


_DAY = datetime.timedelta(days=1)
OLDEST_YEAR = 1930
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate((
        "monday mon mondy moday", "tuesday tue tues teusday tuseday tusday", "wednesday wed weds wendsday wensday",
        "thursday thu thur thurs thrusday thursdy", "friday fri firday fridy", "saturday sat satruday satday saterday",
        "sunday sun sundy snuday"))
    for name in names.split()
}
# these are ordinary words as well: only after a word that calls for a date
AMBIGUOUS = frozenset({"mon", "wed", "sat", "sun", "may", "march", "mar", "fri", "dec"})
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate((
        "january jan janury", "february feb febuary feburary", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sep sept setember", "october oct octber", "november nov novemeber",
        "december dec decmber"), start=1)
    for name in names.split()
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_TODAY = words(
    "today tonight tonite breakfast lunch lunchtime dinnertime teatime noon midday dawn earlier morning afternoon",
    "fajr dinner tea")
_PARTS_OF_DAY = frozenset({"morning", "mornin", "mourning", "afternoon", "evening", "night", "arvo", "am", "noon"})
_THIRDS = {"early": 0, "mid": 1, "middle": 1, "late": 2, "start": 0, "beginning": 0, "end": 2}
_SKIP = words(
    "the about around roughly maybe like sometime on in at just back circa of - or this round before after",
    "probably from")
_SKIP_AT_MOST = 5
_LONGEST_FEAST = 4
_SESSIONS = words("session game match shift workout training class run ride gym lift practice")
# "last christmas day just gone"
_GONE = words("gone past passed last")
# "the 3rd floor" is no day of the month
COUNTED = words(
    "floor time day week year month place attempt baby pregnancy disc vertebra rib step stair rep set one visit child",
    "degree birthday generation trimester hole half go round episode flare-up flare operation op night metatarsal")
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
# "since before Christmas" means at most so long before
_BEFORE = 15 * _DAY


def read_dates(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    """Read the date, month, season, feast or year that begins at `index`."""
    start = index
    while start < index + _SKIP_AT_MOST and word_at(tokens, start) in _SKIP:
        start += 1
    for reader in (_relative, _weekday, _feast, _third, _numeric, _day_of_month, _month, _season, _year):
        found = reader(tokens, start, today)
        if found is not None and found.first <= today:
            stop = found.stop + (word_at(tokens, found.stop) == "just")
            found = found._replace(stop=stop + 1) if word_at(tokens, stop) in _GONE else found
            return _before(found) if "before" in words_between(tokens, index, start) else _begun(found, today)
    return None


def words_between(tokens: Sequence[Token], start: int, stop: int) -> set[str]:
    """Return the words of a stretch of tokens."""
    return {token.text for token in tokens[max(start, 0):stop]}


def _begun(dates: Dates, today: datetime.date) -> Dates:
    return dates._replace(last=min(dates.last, today))


def _before(dates: Dates) -> Dates:
    return dates._replace(first=dates.first - _BEFORE, last=dates.first - _DAY)


def _relative(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    word, after = word_at(tokens, index), word_at(tokens, index + 1)
    if word in {"yesterday", "yday", "yest", "yesturday", "yesterdays", "yesteday"}:
        ago, stop = (1, 1), index + 1 + (after in _PARTS_OF_DAY)
    elif word == "last" and after in {"night", "evening", "nite"}:
        ago, stop = (1, 1), index + 2
    elif word == "day" and after == "before" and word_at(tokens, index + 2) in {"yesterday", "yest", "last"}:
        ago, stop = (2, 2), index + 3
    elif word == "other" and after in {"day", "night", "week", "month"}:
        ago, stop = {"week": (7, 21), "month": (30, 60)}.get(after, (2, 6)), index + 2
    elif word in {"last", "previous"} and after in {"week", "month", "year", "weekend"}:
        return _last_period(after, index + 2, today)
    elif word == "weekend":
        return _last_period(word, index + 1, today)
    elif word in _TODAY or word in _PARTS_OF_DAY and word_at(tokens, index - 1) in {"this", "the"}:
        ago, stop = (0, 0), index + 1
    else:
        return None
    return Dates(today - ago[1] * _DAY, today - ago[0] * _DAY, stop)


def _last_period(period: str, stop: int, today: datetime.date) -> Dates:
    monday = today - today.weekday() * _DAY
    if period == "weekend":
        saturday = today - ((today.weekday() - 5) % 7) * _DAY
        return Dates(saturday, saturday + _DAY, stop)
    if period == "week":
        return Dates(monday - 7 * _DAY, monday - _DAY, stop)
    if period == "month":
        end = today.replace(day=1) - _DAY
        return Dates(end.replace(day=1), end, stop)
    return Dates(datetime.date(today.year - 1, 1, 1), datetime.date(today.year - 1, 12, 31), stop)


def _weekday(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    said_last = word_at(tokens, index) in {"last", "past"}
    at = index + said_last
    word = word_at(tokens, at)
    if word_at(tokens, at + 1) in _SESSIONS:  # Saturday's session
        word = word.removesuffix("'s").removesuffix("s")
    if word not in WEEKDAYS:
        return None
    stop = at + 1
    ago = (today.weekday() - WEEKDAYS[word]) % 7 or 7
    after = word_at(tokens, stop)
    if after == "week":  # Saturday week: the one before
        return Dates(today - (ago + 7) * _DAY, today - (ago + 7) * _DAY, stop + 1)
    if after == "before" and word_at(tokens, stop + 1) == "last":
        return Dates(today - (ago + 7) * _DAY, today - (ago + 7) * _DAY, stop + 2)
    stop += after in {"last", "gone", "past"} or after in _PARTS_OF_DAY
    # "last Sunday", said on a Tuesday, may be either of two
    earliest = ago + 7 if said_last and ago <= 2 else ago
    return Dates(today - earliest * _DAY, today - ago * _DAY, stop)


def _feast(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    at = index + (word_at(tokens, index) in {"last", "past"})
    if not begins_feast(word_at(tokens, at)):
        return None
    for stop in range(min(at + _LONGEST_FEAST, len(tokens)), at, -1):
        year = _year_at(tokens, stop, today)
        days = latest_feast(" ".join(token.text for token in tokens[at:stop]), year, today)
        if days is not None:
            return Dates(*days, stop + bool(year) + (word_at(tokens, stop) in {"night", "eve"} and not year))
    return None


def _third(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    """Read "early July" as days 1 to 10, "mid" 11 to 20, "late" 21 to the end."""
    part = _THIRDS.get(word_at(tokens, index))
    if part is None:
        return None
    at = index + 1
    while at < index + 4 and word_at(tokens, at) in {"of", "-", "the", "last", "in", "this"}:
        at += 1
    period = _this_period(tokens, at, today)
    if period is not None:
        days = (period.last - period.first).days // 3
        first = period.first + part * days * _DAY
        return Dates(first, first + days * _DAY, period.stop)
    whole = _month(tokens, at, today, cut=False) or _year(tokens, at, today) or _season(tokens, at, today)
    if whole is None:
        return None
    if word_at(tokens, at) in MONTHS:
        first = whole.first + (0, 10, 20)[part] * _DAY
        last = whole.last if part == 2 else whole.first + (9, 19)[part] * _DAY
        if first > today:
            first, last = _a_year_before(first), _a_year_before(last)
        return Dates(first, last, whole.stop)
    third = (whole.last - whole.first) // 3
    first = whole.first + part * third
    return Dates(first, first + third, whole.stop)


def _this_period(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    """Read the month or year of "the start of the month" and "the end of last year"."""
    word, before = word_at(tokens, index), word_at(tokens, index - 1)
    if word not in {"month", "year"} or before not in {"the", "this", "last"}:
        return None
    if before == "last":
        return _last_period(word, index + 1, today)
    if word == "year":
        return Dates(datetime.date(today.year, 1, 1), datetime.date(today.year, 12, 31), index + 1)
    return Dates(today.replace(day=1), _month_end(today.year, today.month), index + 1)


def _day_of_month(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    if word_at(tokens, index) in MONTHS:  # November 3rd
        month = MONTHS[word_at(tokens, index)]
        day, stop = _day(tokens, index + 1 + (word_at(tokens, index + 1) == "the"))
    else:
        day, end = _day(tokens, index)
        stop = end + (word_at(tokens, end) == "of")
        month = MONTHS.get(word_at(tokens, stop), 0)
        if word_at(tokens, stop) in {"this", "last"} and word_at(tokens, stop + 1) == "month":
            year, month = _month_said(word_at(tokens, stop), today)
            return _dated(day, month, year, stop + 2, today) if day else None
        if not month and word_at(tokens, end - 1) in SUFFIXES and word_at(tokens, end) not in COUNTED:
            return _day_of_some_month(day, end, today)
        stop += 1
    if not (day and month):
        return None
    comma = word_at(tokens, stop) == ","
    year = _year_at(tokens, stop + comma, today)
    return _dated(day, month, year, stop + comma + 1 if year else stop, today)


def _day_of_some_month(day: int, stop: int, today: datetime.date) -> Dates | None:
    """Read "the 12th" as the last such day."""
    month, year = (today.month, today.year) if day <= today.day else _month_before(today)
    return _dated(day, month, year, stop, today)


def _numeric(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    """Read 3/11/2026, 3.11.26, 2026-11-03 and 3/11; the day first, unless it cannot be."""
    pieces = tokens[index:index + 5]
    piece = "".join(token.text if step == 0 or token.glued else " " for step, token in enumerate(pieces))
    match = re.match(r"(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)([/.-])(\d\d?)(?:\5(\d{4}|\d\d))?)(?![\d/])", piece)
    if match is None:
        return None
    if match[1]:
        return _dated(int(match[3]), int(match[2]), int(match[1]), index + 5, today)
    day, month = int(match[4]), int(match[6])
    if month > 12:
        day, month = month, day
    if match[5] != "/" and not match[7]:
        return None
    year = int(match[7]) if match[7] else 0
    return _dated(day, month, year + 2000 if 0 < year < 100 else year, index + (5 if match[7] else 3), today)


def _day(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """Return the day of the month and the index after it, or (0, index)."""
    word = word_at(tokens, index)
    if word in ORDINALS:
        return ORDINALS[word], index + 1
    number = read_single(tokens, index)
    if number is None or number.low != int(number.low) or not 1 <= number.low <= 31:
        return 0, index
    return int(number.low), number.stop + (word_at(tokens, number.stop) in SUFFIXES)


def _dated(day: int, month: int, year: int, stop: int, today: datetime.date) -> Dates | None:
    try:
        when = datetime.date(year or today.year, month, day)
    except ValueError:
        return None
    if when > today and not year:
        when = _a_year_before(when)
    return Dates(when, when, stop)


def _month(tokens: Sequence[Token], index: int, today: datetime.date, *, cut: bool = True) -> Dates | None:
    at = index + (word_at(tokens, index) in {"last", "this"})
    month = MONTHS.get(word_at(tokens, at))
    if month is None:
        return None
    stop = at + 1 + (word_at(tokens, at + 1) in {"of", "last"})
    given = _year_at(tokens, stop, today)
    stop = stop + 1 if given else at + 1
    year = given or today.year - (month > today.month)
    first = datetime.date(year, month, 1)
    last = _month_end(year, month)
    return Dates(first, min(last, today) if cut else last, stop)


def _season(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    at = index + (word_at(tokens, index) in {"last", "this", "the"})
    season = SEASONS.get(word_at(tokens, at))
    # "since the fall" is more often the one down the stairs
    tumble = word_at(tokens, at) == "fall" and word_at(tokens, at - 1) not in {"last", "this", "early", "late"}
    if season is None or tumble:
        return None
    given = _year_at(tokens, at + 1, today)
    year = given or today.year
    while True:
        first = datetime.date(year, season[0], 1)
        if first <= today or given:
            break
        year -= 1
    last = _month_end(year + (season[1] < season[0]), season[1])
    return Dates(first, last, at + 1 + bool(given))


def _year(tokens: Sequence[Token], index: int, today: datetime.date) -> Dates | None:
    year = _year_at(tokens, index, today)
    return Dates(datetime.date(year, 1, 1), datetime.date(year, 12, 31), index + 1) if year else None


def _year_at(tokens: Sequence[Token], index: int, today: datetime.date) -> int:
    word = word_at(tokens, index)
    return int(word) if len(word) == 4 and word.isdecimal() and OLDEST_YEAR <= int(word) <= today.year else 0


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - _DAY


def _a_year_before(when: datetime.date) -> datetime.date:
    return when - (366 if (when.month, when.day) == (2, 29) else 365) * _DAY


def _month_said(which: str, today: datetime.date) -> tuple[int, int]:
    month, year = (today.month, today.year) if which == "this" else _month_before(today)
    return year, month


def _month_before(today: datetime.date) -> tuple[int, int]:
    end = today.replace(day=1) - _DAY
    return end.month, end.year
