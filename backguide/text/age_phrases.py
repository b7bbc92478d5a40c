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
I_AM = words("i'm im am iam i'll ah'm we're")
HE_IS = words("he's she's hes shes is they're turned was who's whos")
PAST = words("had was broke got did lost fell smoked retired left started")
YEAR_WORDS = words("year years yr yrs y yo yrold yearold years' yers yeras yaer yaers yeer yeers")
# "a 22 year girl", "65 yrs lady"
_SEXES = words("man woman male female lady girl boy guy gent gentleman bloke fella")
MORE = words("over past")
_YOUNGEST_BARE, _OLDEST_BARE = 14, 99
SEX_FIRST = words("m f male female man woman lady girl boy guy gentleman bloke")
_OLD = words("old o olds young old's oldd ol")
_ON_THE_WAY = words(
    "about around only just now nearly almost over turning a an aged like currently roughly still also already past be",
    "both pushing nearing approaching actually well at turned age - the gone not quite")
_LESS = words("nearly almost pushing nearing approaching quite")
_AHEAD = frozenset(MONTHS) | words("next soon tomorrow")
_BOUNDARIES = words(". , ; ( ) ! ? • * : – — / …") | {"", "\n"}
# what tells "45M, back pain" from 45 m of a race
_METRES = words("tall race sprint high away from swim drop fall of up down deep long above sea in to run")
_BIRTHDAY = words("turned turning turn hit being reached hitting")
_WHEN = words("since when after before until till from by once ever")
_PERSONS = words(
    "man woman male female lady guy bloke lad lass girl boy smoker nonsmoker pensioner widow widower mother mum",
    "grandmother granny gentleman chap fella person schoolmaster vet dude mom grandad retired patient m f builder",
    "farmer teenager athlete runner nurse driver teacher")
_NOT_AGES = words(
    "% / out percent per x mg ml kg lb lbs stone st ft foot feet cm miles mph km pm degrees ° times of paracetamol",
    "quid pounds tablets pills kids minutes inches ' grams mcg litres a days calories steps c bpm mmhg units p anymore",
    "\"")
_NOT_KIN = words(
    "pain temp temperature fever score back age number weight bmi pulse spine level rating house address size waist")
_THINGS = words("house car mattress bed building chair van sofa truck bike dog cat horse injury")
_NOT_NAMES = words("it's that's there's back's what's here's pain's one's who's")
_AFTER_THIRD = _BOUNDARIES | THIRD | words("and with who but on so now in next")
# between who it is and how old: "my son, who is 6"
_TO_AN_AGE = words(
    ", ( - is of aged age who who's whos he she they have has turned just now only 's he's she's hes shes")
_CHILDREN = words("ds dd eldest youngest oldest pikin bambina nipper")
# "my daughter has 3 cats", "mum 2 days ago"
_COUNTED = words(
    "ago cats dogs kids children days weeks months hours minutes times days' week month day hour of more others")
_REACH = 4


