"""Finds the age of the person with the pain, in years."""
from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence

from backguide.text.calendar_phrases import MONTHS
from backguide.text.number_words import Number, Token, read_number, word_at
from backguide.text.patient import THIRD, is_about_other, is_relative
from backguide.text.scores import Figure
from backguide.text.time_spans import UNITS, in_days, unit_at

OLDEST = 120.0
_YOUNGEST_BARE, _OLDEST_BARE = 14, 105
_YEAR_WORDS = frozenset({"year", "years", "yr", "yrs", "y", "yo", "yrold", "yearold", "years'", "yers", "yeras"})
_OLD = frozenset({"old", "o", "olds", "young"})
_I_AM = frozenset({"i'm", "im", "i’m", "am", "iam", "i'll", "ill"})
_HE_IS = frozenset({"he's", "she's", "hes", "shes", "is", "they're", "turned", "was"})
_ON_THE_WAY = frozenset({"about", "around", "only", "just", "now", "nearly", "almost", "over", "turning", "a", "an", "aged",
                         "like", "currently", "roughly", "still", "also", "already", "past", "be", "pushing", "nearing",
                         "approaching", "actually", "well", "at", "turned", "age", "-", "the", "gone", "not", "quite"})
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
_NOT_AGES = frozenset({"%", "/", "out", "percent", "per", "x", "mg", "ml", "kg", "lb", "lbs", "stone", "st", "ft", "foot",
                       "feet", "cm", "miles", "mph", "km", "pm", "degrees", "°", "times", "of", "paracetamol", "quid", "pounds",
                       "tablets", "pills", "kids", "minutes", "and-a", "inches", "'", '"', "grams", "mcg", "litres", "a",
                       "days", "calories", "steps", "c", "bpm", "mmhg", "units", "p"})
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


def _figure(number: Number, index: int, stop: int | None = None) -> Figure:
    return Figure(number.low, number.high, index, number.stop if stop is None else stop)


