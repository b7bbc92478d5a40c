"""Reads the phrases that make a number an age: "I'm 62", "67F", "Dad's 84"."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backguide.text.calendar_phrases import MONTHS
from backguide.text.number_words import Number, Token, read_number, word_at, words
from backguide.text.patient import THIRD, is_relative
from backguide.text.scores import Figure
from backguide.text.time_units import UNITS, in_days, unit_at


class SaidAge(NamedTuple):
    """An age in years, and whether it is told of someone other than the writer."""

    other: bool
    figure: Figure


OLDEST = 120.0
I_AM = words("i'm im am iam i'll ah'm")
HE_IS = words("he's she's hes shes is they're turned was")
PAST = words("had was broke got did lost fell smoked retired left started")
YEAR_WORDS = words("year years yr yrs y yo yrold yearold years' yers yeras")
MORE = words("over past")
_YOUNGEST_BARE, _OLDEST_BARE = 14, 99
_OLD = words("old o olds young")
_ON_THE_WAY = words(
    "about around only just now nearly almost over turning a an aged like currently roughly still also already past be",
    "pushing nearing approaching actually well at turned age - the gone not quite")
_LESS = words("nearly almost pushing nearing approaching quite")
_AHEAD = frozenset(MONTHS) | words("next soon tomorrow")
_BOUNDARIES = words(". , ; ( ) ! ? • * : – — / …") | {"", "\n"}
_PERSONS = words(
    "man woman male female lady guy bloke lad lass girl boy smoker nonsmoker pensioner widow widower mother mum",
    "grandmother granny gentleman chap fella person schoolmaster vet dude mom grandad retired patient m f builder",
    "farmer teenager athlete runner nurse driver teacher")
_NOT_AGES = words(
    "% / out percent per x mg ml kg lb lbs stone st ft foot feet cm miles mph km pm degrees ° times of paracetamol",
    "quid pounds tablets pills kids minutes inches ' grams mcg litres a days calories steps c bpm mmhg units p anymore",
    "\"")
_NOT_NAMES = words("it's that's there's back's what's here's pain's one's who's")
_AFTER_THIRD = _BOUNDARIES | words("and with who but on so now in next")
_REACH = 4


def read_age(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read the number at `index` as an age, if what stands around it says so."""
    for rule in (_old, _sexed, _introduced, _labelled, _bare, _person_of, _at):
        found = rule(tokens, index, number)
        if found is not None:
            return found._replace(figure=lower_if_ahead(tokens, found.figure))
    return None


