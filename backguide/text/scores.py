"""Finds pain scores, 0 to 10."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backguide.text.duration_words import names_symptom
from backguide.text.number_words import (
    Number,
    Token,
    is_signed,
    may_begin_number,
    read_number,
    read_single,
    word_at,
    words,
)
from backguide.text.time_units import unit_at


class Figure(NamedTuple):
    """A quantity as a range that tokens `first` to `stop` speak of."""

    low: float
    high: float
    first: int
    stop: int


HIGHEST = 10.0
_TEN = frozenset({"10", "ten"})
_HEADS = words(
    "pain pain's pains ache severity hurt hurts hurting soreness agony score intensity rating discomfort",
    "painscore level scale")
_LINKS = words(
    "is 's was s : = at about around a an like level score currently now usually roughly maybe probably today",
    "been of to - up it's its it hits reaches solid steady constant say i'd id are scale severity rating")
_COPULAS = words(
    "is 's was s : = it's its level score been say hits reaches rating severity scale to a - about around")
_CALLED = words("it's its it say that's thats was probably maybe like around about at is call easily mostly solid")
_AFTER_SCORE = words(
    ". , ! ? ; ) and at but when if now today right most or with on some sometimes usually ish atm maybe",
    "currently then for i it this after all though tbh - lol pain by because cos since ( in while",
    "severity") | {"", "\n"}
_NOT_PAIN = words(
    "mood energy happiness happy stress recommend living life anxiety worry worried sleep fatigue power strength",
    "appetite service motivation")
_NOT_A_SCORE = words("people doctors times nights days mornings women men patients cases")
_NEUTRAL_HEADS = frozenset({"level", "score", "rating", "scale", "intensity"})
_REACH = 6
_SCALE_REACH = 12


def find_scores(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield the pain scores, each clamped to 10."""
    index = 0
    while index < len(tokens):
        if not (may_begin_number(tokens[index].text) or tokens[index].text == "scale"):
            index += 1
            continue
        found = _out_of_ten(tokens, index) or _named(tokens, index) or _on_scale(tokens, index)
        if found is not None:
            yield found
        index = found.stop if found is not None else index + 1


def read_bare_score(tokens: Sequence[Token]) -> Figure | None:
    """Read a direct answer to "how bad, 0 to 10": "8 at night, 4 by day" is 4 to 8."""
    found: list[Figure] = []
    for index in range(len(tokens)):
        number = _score_number(tokens, index) if not found or index >= found[-1].stop else None
        if number is None or number.high > HIGHEST + 1 or is_signed(tokens, index):
            continue
        after = word_at(tokens, number.stop)
        if unit_at(tokens, number.stop) is None and (after in _AFTER_SCORE or not found and after not in _NOT_A_SCORE):
            found.append(_clamped(number, index, number.stop))
    return merge(found)


def merge(figures: Sequence[Figure]) -> Figure | None:
    """Return the range from the lowest to the highest of several scores."""
    if not figures:
        return None
    return Figure(min(f.low for f in figures), max(f.high for f in figures), figures[0].first, figures[-1].stop)


def _score_number(tokens: Sequence[Token], index: int) -> Number | None:
    """Read a number or a range; never "9/10" as nine to ten."""
    single = read_single(tokens, index)
    if single is not None and word_at(tokens, single.stop) == "/":
        following = read_single(tokens, single.stop + 1)
        neighbours = following is not None and following.low == single.low + 1 <= 9
        return read_number(tokens, index) if neighbours else single
    number = read_number(tokens, index)
    if number is None or number.vague or word_at(tokens, index) in {"half", "from"}:
        return None
    return number


def _clamped(number: Number, first: int, stop: int) -> Figure:
    return Figure(min(number.low, HIGHEST), min(number.high, HIGHEST), first, stop)


def _out_of_ten(tokens: Sequence[Token], index: int) -> Figure | None:
    number = _score_number(tokens, index)
    if number is None:
        return None
    stop = number.stop
    word, after = word_at(tokens, stop), word_at(tokens, stop + 1)
    if word == "/" and after in _TEN:
        stop += 2
        dated = word_at(tokens, stop) in {"/", "-"} and word_at(tokens, stop + 1).isdecimal()
        padded = tokens[index].text.startswith("0") and len(tokens[index].text) > 1
        if dated or padded or word_at(tokens, index - 1) in {"on", "/", "since"}:
            return None
    elif word in {"out", "outta", "outa", "outof"}:
        stop += 1 + (after in {"of", "off", "a"})
        if word_at(tokens, stop) not in _TEN:
            return None
        stop += 1
    else:
        return None
    if word_at(tokens, stop) in _NOT_A_SCORE or _is_of_something_else(tokens, index):
        return None
    return _clamped(number, index, stop)


def _is_of_something_else(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index - 1, max(index - _REACH, -1), -1):
        if tokens[at].text in _HEADS or tokens[at].text in {".", ";", "\n"} or names_symptom(tokens, at):
            return False
        if tokens[at].text in _NOT_PAIN:
            return True
    return "recommend" in {word_at(tokens, at) for at in range(index, index + _REACH)}


def _named(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "pain is about a 7", "severity: 4", "my back's a six", "it's a 9", "call it a four"."""
    number = _score_number(tokens, index)
    if number is None or number.high > HIGHEST or index == 0 or word_at(tokens, number.stop) not in _AFTER_SCORE:
        return None
    if word_at(tokens, number.stop) == "for" and word_at(tokens, number.stop + 1) in {"pain", "the"} or (
            word_at(tokens, number.stop) == "pain" and word_at(tokens, index - 1) == "level"):
        return _clamped(number, index, number.stop)
    if word_at(tokens, index - 1) in {"a", "an"} and word_at(tokens, index - 2) in _CALLED:
        return _clamped(number, index, number.stop)
    at, linked = index - 1, False
    while at > index - _REACH and word_at(tokens, at) in _LINKS and word_at(tokens, at) not in _HEADS:
        linked = linked or word_at(tokens, at) in _COPULAS
        at -= 1
    head = word_at(tokens, at)
    if head in _HEADS - {"scale"} and (linked or at == index - 1 or head in {"level", "score", "severity"}):
        odd = head in _NEUTRAL_HEADS and not _speaks_of_pain(tokens, at, number.stop)
        return None if odd or word_at(tokens, at + 1) == "at" else _clamped(number, index, number.stop)
    body = at >= 0 and names_symptom(tokens, at) and word_at(tokens, index - 1) in {"a", "an", "at"}
    return _clamped(number, index, number.stop) if body and (linked or head.endswith("'s")) else None


def _speaks_of_pain(tokens: Sequence[Token], index: int, stop: int) -> bool:
    near = [*range(max(index - _REACH, 0), index), *range(stop, stop + 2)]
    return any(word_at(tokens, at)[:4] in {"pain", "ache", "hurt"} for at in near)


def _on_scale(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read the 7 of "on a scale of 1 to 10 I'd say 7"."""
    if word_at(tokens, index) != "scale":
        return None
    at = index + 1 + (word_at(tokens, index + 1) in {"of", "from"})
    bounds = read_number(tokens, at)
    if bounds is None or bounds.high != HIGHEST:
        return None
    for start in range(bounds.stop, min(bounds.stop + _SCALE_REACH, len(tokens))):
        if tokens[start].text in _NOT_PAIN:
            return None
        number = _score_number(tokens, start)
        if number is not None and unit_at(tokens, number.stop) is None:
            return _clamped(number, start, number.stop) if number.high <= HIGHEST else None
    return None
