"""Reads lengths of time in days: "3wks", "two and a half months", "for years"."""
from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from backguide.text.calendar_phrases import MONTHS, WEEKDAYS
from backguide.text.feasts import next_feast
from backguide.text.number_words import (
    CARDINALS,
    ORDINALS,
    Number,
    Token,
    may_begin_number,
    read_number,
    word_at,
    words,
)
from backguide.text.time_units import DAYS_IN, UNITS, in_days, unit_at


class TimeSpan(NamedTuple):
    """A length of time in days; tokens `first` to `stop` hold it, `unit` names it."""

    low: float
    high: float
    first: int
    stop: int
    unit: str


# the open end of "more than six weeks": a hundred years
OPEN_ENDED = 36_500.0
_VAGUE_LENGTHS: dict[str, tuple[float, float]] = {
    "hour": (0, 1), "day": (3, 13), "week": (14, 56), "month": (60, 365), "year": (730, OPEN_ENDED),
    "decade": (7300, OPEN_ENDED)}
# "all week"; "all day" tells more often of every day
_WHOLE: dict[str, tuple[float, float]] = {"week": (3, 7), "month": (14, 31), "year": (180, 365)}
_ALWAYS: dict[str, tuple[float, float]] = {
    "ages": (43, OPEN_ENDED), "a long time": (43, OPEN_ENDED), "long time": (43, OPEN_ENDED),
    "quite some time": (43, OPEN_ENDED), "yonks": (182, OPEN_ENDED), "donkeys": (365, OPEN_ENDED),
    "forever": (365, OPEN_ENDED), "donkey's years": (730, OPEN_ENDED), "donkeys years": (730, OPEN_ENDED),
    "donkey years": (730, OPEN_ENDED), "all my life": (1825, OPEN_ENDED), "my whole life": (1825, OPEN_ENDED),
    "as long as i can remember": (1825, OPEN_ENDED), "long as i can remember": (1825, OPEN_ENDED),
    "a very long time": (43, OPEN_ENDED), "a good long time": (43, OPEN_ENDED), "the longest time": (43, OPEN_ENDED),
    "eons": (365, OPEN_ENDED), "aeons": (365, OPEN_ENDED),
    "most of my life": (3650, OPEN_ENDED), "all me life": (1825, OPEN_ENDED), "my entire life": (1825, OPEN_ENDED)}
# longest first, so that "donkeys years" is not read as "donkeys"
_ALWAYS_BY_WORD = {
    start: sorted((phrase.split() for phrase in _ALWAYS if phrase.split()[0] == start), key=len, reverse=True)
    for start in {phrase.split()[0] for phrase in _ALWAYS}}

_HALF_A_LIFE = 3650.0
_STARTS = frozenset(UNITS) | frozenset(_ALWAYS_BY_WORD) | frozenset(ORDINALS) | words(
    "a an half quarter last past this the weak")
_NOT_BEFORE_AGES = words("all takes take took taking different dark middle dead both of between not ain't isn't")
_FILLERS = words("whole full good solid long odd bloody straight of - more fucking flipping wee")
_MODIFIERS: dict[str, tuple[str, ...]] = {
    "over": ("over", "more than", "longer than", "well over", "just over", "a bit over", "a little over", "upwards of",
             "in excess of", ">", "bit more than", "good bit over", "easily", "beyond"),
    "least": ("at least", "a minimum of", "minimum"),
    "nearly": ("nearly", "almost", "nearing", "just under", "not quite", "close to", "coming up to", "coming up on",
               "coming up for", "going on", "going on for", "getting on for", "approaching", "pushing", "just shy of",
               "nigh on", "near enough", "nearly going on", "knocking on", "almost going on", "goin on"),
    "most": ("best part of", "better part of", "the best part of", "the better part of", "bones of", "guts of",
             "the bones of", "the guts of", "most of"),
    "under": ("under", "less than", "fewer than", "<", "no more than", "not more than", "up to", "not even", "within",
              "not longer than", "no longer than"),
}
_MODIFIER_OF = {tuple(words.split()): kind for kind, all_words in _MODIFIERS.items() for words in all_words}
_LONGEST_MODIFIER = 4
# how much of "nearly two months" and "the best part of a year" is sure
_NEARLY, _MOST = 0.85, 0.67
_UP_TO_INCLUDED = frozenset({"up", "no", "not", "within"})
_FUTURE = frozenset({"on", "tomorrow"})
_COMING = frozenset({"this", "come", "next", "coming", "on", "in", "at"})
_LONG_UNITS = frozenset({"week", "fortnight", "month", "year"})
_BEFORE_ONE_DAY = frozenset({"for", "about", "over", "than", "been", "only", "nearly", "almost", "just", "least"})
_DOCTORS = {"52": "week", "12": "month", "7": "day"}
_BEFORE_DOCTORS = words("for x of since pain ~ last past ongoing back hx ache lbp")


