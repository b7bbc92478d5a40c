"""Knows the days by which people date their pain: feasts, lockdown, the clocks."""
from __future__ import annotations

import datetime
from collections.abc import Callable

Days = tuple[datetime.date, datetime.date]
_Rule = Callable[[int], Days]

_DAY = datetime.timedelta(days=1)
_DIWALI = {
    2020: (11, 14), 2021: (11, 4), 2022: (10, 24), 2023: (11, 12), 2024: (11, 1), 2025: (10, 20), 2026: (11, 8),
    2027: (10, 29), 2028: (10, 17), 2029: (11, 5), 2030: (10, 26),
}


# feasts that follow the moon
_MOON: dict[str, dict[int, tuple[int, int]]] = {
    "holi|rang panchami": {2023: (3, 8), 2024: (3, 25), 2025: (3, 14), 2026: (3, 4), 2027: (3, 22), 2028: (3, 11)},
    "dussehra|dasara|dashami|vijayadashami|dussera|durga puja|durga pooja": {
        2023: (10, 24), 2024: (10, 12), 2025: (10, 2), 2026: (10, 20), 2027: (10, 9), 2028: (9, 27)},
    "navratri|navaratri": {
        2023: (10, 15), 2024: (10, 3), 2025: (9, 22), 2026: (10, 11), 2027: (9, 30), 2028: (9, 19)},
    "raksha bandhan|rakhi|rakshabandhan": {
        2023: (8, 30), 2024: (8, 19), 2025: (8, 9), 2026: (8, 28), 2027: (8, 17), 2028: (8, 5)},
    "ganesh chaturthi|ganpati|ganesha": {
        2023: (9, 19), 2024: (9, 7), 2025: (8, 27), 2026: (9, 14), 2027: (9, 4), 2028: (8, 23)},
    "janmashtami": {2023: (9, 7), 2024: (8, 26), 2025: (8, 16), 2026: (9, 4), 2027: (8, 25), 2028: (8, 13)},
    "onam": {2023: (8, 29), 2024: (9, 15), 2025: (9, 5), 2026: (8, 26), 2027: (9, 12), 2028: (9, 1)},
    "karva chauth": {2023: (11, 1), 2024: (10, 20), 2025: (10, 10), 2026: (10, 29), 2027: (10, 18), 2028: (10, 7)},
    "eid|eid ul fitr|eid al fitr|eid-ul-fitr|small eid|hari raya": {
        2023: (4, 21), 2024: (4, 10), 2025: (3, 30), 2026: (3, 20), 2027: (3, 10), 2028: (2, 27)},
    "eid al adha|eid ul adha|bakrid|bakra eid|big eid": {
        2023: (6, 28), 2024: (6, 16), 2025: (6, 6), 2026: (5, 27), 2027: (5, 16), 2028: (5, 5)},
    "rosh hashanah": {2023: (9, 16), 2024: (10, 3), 2025: (9, 23), 2026: (9, 12), 2027: (10, 2), 2028: (9, 21)},
    "yom kippur": {2023: (9, 25), 2024: (10, 12), 2025: (10, 2), 2026: (9, 21), 2027: (10, 11), 2028: (9, 30)},
    "passover|pesach": {2023: (4, 6), 2024: (4, 23), 2025: (4, 13), 2026: (4, 2), 2027: (4, 22), 2028: (4, 11)},
    "hanukkah|chanukah": {
        2023: (12, 8), 2024: (12, 26), 2025: (12, 15), 2026: (12, 5), 2027: (12, 25), 2028: (12, 13)},
    "chinese new year|cny|lunar new year": {
        2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26)},
}
_RAMADAN = {2023: (3, 23), 2024: (3, 11), 2025: (3, 1), 2026: (2, 18), 2027: (2, 8), 2028: (1, 28), 2029: (1, 16)}


def latest_feast(name: str, year: int, today: datetime.date) -> Days | None:
    """Return the last such days that have begun by `today`; `year` 0 if not said."""
    rules = _FEASTS.get(name, ())
    dated = [rule(when) for rule in rules for when in ((year,) if year else (today.year, today.year - 1))]
    begun = [days for days in dated if days[0] <= today]
    return max(begun) if begun else None


def begins_feast(word: str) -> bool:
    """Tell quickly whether the name of a feast can begin with this word."""
    return word in _FIRST_WORDS


def next_feast(name: str, today: datetime.date) -> datetime.date | None:
    """Return the first day of the feast that is to come within a year."""
    dated = [rule(year)[0] for rule in _FEASTS.get(name, ()) for year in (today.year, today.year + 1)]
    return min((day for day in dated if day > today), default=None)


