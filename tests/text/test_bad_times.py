"""Times at which no pain can have begun, and times close to them at which it can."""
from __future__ import annotations

from datetime import date

import pytest

from backguide.text.amounts import find_amounts, parse_amount
from backguide.text.bad_times import fault_of_time

TODAY = date(2026, 11, 27)  # a Friday
BAD = [
    ("since next tuesday", "future"), ("next week", "future"), ("since this coming Friday", "future"),
    ("it starts next week", "future"), ("since tomorrow", "future"), ("since the day after tomorrow", "future"),
    ("in 2091", "future"), ("since 5 December 2026", "future"), ("since 28/11/2026", "future"),
    ("since 2026-12-01", "future"), ("since December 2026", "future"), ("3 weeks from now", "future"),
    ("it will start in 3 weeks' time", "future"), ("since next Christmas", "future"),
    ("since 31 February", "no_such_day"), ("February 31", "no_such_day"), ("since the 31st of June", "no_such_day"),
    ("from the 45th", "no_such_day"), ("since the forty fifth", "no_such_day"), ("30/02/2026", "no_such_day"),
    ("45/13/2025", "no_such_day"), ("2026-02-30", "no_such_day"), ("since 29 February 2025", "no_such_day"),
    ("my back hurts since 0 March", "no_such_day"),
    ("minus 3 weeks", "negative"), ("-3 weeks", "negative"), ("for minus two days", "negative"),
    ("since 1850", "long_ago"), ("since 3 May 1790", "long_ago"),
]
FINE = [
    "since 28 February", "since 30 June", "since 29 February 2024", "since last Tuesday", "since Friday", "since 2019",
    "since 27/11/2026", "since November 2026", "3 weeks", "3 weeks ago", "since the 12th", "since 1st May",
    "for 45 days",
    "since 1930", "pain - 3 weeks", "since the 45th time I fell", "since March, 31 years old", "7/10",
    "it began and the next week it got worse",
]
ASIDE = [
    ("3 weeks, I see the doctor next Tuesday", (21, 21)),
    ("since 28 February, seeing them on 3 December 2026", (272, 272)),
    ("a fortnight. My scan is in 2027", (14, 14)), ("2 days, off work from tomorrow", (2, 2)),
]


@pytest.mark.parametrize(("text", "fault"), BAD)
def test_an_impossible_time_is_noticed_and_no_part_of_it_is_read(text: str, fault: str) -> None:
    assert fault_of_time(text, TODAY) == fault
    assert parse_amount(text, "duration", TODAY) is None
    assert [amount for amount in find_amounts(text, TODAY) if amount.entity == "duration"] == []


@pytest.mark.parametrize("text", FINE)
def test_a_time_that_can_be_is_left_alone(text: str) -> None:
    assert fault_of_time(text, TODAY) is None


@pytest.mark.parametrize(("text", "days"), ASIDE)
def test_an_appointment_to_come_is_no_beginning(text: str, days: tuple[float, float]) -> None:
    amount = parse_amount(text, "duration", TODAY)
    assert amount and (amount.low, amount.high) == days


@pytest.mark.parametrize("text", ["I see the doctor next Tuesday", "I don't know, my appointment is in 2027"])
def test_an_appointment_alone_is_no_impossible_time(text: str) -> None:
    assert fault_of_time(text, TODAY) is None