def read_time_span(tokens: Sequence[Token], index: int) -> TimeSpan | None:
    """Read the length of time that begins at `index`, with what limits it ("over", "nearly")."""
    word = word_at(tokens, index)
    if word not in _STARTS and not may_begin_number(word):
        return None
    exact = _counted(tokens, index)
    if exact is not None:
        return _limited(tokens, _with_rest(tokens, exact))
    return _doctors(tokens, index) or _numbered(tokens, index) or _vague(tokens, index)


def _counted(tokens: Sequence[Token], index: int) -> TimeSpan | None:
    number = _quantity(tokens, index)
    if number is None:
        return None
    stop, more = number.stop, False
    while stop < number.stop + 3 and word_at(tokens, stop) in _FILLERS | {"+", "plus", "ish"}:
        more = more or word_at(tokens, stop) in {"+", "plus", "more"}
        stop += 1
    unit = unit_at(tokens, stop)
    if "more" in {word_at(tokens, at) for at in range(number.stop, stop)}:  # give it six more weeks
        return None
    if unit is None or _is_some_day(tokens, index, stop):
        return None
    if _is_future(tokens, stop, unit) and not _counts_to(tokens, index, stop + 1):
        return None
    low, high, stop = _tail(tokens, number.low, number.high, stop + 1)
    span = TimeSpan(in_days(low, unit), in_days(high, unit), index, stop, unit)
    return span._replace(high=OPEN_ENDED) if more or word_at(tokens, stop - 1) in {"+", "plus", "more"} else span


def _is_some_day(tokens: Sequence[Token], index: int, unit: int) -> bool:
    """Tell "never a day off" and "woke up one day" from "for a day"."""
    if unit != index + 1 or word_at(tokens, index) not in {"a", "an", "one"} or len(tokens) <= 3:
        return False
    single = word_at(tokens, unit) in {"day", "night", "hour", "minute", "day's"}
    told = word_at(tokens, index - 1) in _BEFORE_ONE_DAY or word_at(tokens, unit + 1) in {"ago", "now", "and", "or"}
    return single and not told


def _quantity(tokens: Sequence[Token], index: int) -> Number | None:
    """Read what counts the unit: a number, "a", "half a", or the one of "the last month"."""
    number = _part_of(tokens, index) or read_number(tokens, index)
    if number is not None:
        return number
    word = word_at(tokens, index)
    if word in {"a", "quarter"} and "quarter" in {word, word_at(tokens, index + 1)}:
        stop = index + 1 + (word == "a")
        return Number(0.25, 0.25, stop + 2) if word_at(tokens, stop) == "of" else None
    if word == "half":
        return Number(0.5, 0.5, index + 1 + (word_at(tokens, index + 1) in {"a", "an", "the"}))
    if word in {"a", "an"}:
        after = index + 1
        while after < index + 3 and word_at(tokens, after) in _FILLERS:
            after += 1
        if word_at(tokens, after) == "half":
            return Number(0.5, 0.5, after + 1)
        return (read_number(tokens, after) if after > index + 1 else None) or Number(1, 1, index + 1)
    before = word_at(tokens, index - 1)
    if word in {"last", "past"} and before in {"the", "this", "these", "over"} or word in {"this", "the"} and (
            word_at(tokens, index + 1) == "fortnight"):
        return None if read_number(tokens, index + 1) else Number(1, 1, index + 1)
    one = unit_at(tokens, index) is not None and not word.endswith("s")
    following = [word_at(tokens, index + step) for step in (1, 2, 3)]
    half = following[0] in {"and", "n"} and "half" in following
    bare = one and (before in {"for", "about"} or following[0] == "ago" or half)
    return Number(1, 1, index) if bare else None


