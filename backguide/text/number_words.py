"""Reads numbers as people type them: "34", "thirty four", "2 n half", "a few"."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a number or a sign, in lower case; `glued` to what stands before it."""

    text: str
    start: int
    end: int
    glued: bool


class Number(NamedTuple):
    """A number as a range; `stop` is the index after its last token.

    `vague` marks words such as "few"; `word` marks a number that is spelled out.
    """

    low: float
    high: float
    stop: int
    vague: bool = False
    word: bool = False


def words(*lines: str) -> frozenset[str]:
    """Make a vocabulary of words written in lines."""
    return frozenset(word for line in lines for word in line.split())


# the decimal comma only where it can be a body temperature: 38,5
_TOKEN = re.compile(r"(?:3[5-9]|4[0-2]),\d(?![\d,])|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[½¼¾]|[^\w\s]|\n")
_LONGEST = 4

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen")
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SMALL = dict(zip(_SMALL_WORDS.split(), range(20)))
_TENS = dict(zip(_TENS_WORDS.split(), range(20, 100, 10)))
_TYPOS = {
    "nought": 0, "nowt": 0, "tow": 2, "thre": 3, "tree": 3, "fower": 4, "foor": 4, "fiv": 5, "sevn": 7, "eigth": 8,
    "eigh": 8, "nin": 9, "elevn": 11, "twelv": 12, "forteen": 14, "fiveteen": 15, "eightteen": 18, "ninteen": 19,
    "twety": 20, "tweny": 20, "thirdy": 30, "thirthy": 30, "fourty": 40, "fity": 50, "fivety": 50, "sixy": 60,
    "seventie": 70, "eigthy": 80, "eightie": 80, "ninty": 90,
}
# ordinary words that a slip of the finger would make of a number
_REAL_WORDS = words(
    "there thee threw tree these throe sever seen sven severn sevens eights eighth seventh forth fort forts forte",
    "fifth sixth thirst thirsty twine tent teen tense fort's nice nicety fore form from elven event zeros sixths tens",
    "footy twelves twelve's thirties forties fifties sixties seventies eighties nineties threes fourteens thirteens")
# too often another word to count on their own
_RISKY = frozenset({"tow", "tree", "nowt", "nin"})


def slips(word: str) -> set[str]:
    """Return what one slip makes of a word: a letter lost, doubled, added, changed or swapped; the first one stays."""
    cuts = range(1, len(word))
    lost = {word[:at] + word[at + 1:] for at in cuts}
    swapped = {word[:at - 1] + word[at] + word[at - 1] + word[at + 1:] for at in range(2, len(word))}
    added = {word[:at] + letter + word[at:] for at in (*cuts, len(word)) for letter in _LETTERS}
    return lost | swapped | added | {word[:at] + letter + word[at + 1:] for at in cuts for letter in _LETTERS}


def _spelled() -> dict[str, int]:
    """Return the misspellings of numbers that are no other word; short words have too many neighbours."""
    exact = {**_SMALL, **_TENS}
    made = {typo: value for word, value in exact.items() if len(word) > 4 for typo in slips(word)}
    known = set(exact) | _REAL_WORDS | set(_ORDINAL_WORDS.split())
    return {**{typo: value for typo, value in made.items() if typo not in known}, **_TYPOS}


_MISSPELT = _spelled()
_TENS_ANY = {**_TENS, **{word: value for word, value in _MISSPELT.items() if value >= 20}}
_ONES_ANY = {**_SMALL, **{word: value for word, value in _MISSPELT.items() if value < 20 and word not in _RISKY}}
CARDINALS: dict[str, int] = {
    **_ONES_ANY, **_TENS_ANY,
    **{ten + one: _TENS[ten] + _SMALL[one] for ten in _TENS for one in _SMALL if 0 < _SMALL[one] < 10},
}
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)}

