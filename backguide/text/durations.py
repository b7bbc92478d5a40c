"""Finds how long the pain has lasted, in days before `today`."""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backguide.text.calendar_phrases import AMBIGUOUS, MONTHS, WEEKDAYS, read_dates
from backguide.text.duration_clause import Candidate
from backguide.text.duration_context import (
    can_be_cause,
    denies_pain,
    is_about_pain,
    is_direct_answer,
    is_strain,
    says_since_then,
    tells_of_pain,
)
from backguide.text.duration_traps import is_others
from backguide.text.duration_words import HISTORY
from backguide.text.feasts import begins_feast
from backguide.text.loose_times import loose_times
from backguide.text.number_words import ORDINALS, Token, read_number, word_at, words
from backguide.text.patient import compares_with_own
from backguide.text.sole_date import sole_date
from backguide.text.time_spans import anchored, read_time_span

_SINCE = frozenset({"since", "sinse", "sence", "scince", "sins", "snice", "sice"})
_FROM = frozenset({"from", "frm", "form"})
_SEASONS_AND_FEASTS = words(
    "summer spring autumn winter easter christmas xmas lockdown thanksgiving halloween diwali")
_DATE_WORDS = (frozenset(WEEKDAYS) | frozenset(MONTHS)) - AMBIGUOUS | frozenset({
    "yesterday", "yday", "yesturday", "yest", "today", "tonight", "last", "this", "other", "on", "weekend", "day",
    "early", "mid", "late", "in", "at", "the"})
_MEALS = words("lunch lunchtime breakfast dinner teatime noon midday dinnertime work")
_AFTER_FEAST = words(
    ". , ! ? ; ) and but when i it my so after with of holidays eve day time as while because the which then",
    "this") | {"", "\n"}
_AGO = frozenset({"ago", "back", "since", "agao", "aho", "agi"})
_MONTHS_NEED = frozenset({"in", "on", "early", "mid", "late", "last", "of"})
_NEXT_IN = frozenset({"until", "till", "to", "-", "til"})
_SKIP = frozenset({"about", "around", "like", "maybe", "the", "roughly", "a", "approximately", "almost", "at", "least"})
_SKIP_AT_MOST = 3
_EVENT_REACH = 8
_EVENT_ENDS = frozenset(".,!?;()\n") | {"", "but", "so", "because"}
_YEAR = 365


class Possible(NamedTuple):
    """A length of time that a message names; `ruled`: the rules hold it for the pain's; `loose`: no rule reads it."""

    candidate: Candidate
    ruled: bool
    loose: bool


def possible_durations(
    tokens: Sequence[Token], today: datetime.date, *, age: float | None = None, loose: bool = True,
) -> list[Possible]:
    """Return every length of time that might be the pain's; `age` settles "since I was 30"."""
    spoken = list(_candidates(tokens, today, age))
    ruled = _ruled(tokens, spoken)
    read = [candidate for candidate in spoken if candidate.unit != "then"]
    more = loose_times(tokens, read, today, age) if loose else []
    return [*(Possible(each, each in ruled, False) for each in read), *(Possible(each, False, True) for each in more)]


