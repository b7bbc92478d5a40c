"""Clauses, cues and cleaning: plain functions of text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backguide.text.hygiene import HEAD, TAIL, abridge, clean
from backguide.text.pipeline import said_with
from backguide.text.spans import LONGEST, clauses, locate


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


def test_a_message_splits_at_its_marks() -> None:
    assert words("Sore back; no fever, I'm fine!") == ["Sore back", "no fever", "I'm fine"]


def test_a_number_is_never_split() -> None:
    assert words("temp is 38.5, I think") == ["temp is 38.5", "I think"]


def test_a_long_clause_splits_at_its_joints() -> None:
    text = "my leg gave way on the stairs this morning and then I could not lift my foot at all"
    assert words(text)[0] == "my leg gave way on the stairs this morning"


def test_the_clause_at_the_attention_peak_is_quoted() -> None:
    text = "Hello there. My leg is weak. Thanks"
    assert text[slice(*locate(text, [(0, 5), (16, 19), (29, 35)], [0.1, 0.8, 0.1]))] == "My leg is weak"


def test_a_quote_without_any_mark_stays_short() -> None:
    text = "word " * 200
    start, end = locate(text, [(500, 504)], [1.0])
    assert end - start <= LONGEST and start <= 500 < end


CLASSES = ("none", "present", "possible", "absent", "historical", "family", "hypothetical")


@pytest.mark.parametrize(
    ("chances", "assertion"),
    [
        ((0.3, 0.5, 0.2, 0.0, 0.0, 0.0, 0.0), "present"), ((0.3, 0.49, 0.21, 0.0, 0.0, 0.0, 0.0), None),
        ((0.1, 0.2, 0.4, 0.1, 0.1, 0.1, 0.0), "possible"), ((0.3, 0.1, 0.1, 0.1, 0.1, 0.2, 0.1), "family"),
        ((0.6, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05), None), ((0.2, 0.1, 0.1, 0.1, 0.3, 0.1, 0.1), "historical"),
    ],
)
def test_what_is_not_now_is_weighed_together(chances: tuple[float, ...], assertion: str | None) -> None:
    assert said_with(dict(zip(CLASSES, chances)), least=0.5)[0] == assertion


def test_a_finding_has_its_own_threshold() -> None:
    chances = dict(zip(CLASSES, (0.1, 0.6, 0.3, 0.0, 0.0, 0.0, 0.0)))
    assert said_with(chances, least=0.6) == ("present", 0.6)
    assert said_with(chances, least=0.61) == ("possible", 0.3)


@given(st.text(max_size=300))
def test_clauses_are_in_order_and_inside_the_text(text: str) -> None:
    found = clauses(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:]))


@given(st.text(st.characters(), max_size=300))
def test_cleaning_keeps_every_offset(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode("utf-8")


def test_curly_quotes_read_like_straight_ones() -> None:
    assert clean("can\u2019t") == "can't"


def test_a_long_message_keeps_its_beginning_and_end() -> None:
    text = "a" * 20_000 + "end"
    short = abridge(text)
    assert len(short.text) == HEAD + TAIL + 1
    assert short.original(len(short.text) - 3) == 20_000
    assert abridge("a" * 12_001).removed == 0 and len(abridge("a" * 12_002).text) == 12_001
