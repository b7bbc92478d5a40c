"""Finds what may be a length of time although no rule dares to say so: for a reader that weighs it in its sentence.

"Thursday before last", "the night of the 7th", "two weeks, no, three", "30 of
them", "she's six now", "since college". Taken by themselves most of these mean
something else; `time_choice` asks the model which of them tells of the pain.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from backguide.text.age_phrases import is_measured
from backguide.text.bad_times import TOMORROW
from backguide.text.calendar_phrases import COUNTED, MONTHS, SUFFIXES, WEEKDAYS
from backguide.text.duration_clause import Candidate
from backguide.text.feasts import begins_feast, latest_feast
from backguide.text.number_words import ORDINALS, Number, Token, read_number, word_at, words
from backguide.text.time_spans import OPEN_ENDED
from backguide.text.time_units import in_days, unit_at

_YEAR, _WEEK = 365, 7
_DAY = datetime.timedelta(days=1)
_PARTS = words("morning afternoon evening night arvo nite")
_VAGUE: dict[str, tuple[float, float]] = {
    "day": (2, 13), "week": (14, 56), "month": (60, 365), "year": (365, OPEN_ENDED), "decade": (7300, OPEN_ENDED)}
_NOT_BEFORE_VAGUE = words(
    "few couple several many some two three four five six seven eight nine ten odd of more the these those last next",
    "all every school uni teenage early later most early good old golden light rainy bad")
_ELISION_OPENS = words(
    "no nope like wait actually maybe lie say make sorry rather think that's now nearly almost more is")
_ELISION_ENDS = words("of in now i or nearly ? ! . ,") | {"", "\n"}
_WHOLE = frozenset({"them", "those", "these", "that"})
_REACH_ELISION, _MOST_ELIDED = 12, 60
_LONGEST_FEAST = 4
_CHILD = words("he's she's they're who's hes shes turned turning he she")
_OLDEST_CHILD = 45
_TO_COME = frozenset({"on", "this", "coming", "come", "next", "in", "from"})
_GONE = frozenset({"gone", "past", "last"})
_LONG = frozenset({"week", "fortnight", "month", "year"})

# ages in years at which a stage of life lies
_STAGES: dict[str, tuple[int, int]] = {
    "childhood": (3, 12), "kid": (4, 12), "child": (4, 12), "boy": (6, 15), "girl": (6, 15), "lad": (8, 18),
    "lass": (8, 18), "teenager": (13, 19), "teen": (13, 19), "teens": (13, 19), "adolescence": (12, 17),
    "nursery": (3, 5), "primary": (5, 11), "elementary": (6, 11), "secondary": (11, 18), "school": (5, 18),
    "schooldays": (5, 18), "college": (17, 22), "uni": (18, 22), "university": (18, 22), "student": (18, 23),
    "adult": (18, 18), "apprentice": (16, 20), "apprenticeship": (16, 20), "youth": (15, 24), "puberty": (11, 15)}
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "20s": 20,
            "30s": 30, "40s": 40, "50s": 50, "60s": 60, "70s": 70}
_THIRD = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_AT_AGE = words("at aged age turned")
_NOW = words("overnight")
_CLOCK = words("o'clock oclock")


def loose_times(
    tokens: Sequence[Token], spoken: Sequence[Candidate], today: datetime.date, age: float | None,
) -> list[Candidate]:
    """Return further candidates; `spoken` are those that the rules read, `age` that of the patient, if told."""
    found: list[Candidate] = []
    for index in range(len(tokens)):
        for read in (_before_last, _day_named, _feast_named, _counted_day, _vague, _moment, _ahead):
            found += filter(None, [read(tokens, index, today)])
        found += _of_life(tokens, index, age)
        found += _child(tokens, index)
    for span in spoken:
        found += _elided(tokens, span)
    known = {(each.low, each.high) for each in spoken}
    return [each for each in dict.fromkeys(found) if (each.low, each.high) not in known and each.low >= 0]


def _candidate(first_day: datetime.date, last_day: datetime.date, today: datetime.date, first: int, stop: int
               ) -> Candidate | None:
    low, high = (today - last_day).days, (today - first_day).days
    return Candidate(float(max(low, 0)), float(high), first, stop, "day", "date") if high >= 0 else None


def _before_last(tokens: Sequence[Token], index: int, today: datetime.date) -> Candidate | None:
    """Read "Thursday before last", "weekend before last" and "Monday last week"."""
    word = word_at(tokens, index)
    after = index + 1 + (word_at(tokens, index + 1) in _PARTS)
    two = word_at(tokens, after), word_at(tokens, after + 1)
    back = 1 if two == ("before", "last") else 0
    monday = today - today.weekday() * _DAY
    if word in WEEKDAYS:
        if back:
            day = today - ((today.weekday() - WEEKDAYS[word]) % 7 or 7) * _DAY - 7 * _DAY
            return _candidate(day, day, today, index, after + 2)
        if two in {("last", "week"), ("of", "last")}:
            day = monday + (WEEKDAYS[word] - 7) * _DAY
            return _candidate(day, day, today, index, after + 2)
    if back and word in _PARTS:
        return _candidate(today - 2 * _DAY, today - _DAY, today, index, after + 2)
    if back and word == "weekend":
        saturday = today - ((today.weekday() - 5) % 7 + 7) * _DAY
        return _candidate(saturday, saturday + _DAY, today, index, after + 2)
    if back and word == "week":
        return _candidate(monday - 14 * _DAY, monday - 8 * _DAY, today, index, after + 2)
    if back and word == "month":
        return Candidate(54.0, 85.0, index, after + 2, "day", "date")
    return None


def _day_named(tokens: Sequence[Token], index: int, today: datetime.date) -> Candidate | None:
    """Read "Friday the 13th", "the 7th" and "the first of the month" as the last such day."""
    at = index + (word_at(tokens, index) in WEEKDAYS)
    if word_at(tokens, at) != "the":
        return None
    word = word_at(tokens, at + 1)
    figures = word.isdecimal() and word_at(tokens, at + 2) in SUFFIXES
    day = int(word[:3]) if figures else ORDINALS.get(word, 0)
    stop = at + 2 + figures
    of_month = word_at(tokens, stop) == "of" and word_at(tokens, stop + 1) in {"the", "this"} and (
        word_at(tokens, stop + 2) == "month")
    sure = figures or of_month or at > index
    if not (sure and 1 <= day <= 31) or word_at(tokens, stop) in COUNTED | frozenset(MONTHS) or (
            word_at(tokens, stop) == "of" and not of_month):
        return None
    month = today.replace(day=1)
    if day > today.day:
        month = (month - _DAY).replace(day=1)
    try:
        when = month.replace(day=day)
    except ValueError:
        return None
    return _candidate(when, when, today, index, stop + 3 * of_month)


def _feast_named(tokens: Sequence[Token], index: int, today: datetime.date) -> Candidate | None:
    """Read a feast wherever it is named: "Labour Day Monday", "we put the clocks back"."""
    word = word_at(tokens, index)
    if not begins_feast(word):
        return None
    for stop in range(min(index + _LONGEST_FEAST, len(tokens)), index, -1):
        days = latest_feast(" ".join(token.text for token in tokens[index:stop]), 0, today)
        if days is not None:
            return _candidate(*days, today, index, stop)
    return None


def _counted_day(tokens: Sequence[Token], index: int, _: datetime.date) -> Candidate | None:
    """Read "tenth day today", "day 75" and "week three"."""
    word, after = word_at(tokens, index), word_at(tokens, index + 1)
    if word in {"day", "week", "month"}:
        number = read_number(tokens, index + 1)
        count, unit, stop = (number.low, word, number.stop) if number is not None and not number.vague else (0.0, "", 0)
    else:
        figures = word.isdecimal() and after in SUFFIXES
        count = float(word[:3]) if figures else float(ORDINALS.get(word, 0))
        unit, stop = unit_at(tokens, index + 1 + figures) or "", index + 2 + figures
    if count < 2 or unit not in {"day", "week", "month"} or count > 400:
        return None
    return Candidate(in_days(count - 1, unit), in_days(count, unit), index, stop, unit, "span")


def _vague(tokens: Sequence[Token], index: int, _: datetime.date) -> Candidate | None:
    """Read "had it yrs" and "years with this": a plural that nothing counts."""
    word, before = word_at(tokens, index), word_at(tokens, index - 1)
    unit = unit_at(tokens, index) or ""
    counted = before in _NOT_BEFORE_VAGUE or before[-1:].isdecimal() or read_number(tokens, index - 1) is not None
    if unit not in _VAGUE or not word.endswith("s") or word_at(tokens, index + 1) in {"old", "of"} or index and counted:
        return None
    return Candidate(*_VAGUE[unit], index, index + 1, unit, "span")


def _moment(tokens: Sequence[Token], index: int, _: datetime.date) -> Candidate | None:
    """Read "just now", "overnight", "at 4 o'clock" and "since I woke up"."""
    word, after, third = (word_at(tokens, index + step) for step in range(3))
    if word == "just" and after == "now":
        return Candidate(0, 0, index, index + 2, "day", "date")
    if word in _NOW:
        return Candidate(0, 1, index, index + 1, "day", "date")
    if word in _CLOCK or word == "o" and (after == "clock" or after == "'" and third == "clock"):
        return Candidate(0, 1, index, index + 1, "day", "date")
    if word == "since" and after in {"i", "he", "she", "we", "they"} and third in {"woke", "wake", "waked", "got"}:
        return Candidate(0, 0, index, index + 3, "day", "since")
    return None


def _of_life(tokens: Sequence[Token], index: int, age: float | None) -> Iterator[Candidate]:
    """Read "since college", "my early twenties", "when I was 21" of somebody whose age is known."""
    if age is None:
        return
    word, before = word_at(tokens, index), word_at(tokens, index - 1)
    if [token.text for token in tokens[index:index + 3]] == ["half", "my", "life"]:
        yield Candidate(age * 0.4 * _YEAR, age * 0.6 * _YEAR, index, index + 3, "year", "span")
    stage = _STAGES.get(word)
    if word in _DECADES:
        least, most = _THIRD.get(before, (0, 9))
        stage = _DECADES[word] + least, _DECADES[word] + most
    elif word in {"teens", "teen"} and before in {"early", "mid", "late"}:
        stage = {"early": (13, 15), "mid": (14, 17), "late": (17, 19)}[before]
    elif word in {"high", "middle"} and word_at(tokens, index + 1) == "school":
        stage = (11, 18)
    was = before == "was" and word_at(tokens, index - 2) in {"i", "he", "she"}
    number = read_number(tokens, index) if was or before in _AT_AGE else None
    if number is not None and not number.vague and 5 <= number.low <= number.high < age and not is_measured(
            tokens, number.stop):
        stage = int(number.low), int(number.high)
    if stage is not None and stage[0] < age:
        low, high = max(age - stage[1] - 1, 0) * _YEAR, (age - stage[0] + 1) * _YEAR
        yield Candidate(low, high, index, number.stop if number is not None else index + 1, "year", "since")


def _child(tokens: Sequence[Token], index: int) -> Iterator[Candidate]:
    """Read how long a child has been there: "since I had my youngest and he's 23 now"."""
    before = word_at(tokens, index - 1), word_at(tokens, index - 2)
    if not _CHILD & {*before} or {"i", "was", "were"} & {*before}:
        return
    number = read_number(tokens, index)
    if number is None or number.vague or number.high > _OLDEST_CHILD or unit_at(tokens, number.stop) not in {
            None, "year"} or word_at(tokens, number.stop) in {"/", "out", "%", ":", "am", "pm", "of"}:
        return
    yield Candidate(number.low * _YEAR, (number.high + 1) * _YEAR - 1, index, number.stop, "year", "since")


def _elided(tokens: Sequence[Token], span: Candidate) -> Iterator[Candidate]:
    """Read numbers that leave out the unit said before: "two weeks, no wait, three", "sore for 30 of them"."""
    if span.form not in {"span", "ago", "since"} or span.unit not in {"day", "week", "month", "year", "fortnight"}:
        return
    for at in range(span.stop, min(span.stop + _REACH_ELISION * 2, len(tokens))):
        number = read_number(tokens, at)
        if number is None or number.vague or not 1 <= number.low <= _MOST_ELIDED or unit_at(tokens, number.stop):
            continue
        after, second = word_at(tokens, number.stop), word_at(tokens, number.stop + 1)
        whole = after == "of" and second in _WHOLE or (after, second) == ("in", "total")
        put_right = at <= span.stop + _REACH_ELISION and word_at(tokens, at - 1) in _ELISION_OPENS | {",", "for"} and (
            after in _ELISION_ENDS)
        if whole or put_right:
            yield Candidate(in_days(number.low, span.unit), in_days(number.high, span.unit), at,
                            number.stop + 2 * whole, span.unit, "span")


def _ahead(tokens: Sequence[Token], index: int, today: datetime.date) -> Candidate | None:
    """Count a length that is full on another day: "a fortnight tomorrow", "ten weeks on Friday coming"."""
    number = read_number(tokens, index)
    one = number is None and (word_at(tokens, index) in {"a", "fortnight", "week", "month", "year"})
    count = Number(1, 1, index + (word_at(tokens, index) == "a")) if one else number
    unit = unit_at(tokens, count.stop) if count is not None else None
    if count is None or unit not in _LONG:
        return None
    at = count.stop + 1
    while word_at(tokens, at) in _TO_COME and at < count.stop + 4:
        at += 1
    days, stop = _days_off(tokens, at, today)
    low, high = in_days(count.low, unit) + days, in_days(count.high, unit) + days
    return Candidate(low, high, index, stop, unit, "span") if stop and low >= 0 else None


def _days_off(tokens: Sequence[Token], at: int, today: datetime.date) -> tuple[int, int]:
    """Return how many days ago the day named at `at` was, below 0 if it is to come, and where it ends; else 0, 0."""
    word = word_at(tokens, at)
    if word in TOMORROW:
        return -1, at + 1
    if word not in WEEKDAYS:
        return 0, 0
    just = at + 1 + (word_at(tokens, at + 1) == "just")
    if word_at(tokens, just) in _GONE:
        return (today.weekday() - WEEKDAYS[word]) % 7 or 7, just + 1
    return -((WEEKDAYS[word] - today.weekday()) % 7 or 7), at + 1