def _soon(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Take a year off "I'm 73 in January"."""
    after, month = word_at(tokens, figure.stop), word_at(tokens, figure.stop + 1)
    if after in _AHEAD and after not in MONTHS or after in {"in", "this"} and month in _AHEAD:
        return figure._replace(low=figure.low - 1)
    return figure


def _old_end(tokens: Sequence[Token], stop: int) -> int:
    """Return the index after "years old", "yo", "y/o" or "-year-old"; 0 if there is none."""
    at = stop + (word_at(tokens, stop) == "-")
    word = word_at(tokens, at)
    if word in {"yo", "yrold", "yearold"}:
        return at + 1
    if word not in _YEAR_WORDS:
        return 0
    at += 1
    at += word_at(tokens, at) in {"-", "/", "'", "s"}
    return at + 1 if word_at(tokens, at) in _OLD else 0


def _old(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    stop = _old_end(tokens, number.stop)
    if not stop:
        return _months_old(tokens, index, number)
    before = word_at(tokens, index - 1)
    figure = _figure(number, index, stop)
    if before in {"my", "our", "his", "her", "the", "their"}:
        return True, figure
    if before in {"a", "an"}:
        subject = word_at(tokens, index - 2)
        mine = subject in _I_AM | {"as", "i", "being"} or (
            word_at(tokens, stop) in _PERSONS and subject in {"", ",", ".", "\n", "hi"})
        return not mine, figure
    return _is_third(tokens, index), figure


def _months_old(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    at = number.stop + (word_at(tokens, number.stop) == "-")
    unit = unit_at(tokens, at)
    at += 1 + (word_at(tokens, at + 1) == "-")
    if unit not in {"month", "week", "day"} or word_at(tokens, at) != "old":
        return None
    years = int(in_days(number.low, unit) // 365)
    return True, Figure(years, max(years, int(in_days(number.high, unit) // 365)), index, at + 1)


def _is_third(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the nearest subject before the number is someone else."""
    for at in range(index - 1, max(index - 2 - _REACH, -1), -1):
        word = tokens[at].text
        if word in _I_AM or word == "i":
            return False
        if word in THIRD or is_relative(word):
            return True
        if word in {".", "!", "?", "\n"}:
            return False
    return False


def _sexed(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    """Read "67F", "52m" and "52 male"."""
    at = number.stop
    word = word_at(tokens, at)
    if not _YOUNGEST_BARE <= number.low < 94 or word_at(tokens, index - 1) in {".", "/", "$", "£"}:
        return None
    short = word in {"f", "m"} and tokens[at].glued and (word == "f" or word_at(tokens, at + 1) in _BOUNDARIES)
    alone = word_at(tokens, index - 1) in _BOUNDARIES | {"a", "an", "am", "i'm", "im"}
    if short and alone or word in {"male", "female", "man", "woman"} and alone:
        return False, _figure(number, index, at + 1)
    return None


def _introduced(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    """Read "I'm about 62", "I am only 31", "I fifty", "she's 79", "Dad's 84", "now 44"."""
    if _is_measured(tokens, number.stop):
        return None
    at = index - 1
    while at > index - 1 - _REACH and word_at(tokens, at) in _ON_THE_WAY:
        at -= 1
    between = {word_at(tokens, near) for near in range(at + 1, index)}
    head = word_at(tokens, at)
    if "at" in between or between & {"a", "an"} or number.low < 2 + 3 * (head in _I_AM):
        return None
    figure = _hedged(_figure(number, index), between)
    own = head in _I_AM and word_at(tokens, at - 1) not in THIRD or head == "i" and (
        between <= {"only"} and number.low >= _YOUNGEST_BARE and word_at(tokens, at + 1) != "i")
    if own or word_at(tokens, number.stop) == "i" and word_at(tokens, number.stop + 1) == "am":
        return False, figure
    if head in _HE_IS and (head not in {"is", "turned", "was"} or _is_third(tokens, at)) or is_relative(head) and (
            head.endswith("'s") or between) or head.endswith("'s") and number.low >= 3 and is_relative(head[:-2]):
        return True, figure
    if head.endswith("'s") and head not in {"it's", "that's", "there's", "back's", "what's"} and _is_name(tokens, at):
        return True, figure
    now = "now" in between and head not in {"is", "it's", "its", "pain"} and number.low >= _YOUNGEST_BARE + 4
    return (False, figure) if now and not between & _MORE else None


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "Dylan's" follows "our" or "my"."""
    return word_at(tokens, index - 1) in {"our", "my", "and"}


def _is_measured(tokens: Sequence[Token], stop: int) -> bool:
    """Tell whether a unit or a sign makes the number something else than years of age."""
    word = word_at(tokens, stop)
    if word == "-":
        word = word_at(tokens, stop + 1)
    years = word in {"years", "yrs"} and word_at(tokens, stop + 1) in _BOUNDARIES
    return word in _NOT_AGES or word in UNITS and not years or word == ":" and word_at(tokens, stop + 1).isdecimal() or (
        word in {"+", "–"} and word_at(tokens, stop + 1).isdecimal())


def _hedged(figure: Figure, between: set[str]) -> Figure:
    if between & _LESS:
        return figure._replace(low=figure.low - 1, high=figure.high - 1)
    return figure._replace(high=OLDEST) if between & _MORE else figure


def _labelled(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    """Read "aged 74", "age: 29" and "my age is 62", but not "at the age of 46"."""
    at = index - 1
    while at > index - 4 and word_at(tokens, at) in {":", "is", "=", "-", "of", "about"}:
        at -= 1
    if word_at(tokens, at) not in {"age", "aged"} or _is_measured(tokens, number.stop) and not _old_end(tokens, number.stop):
        return None
    before = word_at(tokens, at - 1)
    if before in {"at", "the", "from", "since", "by", "until", "till", "when"} or "of" in {
            word_at(tokens, near) for near in range(at, index)}:
        return None
    return _is_third(tokens, at), _figure(number, index)


def _bare(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    """Read a number that is a clause of its own: "68, widowed", "… clammy. 61."."""
    before, after = word_at(tokens, index - 1), word_at(tokens, number.stop)
    years = after in {"years", "yrs"} and word_at(tokens, number.stop + 1) in {",", "."} and number.low >= 40
    if not _YOUNGEST_BARE <= number.low <= _OLDEST_BARE or number.low != number.high or len(tokens) <= number.stop - index + 1:
        return None
    item = before == "-" and word_at(tokens, index - 2) in {"", "\n"}
    opens = before in _BOUNDARIES - {":", "/"} or item or before in _PERSONS and after in _BOUNDARIES
    closes = after in _BOUNDARIES - {":", "/", "("} or after in {"now", "here"} or years or (
        after == "and" and before in {"", ".", ",", "\n"} and read_number(tokens, number.stop + 1) is None)
    if not (opens and closes) or after == ")" and before != "(":
        return None
    if before == "(" and after == ")" and not is_relative(word_at(tokens, index - 2)):
        return None
    if _is_list(tokens, index, number.stop) or before == "." and tokens[index].glued and tokens[index - 1].glued:
        return None
    return is_relative(word_at(tokens, index - 2)), _figure(number, index)


def _is_list(tokens: Sequence[Token], index: int, stop: int) -> bool:
    return any(word_at(tokens, at)[:1].isdecimal() for at in (index - 2, stop + 1))


def _person_of(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    """Read "a man of 38"."""
    if word_at(tokens, index - 1) != "of" or word_at(tokens, index - 2) not in _PERSONS or number.low < _YOUNGEST_BARE:
        return None
    return (False, _figure(number, index)) if not _is_measured(tokens, number.stop) else None


def _at(tokens: Sequence[Token], index: int, number: Number) -> tuple[bool, Figure] | None:
    """Read "At 83 one hopes", "incontinent at 33!", but not "slipped disc at 19"."""
    if word_at(tokens, index - 1) != "at" or not _YOUNGEST_BARE <= number.low <= _OLDEST_BARE:
        return None
    before, after = word_at(tokens, index - 2), word_at(tokens, number.stop)
    if _is_measured(tokens, number.stop) or word_at(tokens, number.stop + 1) in _PAST or after in _PAST:
        return None
    said = {word_at(tokens, near) for near in range(max(index - 2 - 2 * _REACH, 0), index)}
    opens = before in {"", ".", "!", "?", "\n"}
    closes = after in {"!", "?", ":"} or before in {",", "here", "now", "still"} and after in _BOUNDARIES
    return (False, _figure(number, index)) if opens or closes and not said & (_PAST - {"did"}) else None


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
