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


_RAMADAN = {2023: (3, 23), 2024: (3, 11), 2025: (3, 1), 2026: (2, 18), 2027: (2, 8), 2028: (1, 28), 2029: (1, 16)}


def latest_feast(name: str, year: int, today: datetime.date) -> Days | None:
    """Return the last such days that have begun by `today`; `year` 0 if not said."""
    rules = _FEASTS.get(name, ())
    dated = [rule(when) for rule in rules for when in ((year,) if year else (today.year, today.year - 1))]
    begun = [days for days in dated if days[0] <= today]
    return max(begun) if begun else None


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


def _lockdown(_: int) -> Days:
    return datetime.date(2020, 3, 16), datetime.date(2020, 3, 31)


_SUNDAY, _MONDAY, _THURSDAY = 6, 0, 3
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
        "michaelmas": (_fixed(9, 29),),
        "thanksgiving": (_nth(11, _THURSDAY, 4),),
        "labor day|labour day": (_nth(9, _MONDAY, 1),),
        "memorial day": (_nth(5, _MONDAY, -1),),
        "diwali|divali|deepavali|diwali night|divali night": (_diwali,),
        "chinese new year|cny|lunar new year": (_fixed(1, 21, days=31),),
        "lockdown|first lockdown|covid|covid started|pandemic": (_lockdown,),
        "clocks went back|clocks go back": (_BACK,),
        "clocks went forward|clocks go forward": (_FORWARD,),
        "clocks changed|clocks change|clock change": (_BACK, _FORWARD),
        "schools went back|school started|schools started": (_fixed(8, 31, days=11),),
        "summer holidays|school holidays|summer hols": (_fixed(7, 20, days=46),),
    }.items()
    for name in names.split("|")
}
