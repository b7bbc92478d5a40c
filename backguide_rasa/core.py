"""The core's parts, loaded once in this process and shared by all plug-ins."""
from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

from backguide.content import Content, load_content
from backguide.helplines import Country, country
from backguide.text.danger import DangerRule
from backguide.text.pipeline import Reader, build_reader
from backguide.text.reading import Reading
from backguide.urgency import Level

MODEL = Path(__file__).parents[1] / "models" / "reader"
MAX_CHARS = 4000  # of one message: far above what people type


def content() -> Content:
    """Return the content; raises ContentError when it does not load."""
    return load_content()


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Return the symptom reader; raises when its files are missing or altered."""
    rules = tuple(
        DangerRule(rule.id, rule.all_of, rule.any_of, rule.min_any)
        for rule in content().rules if rule.level == Level.EMERGENCY
    )
    return build_reader(MODEL, rules)


@lru_cache(maxsize=256)
def read(text: str, today: date) -> Reading:
    """Read a message; the guard, the pipeline and the policy share one pass."""
    return reader().read(text, today=today)


def today() -> date:
    """Return the current day, the reference for "since Easter"."""
    return date.today()


def default_country() -> Country:
    """Return the country that the operator set (BACKGUIDE_COUNTRY), or none."""
    return country(content(), os.environ.get("BACKGUIDE_COUNTRY"))
