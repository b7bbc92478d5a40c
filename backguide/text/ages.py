"""Finds the age of the person with the pain, in years."""
from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from backguide.text.calendar_phrases import MONTHS
from backguide.text.number_words import Number, Token, read_number, word_at, words
from backguide.text.patient import THIRD, is_about_other, is_relative
from backguide.text.scores import Figure
from backguide.text.time_spans import UNITS, in_days, unit_at

OLDEST = 120.0
_YOUNGEST_BARE, _OLDEST_BARE = 14, 99
_YEAR_WORDS = frozenset({"year", "years", "yr", "yrs", "y", "yo", "yrold", "yearold", "years'", "yers", "yeras"})
_OLD = frozenset({"old", "o", "olds", "young"})
_I_AM = frozenset({"i'm", "im", "am", "iam", "i'll", "ah'm"})
_HE_IS = frozenset({"he's", "she's", "hes", "shes", "is", "they're", "turned", "was"})
_ON_THE_WAY = words(
    "about around only just now nearly almost over turning a an aged like currently roughly still also already",
    "past be pushing nearing approaching actually well at turned age - the gone not quite")
_LESS = frozenset({"nearly", "almost", "pushing", "nearing", "approaching", "quite"})
_MORE = frozenset({"over", "past"})
_AHEAD = frozenset(MONTHS) | {"next", "soon", "tomorrow"}
_BOUNDARIES = frozenset({"", ".", ",", ";", "\n", "(", ")", "!", "?", "•", "*", ":", "–", "—", "/", "…"})
_PERSON_WORDS = (
    "man woman male female lady guy bloke lad lass girl boy smoker nonsmoker non-smoker pensioner widow widower mother mum "
    "grandmother granny gentleman chap fella person schoolmaster vet dude mom grandad retired patient m f builder farmer "
    "lass teenager athlete runner nurse driver teacher")
_PERSONS = frozenset(_PERSON_WORDS.split())
_PAST = frozenset({"had", "was", "broke", "got", "did", "lost", "fell", "smoked", "retired", "left", "started"})
_NOT_AGES = words(
    "% / out percent per x mg ml kg lb lbs stone st ft foot feet cm miles mph km pm degrees ° times of",
    "paracetamol quid pounds tablets pills kids minutes and-a inches ' grams mcg litres a days calories steps c",
    "bpm mmhg units p") | {'"'}
_DECADES = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90, "fourties": 40}
_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_BORN_REACH = 8
_REACH = 4


def find_ages(tokens: Sequence[Token], today: datetime.date, taken: Collection[int] = ()) -> list[Figure]:
    """Return the ages of the patient; `taken` are tokens already read as something else."""
    self_found: list[Figure] = []
    other_found: list[Figure] = []
    for index in range(len(tokens)):
        if index in taken or self_found and index < self_found[-1].stop:
            continue
        other, figure = _read_age(tokens, index, today)
        if figure is not None and 0 <= figure.low <= figure.high <= OLDEST:
            (other_found if other else self_found).append(figure)
    if other_found and is_about_other(tokens):
        return other_found
    return self_found


def answer_age(tokens: Sequence[Token], today: datetime.date) -> Figure | None:
    """Read a direct answer to "how old": a bare number, a decade, a year of birth."""
    for index in range(len(tokens)):
        _, figure = _read_age(tokens, index, today)
        if figure is not None and figure.high <= OLDEST:
            return figure
    for index in range(len(tokens)):
        figure = _decade(tokens, index) or _bare_answer(tokens, index, today)
        if figure is not None:
            return figure
    return None


def _read_age(tokens: Sequence[Token], index: int, today: datetime.date) -> tuple[bool, Figure | None]:
    """Return whether it is someone else's age, and the age."""
    word = word_at(tokens, index)
    if word in {"born", "dob", "b"}:
        before = {word_at(tokens, at) for at in range(max(index - _REACH, 0), index)}
        return bool(before & THIRD) or any(map(is_relative, before)), _born(tokens, index, today)
    decade = _decade(tokens, index)
    if decade is not None:
        owner = {word_at(tokens, index - 1), word_at(tokens, index - 2)}
        return bool(owner & {"his", "her"}), decade if _is_in_decade(tokens, index) else None
    number = read_number(tokens, index)
    if number is None or number.vague or number.low % 1 or word in {"between", "from"}:
        return False, None
    for rule in (_old, _sexed, _introduced, _labelled, _bare, _person_of, _at):
        found = rule(tokens, index, number)
        if found is not None:
            return found[0], _soon(tokens, found[1])
    return False, None


def _born(tokens: Sequence[Token], index: int, today: datetime.date) -> Figure | None:
    for at in range(index + 1, min(index + 1 + _BORN_REACH, len(tokens))):
        word = tokens[at].text
        if word in {".", "!"} and at > index + 1:
            return None
        if len(word) == 4 and word.isdecimal() and today.year - OLDEST <= int(word) <= today.year:
            age = today.year - int(word)
            return Figure(max(age - 1, 0), age, index, at + 1)
        if len(word) == 2 and word.isdecimal() and word_at(tokens, at - 1) in {"'", "’", "in"}:
            age = (today.year - int(word)) % 100
            return Figure(max(age - 1, 0), age, index, at + 1)
    return None


def _decade(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "sixties", "60s" and "60's", with "early", "mid" or "late" before."""
    word = word_at(tokens, index)
    low = _DECADES.get(word, 0)
    stop = index + 1
    if not low and len(word) == 2 and word.isdecimal() and word[1] == "0":
        stop += word_at(tokens, stop) in {"'", "’"}
        if word_at(tokens, stop) != "s" or not tokens[stop].glued:
            return None
        low, stop = int(word), stop + 1
    if not low:
        return None
    part = _PART.get(word_at(tokens, index - 1 - (word_at(tokens, index - 1) == "-")), (0, 9 if low > 13 else 6))
    return Figure(low + part[0], low + part[1], index, stop)


def _is_in_decade(tokens: Sequence[Token], index: int) -> bool:
    """Tell "I'm in my sixties" from "I smoked in my twenties"."""
    near = [word_at(tokens, at) for at in range(max(index - 7, 0), index)]
    owned = bool({"my", "his", "her"} & set(near[-3:])) and "in" in near
    return owned and bool({*_I_AM, *_HE_IS, "woman", "man", "lady"} & set(near)) and not _PAST & set(near)


def _bare_answer(tokens: Sequence[Token], index: int, today: datetime.date) -> Figure | None:
    word = word_at(tokens, index)
    if len(word) == 4 and word.isdecimal() and today.year - OLDEST <= int(word) <= today.year:
        age = today.year - int(word)
        return Figure(max(age - 1, 0), age, index, index + 1)
    number = read_number(tokens, index)
    if number is None or number.vague or not 0 <= number.low <= number.high <= OLDEST or number.low % 1:
        return None
    after = word_at(tokens, number.stop)
    years = after in _YEAR_WORDS
    if _is_measured(tokens, number.stop) and not years:
        return None
    between = {word_at(tokens, at) for at in range(max(index - 2, 0), index)}
    if after in {"+", "plus"} or after == "or" and word_at(tokens, number.stop + 1) in {"over", "more", "older", "above"}:
        between = between | _MORE
    if between & {"under", "below"}:
        return Figure(0, number.high - 1, index, number.stop)
    return _soon(tokens, _hedged(_figure(number, index, number.stop + years), between))