_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 0.33, "2/3": 0.67}
_PART_WORDS = {"quarter": 0.25, "quarters": 0.25, "third": 0.33, "thirds": 0.33, "half": 0.5}


def _part_of(tokens: Sequence[Token], index: int) -> Number | None:
    """Read "¾ of a year", "three quarters of a year", "3/4 of a month", "a third of the year"."""
    word, after = word_at(tokens, index), word_at(tokens, index + 1)
    sign = "".join(token.text for token in tokens[index:index + 3])
    if word in _PARTS:
        part, stop = _PARTS[word], index + 1
    elif after == "/" and sign in _PARTS:
        part, stop = _PARTS[sign], index + 3
    elif after == "-" and word_at(tokens, index + 2) in {"quarters", "thirds"} and CARDINALS.get(word, 9) < 4:
        part, stop = _PART_WORDS[word_at(tokens, index + 2)] * CARDINALS[word], index + 3
    elif after in _PART_WORDS and (word in {"a", "one"} or after.endswith("s") and CARDINALS.get(word, 9) < 4):
        part, stop = _PART_WORDS[after] * (CARDINALS[word] if after.endswith("s") else 1), index + 2
    else:
        return None
    whole = word_at(tokens, stop) == "of" and word_at(tokens, stop + 1) in {"a", "an", "the"}
    return Number(part, part, stop + 2) if whole or word in _PARTS and unit_at(tokens, stop) is not None else None


