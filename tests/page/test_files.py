"""The files of the widget: their size, their numbers, their words. Needs no browser."""

from __future__ import annotations

import gzip
import re
from typing import Any

from backguide.content import Content
from backguide_rasa.channels.lean import lean

from .stub_server import WIDGET

LIMIT = 25 * 1024


def needed(name: str, seen: set[str]) -> set[str]:
    """Return the names of a module and of all that it imports."""
    if name not in seen:
        seen.add(name)
        for other in re.findall(r'^import .*"\./([\w.-]+)";$', (WIDGET / name).read_text(), re.MULTILINE):
            needed(other, seen)
    return seen


def test_widget_with_look_and_words_is_at_most_25_kilobytes() -> None:
    names = needed("back-guide.js", set())
    assert {"style.js", "locale.en.js", "bodymap.js"} <= names == {file.name for file in WIDGET.glob("*.js")}
    size = sum(len(gzip.compress(lean((WIDGET / name).read_text()).encode(), 9)) for name in names)
    assert size <= LIMIT, size


def test_lean_takes_comments_of_whole_lines_only() -> None:
    script = '/** a\n * b\n */\n  let x = "/* no */"; // stays\n  // goes\n  f("//");\n/* one */\n'
    assert lean(script) == 'let x = "/* no */"; // stays\nf("//");\n'


def test_emergency_numbers_are_those_of_the_content(content: Content) -> None:
    text = (WIDGET / "numbers.js").read_text()
    rows = re.findall(r'"([\d ]+)": "([A-Z ]+)"', text)
    shown = {code: numbers.split() for numbers, codes in rows for code in codes.split()}
    known: dict[str, Any] = {}
    for country in content.texts.numbers["countries"]:
        for code in country.get("codes") or ():
            known[code] = re.findall(r"\d{3,}", country["emergency"])
    assert shown == known


def test_every_word_is_in_the_locale_and_every_word_of_the_locale_is_used() -> None:
    code = "".join(lean(f.read_text()) for f in WIDGET.glob("*.js") if f.name not in ("locale.en.js", "style.js"))
    names = re.findall(r"^  (\w+)[:(]", (WIDGET / "locale.en.js").read_text(), re.MULTILINE)
    unused = [name for name in names if not re.search(rf"\b(?:t|texts)\.{name}\b", code)]
    assert unused == []
    assert re.findall(r'"[A-Z][a-z]+ [a-z]+[^"]*"', code) == []


def test_nothing_names_another_host_or_makes_markup() -> None:
    for file in WIDGET.iterdir():
        text = file.read_text().replace("http://www.w3.org/2000/svg", "").replace("https://bot.example/", "")
        assert not re.search(r"https?://|innerHTML|insertAdjacentHTML|\beval\(|document\.cookie", text), file.name
