"""Finds the age of the person with the pain, in years."""
from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from backguide.text.age_phrases import (
    HE_IS,
    I_AM,
    MORE,
    OLDEST,
    PAST,
    SEX_FIRST,
    YEAR_WORDS,
    SaidAge,
    hedge,
    is_measured,
    lower_if_ahead,
    read_age,
    read_months_old,
    read_sex_first,
)
from backguide.text.calendar_phrases import MONTHS
from backguide.text.number_words import Number, Token, is_signed, read_number, word_at, words
from backguide.text.patient import THIRD, is_about_other, is_relative, tells_of_other
from backguide.text.scores import Figure

_DECADES = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90, "fourties": 40}
_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_BORN = words("born dob b d.o.b birth")
_TO_BIRTH_YEAR = words("in on the of back way : . / - , ' around about circa st nd rd th ’ was is") | frozenset(MONTHS)
_BORN_REACH = 8
_REACH = 4
# a number below ten is an age only where nothing else is counted: "she is four now", "aged 7, nearly 8"
_TEN = 10
_BEFORE_SMALL = words("is he's she's they're hes shes theyre i'm im am are aged age turned turning just only about "
                      "around nearly almost maybe , . : old")
_AFTER_SMALL = words("now today in next last since this yesterday tomorrow old and but she he , . ! ? ; -") | {"", "\n"}
# words before a bare number that answers "how old", and what makes it the length of something
_REACH_DIRECT, _REACH_LASTING = 8, 5
_LASTING = words("take takes taking took taken on for since last past over smoked smoking pain hurts hurting sore had")


def said_ages(
    tokens: Sequence[Token], today: datetime.date, taken: Collection[int] = (),
) -> tuple[list[Figure], list[Figure]]:
    """Return the writer's ages and those of other people."""
    own: list[Figure] = []
    others: list[Figure] = []
    stop = 0
    for index in range(len(tokens)):
        said = _read(tokens, index, today) if index >= stop and index not in taken else None
        if said is not None and 0 <= said.figure.low <= said.figure.high <= OLDEST:
            (others if said.other else own).append(said.figure)
            stop = said.figure.stop
    return own, others


def patients_ages(
    tokens: Sequence[Token], own: list[Figure], others: list[Figure], *, other: bool = False,
) -> list[Figure]:
    """Choose the ages of the person with the pain; `other` where the reader holds that it is not the writer."""
    if others and (is_about_other(tokens) or not own and (other or tells_of_other(tokens))):
        return others
    # "First job, aged 17 … I'm 70": the second is the age now
    now = [figure for figure in own if word_at(tokens, figure.first - 1) in I_AM]
    return now or own


def answer_age(tokens: Sequence[Token], today: datetime.date) -> Figure | None:
    """Read a direct answer to "how old": a bare number, a decade, a year of birth."""
    for reader in (_said_figure, _direct):
        for index in range(len(tokens)):
            figure = reader(tokens, index, today)
            if figure is not None and 0 <= figure.low <= figure.high <= OLDEST:
                return figure
    return None


def _said_figure(tokens: Sequence[Token], index: int, today: datetime.date) -> Figure | None:
    said = _read(tokens, index, today)
    return said.figure if said is not None else None


def _read(tokens: Sequence[Token], index: int, today: datetime.date) -> SaidAge | None:
    if word_at(tokens, index) in _BORN:
        figure = _born(tokens, index, today)
        near = {token.text for token in tokens[max(index - _REACH, 0):index]}
        return SaidAge(bool(near & THIRD) or any(map(is_relative, near)), figure) if figure is not None else None
    decade = _decade(tokens, index)
    if decade is not None:
        owner = {word_at(tokens, index - 1), word_at(tokens, index - 2)}
        said = _is_in_decade(tokens, index) or word_at(tokens, decade.stop - 1) == "something" and index == 0
        return SaidAge(bool(owner & {"his", "her"}), decade) if said else None
    if word_at(tokens, index) in SEX_FIRST:
        sexed = read_sex_first(tokens, index)
        if sexed is not None:
            return SaidAge(False, sexed)
    number = _in_whole_years(tokens, index)
    if number is None or number.vague or number.low % 1 or word_at(tokens, index) in {"between", "from"}:
        return None
    return read_age(tokens, index, number)