def _counts_to(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Tell "it'll be three weeks on Thursday since I slipped" from "a week on Friday I fly"."""
    before = {token.text for token in tokens[max(index - 4, 0):index]}
    after = {token.text for token in tokens[stop:stop + 5]}
    gone = {word_at(tokens, stop + 2), word_at(tokens, stop + 1)} & {"gone", "past"}
    alone = bool(gone) or index == 0 and word_at(tokens, stop + 1) in {"", ".", "\n"}  # Two weeks tomorrow.
    return alone or bool(before & {"it'll", "itll", "that'll", "will"} and before & {"be", "been"} or "since" in after)


def anchored(tokens: Sequence[Token], span: TimeSpan, today: datetime.date) -> TimeSpan | None:
    """Count from another day than today: "a week last Saturday", "two years this Christmas"."""
    if span.unit not in _LONG_UNITS or span.high == OPEN_ENDED:
        return None
    at = span.stop + (word_at(tokens, span.stop) == "this" and word_at(tokens, span.stop + 1) in {"past", "coming"})
    at += word_at(tokens, at) == "coming"
    word, after = word_at(tokens, at), word_at(tokens, at + 1)
    if word in {"today", "yesterday", "tomorrow"}:
        return _moved(span, {"today": 0, "yesterday": 1, "tomorrow": -1}[word], at + 1)
    said_last = word in {"last", "past"}
    day = WEEKDAYS.get(word_at(tokens, at + (said_last or word in _COMING)), -1)
    gone = word_at(tokens, at + 1) in {"gone", "past", "last"} or word_at(tokens, at + 2) in {"gone", "past", "last"}
    ended = word_at(tokens, span.stop - 1) == "ago"
    if day >= 0 and (said_last or gone or ended and word in {"on", *WEEKDAYS}):
        back = (today.weekday() - day) % 7 or 7
        stop = at + 1 + (said_last or word in _COMING)
        return _moved(span, back, stop + (word_at(tokens, stop) in {"gone", "past", "last"}))
    counts = _counts_to(tokens, span.first, span.stop)
    if day >= 0 and word in _COMING and (counts or word != "on"):
        return _moved(span, -((day - today.weekday()) % 7 or 7), at + 2)
    feast_at = at + 1 if word in _COMING else at
    for stop in range(min(feast_at + 3, len(tokens)), feast_at, -1):
        day_to_come = next_feast(" ".join(token.text for token in tokens[feast_at:stop]), today)
        if day_to_come is not None and (word in {"this", "come", "next"} or counts):
            return _moved(span, (today - day_to_come).days, stop)
    month = MONTHS.get(after, 0)
    if word in {"in", "come", "this", "next"} and month and counts and month != today.month:
        return _moved(span, -30 * ((month - today.month) % 12), at + 2)
    return None


def _moved(span: TimeSpan, days: int, stop: int) -> TimeSpan | None:
    return span._replace(low=span.low + days, high=span.high + days, stop=stop) if span.low + days >= 0 else None


def _tail(tokens: Sequence[Token], low: float, high: float, stop: int) -> tuple[float, float, int]:
    """Read what may follow the unit: "and a half", "or two", "or so", "or more"."""
    words = [word_at(tokens, stop + step) for step in range(3)]
    if words[0] in {"and", "n", "&", "an"} and "half" in words[1:2 + (words[1] == "a")]:
        return low + 0.5, high + 0.5, stop + 2 + (words[1] == "a")
    if words[0] == "or":
        other = CARDINALS.get(words[1], 0)
        if other > high and unit_at(tokens, stop + 2) is None:
            return low, float(other), stop + 2
        if words[1] in {"so", "more", "thereabouts", "thereabout", "something", "whatever", "thereabt"}:
            return low, high, stop + 2
    if words[0] in {"+", "plus", "ish"} or words[0] == "-" and words[1] == "ish":
        return low, high, stop + 1 + (words[0] == "-")
    return low, high, stop


def _is_future(tokens: Sequence[Token], index: int, unit: str) -> bool:
    """Tell whether it is the "a week on Friday" that lies ahead."""
    return unit in {"week", "fortnight"} and word_at(tokens, index + 1) in _FUTURE and (
        word_at(tokens, index + 2)[-3:] == "day" or word_at(tokens, index + 1) != "on")


def _with_rest(tokens: Sequence[Token], span: TimeSpan) -> TimeSpan:
    """Add the months of "a year and three months", or reach to those of "six weeks to three months"."""
    if word_at(tokens, span.stop) in {"to", "-", "–"}:
        end = _counted(tokens, span.stop + 1)
        if end is not None and end.low > span.high:
            return span._replace(high=end.high, stop=end.stop)
    after = span.stop + (word_at(tokens, span.stop) in {"and", "n", "&", ","})
    rest = _counted(tokens, after)
    again = after > span.stop and word_at(tokens, span.stop) == "," and word_at(tokens, span.stop - 1) in _ROUGHLY
    if rest is None or again or span.high == OPEN_ENDED or DAYS_IN[rest.unit] >= DAYS_IN[span.unit] or rest.low >= (
            in_days(1, span.unit)):
        return span
    return span._replace(low=span.low + rest.low, high=span.high + rest.high, stop=rest.stop)


_ROUGHLY = frozenset({"so", "thereabouts", "something"})  # "a month or so, 4 weeks" says it twice


def _limited(tokens: Sequence[Token], span: TimeSpan) -> TimeSpan:
    for length in range(_LONGEST_MODIFIER, 0, -1):
        first = span.first - length
        kind = _MODIFIER_OF.get(tuple(token.text for token in tokens[max(first, 0):span.first]))
        if first >= 0 and kind is not None:
            return _apply(kind, tokens[first].text, span._replace(first=first))
    return span


def _apply(kind: str, word: str, span: TimeSpan) -> TimeSpan:
    """Move the ends of the range: over a month is 31 days or more."""
    if kind == "over":
        beyond = 0 if span.unit in {"hour", "minute"} else 1
        return span._replace(low=span.high + beyond, high=OPEN_ENDED)
    if kind == "least":
        return span._replace(high=OPEN_ENDED)
    if kind == "under":
        return span._replace(low=0.0, high=span.high if word in _UP_TO_INCLUDED else max(span.low - 1, 0.0))
    return span._replace(low=float(round(span.low * (_NEARLY if kind == "nearly" else _MOST))))


def _doctors(tokens: Sequence[Token], index: int) -> TimeSpan | None:
    """Read 2/52, 3/12 and 4/7 as a doctor writes weeks, months and days."""
    if word_at(tokens, index + 1) != "/" or not tokens[index].text.isdecimal():
        return None
    unit = _DOCTORS.get(word_at(tokens, index + 2))
    if unit is None or word_at(tokens, index + 3) == "/" or word_at(tokens, index - 1) == "/":
        return None
    count = int(tokens[index].text[:3])
    if not 0 < count <= 12 or unit != "week" and word_at(tokens, index - 1) not in _BEFORE_DOCTORS:
        return None
    return TimeSpan(in_days(count, unit), in_days(count, unit), index, index + 3, unit)


def _numbered(tokens: Sequence[Token], index: int) -> TimeSpan | None:
    """Read "day 3", and "third day", as so many days; "fourth week" as 21 to 28."""
    first_unit = unit_at(tokens, index)
    before = word_at(tokens, index - 1)
    if first_unit in {"day", "week", "month"}:
        number = read_number(tokens, index + 1)
        fits = number is not None and not number.vague and unit_at(tokens, number.stop) is None
        if number is None or not fits or tokens[index].text.endswith("s") or before in _NOT_BEFORE_DAY:
            return None
        return TimeSpan(_since_start(number.low, first_unit), in_days(number.high, first_unit), index, number.stop,
                        first_unit)
    figures = word_at(tokens, index).isdecimal() and word_at(tokens, index + 1) in {"st", "nd", "rd", "th"}
    count = int(word_at(tokens, index)[:3]) if figures else ORDINALS.get(word_at(tokens, index), 0)
    at = index + 1 + figures
    unit = unit_at(tokens, at)
    after = word_at(tokens, at + 1)
    of_it = after == "of" and word_at(tokens, at + 2) in {"it", "this", "pain", "the", "my", "back"}
    the_day = before == "the" and of_it and word_at(tokens, at + 2) != "my"  # the 4th day of it
    in_a_row = [word_at(tokens, at + step) for step in (1, 2, 3)] in (["in", "a", "row"], ["on", "the", "trot"])
    stop = at + 1 + 3 * in_a_row
    if unit is None and word_at(tokens, at) in {"night", "morning", "nite", "mornin"} and (in_a_row or after == "with"):
        unit = "day"  # the fifth morning in a row, third night with no sleep
    other = before in _NOT_BEFORE_DAY and not (the_day or in_a_row)
    if count < 2 or unit not in {"day", "week", "month"} or other or not (
            of_it or in_a_row or after in {"", ".", ",", "now", "running", "!", "\n", "with"}):
        return None
    return TimeSpan(_since_start(count, unit), in_days(count, unit), index, stop, unit)


_NOT_BEFORE_DAY = words("a per every each next same other that one all the until till by last any of an in")


def _since_start(count: float, unit: str) -> float:
    return count if unit == "day" else in_days(max(count - 1, 0), unit)


def _vague(tokens: Sequence[Token], index: int) -> TimeSpan | None:
    """Read "for years", "months now", "all week" and "ages"."""
    word, before, after = (word_at(tokens, index + step) for step in (0, -1, 1))
    if word == "half" and [token.text for token in tokens[index:index + 3]] == ["half", "my", "life"]:
        return TimeSpan(_HALF_A_LIFE, OPEN_ENDED, index, index + 3, "ages")
    for phrase in _ALWAYS_BY_WORD.get(word, ()):
        stop = index + len(phrase)
        fits = before not in _NOT_BEFORE_AGES and not word_at(tokens, stop).isdecimal()
        if fits and [token.text for token in tokens[index:stop]] == phrase:
            return TimeSpan(*_ALWAYS[" ".join(phrase)], index, stop, "ages")
    unit = unit_at(tokens, index)
    if unit is None:
        return None
    if before in {"all", "whole"} and not word.endswith("s") and unit in _WHOLE:
        return TimeSpan(*_WHOLE[unit], index - 1, index + 1, unit)
    if before == "this" and word == "week":
        return TimeSpan(0, 7, index - 1, index + 1, unit)
    plural = word.endswith("s") and unit in _VAGUE_LENGTHS
    opens = before in {"", "\n", "."} and after in {",", ".", "on", "…"}  # Years, on and off.
    if plural and (before in {"for", "many", "been", "over", "last", "past"} or opens or after in {
            "now", "and", "of"} or after == "ago" and unit in {"day", "week", "month"} or len(tokens) <= 2):
        again = after == "and" and unit_at(tokens, index + 2) == unit
        return TimeSpan(*_VAGUE_LENGTHS[unit], index, index + 1 + 2 * again, unit)
    return None
