"""Emergency numbers and help lines by country, from content/numbers.yml."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Mapping

from backguide.content import Content
from backguide.replies import plain


@dataclass(frozen=True)
class Country:
    """The numbers of one country; `emergency` is ready to read out."""

    id: str
    name: str
    emergency: str
    crisis: tuple[Mapping[str, Any], ...]
    aliases: tuple[str, ...] = ()


def countries(content: Content) -> tuple[Country, ...]:
    """Return every country of the content, in its order."""
    return tuple(
        Country(entry["id"], entry["name"], entry["emergency"], tuple(entry["crisis"]),
                tuple(entry.get("aliases", ())))
        for entry in content.texts.numbers["countries"]
    )


def country(content: Content, country_id: str | None) -> Country:
    """Return a country by id; the default entry for an unknown or missing one."""
    wanted = country_id or content.texts.numbers["default"]
    found = {entry.id: entry for entry in countries(content)}
    return found.get(wanted) or found[content.texts.numbers["default"]]


def country_named(content: Content, text: str) -> Country | None:
    """Return the country that a text names, by its name or its longest alias."""
    said = f" {plain(text)} "
    named = [
        (len(name), entry) for entry in countries(content) for name in (entry.name, *entry.aliases)
        if re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", said)
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None
