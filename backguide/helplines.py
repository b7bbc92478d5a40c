"""Emergency numbers and help lines by country, from content/numbers.yml."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Mapping

from backguide.content import Content
from backguide.replies import plain

# language, script, region: only the region tells where somebody is, so "es" alone is no country, "ES" is
LOCALE = re.compile(r"(?:[A-Za-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?(?P<region>[A-Za-z]{2}))|(?P<code>[A-Z]{2})")
UPPER_US = re.compile(r"(?<!\w)(?:US|U\.S\.|U\.S\.A\.)(?!\w)")  # small letters are the word "us"
NEAR = 4  # words before a name among which it may be denied


@dataclass(frozen=True)
class Country:
    """The numbers of one country; `emergency` is ready to read out."""

    id: str
    name: str
    emergency: str
    crisis: tuple[Mapping[str, Any], ...]
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def with_number(text: str, where: Country) -> str:
    """Put a country's emergency number into a text, which becomes one line."""
    return re.sub(r"\s+", " ", text.replace("{number}", where.emergency)).strip()


def countries(content: Content) -> tuple[Country, ...]:
    """Return every country of the content, in its order."""
    default = content.texts.numbers["default"]
    return tuple(
        Country(entry["id"], entry["name"], _with_place(entry["emergency"], entry, default), tuple(entry["crisis"]),
                tuple(entry.get("aliases", ())), tuple(entry.get("codes", ())))
        for entry in content.texts.numbers["countries"]
    )


def _with_place(number: str, entry: Mapping[str, Any], default: str) -> str:
    """Name the country beside its number: 111 is advice in one and the ambulance in another."""
    return number if entry["id"] == default else f"{number} ({entry['name']})"


def country(content: Content, country_id: str | None) -> Country:
    """Return a country by id; the default entry for an unknown or missing one."""
    wanted = country_id or content.texts.numbers["default"]
    found = {entry.id: entry for entry in countries(content)}
    return found.get(wanted) or found[content.texts.numbers["default"]]


def country_of_locale(content: Content, locale: object) -> Country | None:
    """Return the country of a locale ("en-GB") or of an ISO 3166 code; None where it names none that we know."""
    match = LOCALE.fullmatch(locale) if isinstance(locale, str) else None
    code = (match["region"] or match["code"]).upper() if match else ""
    return next((entry for entry in countries(content) if code in entry.codes), None)


def country_named(content: Content, text: str) -> Country | None:
    """Return the country that a text says somebody is in; None where it names none, or only denies one.

    Of several the one that "in" or the like stands before, then the longest name.
    """
    said, words = plain(UPPER_US.sub(" usa ", text)), content.texts.reply_words
    if said == "us":
        said = "usa"
    named = sorted(((plain(name), entry) for entry in countries(content) for name in (entry.name, *entry.aliases)),
                   key=lambda pair: -len(pair[0]))
    found: list[tuple[bool, int, Country]] = []
    for name, entry in named:  # the longest first, each taken out: "northern ireland" is not "ireland"
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", said):
            before = re.split(r",|;|\bbut\b|\bnow\b", said[:match.start()])[-1].split()[-NEAR:]
            if not _holds(before, words["not_named"]):
                found.append((_holds(before[-2:], words["named_in"]), len(name), entry))
        said = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda match: "_" * len(match.group()), said)
    return max(found, key=lambda item: item[:2])[2] if found else None


def _holds(words: list[str], phrases: list[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in phrases)