# how many a vague word stands for
_VAGUE: dict[str, tuple[int, int]] = {
    "few": (3, 5), "several": (4, 8), "couple": (2, 2), "cupla": (2, 2), "cuple": (2, 2), "coupla": (2, 2),
    "copule": (2, 2), "handful": (3, 6), "dozen": (12, 12), "numerous": (4, 12), "multiple": (2, 8), "many": (6, 20),
}
_STARTS = frozenset(CARDINALS) | frozenset(_VAGUE) | words("a the half between from ½ ¼ ¾")
_JOINERS = frozenset({"-", "–", "—", "to", "or", "/", "till"})
_ANDS = frozenset({"and", "n", "an", "&"})
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def tokenize(text: str) -> tuple[Token, ...]:
    """Split into words, numbers and signs; offsets are those of `text`."""
    tokens: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        tokens.append(Token(word.lower().replace("’", "'"), start, end, start == before and start > 0))
        before = end
    return tuple(_undictated(tokens))


# what a phone types for a person who dictates the signs
_DICTATED = {"comma": ",", "fullstop": ".", "period": "."}
# "my period is late", "a period of rest": no sign
_BEFORE_PERIODS = words(
    "a an the my her his our your this that last next each every no of on for missed first late heavy painful long",
    "short same with during after before since and during when monthly menstrual normal") | {""}
_AFTER_PERIODS = words("pain pains cramp cramps of is was are late started starts came due which has")


def _undictated(tokens: list[Token]) -> list[Token]:
    """Put the sign for a dictated "comma", "period" or "full stop"."""
    texts = {token.text for token in tokens}
    if not texts & {"comma", "period", "fullstop", "stop"}:
        return tokens
    made: list[Token] = []
    for index, token in enumerate(tokens):
        before, after = word_at(tokens, index - 1), word_at(tokens, index + 1)
        if token.text == "stop" and before == "full" and word_at(tokens, index - 2) not in {"a", "the"}:
            made[-1] = Token(".", made[-1].start, token.end, False)
        elif token.text == "period" and (
                "." in texts or before in _BEFORE_PERIODS or before in CARDINALS or after in _AFTER_PERIODS):
            made.append(token)
        else:
            made.append(token._replace(text=_DICTATED.get(token.text, token.text)))
    return made


def word_at(tokens: Sequence[Token], index: int) -> str:
    """Return the token's text, or an empty string outside the message."""
    return tokens[index].text if 0 <= index < len(tokens) else ""


def may_begin_number(word: str) -> bool:
    """Tell quickly whether a number can begin with this word."""
    return word in _STARTS or word[:1].isdecimal()


