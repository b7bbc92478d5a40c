"""Says why an answer cannot be taken, and what could be: impossible ages, scores and dates."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backguide.content import Content
from backguide.findings import Range
from backguide.text.amounts import parse_amount
from backguide.text.bad_times import fault_of_time

DAYS_IN_YEAR = 365


@dataclass(frozen=True)
class Refusal:
    """Why a reply was refused: a phrase of the content, and the limits that it names.

    A number can always be corrected; a time that is refused twice is left open.
    """

    phrase: str
    low: str
    high: str
    is_number: bool


def refusal(content: Content, open_question: str | None, text: str, today: date) -> Refusal | None:
    """Return why the open question cannot take a text; None where it names nothing impossible."""
    limits = content.limits(open_question)
    if limits is None:
        return None
    if content.question(str(open_question)).kind == "duration":
        return _of_time(text, limits, today)
    given = any(letter.isdecimal() for letter in text)
    return Refusal("say_range", f"{limits.low:g}", f"{limits.high:g}", is_number=True) if given else None


def _of_time(text: str, limits: Range, today: date) -> Refusal | None:
    amount = parse_amount(text, "duration", today)
    if amount is not None and amount.high <= limits.high:
        return None
    fault = fault_of_time(text, today) if amount is None else "long_ago"
    years = f"{limits.high / DAYS_IN_YEAR:.0f}"
    return Refusal(f"say_time_{fault}", "0", years, is_number=False) if fault else None
