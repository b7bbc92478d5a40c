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
_CALLED = words("it's its it say that's thats probably maybe like around about at is call easily mostly solid more")
_NAMING = frozenset({
    ("call", "it"), ("rate", "it"), ("put", "it"), ("i'd", "say"), ("i'd", "go"), ("say", "it's"), ("a", "solid")})
_AFTER_SCORE = words(
    ". , ! ? ; ) and at but when if now today right most or with on some sometimes usually ish atm maybe",
    "currently depending then for i it this after all though tbh - lol pain by because cos since ( in while",
    "severity") | {"", "\n"}
_NOT_PAIN = words(
    "mood energy happiness happy stress recommend living life anxiety worry worried sleep fatigue power strength",
    "appetite service motivation")
_NOT_A_SCORE = words("people doctors times nights days mornings women men patients cases")
_TAKING = words("take took taking takes need of")
_NEUTRAL_HEADS = frozenset({"level", "rating", "scale"})
_REACH = 6
_SCALE_REACH = 12


def find_scores(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield the pain scores, each clamped to 10."""
    index = 0
    while index < len(tokens):
        if not (may_begin_number(tokens[index].text) or tokens[index].text in {"scale", "out"}):
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
    if "not" in {word_at(tokens, index - 1), word_at(tokens, index - 2)}:  # not a 10 out of 10
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
    if number is None or number.high > HIGHEST or word_at(tokens, number.stop) not in _AFTER_SCORE:
        return None
    return _clamped(number, index, number.stop) if _is_called(tokens, index, number) or _has_head(
        tokens, index, number) else None


def _is_called(tokens: Sequence[Token], index: int, number: Number) -> bool:
    """Tell whether it is the number of "it's a 9", "call it 4", "8 for pain" or "a level 7 pain"."""
    after, following = word_at(tokens, number.stop), word_at(tokens, number.stop + 1)
    before = word_at(tokens, index - 2), word_at(tokens, index - 1)
    for_pain = following == "pain" or following == "the" and word_at(tokens, number.stop + 2) == "pain"
    if after == "for" and for_pain:
        return before[1] not in _TAKING
    if after == "pain":
        return before[1] == "level" or tokens[index].text in {"zero", "0"}
    return before[1] in {"a", "an"} and before[0] in _CALLED or before in _NAMING


def _has_head(tokens: Sequence[Token], index: int, number: Number) -> bool:
    """Tell whether "pain", "severity" or "my back" leads to the number by words that link."""
    at, linked = index - 1, False
    while at > index - _REACH and word_at(tokens, at) in _LINKS and word_at(tokens, at) not in _HEADS:
        linked = linked or word_at(tokens, at) in _COPULAS
        at -= 1
    head = word_at(tokens, at)
    if head in _HEADS - {"scale"} and (linked or at == index - 1 or head in {"level", "score", "severity"}):
        odd = head in _NEUTRAL_HEADS and not _speaks_of_pain(tokens, at, number.stop)
        return not odd and word_at(tokens, at + 1) != "at"
    body = at >= 0 and names_symptom(tokens, at) and word_at(tokens, index - 1) in {"a", "an", "at"}
    return body and (linked or head.endswith("'s"))


def _speaks_of_pain(tokens: Sequence[Token], index: int, stop: int) -> bool:
    near = [*range(max(index - _REACH, 0), index), *range(stop, stop + 2)]
    return any(word_at(tokens, at)[:4] in {"pain", "ache", "hurt"} for at in near)


def _on_scale(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read the 7 of "on a scale of 1 to 10 I'd say 7" and "out of ten? I'd go seven"."""
    word = word_at(tokens, index)
    at = index + 1 + (word_at(tokens, index + 1) in {"of", "from"})
    bounds = read_number(tokens, at) if word in {"scale", "out"} else None
    if bounds is None or bounds.high != HIGHEST or word == "out" and word_at(tokens, at - 1) != "of":
        return None
    if word_at(tokens, bounds.stop) in _NOT_A_SCORE:
        return None
    for start in range(bounds.stop, min(bounds.stop + _SCALE_REACH, len(tokens))):
        if tokens[start].text in _NOT_PAIN:
            return None
        number = _score_number(tokens, start)
        if number is not None and unit_at(tokens, number.stop) is None:
            return _clamped(number, start, number.stop) if number.high <= HIGHEST else None
    return None
