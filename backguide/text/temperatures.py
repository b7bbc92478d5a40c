"""Finds body temperatures, in degrees Celsius."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from backguide.text.number_words import Number, Token, read_single, word_at, words
from backguide.text.scores import Figure
from backguide.text.time_units import unit_at

_WARM = words(
    "temp temps temperature temperatures temprature temperture tempature fever feverish thermometer febrile",
    "pyrexia pyrexial fevers")
_DEGREES = frozenset({"°", "º", "degrees", "degree", "deg"})
_CELSIUS = frozenset({"c", "celsius", "centigrade", "celcius"})
_FAHRENHEIT = frozenset({"f", "fahrenheit", "farenheit", "fahrenheight"})
_WARM_REACH = 6
_WARM_LINKS = words(
    "is was of at 's : = about around reading says said a up to now been just over hit running shows my it it's",
    "its high reads went currently under nearly read and this morning last night today - got came measured the",
    "had")
_PEOPLE = frozenset({"i'm", "im", "she's", "he's", "shes", "hes", "am"})
_C_RANGE, _F_RANGE = (34.0, 43.0), (93.0, 110.0)


def find_temperatures(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield body temperatures; a number alone is none."""
    for index, token in enumerate(tokens):
        if not token.text[0].isdecimal():
            continue
        number = read_single(tokens, index)
        if number is None or word_at(tokens, index - 1) in {".", "/"} and token.glued:
            continue
        found = _temperature(tokens, index, number)
        if found is not None:
            yield found


def _temperature(tokens: Sequence[Token], index: int, number: Number) -> Figure | None:
    stop = number.stop
    marked = word_at(tokens, stop) in _DEGREES
    stop += marked
    scale = word_at(tokens, stop)
    celsius = scale in _CELSIUS and (len(scale) > 1 or marked or tokens[stop].glued or _near_warm(tokens, index))
    fahrenheit = scale in _FAHRENHEIT and (len(scale) > 1 or marked or tokens[stop].glued or _near_warm(tokens, index))
    stop += celsius or fahrenheit
    value = number.low
    if _F_RANGE[0] <= value <= _F_RANGE[1] and not celsius:
        value = round((value - 32) * 5 / 9, 1)
    elif not _C_RANGE[0] <= value <= _C_RANGE[1] or fahrenheit:
        return None
    if word_at(tokens, stop) in {"%", "/"} or unit_at(tokens, stop) is not None or "bra" in _near(tokens, index):
        return None
    said = (celsius or fahrenheit or _near_warm(tokens, index) or word_at(tokens, stop) in _WARM
            or marked and bool(_near(tokens, index) & _WARM))
    decimal = number.low % 1 > 0 and word_at(tokens, index - 1) in _PEOPLE and value >= 37
    return Figure(value, value, index, stop) if said or decimal else None


def _near(tokens: Sequence[Token], index: int) -> set[str]:
    return {token.text for token in tokens[max(index - _WARM_REACH, 0):index + 4]}


def _near_warm(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether words of temperature lead to the number without a break."""
    for at in range(index - 1, max(index - 1 - _WARM_REACH, -1), -1):
        if tokens[at].text in _WARM:
            return True
        comma = tokens[at].text == "," and tokens[index].text[-2:-1] in {".", ","}
        if tokens[at].text not in _WARM_LINKS and not comma:
            return False
    return False
