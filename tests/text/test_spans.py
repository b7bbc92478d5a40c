"""Clauses, cues and cleaning: plain functions of text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backguide.text.hygiene import HEAD, TAIL, abridge, clean
from backguide.text.spans import LONGEST, clauses, locate, not_now


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


@pytest.mark.parametrize(
    ("clause", "assertion"),
    [
        ("my dad had a weak leg", "family"), ("what if my leg goes weak", "hypothetical"),
        ("my leg was weak years ago", "historical"), ("no weakness", "absent"),
    ],
)
def test_cues_name_why_a_finding_is_not_now(clause: str, assertion: str) -> None:
    assert not_now(clause) == assertion


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
