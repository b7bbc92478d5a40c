"""The documents name every key: of payloads docs/contract.md, of content docs/content.md."""
from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, Iterator

import pytest

from backguide.alarm import alarm
from backguide.case import Case, Told
from backguide.content import Content
from backguide.course import course
from backguide.helplines import country
from backguide.interview import Confirm
from backguide.messages import ask, consent, error, faq, understood
from backguide.result import result
from backguide.source import SCHEMAS, read
from backguide.turn import news
from backguide.visits import recorded

DOCS = Path(__file__).parents[2] / "docs"
WORD = re.compile(r"`([a-z_]+)`")
# what schemas/*.yml check and docs/content.md names otherwise
FILES = {"rules": "rules/*"}


def payloads(content: Content) -> Iterator[dict[str, Any]]:
    """Yield a custom payload of every type that the core makes."""
    where, told = country(content, "uk"), Case(told=(Told("night_pain_wakes", "present", "it wakes me"),))
    yield consent(content, where)["custom"]
    yield from (ask(content, told, asked)["custom"] for asked in content.questions)
    yield ask(content, told, Confirm("fever", "I feel hot", False))["custom"]
    yield result(content, told, where)["custom"]
    for finding in ("coughing_blood", "suicidal"):
        yield alarm(content, Case(told=(Told(finding, "present", "so"),)), where)["custom"]
    yield understood(content, news(Case(), told), "I noted:")["custom"]
    days = (date(2026, 11, 20), date(2026, 11, 27))
    visits = recorded(content, recorded(content, (), told, days[0], anew=True), told, days[1], anew=True)
    since = course(content, visits)
    assert since
    yield since["custom"]
    yield faq(content, "when_er")["custom"]
    yield error("internal", "Sorry.", retry=True)["custom"]


def keys(value: Any) -> Iterator[str]:
    """Yield the keys of a payload, of what is inside it too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def documented(text: str) -> dict[str, set[str]]:
    """Return what the table of custom payloads names, by type."""
    table = text.split("## Custom payloads")[1].split("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    return {WORD.findall(kind)[0]: set(WORD.findall(fields)) for kind, fields in rows}


def undocumented(found: dict[str, Any], named: dict[str, set[str]]) -> set[str]:
    return set(keys(found)) - named.get(found["type"], set()) - {"v", "type"}


def test_the_contract_names_every_key_of_every_payload(content: Content) -> None:
    named, seen = documented((DOCS / "contract.md").read_text()), set()
    for payload in payloads(content):
        assert undocumented(payload, named) == set(), payload["type"]
        seen.add(payload["type"])
    assert set(named) - seen == {"summary"}  # which has no fields


def test_a_key_that_the_contract_does_not_name_would_be_found(content: Content) -> None:
    named = documented((DOCS / "contract.md").read_text())
    assert undocumented({"type": "error", "code": "x", "retry": False, "secret": [{"deep": 1}]}, named) == {
        "secret", "deep"}


def accepted(schema: Any) -> Iterator[str]:
    """Yield the keys that a schema names."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}) if isinstance(schema.get("properties"), dict) else ()
        for inner in schema.values():
            yield from accepted(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from accepted(inner)


@pytest.mark.parametrize("name", sorted(path.stem for path in SCHEMAS.glob("*.yml")))
def test_the_manual_names_every_key_of_the_content(name: str) -> None:
    every = (DOCS / "content.md").read_text().split("## Every key")[1].split("\n## ")[0]
    entry = next(part for part in every.split("\n- ") if f"`{FILES.get(name, name)}.yml`" in part.split(":")[0])
    unknown = set(accepted(read(SCHEMAS / f"{name}.yml").value)) - set(WORD.findall(entry))
    assert unknown == set()


def test_every_level_has_a_colour_an_icon_and_a_sign_beside_its_words(content: Content) -> None:
    for level, advice in content.texts.advice["levels"].items():
        assert advice["colour"] and advice["icon"] and not advice["sign"].isascii(), level


def test_the_sign_of_the_level_stands_before_its_words(content: Content) -> None:
    where, woken = country(content, None), Case(told=(Told("night_pain_wakes", "present"),))
    message = result(content, woken, where)
    shown = message["custom"]
    assert message["text"].startswith(f"{shown['sign']} {shown['label']}.") and shown["colour"] and shown["icon"]
    blood = alarm(content, Case(told=(Told("coughing_blood", "present"),)), where)
    assert blood["text"].startswith(blood["custom"]["sign"]) and blood["custom"]["colour"] == "red"
