"""Knows the units of time as people spell them, and their length in days."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.number_words import Token, slips, word_at, words

DAYS_IN = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365,
           "decade": 3650}
_SHORT = {
    "d": "day", "w": "week", "y": "year", "h": "hour", "wk": "week", "mo": "month", "mth": "month", "yr": "year",
    "hr": "hour", "min": "minute", "night": "day", "mnth": "month", "nite": "day", "fortnite": "fortnight",
    "weak": "week", "mouth": "month", "yeer": "year", "wkk": "week", "dayz": "day", "munth": "month", "sleep": "day",
    "wekk": "week", "wkek": "week",
}
# only when they stand against the number: 3d, 2w
_GLUED_ONLY = frozenset({"d", "w", "y", "h"})
# in the singular these are other words
_PLURAL_ONLY = frozenset({"weak", "mouth"})
_REAL_WORDS = words(
    "moth wees wee hors dy das hous our yea yeas mont ear dey ways decades' mouth mouths moths weeds weeps wells",
    "weekly monthly yearly yearn yearns hourly house houses hoars hurt hurts daisy days' minus minuet decode decide",
    "minutia decoded fortnightly yeast tears mounts mounth's waxes weekend months weeks hound hounds weans wets")
_VOWELS = "aeiou"
_BEFORE_MONTHS = words("x for pain past last ~ since lbp hx bad hurting sore")


def _misspelt(word: str) -> set[str]:
    """Make the typos of one slip; of a short word only a letter left out, doubled or swapped. The first one stays."""
    if len(word) > 4:
        return slips(word) | _as_heard(word)
    cuts = range(1, len(word))
    return ({word[:at] + word[at + 1:] for at in cuts} | {word[:at] + word[at] + word[at:] for at in cuts}
            | {word[:at - 1] + word[at] + word[at - 1] + word[at + 1:] for at in range(2, len(word))})


def _as_heard(word: str) -> set[str]:
    """Make what is written by ear: another vowel, and m for n: a mumth, munths."""
    vowel = {word[:at] + other + word[at + 1:] for at, letter in enumerate(word) if letter in _VOWELS
             for other in _VOWELS}
    return vowel | {typo[0] + typo[1:].replace("n", "m") for typo in vowel}


# a word that people spell in many ways
_FORTNIGHTS = {start + end for start in ("fort", "forth", "forght", "fourt", "fourth", "fought", "fore", "for", "fork",
                                         "foart", "fought")
               for end in ("night", "nite", "nigt", "niht", "nght", "nigth", "nights", "nites", "knight")}


def _spellings() -> dict[str, str]:
    names: dict[str, str] = dict.fromkeys(_FORTNIGHTS, "fortnight")
    for unit in DAYS_IN:
        for word in (unit, unit + "s"):
            names.update({typo: unit for typo in _misspelt(word) if len(typo) > 2 and typo not in _REAL_WORDS})
    names.update({short + "s": unit for short, unit in _SHORT.items() if short not in _GLUED_ONLY})
    names.update({short: unit for short, unit in _SHORT.items() if short not in _PLURAL_ONLY})
    for unit in DAYS_IN:
        names.update({unit: unit, unit + "s": unit, unit + "s'": unit, unit + "'s": unit})
    return names


UNITS = _spellings()


def in_days(amount: float, unit: str) -> float:
    """Return days; months of 30 days below a year, so that three months are 90."""
    if unit == "month" and amount >= 12:
        return float(round(amount * 365 / 12))
    days = amount * DAYS_IN[unit]
    return float(round(days)) if days >= 1 else round(days, 2)


def unit_at(tokens: Sequence[Token], index: int) -> str | None:
    """Return the unit that the token names, if any."""
    word = word_at(tokens, index)
    unit = UNITS.get(word)
    ends = word_at(tokens, index + 1) in {"", ".", ",", "!"}
    if word == "weak" and ends and word_at(tokens, index - 1) in {"a", "1"}:
        return "week"  # "sore for a weak"
    if word == "m" and tokens[index].glued and word_at(tokens, index - 2) in _BEFORE_MONTHS:
        return "month"  # pain for 6m
    if unit is None or word in _GLUED_ONLY and not tokens[index].glued:
        return None
    return unit