def _in_whole_years(tokens: Sequence[Token], index: int) -> Number | None:
    """Read a number; "sixteen and a half" is sixteen."""
    number = read_number(tokens, index)
    if number is None or "." in word_at(tokens, index):
        return number
    return number._replace(low=number.low // 1, high=number.high // 1)


def _born(tokens: Sequence[Token], index: int, today: datetime.date) -> Figure | None:
    """Read the year of "born in 1962", "born 3/4/1962" and "born in '62" as an age."""
    for at in range(index + 1, min(index + 1 + _BORN_REACH, len(tokens))):
        word = tokens[at].text
        age = _age_from_year(word, today)
        if age is None and len(word) == 2 and word.isdecimal() and word_at(tokens, at - 1) in {"'", "’", "in"}:
            age = (today.year - int(word)) % 100
        if age is not None:
            return Figure(max(age - 1, 0), age, index, at + 1)
        if word not in _TO_BIRTH_YEAR and not word.isdecimal():
            return None
    return None


def _age_from_year(word: str, today: datetime.date) -> int | None:
    """Return the age at the end of `today`'s year of someone born in that year."""
    if len(word) != 4 or not word.isdecimal():
        return None
    age = today.year - int(word)
    return age if 0 <= age <= OLDEST else None


def _decade(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "sixties", "60s" and "60's", with "early", "mid" or "late" before."""
    word = word_at(tokens, index)
    low = _DECADES.get(word, 0)
    stop = index + 1
    if not low and len(word) == 2 and word.isdecimal() and word[1] == "0":
        stop += word_at(tokens, stop) in {"'", "’"}
        something = stop + (word_at(tokens, stop) == "-")
        if word_at(tokens, something) == "something":
            return Figure(int(word), int(word) + 9, index, something + 1)
        if word_at(tokens, stop) != "s" or not tokens[stop].glued:
            return None
        low, stop = int(word), stop + 1
    if not low:
        return None
    whole = (0, 9) if low > 13 else (0, 6)
    at = index - 1 - (word_at(tokens, index - 1) == "-")
    part = _PART.get(word_at(tokens, at))
    first, (start, end) = (index, whole) if part is None else (at, part)
    return Figure(low + start, low + end, first, stop)


def _is_in_decade(tokens: Sequence[Token], index: int) -> bool:
    """Tell "I'm in my sixties" from "I smoked in my twenties"."""
    near = [token.text for token in tokens[max(index - 7, 0):index]]
    owned = bool({"my", "his", "her"} & set(near[-3:])) and "in" in near
    return owned and bool((I_AM | HE_IS | {"woman", "man", "lady"}) & set(near)) and not (PAST - {"was"}) & set(near)


def _direct(tokens: Sequence[Token], index: int, today: datetime.date) -> Figure | None:
    """Read what is an age only because the age was asked for."""
    decade = _decade(tokens, index)
    if decade is not None:
        return decade
    from_year = _age_from_year(word_at(tokens, index), today)
    if from_year is not None:
        return Figure(max(from_year - 1, 0), from_year, index, index + 1)
    number = _in_whole_years(tokens, index)
    if number is None or number.vague or number.low % 1 or number.high > OLDEST or is_signed(tokens, index):
        return None
    infant = read_months_old(tokens, index, number)
    if infant is not None:
        return infant
    after = word_at(tokens, number.stop)
    years = after in YEAR_WORDS
    lasting = years and _LASTING & {token.text for token in tokens[max(index - _REACH_LASTING, 0):index]}
    score = (word_at(tokens, index + 1), word_at(tokens, index + 2)) == ("/", "10") or word_at(tokens, index - 1) == "/"
    if index > _REACH_DIRECT or lasting or score:
        return None  # a long reply tells something else: "I take ramipril 3 years"
    if is_measured(tokens, number.stop) and not years:
        return None
    if number.high < _TEN and not (years or _stands_alone(tokens, index, number.stop)):
        return None
    return lower_if_ahead(tokens, _bounded(tokens, Figure(number.low, number.high, index, number.stop + years)))


def _stands_alone(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Tell whether a small number is all that its clause counts: not "the right one is fine" or "my two kids"."""
    opens = index == 0 or word_at(tokens, index - 1) in _BEFORE_SMALL
    return opens and (stop >= len(tokens) or word_at(tokens, stop) in _AFTER_SMALL)


def _bounded(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Open the range of "70 or over" and "under 18"."""
    hedges = {token.text for token in tokens[max(figure.first - 2, 0):figure.first]}
    after = word_at(tokens, figure.stop)
    if hedges & {"under", "below"}:
        return figure._replace(low=0.0, high=figure.high - 1)
    older = word_at(tokens, figure.stop + 1) in {"over", "more", "older", "above"}
    if after in {"+", "plus"} or after == "or" and older:
        hedges = hedges | MORE
    return hedge(figure, hedges)
