"""The core's parts, loaded once in this process and shared by all plug-ins."""
from __future__ import annotations

import os
from datetime import date
from functools import lru_cache

from backguide.content import Content, load_content
from backguide.helplines import Country, country
from backguide.reader import open_reader
from backguide.text.pipeline import Reader
from backguide.text.reading import Reading

PLACE = "country"  # of a person: the slot, the key in a message's metadata and in what the bot says
MAX_CHARS = 4000  # of one message: far above what people type


def content() -> Content:
    """Return the content; raises ContentError when it does not load."""
    return load_content()


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Return the symptom reader; raises when its files are missing or altered."""
    return open_reader(content())


@lru_cache(maxsize=256)
def read(text: str, today: date) -> Reading:
    """Read a message; the guard, the pipeline and the policy share one pass."""
    return reader().read(text, today=today)


def today() -> date:
    """Return the current day, the reference for "since Easter"."""
    return date.today()


def where(place: str | None) -> Country:
    """Return a country by the id that is known of a person; the operator's where none is."""
    return country(content(), place) if place else default_country()


def default_country() -> Country:
    """Return the country that the operator set (BACKGUIDE_COUNTRY), or none."""
    return country(content(), os.environ.get("BACKGUIDE_COUNTRY"))