def _ruled(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return those that are the pain's by the rules of clauses."""
    found: list[Candidate] = []
    strains: list[Candidate] = []
    likened = compares_with_own(tokens)
    event: Candidate | None = None
    for candidate in candidates:
        if candidate.unit == "then":
            hurts = tells_of_pain(tokens, candidate.first) and not denies_pain(tokens, candidate.first)
            if event is not None and hurts:
                found.append(event)
            continue
        if likened and is_others(tokens, candidate):
            continue
        if is_about_pain(tokens, candidate):
            found.append(candidate)
        if candidate.form in {"date", "ago"} and can_be_cause(tokens, candidate):
            event = candidate
        if candidate.form in {"date", "ago", "since"} and not found and not strains and is_strain(tokens, candidate):
            strains.append(candidate)
    if not found:
        found = strains[:1] or sole_date(tokens, candidates)
    return sorted(set(found), key=lambda candidate: candidate.first)


def answer_duration(tokens: Sequence[Token], today: datetime.date) -> Candidate | None:
    """Return the duration that a direct answer to "how long" gives."""
    dates = read_dates(tokens, 0, today)  # "March", "2019", "the summer", but not 24/7
    whole = dates is not None and dates.stop >= len(tokens) - 1
    if dates is not None and whole and not (dates.stop == 3 and word_at(tokens, 1) == "/"):
        return _dated((today - dates.last).days, (today - dates.first).days, 0, dates.stop, "date")
    spoken = [candidate for candidate in _candidates(tokens, today, None) if candidate.unit != "then"]
    sure = [candidate for candidate in spoken if is_direct_answer(tokens, candidate)]
    told = [candidate for candidate in spoken if candidate.form in {"since", "ago"}]  # since the operation a week ago
    found = next(iter(sure or told[:1] if len(spoken) == 1 else sure), None)
    more = [] if spoken else [each for each in loose_times(tokens, [], today, None) if each.form != "since"]
    return more[0] if found is None and len(more) == 1 else found


def _candidates(tokens: Sequence[Token], today: datetime.date, age: float | None) -> Iterator[Candidate]:
    index = 0
    while index < len(tokens):
        candidate = _candidate(tokens, index, today, age)
        if candidate is not None:
            yield candidate
        index = max(candidate.stop, index + 1) if candidate is not None else index + 1


def _candidate(tokens: Sequence[Token], index: int, today: datetime.date, age: float | None) -> Candidate | None:
    word = tokens[index].text
    if word in _SINCE or word in _FROM:
        return _since(tokens, index, today, age)
    span = read_time_span(tokens, index)
    if span is not None:
        ago = word_at(tokens, span.stop) in _AGO and _is_ago(tokens, span.stop)
        fixed = anchored(tokens, span._replace(stop=span.stop + ago), today)
        if fixed is not None:
            return Candidate(fixed.low, fixed.high, fixed.first, fixed.stop, fixed.unit, "ago" if ago else "span")
        return Candidate(span.low, span.high, span.first, span.stop + ago, span.unit, "ago" if ago else "span")
    return _date(tokens, index, today)


def _is_ago(tokens: Sequence[Token], index: int) -> bool:
    """Tell "two weeks back" and "a fortnight since" from "3 days back pain"."""
    word, after = word_at(tokens, index), word_at(tokens, index + 1)
    if word == "back":
        return after not in {"pain", "ache", "hurts", "pains", "trouble", "is", "has"}
    return word != "since" or after in {"", ",", "."}


def _since(tokens: Sequence[Token], index: int, today: datetime.date, age: float | None) -> Candidate | None:
    started = tokens[index].text in _SINCE
    if started:
        childhood = _since_age(tokens, index, age)
        if childhood is not None:
            return childhood
    start = index + 1
    while start < index + 1 + _SKIP_AT_MOST and word_at(tokens, start) in _SKIP:
        span = read_time_span(tokens, start)
        if span is not None:
            break
        start += 1
    span = read_time_span(tokens, start)
    if span is not None:
        ago = word_at(tokens, span.stop) == "ago"
        return Candidate(span.low, span.high, index, span.stop + ago, span.unit, "since")
    dates = read_dates(tokens, index + 1, today)
    if dates is not None and word_at(tokens, dates.stop) not in _NEXT_IN:
        form = "since" if started else "from"
        return _dated((today - dates.last).days, (today - dates.first).days, index, dates.stop, form)
    if started:
        event = _since_event(tokens, index, today)
        if event is not None:
            return event
    if started and says_since_then(tokens, index):
        return Candidate(0, 0, index, index + 1, "then", "since")
    return None


def _since_event(tokens: Sequence[Token], index: int, today: datetime.date) -> Candidate | None:
    """Read the date of what it has hurt since: "since my birthday in March", "since I fell on Monday"."""
    for at in range(index + 2, index + 2 + _EVENT_REACH):
        word = word_at(tokens, at)
        if word in _EVENT_ENDS or word in _SINCE:
            return None
        span = read_time_span(tokens, at) if at > index + 2 else None
        if span is not None and word_at(tokens, span.stop) == "ago":
            return Candidate(span.low, span.high, index, span.stop + 1, span.unit, "since")
        dated = word in {"on", "in", "at", "last", "this", "yesterday", "over"}
        dates = read_dates(tokens, at, today) if dated else None
        if dates is not None and word_at(tokens, dates.stop) not in _NEXT_IN:
            ago = (today - dates.last).days, (today - dates.first).days
            past = ago[1] >= _YEAR and HISTORY & {token.text for token in tokens[index:at]}
            return None if past else _dated(*ago, index, dates.stop, "since")
    return None


def _since_age(tokens: Sequence[Token], index: int, age: float | None) -> Candidate | None:
    """Read "since I was 30" where the age is known."""
    if age is None or word_at(tokens, index + 1) != "i" or word_at(tokens, index + 2) != "was":
        return None
    at = index + 3 + (word_at(tokens, index + 3) in {"about", "around", "like"})
    number = read_number(tokens, at)
    if number is None or number.vague or not number.high < age:
        return None
    years = age - number.high, age - number.low
    return Candidate(years[0] * _YEAR, years[1] * _YEAR, index, number.stop, "year", "since")


def _date(tokens: Sequence[Token], index: int, today: datetime.date) -> Candidate | None:
    """Read a date on its own: "on Saturday", "yesterday", "last week"."""
    word = tokens[index].text
    if word_at(tokens, index + 1) in {"session", "game", "match", "workout"}:
        word = word.removesuffix("'s").removesuffix("s")
    began = word in AMBIGUOUS and word_at(tokens, index - 1)[:5] in {"began", "start"}  # it began Wed
    written = (word in ORDINALS or word.isdecimal()) and _is_written_date(tokens, index)
    part = word in {"beginning", "start", "end", "middle"} and word_at(tokens, index + 1) == "of"
    if not (word in _DATE_WORDS or began or part or written or _is_feast(tokens, index)):
        return None
    needy = word in MONTHS and word_at(tokens, index - 1) not in _MONTHS_NEED and not _is_feast(tokens, index)
    if needy and not word_at(tokens, index + 1).isdecimal():
        return None
    if word == "at" and word_at(tokens, index + 1) in _MEALS:
        if read_dates(tokens, index + 2, today) is not None:
            return None  # at work on the 27th
        return _dated(0, 0, index, index + 2, "date")
    if word in {"in", "at", "the"}:  # in the spring, in 2019, at Easter, the summer
        named = index + 1 + (word_at(tokens, index + 1) == "the")
        after = word_at(tokens, named)
        if after not in _SEASONS_AND_FEASTS and not (word == "in" and (after in MONTHS or len(after) == 4)):
            return None
        if after in _SEASONS_AND_FEASTS and word_at(tokens, named + 1) not in _AFTER_FEAST:
            return None  # the winter tyres, the Christmas tree
    dates = read_dates(tokens, index - (word_at(tokens, index - 1) == "before"), today)
    if dates is None or word_at(tokens, dates.stop) in _NEXT_IN:
        return None
    return _dated((today - dates.last).days, (today - dates.first).days, index, dates.stop, "date")


def _is_feast(tokens: Sequence[Token], index: int) -> bool:
    """Tell "Halloween night it started" from "the Christmas tree" and "covid"."""
    if not begins_feast(tokens[index].text) or tokens[index].text in _NO_DATES:
        return False
    return not any(word_at(tokens, at) in _FEAST_THINGS for at in range(index + 1, index + 4))


_NO_DATES = frozenset({"covid", "pandemic", "school", "schools", "lent", "holi", "clocks", "first", "the", "fair"})
_FEAST_THINGS = words(
    "tree trees wreath wreaths lights dinner lunch shopping shop party parties decorations presents present cards card",
    "jumper cake eggs egg costume market dishes cleaning supper wrapping shift rush turkey cracker sales next")


def _is_written_date(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether 3/11/2026, "3rd of November" or "third of November" begins here; 7/10 is a score."""
    word, after, third, fourth = (word_at(tokens, index + step) for step in range(4))
    if word in ORDINALS:
        return after in MONTHS or after == "of" and third in MONTHS
    months = {after, third, fourth if third == "of" else ""} & frozenset(MONTHS)
    of_month = third == "of" and fourth in {"this", "last"}
    return word.isdecimal() and (bool(months) or of_month or after in {"/", "-", "."} and fourth == after)


def _dated(low: int, high: int, first: int, stop: int, form: str) -> Candidate:
    unit = "day" if high < _YEAR else "year"
    kind = {"since": "since", "from": "from"}.get(form, "date")
    return Candidate(float(low), float(high), first, stop, unit, kind)  # type: ignore[arg-type]