def read_sex_first(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read the "F67." that opens a message; elsewhere M25 is a road."""
    digits = word_at(tokens, index + 1)
    if index or not (len(digits) == 2 and digits.isdecimal() and tokens[1].glued):
        return None
    fits = int(digits) >= _YOUNGEST_BARE and word_at(tokens, 2) in _BOUNDARIES - {""}
    return Figure(float(digits), float(digits), 0, 2) if fits else None


def lower_if_ahead(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Take a year off the low end of "I'm 73 in January"."""
    after, month = word_at(tokens, figure.stop), word_at(tokens, figure.stop + 1)
    if after in _AHEAD and after not in MONTHS or after in {"in", "this"} and month in _AHEAD:
        return figure._replace(low=figure.low - 1)
    return figure


def hedge(figure: Figure, hedges: set[str]) -> Figure:
    """Widen or shift by "nearly" and "over"."""
    if hedges & _LESS:
        return figure._replace(low=figure.low - 1, high=figure.high - 1)
    return figure._replace(high=OLDEST) if hedges & MORE else figure


def is_measured(tokens: Sequence[Token], stop: int) -> bool:
    """Tell whether what follows makes the number something else than years of age."""
    stop += word_at(tokens, stop) == "-"
    word, after = word_at(tokens, stop), word_at(tokens, stop + 1)
    if word in {":", "+", "–"}:
        return after.isdecimal()
    years = word in {"years", "yrs"} and after in _BOUNDARIES
    return word in _NOT_AGES or word in UNITS and not years


def read_months_old(tokens: Sequence[Token], index: int, number: Number) -> Figure | None:
    """Read "17 months old" as 1."""
    at = number.stop + (word_at(tokens, number.stop) == "-")
    unit = unit_at(tokens, at)
    at += 1 + (word_at(tokens, at + 1) == "-")
    if unit not in {"month", "week", "day"} or word_at(tokens, at) != "old":
        return None
    low, high = (float(in_days(value, unit) // 365) for value in (number.low, number.high))
    return Figure(low, high, index, at + 1)


def _figure(number: Number, index: int, stop: int | None = None) -> Figure:
    return Figure(number.low, number.high, index, number.stop if stop is None else stop)


def _old_end(tokens: Sequence[Token], stop: int) -> int:
    """Return the index after "years old", "yo", "y/o" or "-year-old"; 0 if there is none."""
    at = stop + (word_at(tokens, stop) == "-")
    word = word_at(tokens, at)
    if word in {"yo", "yrold", "yearold"}:
        return at + 1
    if word not in YEAR_WORDS:
        return 0
    at += 1
    at += word_at(tokens, at) in {"-", "/", "'", "s"}
    return at + 1 if word_at(tokens, at) in _OLD else 0


def _old(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    stop = _old_end(tokens, number.stop)
    if not stop:
        return None
    before, subject = word_at(tokens, index - 1), word_at(tokens, index - 2)
    if before in {"a", "an"}:  # "as a 52-year-old", "a 41-year-old man"; else whom one carries
        mine = subject in I_AM | {"as", "i", "being"} or word_at(tokens, stop) in _PERSONS and subject in _BOUNDARIES
        return SaidAge(False, _figure(number, index, stop)) if mine else None
    theirs = before in {"my", "our", "his", "her", "the", "their"} or _is_third(tokens, index)
    return SaidAge(theirs, _figure(number, index, stop))


def _is_third(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the nearest subject before the number is someone else."""
    for at in range(index - 1, max(index - 2 - _REACH, -1), -1):
        word = tokens[at].text
        if word in I_AM or word in {"i", ".", "!", "?", "\n"}:
            return False
        if word in THIRD or is_relative(word):
            return True
    return False


def _sexed(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "67F", "52m" and "52 male"; 101F is a temperature."""
    at, before = number.stop, word_at(tokens, index - 1)
    word = word_at(tokens, at)
    if not _YOUNGEST_BARE <= number.low < 94 or before in {"/", "$", "£"} or tokens[index].glued and before == ".":
        return None
    short = word in {"f", "m"} and tokens[at].glued and (word == "f" or word_at(tokens, at + 1) in _BOUNDARIES)
    if (short or word in {"male", "female", "man", "woman"}) and before in _BOUNDARIES | I_AM | {"a", "an"}:
        return SaidAge(False, _figure(number, index, at + 1))
    return None


def _introduced(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "I'm about 62", "I am only 31", "I fifty", "she's 79", "Dad's 84", "now 44"."""
    if is_measured(tokens, number.stop):
        return None
    at = index - 1
    while at > index - 1 - _REACH and word_at(tokens, at) in _ON_THE_WAY:
        at -= 1
    between = {token.text for token in tokens[at + 1:index]}
    if between & {"at", "a", "an"} or "not" in between and "quite" not in between:
        return None
    figure = hedge(_figure(number, index), between)
    after, month = word_at(tokens, number.stop), word_at(tokens, number.stop + 1)
    if word_at(tokens, at) == "was" and word_at(tokens, at - 1) == "i" and after in {"in", "last"} and (
            month in MONTHS or month in {"week", "month"}):
        return SaidAge(False, Figure(number.low, number.high, index, number.stop + 2))
    if _is_own_subject(tokens, at, index, number):
        return SaidAge(False, figure)
    if number.low >= 2 and word_at(tokens, number.stop) in _AFTER_THIRD and _is_other_subject(tokens, at, index):
        return SaidAge(True, figure)
    now = "now" in between and word_at(tokens, at) not in {"is", "it's", "its", "pain"}
    return SaidAge(False, figure) if now and number.low >= _YOUNGEST_BARE + 4 and not between & MORE else None


def _is_own_subject(tokens: Sequence[Token], at: int, index: int, number: Number) -> bool:
    head = word_at(tokens, at)
    if head in I_AM:
        tall = number.low < 8 and word_at(tokens, number.stop)[:1].isalnum() and (
            read_number(tokens, number.stop) is not None)
        return number.low >= 5 and not tall and word_at(tokens, at - 1) not in THIRD
    if head == "i":  # "I fifty", "I 31 only", "I turned 50"
        told = at == index - 1 or bool({"only", "turned"} & {token.text for token in tokens[at:index]})
        return number.low >= _YOUNGEST_BARE and told
    return word_at(tokens, number.stop) == "i" and word_at(tokens, number.stop + 1) == "am"


def _is_other_subject(tokens: Sequence[Token], at: int, index: int) -> bool:
    head = word_at(tokens, at)
    if head in {"is", "turned", "was"}:
        return _is_third(tokens, at)
    if head in HE_IS:
        return True
    if is_relative(head):
        return head.endswith("'s") or at < index - 1
    return head.endswith("'s") and head not in _NOT_NAMES and word_at(tokens, at - 1) in {"our", "my", "and"}


def _labelled(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "aged 74", "age: 29" and "my age is 62", but not "at the age of 46"."""
    at = index - 1
    while at > index - 4 and word_at(tokens, at) in {":", "is", "=", "-", "about"}:
        at -= 1
    if word_at(tokens, at) not in {"age", "aged"} or at == index - 1 and number.low < 10:
        return None
    if is_measured(tokens, number.stop) and not _old_end(tokens, number.stop):
        return None
    if word_at(tokens, at - 1) in {"at", "the", "from", "since", "by", "until", "till", "when"}:
        return None
    return SaidAge(_is_third(tokens, at), _figure(number, index))


def _bare(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read a number that is a clause of its own: "68, widowed", "… clammy. 61."."""
    before, after = word_at(tokens, index - 1), word_at(tokens, number.stop)
    alone = len(tokens) <= number.stop - index + 1  # no words at all: it may answer anything
    youngest = 1 if before == "(" and is_relative(word_at(tokens, index - 2)) else _YOUNGEST_BARE
    if alone or not youngest <= number.low == number.high <= _OLDEST_BARE:
        return None
    if not (_opens(tokens, index, after) and _closes(tokens, number, before)) or _is_list(tokens, index, number.stop):
        return None
    if before == "(" and after == ")" and not is_relative(word_at(tokens, index - 2)):
        return None
    hedges = {before} if before in _LESS else set()
    return SaidAge(is_relative(word_at(tokens, index - 2)), hedge(_figure(number, index), hedges))


def _opens(tokens: Sequence[Token], index: int, after: str) -> bool:
    before = word_at(tokens, index - 1)
    decimal = before == "." and tokens[index].glued and tokens[index - 1].glued
    before = word_at(tokens, index - 1 - (before in _LESS)) if before in _LESS else before  # pushing sixty
    item = before == "-" and word_at(tokens, index - 2) in {"", "\n"}
    return item or before in _BOUNDARIES - {":", "/"} and not decimal or before in _PERSONS and after in _BOUNDARIES


def _closes(tokens: Sequence[Token], number: Number, before: str) -> bool:
    after, following = word_at(tokens, number.stop), word_at(tokens, number.stop + 1)
    if after == ")":
        return before == "("
    if after == "and":
        return before in {"", ".", ",", "\n"} and read_number(tokens, number.stop + 1) is None
    years = after in {"years", "yrs"} and following in {",", "."} and number.low >= 40
    birthday = after == "in" and following in MONTHS
    return years or birthday or after in _BOUNDARIES - {":", "/", "("} or after in {"now", "here"}


def _is_list(tokens: Sequence[Token], index: int, stop: int) -> bool:
    return any(word_at(tokens, at)[:1].isdecimal() for at in (index - 2, stop + 1))


def _person_of(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "a man of 38"."""
    if word_at(tokens, index - 1) != "of" or word_at(tokens, index - 2) not in _PERSONS or number.low < _YOUNGEST_BARE:
        return None
    return SaidAge(False, _figure(number, index)) if not is_measured(tokens, number.stop) else None


def _at(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "At 83 one hopes", "incontinent at 33!", but not "slipped disc at 19"."""
    if word_at(tokens, index - 1) != "at" or not _YOUNGEST_BARE <= number.low <= _OLDEST_BARE:
        return None
    before, after = word_at(tokens, index - 2), word_at(tokens, number.stop)
    if is_measured(tokens, number.stop) or word_at(tokens, number.stop + 1) in PAST or after in PAST:
        return None
    if before in {"", ".", "!", "?", "\n"}:
        return SaidAge(False, _figure(number, index))
    past = {token.text for token in tokens[max(index - 2 - 2 * _REACH, 0):index]} & (PAST - {"did"})
    closes = after in {"!", "?", ":"} or before in {",", "here", "now", "still"} and after in _BOUNDARIES
    return SaidAge(False, _figure(number, index)) if closes and not past else None
