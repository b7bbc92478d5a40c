"""Finds body temperatures, in degrees Celsius."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from backguide.text.number_words import Number, Token, may_begin_number, read_single, word_at, words
from backguide.text.scores import Figure
from backguide.text.time_units import unit_at

_WARM = words(
    "temp temps temperature temperatures temprature temperture tempature tempreture tempereture temparature fever",
    "feverish thermometer febrile pyrexia pyrexial fevers fevr feaver thermometre bukhar lagnat fiver temperatur")
_DEGREES = frozenset({"°", "º", "degrees", "degree", "deg", "degs", "digri"})
_CELSIUS = frozenset({"c", "celsius", "centigrade", "celcius"})
_FAHRENHEIT = frozenset({"f", "fahrenheit", "farenheit", "fahrenheight"})
_WARM_REACH = 8
_WARM_LINKS = words(
    "is was of at 's : = about around reading says said a up to now been just over hit running shows my it it's",
    "its high reads went currently under nearly read and this morning last night today - got came measured the",
    "had has have at came back recorded showing showed spiked spiking peaked peaking hitting touching above below like",
    "as per on tonight yesterday evening check checked taken took , ear forehead oral mouth normal low slight mild",
    "grade one approx approximately roughly sitting with he's she's are gone going between bit ? only usually hot")
# words by which a bare 38.5 in the same message is a temperature
_FEVERISH = _WARM | words(
    "running shivering shivers shivery shiver chills chill rigors rigor sweats sweating sweaty sweat took measured",
    "checked clammy burning hot cold feverishness flu reading spiked degrees")
_FEVER_REACH = 14
# numbers of the same size that are none
_OTHER_MEASURES = words(
    "bmi crp waist weigh weighs weight weighed size esr hba1c chest sugar glucose hb sats pulse heart hr bp inside",
    "outside weather room office oven water pool bath sauna heating kitchen summer bra kg height ran run inseam")
_PEOPLE = frozenset({"i'm", "im", "she's", "he's", "shes", "hes", "am"})
_C_RANGE, _F_RANGE = (34.0, 43.0), (93.0, 110.0)
# what a body can have: 35.4, 101.3
_BODY_C, _BODY_F = (35.0, 42.0), (96.0, 107.0)
_SENTENCE_ENDS = frozenset(".!?\n")


def find_temperatures(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield body temperatures; a number alone is none."""
    stop = 0
    for index, token in enumerate(tokens):
        if index < stop or not may_begin_number(token.text):
            continue
        number = read_single(tokens, index)
        if number is None or number.vague or word_at(tokens, index - 1) in {".", "/"} and token.glued:
            continue
        found = _temperature(tokens, index, number)
        stop = number.stop if number.word else stop
        if found is not None and not _is_over(tokens, index):
            yield found


def _temperature(tokens: Sequence[Token], index: int, number: Number) -> Figure | None:
    stop = number.stop
    marked = word_at(tokens, stop) in _DEGREES
    stop += marked
    scale = word_at(tokens, stop)
    warm = _near_warm(tokens, index)
    celsius = scale in _CELSIUS and (len(scale) > 1 or marked or tokens[stop].glued or warm)
    fahrenheit = scale in _FAHRENHEIT and (len(scale) > 1 or marked or tokens[stop].glued or warm)
    stop += celsius or fahrenheit
    value = number.low
    if _F_RANGE[0] <= value <= _F_RANGE[1] and not celsius:
        value = round((value - 32) * 5 / 9, 1)
    elif not _C_RANGE[0] <= value <= _C_RANGE[1] or fahrenheit:
        return None
    if word_at(tokens, stop) in {"%", "/"} or unit_at(tokens, stop) is not None or "bra" in _near(tokens, index):
        return None
    said = (celsius or fahrenheit or warm or _is_warm(word_at(tokens, stop))
            or marked and bool(_near(tokens, index) & _WARM))
    if not said and not number.word:
        decimal = number.low % 1 > 0 and word_at(tokens, index - 1) in _PEOPLE and value >= 37
        said = decimal or _is_bare_reading(tokens, index, stop, number.low)
    return Figure(value, value, index, stop) if said else None


def _is_warm(word: str) -> bool:
    return word.removesuffix("'s") in _WARM


def _is_bare_reading(tokens: Sequence[Token], index: int, stop: int, value: float) -> bool:
    """Tell whether it is the 36.6 of "took it, it was 36.6", and no weight or room."""
    body = _BODY_C[0] <= value <= _BODY_C[1] or _BODY_F[0] <= value <= _BODY_F[1]
    if not (body and value % 1 > 0 and round(value, 1) == value) or word_at(tokens, stop)[:1].isalpha() and (
            tokens[stop].glued):
        return False
    near = {token.text for token in tokens[max(index - _FEVER_REACH, 0):stop + _FEVER_REACH]}
    close = {token.text for token in tokens[max(index - 4, 0):stop + 3]}
    return bool(near & _FEVERISH) and not close & _OTHER_MEASURES and word_at(tokens, stop) not in {
        "kg", "kgs", "kilos", "kilo", "miles", "mile", "km", "k", "inches", "inch", "cm", "lbs", "lb", "stone", "mm",
        "litres", "mg", "ml", "pounds", "quid", "m", "out"}


def _is_over(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the sentence tells of another year: "last year fever was 39 with covid"."""
    for at in range(index - 1, max(index - _FEVER_REACH, -1), -1):
        word, after = tokens[at].text, word_at(tokens, at + 1)
        if word in _SENTENCE_ENDS or word in {",", "now", "but"}:
            return False
        past = word in {"last", "previous"} and after in {"year", "month", "winter", "summer", "spring", "christmas"}
        if past or after == "ago" and unit_at(tokens, at) in {"year", "month"} or word == "in" and len(after) == 4 and (
                after.isdecimal()):
            return True
    return False


def _near(tokens: Sequence[Token], index: int) -> set[str]:
    return {token.text.removesuffix("'s") for token in tokens[max(index - _WARM_REACH, 0):index + 6]}


def _near_warm(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether words of temperature lead to the number without a break."""
    for at in range(index - 1, max(index - 1 - _WARM_REACH, -1), -1):
        if _is_warm(tokens[at].text) or tokens[at].text == "t" and "." in tokens[index].text:
            return True
        if tokens[at].text in {"burning", "spiking", "spiked"}:
            return _is_decimal(tokens, index) or len(tokens[index].text) == 3  # burning at 103
        comma = tokens[at].text == "," and _is_decimal(tokens, index)
        if tokens[at].text not in _WARM_LINKS - {","} and not comma:
            return False
    return False


def _is_decimal(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text[-2:-1] in {".", ","} or "point" in {word_at(tokens, index + step) for step in (1, 2, 3)}