def is_signed(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the number is the 5 of "-5", or the 10 of five foot ten, 5'10."""
    before = word_at(tokens, index - 1)
    return tokens[index].glued and (before == "'" or before == "-" and index == 1)


def read_number(tokens: Sequence[Token], index: int) -> Number | None:
    """Read the number or the range that begins at `index`."""
    word = word_at(tokens, index)
    if not may_begin_number(word):
        return None
    if word in {"between", "from"}:
        return _between(tokens, index + 1)
    first = read_single(tokens, index)
    if first is None or first.vague:
        return first
    return _range_from(tokens, first) or first


def read_single(tokens: Sequence[Token], index: int) -> Number | None:
    """Read one number, without looking for a second one."""
    word = word_at(tokens, index)
    if not may_begin_number(word):
        return None
    if word[0].isdecimal():
        return _digits(tokens, index)
    if word in _FRACTIONS:
        return Number(_FRACTIONS[word], _FRACTIONS[word], index + 1)
    if word in CARDINALS or (word == "a" and word_at(tokens, index + 1) == "hundred"):
        return _halves(tokens, _cardinal(tokens, index))
    return _vague(tokens, index)


def _digits(tokens: Sequence[Token], index: int) -> Number | None:
    token = tokens[index]
    whole = token.text.split(".")[0].split(",")[0]
    labelled = token.glued and index > 0 and tokens[index - 1].text.isalpha() and tokens[index - 1].text != "x"
    if len(whole) > _LONGEST or labelled:
        return None
    value = float(token.text.replace(",", "."))
    tenth = word_at(tokens, index + 2)
    if word_at(tokens, index + 1) == "point" and (tenth.isdecimal() and len(tenth) == 1 or tenth in _SMALL):
        value += (int(tenth) if tenth.isdecimal() else _SMALL[tenth] % 10) / 10  # 38 point 4
        return Number(value, value, index + 3)
    if value == 1 and _is_half(tokens, index):
        return Number(0.5, 0.5, index + 3)
    return _halves(tokens, Number(value, value, index + 1))


def _is_half(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "1/2" begins here, and not the date 1/2/2026."""
    if word_at(tokens, index) != "1":
        return False
    piece = [word_at(tokens, index + step) for step in range(4)]
    return piece[:3] == ["1", "/", "2"] and piece[3] not in {"/", "."}


def _halves(tokens: Sequence[Token], number: Number) -> Number:
    """Add the half of "2 and a half", "2 n half", "2 1/2" and "2½"."""
    stop = number.stop
    word = word_at(tokens, stop)
    if word in _FRACTIONS:
        part = _FRACTIONS[word]
        return number._replace(low=number.low + part, high=number.high + part, stop=stop + 1)
    if _is_half(tokens, stop):
        return number._replace(low=number.low + 0.5, high=number.high + 0.5, stop=stop + 3)
    after = stop + 1 if word in _ANDS else stop
    after += after > stop and word_at(tokens, after) == "a"
    if word_at(tokens, after) == "half" and word_at(tokens, after + 1) not in {"a", "an"}:
        return number._replace(low=number.low + 0.5, high=number.high + 0.5, stop=after + 1)
    return number


def _cardinal(tokens: Sequence[Token], index: int) -> Number:
    number = _whole(tokens, index)
    tenth = _SMALL.get(word_at(tokens, number.stop + 1), 10)
    if word_at(tokens, number.stop) != "point" or tenth > 9:
        return number
    value = number.low + tenth / 10  # thirty eight point four
    return number._replace(low=value, high=value, stop=number.stop + 2)


def _whole(tokens: Sequence[Token], index: int) -> Number:
    value, stop = _below_hundred(tokens, index)
    if word_at(tokens, stop) in {"oh", "o"} and value == 1 and 0 < _SMALL.get(word_at(tokens, stop + 1), 0) < 10:
        value, stop = 100 + _SMALL[word_at(tokens, stop + 1)], stop + 2  # one oh two
        return Number(value, value, stop, word=True)
    if word_at(tokens, stop) == "hundred" and value < 10:
        value, stop = value * 100, stop + 1
        if word_at(tokens, stop) == "and" and word_at(tokens, stop + 1) in CARDINALS:
            rest, stop = _below_hundred(tokens, stop + 1)
            value += rest
    return Number(value, value, stop, word=True)


def _below_hundred(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    word = word_at(tokens, index)
    value, stop = CARDINALS.get(word, 1), index + 1
    if word in _TENS_ANY:
        joint = stop + (word_at(tokens, stop) == "-")
        one = _ONES_ANY.get(word_at(tokens, joint), 0)
        if 0 < one < 10:
            return value + one, joint + 1
    return value, stop


def _vague(tokens: Sequence[Token], index: int) -> Number | None:
    start = index + (word_at(tokens, index) in {"a", "the", "half"})
    start += word_at(tokens, start) in {"good", "a", "whole"}
    word = word_at(tokens, start)
    if word not in _VAGUE:
        return None
    low, high = _VAGUE[word]
    stop = start + 1 + (word_at(tokens, start + 1) in {"of", "o"})
    # "a couple or three weeks"
    other = CARDINALS.get(word_at(tokens, stop + 1), 0) if word_at(tokens, stop) == "or" else 0
    if other > low:
        high, stop = other, stop + 2
    if word == "dozen" and word_at(tokens, index) == "half":
        low, high = 6, 6
    return Number(low, high, stop, vague=True, word=True)


def _between(tokens: Sequence[Token], index: int) -> Number | None:
    first = read_single(tokens, index)
    if first is None or word_at(tokens, first.stop) not in {"and", "to", "-", "&"}:
        return None
    second = read_single(tokens, first.stop + 1)
    if second is None or second.high <= first.low:
        return None
    return Number(first.low, second.high, second.stop, word=first.word)


def _range_from(tokens: Sequence[Token], first: Number) -> Number | None:
    joiner = word_at(tokens, first.stop)
    joined = joiner in _JOINERS
    second = read_single(tokens, first.stop + joined)
    if second is None or second.vague or not first.low < second.low:
        return None
    neighbours = second.low - first.low == 1 and second.low <= 12
    # "two three days", "2/3 days"; else two numbers side by side are two numbers
    if joined and (joiner != "/" or neighbours) or neighbours and first.stop == second.stop - 1:
        return Number(first.low, second.high, second.stop, word=first.word)
    return None