def easter(year: int) -> datetime.date:
    """Return Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)


def _fixed(month: int, day: int, *, days: int = 1) -> _Rule:
    def rule(year: int) -> Days:
        first = datetime.date(year, month, day)
        return first, first + (days - 1) * _DAY
    return rule


def _nth(month: int, weekday: int, nth: int) -> _Rule:
    """Make the rule for the nth weekday of a month; -1 is the last."""
    def rule(year: int) -> Days:
        if nth < 0:
            end = datetime.date(year + month // 12, month % 12 + 1, 1) - _DAY
            found = end - ((end.weekday() - weekday) % 7) * _DAY
        else:
            start = datetime.date(year, month, 1)
            found = start + ((weekday - start.weekday()) % 7 + 7 * (nth - 1)) * _DAY
        return found, found
    return rule


def _from_easter(first: int, last: int) -> _Rule:
    return lambda year: (easter(year) + first * _DAY, easter(year) + last * _DAY)


def _diwali(year: int) -> Days:
    if year not in _DIWALI:
        return datetime.date(year, 10, 15), datetime.date(year, 11, 15)
    day = datetime.date(year, *_DIWALI[year])
    return day - _DAY, day + _DAY


def _ramadan(year: int) -> Days:
    if year not in _RAMADAN:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    first = datetime.date(year, *_RAMADAN[year])
    return first, first + 29 * _DAY


def _by_moon(days: dict[int, tuple[int, int]]) -> _Rule:
    """Make the rule of a feast with a list of its days; the neighbours count, and outside the list the whole year."""
    def rule(year: int) -> Days:
        if year not in days:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        day = datetime.date(year, *days[year])
        return day - _DAY, day + _DAY
    return rule


def _independence(year: int) -> Days:
    """Return the American to the Indian day: who does not say which means either."""
    return datetime.date(year, 7, 4), datetime.date(year, 8, 15)


def _half_term(month: int, day: int) -> _Rule:
    """Make the rule of a British school holiday: ten days in which any school has its week."""
    return _fixed(month, day, days=12)


def _lockdown(_: int) -> Days:
    return datetime.date(2020, 3, 16), datetime.date(2020, 3, 31)


_SUNDAY, _MONDAY, _TUESDAY, _THURSDAY = 6, 0, 1, 3
_BACK, _FORWARD = _nth(10, _SUNDAY, -1), _nth(3, _SUNDAY, -1)
_FEASTS: dict[str, tuple[_Rule, ...]] = {
    name: rules
    for names, rules in {
        "easter|easter sunday|easter weekend|easter monday": (_from_easter(-2, 1),),
        "good friday": (_from_easter(-2, -2),),
        "pancake day|shrove tuesday": (_from_easter(-47, -47),),
        "christmas|xmas|christmas day|xmas day|crimbo|chrimbo|crimbo|cristmas|chrismas": (_fixed(12, 25, days=2),),
        "christmas eve|xmas eve": (_fixed(12, 24),),
        "boxing day": (_fixed(12, 26),),
        "new year|new years|new year's|new years day|new year's day|the new year": (_fixed(1, 1),),
        "new years eve|new year's eve|hogmanay|nye": (_fixed(12, 31),),
        "halloween|hallowe'en|hallowen": (_fixed(10, 31),),
        "bonfire night|fireworks night|guy fawkes": (_fixed(11, 5),),
        "remembrance day|armistice day|veterans day|veteran's day": (_fixed(11, 11),),
        "valentine's|valentines|valentine's day|valentines day": (_fixed(2, 14),),
        "st patrick's day|paddy's day|paddys day|st patricks day": (_fixed(3, 17),),
        "australia day": (_fixed(1, 26),),
        "ramadan|ramadhan|ramzan": (_ramadan,),
        "canada day": (_fixed(7, 1),),
        "early may bank holiday|may day bank holiday|first may bank holiday|may day": (_nth(5, _MONDAY, 1),),
        "late may bank holiday|spring bank holiday|last may bank holiday|whit monday|whitsun|whit bank holiday":
            (_nth(5, _MONDAY, -1),),
        "may bank holiday|may bank holiday monday|may bank holiday weekend":
            (_nth(5, _MONDAY, 1), _nth(5, _MONDAY, -1)),
        "august bank holiday|august bank holiday monday|summer bank holiday|summer bank holiday monday":
            (_nth(8, _MONDAY, -1),),
        "august bank holiday weekend": (_nth(8, _MONDAY, -1),),
        "easter bank holiday|easter bank holiday monday|easter bank holiday weekend": (_from_easter(-2, 1),),
        "christmas bank holiday": (_fixed(12, 25, days=2),),
        "bank holiday|bank holiday monday|bank holiday weekend|bank hol|bank hol monday": (
            _nth(5, _MONDAY, 1), _nth(5, _MONDAY, -1), _nth(8, _MONDAY, -1), _from_easter(-2, 1)),
        "october bank holiday|october bank holiday weekend|october half term": (_nth(10, _MONDAY, -1),),
        "june bank holiday|june bank holiday weekend": (_nth(6, _MONDAY, 1),),
        "half term|half-term|half term holidays": (_half_term(2, 10), _half_term(5, 24), _half_term(10, 20)),
        "cup day|melbourne cup|melbourne cup day": (_nth(11, _TUESDAY, 1),),
        "st patrick's weekend|st patricks weekend|paddy's weekend|paddys weekend|st paddys day|st paddy's day": (
            _fixed(3, 14, days=7),),
        "mlk day|martin luther king day": (_nth(1, _MONDAY, 3),),
        "presidents day|presidents' day|president's day": (_nth(2, _MONDAY, 3),),
        "memorial day weekend": (_nth(5, _MONDAY, -1),),
        "labor day weekend|labour day weekend": (_nth(9, _MONDAY, 1),),
        "juneteenth": (_fixed(6, 19),),
        "columbus day|indigenous peoples day|indigenous peoples' day|canadian thanksgiving": (_nth(10, _MONDAY, 2),),
        "super bowl|super bowl sunday|superbowl": (_nth(2, _SUNDAY, 2),),
        "election day": (_nth(11, _TUESDAY, 1),),
        "black friday": (lambda year: (_nth(11, _THURSDAY, 4)(year)[0] + _DAY,) * 2,),
        "mother's day|mothers day": (_from_easter(-21, -21), _nth(5, _SUNDAY, 2)),
        "mothering sunday": (_from_easter(-21, -21),),
        "father's day|fathers day": (_nth(6, _SUNDAY, 3),),
        "independence day": (_independence,),
        "july 4th|fourth of july|july fourth|4th of july": (_fixed(7, 4),),
        "republic day": (_fixed(1, 26),),
        "gandhi jayanti": (_fixed(10, 2),),
        "pongal|makar sankranti|sankranti|lohri": (_fixed(1, 13, days=3),),
        "anzac day": (_fixed(4, 25),),
        "waitangi day": (_fixed(2, 6),),
        "burns night": (_fixed(1, 25),),
        "st stephen's day|st stephens day|stephen's day|stephens day": (_fixed(12, 26),),
        "st george's day|st georges day": (_fixed(4, 23),),
        "st andrew's day|st andrews day": (_fixed(11, 30),),
        "st david's day|st davids day": (_fixed(3, 1),),
        "cinco de mayo": (_fixed(5, 5),),
        "remembrance sunday|poppy day": (_nth(11, _SUNDAY, 2),),
        "ash wednesday|lent": (_from_easter(-46, -46),),
        "palm sunday": (_from_easter(-7, -7),),
        "mardi gras|fat tuesday": (_from_easter(-47, -47),),
        "halloween night|halloween weekend": (_fixed(10, 31),),
        "new years weekend": (_fixed(1, 1),),
        "twelfth night|epiphany": (_fixed(1, 6),),
        "all saints|all saints day|all souls": (_fixed(11, 1),),
        "undas": (_fixed(11, 1, days=2),),
        "glasgow fair": (_fixed(7, 15, days=15),),
        **{names: (_by_moon(days),) for names, days in _MOON.items()},
        "michaelmas": (_fixed(9, 29),),
        "thanksgiving": (_nth(11, _THURSDAY, 4),),
        "labor day|labour day": (_nth(9, _MONDAY, 1),),
        "memorial day": (_nth(5, _MONDAY, -1),),
        "diwali|divali|deepavali|diwali night|divali night": (_diwali,),
        "lockdown|first lockdown|covid|covid started|pandemic": (_lockdown,),
        "clocks went back|clocks go back|clocks back": (_BACK,),
        "clocks went forward|clocks go forward|clocks forward": (_FORWARD,),
        "clocks changed|clocks change|clock change": (_BACK, _FORWARD),
        "schools went back|school started|schools started": (_fixed(8, 31, days=11),),
        "summer holidays|school holidays|summer hols": (_fixed(7, 20, days=46),),
    }.items()
    for name in names.split("|")
}
_FIRST_WORDS = frozenset(name.split()[0] for name in _FEASTS)