def read_age(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read the number at `index` as an age, if what stands around it says so."""
    for rule in (_old, _sexed, _had, _introduced, _of_kin, _labelled, _turned, _bare, _person_of, _at, _here):
        found = rule(tokens, index, number)
        if found is not None:
            return found._replace(figure=lower_if_ahead(tokens, found.figure))
    return None


def read_sex_first(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "F67." that opens a message (elsewhere M25 is a road), "F/54" and "Woman, 73" where a clause opens."""
    apart = _read_sex_apart(tokens, index)
    if apart is not None or word_at(tokens, index) not in {"m", "f"}:
        return apart
    digits = word_at(tokens, index + 1)
    if index or not (len(digits) == 2 and digits.isdecimal() and tokens[1].glued):
        return None
    fits = int(digits) >= _YOUNGEST_BARE and word_at(tokens, 2) in _BOUNDARIES - {""}
    return Figure(float(digits), float(digits), 0, 2) if fits else None


def _read_sex_apart(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "F/54", "M (45)", "Female - 62" and "Woman, 73": the sex, a sign or a space, the age."""
    if word_at(tokens, index - 1) not in _BOUNDARIES - {"/"} and word_at(tokens, index - 1) not in I_AM | {"a"}:
        return None
    at = index + 1
    while at < index + 3 and word_at(tokens, at) in {"/", ",", "-", ":", "(", "aged", "age", ".", "of"}:
        at += 1
    short = word_at(tokens, index) in {"m", "f"}
    number = read_number(tokens, at)
    if number is None or number.vague or number.low != number.high or number.low % 1 or short and tokens[at].glued and (
            at == index + 1):
        return None
    opens = index == 0 or at > index + 1 or word_at(tokens, number.stop) in _BOUNDARIES
    if not _YOUNGEST_BARE <= number.low <= _OLDEST_BARE or not opens or is_measured(tokens, number.stop):
        return None
    return Figure(number.low, number.high, index, number.stop)


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
    at += word_at(tokens, at) in {"odd", "ish"}
    word = word_at(tokens, at)
    if word in {"yo", "yrold", "yearold"}:
        return at + 1
    if word not in YEAR_WORDS:
        return 0
    at += 1
    if word_at(tokens, at) == "of" and word_at(tokens, at + 1) == "age":
        return at + 2
    at += word_at(tokens, at) in {"-", "/", "'", "s", "."}
    if word_at(tokens, at) in _OLD:
        return at + 1
    return at if word_at(tokens, at) in _SEXES else 0


def _old(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    stop = _old_end(tokens, number.stop)
    if not stop or word_at(tokens, index - 1) == "is" and word_at(tokens, index - 2) in _THINGS:
        return None
    if "odd" in {word_at(tokens, number.stop), word_at(tokens, number.stop + 1)}:  # sixty-odd years old
        number = number._replace(high=number.high + 9)
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
        cared_for = word in {"after", "for"} and word_at(tokens, at - 1) in {"look", "care"}
        if word in THIRD or is_relative(word) or cared_for:
            return True
    return False


def _had(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "I have 39 years, …" as people say it whose language has ages: not "I have 3 years with pain"."""
    before, subject = word_at(tokens, index - 1), word_at(tokens, index - 2)
    after = word_at(tokens, number.stop + 1)
    named = "myself" in {token.text for token in tokens[max(index - _REACH, 0):index]}  # myself Ramesh 45 years
    if named and word_at(tokens, number.stop) in YEAR_WORDS and number.low >= _YOUNGEST_BARE:
        return SaidAge(False, _figure(number, index, number.stop + 1))
    if before == "of" and subject in I_AM and word_at(tokens, number.stop) in YEAR_WORDS:
        return SaidAge(False, _figure(number, index, number.stop + 1))  # I am of 48 years
    if before not in {"have", "has"} or word_at(tokens, number.stop) not in {"years", "year", "yrs", "yr"} or (
            after not in _BOUNDARIES | {"and", "but", "i", "old"} or number.low < _YOUNGEST_BARE):
        return None
    if after == "and" and word_at(tokens, number.stop + 2) in {"a", "half", "counting", "some", "more"}:
        return None
    theirs = before == "has" or _is_third(tokens, index)
    if subject != "i" and not theirs:
        return None
    return SaidAge(theirs, _figure(number, index, number.stop + 1))


def _turned(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "just turned 50" and "being thirty" of a writer who does not name himself; not "since I turned 40"."""
    before, at = word_at(tokens, index - 1), index - 2
    if before not in _BIRTHDAY or number.low < _YOUNGEST_BARE or (
            is_measured(tokens, number.stop) or word_at(tokens, number.stop) in _SEXES):
        return None
    while at > index - 2 - _REACH and word_at(tokens, at) in {"just", "recently", "only", "i'd", "i've", "ive", "have",
                                                             "about", "to", "i", "and", "had", "'ve"}:
        at -= 1
    between = {token.text for token in tokens[at + 1:index]}
    again = word_at(tokens, number.stop) in {"again", "pounds", "mph"}
    if word_at(tokens, at) in _WHEN or again or _is_third(tokens, index):
        return None
    if before in {"hit", "reached", "hitting"} and not between & {"just", "i've", "ive", "have"}:
        return None
    ahead = word_at(tokens, number.stop) in _AHEAD | {"in", "this"}  # lower_if_ahead sees to those
    about = ("about" in between or before == "turning" and "just" not in between) and not ahead
    low, high = (number.low - 1, number.high) if about else (number.low, number.high)
    return SaidAge(False, Figure(low, high, index, number.stop))


def _here(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "72 not out!", "81 last birthday", "76 years on this earth", "seventy years I live"."""
    word, after = word_at(tokens, number.stop), word_at(tokens, number.stop + 1)
    if number.low < _YOUNGEST_BARE or number.high > OLDEST:
        return None
    lived = word in {"years", "yrs"} and (
        after == "young" or after == "i" and word_at(tokens, number.stop + 2) in {"live", "lived", "have"} or (
            after == "on" and word_at(tokens, number.stop + 3) in {"earth", "planet"}))
    birthday = (word, after) == ("last", "birthday")
    return SaidAge(False, _figure(number, index)) if (word, after) == ("not", "out") or lived or birthday else None


def _sexed(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "67F", "52m" and "52 male"; 101F is a temperature."""
    at, before = number.stop, word_at(tokens, index - 1)
    word = word_at(tokens, at)
    if not _YOUNGEST_BARE <= number.low < 94 or before in {"/", "$", "£"} or tokens[index].glued and before == ".":
        return None
    if word == "/" and word_at(tokens, at + 1) in {"f", "m", "male", "female"}:  # 42/F
        return SaidAge(False, _figure(number, index, at + 2)) if before in _BOUNDARIES | I_AM else None
    after = word_at(tokens, at + 1)
    metres = word == "m" and (after in _METRES or before != "" and before not in _BOUNDARIES - {":"})
    short = word in {"f", "m"} and (after in _BOUNDARIES or tokens[at].glued and not metres)
    if (short or word in {"male", "female", "man", "woman"}) and before in _BOUNDARIES | I_AM | {"a", "an", "is"}:
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
    if "turned" in between | {word_at(tokens, at)} and (
            word_at(tokens, at - 1) in _WHEN or word_at(tokens, at - 2) in _WHEN):
        return None  # since I turned 40
    if word_at(tokens, at) == "was" and word_at(tokens, at - 1) == "i" and after in {"in", "last"} and (
            month in MONTHS or month in {"week", "month"}):
        return SaidAge(False, Figure(number.low, number.high, index, number.stop + 2))
    if _is_own_subject(tokens, at, index, number):
        return SaidAge(False, figure)
    years = word_at(tokens, number.stop) in YEAR_WORDS
    closed = word_at(tokens, number.stop + years) in _AFTER_THIRD
    if number.low >= 2 and closed and _is_other_subject(tokens, at, index):
        return SaidAge(True, figure)
    now = "now" in between and word_at(tokens, at) not in {"is", "it's", "its", "pain"}
    return SaidAge(False, figure) if now and number.low >= _YOUNGEST_BARE + 4 and not between & MORE else None


def _is_own_subject(tokens: Sequence[Token], at: int, index: int, number: Number) -> bool:
    head = word_at(tokens, at)
    if head in {"who's", "whos"}:  # as someone who's 35
        return number.low >= _YOUNGEST_BARE and word_at(tokens, at - 1) in {"someone", "somebody"}
    split = head == "m" and word_at(tokens, at - 1) == "i"  # i m 22
    if head in I_AM or split:
        tall = number.low < 8 and word_at(tokens, number.stop)[:1].isalnum() and (
            read_number(tokens, number.stop) is not None)
        return number.low >= 5 and not tall and word_at(tokens, at - 1) not in THIRD
    if head == "i":  # "I fifty", "I 31 only", "I turned 50"
        told = at == index - 1 or bool({"only", "turned"} & {token.text for token in tokens[at:index]})
        return number.low >= _YOUNGEST_BARE and told
    return word_at(tokens, number.stop) == "i" and word_at(tokens, number.stop + 1) == "am"


def _is_other_subject(tokens: Sequence[Token], at: int, index: int) -> bool:
    head = word_at(tokens, at)
    if head in {"is", "are"} and word_at(tokens, at - 2) in {"our", "my"} and word_at(tokens, at - 1) not in _NOT_KIN:
        return True  # our Josh is 14
    if "when" in {word_at(tokens, at - 1), word_at(tokens, at - 2)}:
        return False  # when he was 33
    if head in {"is", "turned", "was", "are"}:
        return _is_third(tokens, at)
    if head in HE_IS:
        return True
    if is_relative(head):
        return head.endswith("'s") or at < index - 1
    return head.endswith("'s") and head not in _NOT_NAMES and word_at(tokens, at - 1) in {"our", "my", "and"}


def _of_kin(tokens: Sequence[Token], index: int, number: Number) -> SaidAge | None:
    """Read "my son, 6,", "our eldest (12)", "her girl of nine", "dd 7" and "75 she is"."""
    stop = number.stop + (word_at(tokens, number.stop) in YEAR_WORDS)
    if number.low != number.high or number.low % 1 or is_measured(tokens, stop):
        return None
    if word_at(tokens, stop) in {"he", "she"} and word_at(tokens, stop + 1) == "is":
        return SaidAge(True, _figure(number, index, stop))
    at = index - 1
    while at > index - 2 - _REACH and word_at(tokens, at) in _TO_AN_AGE:
        at -= 1
    head = word_at(tokens, at).removesuffix("'s")
    kin = is_relative(head) or head in _CHILDREN or head == "one" and word_at(tokens, at - 1) in {"little", "wee"}
    counted = word_at(tokens, stop) in _COUNTED or word_at(tokens, index - 1) in {"have", "has"} and stop == number.stop
    return SaidAge(True, _figure(number, index, stop)) if kin and not counted else None


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
    item = item or before == ":" and word_at(tokens, index - 2) in {"me", "patient", "pt"}
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
