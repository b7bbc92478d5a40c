"""Addresses of people: kept apart, forgotten in time, never in an id."""
from __future__ import annotations

from pathlib import Path

import pytest

from backguide_rasa.channels.messaging.people import KEPT_SECONDS, People, file_beside_conversations


def people() -> People:
    return People(b"key", ":memory:")


def test_a_conversation_is_the_same_person_and_tells_nothing_of_them() -> None:
    name = people().conversation("sms", "+4915112345678")
    assert name == people().conversation("sms", "+4915112345678") and name.startswith("sms-")
    assert "15112345678" not in name
    assert len({name, people().conversation("whatsapp", "+4915112345678"), people().conversation("sms", "+49151"),
                People(b"other", ":memory:").conversation("sms", "+4915112345678")}) == 4


def test_an_address_is_kept_as_long_as_a_conversation() -> None:
    book = people()
    book.met("a", {"to": "1"}, 0.0)
    book.met("b", {"to": "2"}, KEPT_SECONDS)
    assert book.address("a") == {"to": "1"}
    book.met("b", {"to": "2"}, KEPT_SECONDS + 1)
    assert book.address("a") is None and book.address("b") == {"to": "2"}


def test_a_stop_outlives_the_address() -> None:
    book = people()
    book.met("a", {"to": "1"}, 0.0)
    book.stop("a", True)
    book.forget("a")
    book.met("b", {"to": "2"}, 2 * KEPT_SECONDS)
    book.met("a", {"to": "1"}, 2 * KEPT_SECONDS)
    assert book.address("a") is None
    book.stop("a", False)
    assert book.address("a") == {"to": "1"}


def test_addresses_survive_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKGUIDE_DB", str(tmp_path / "talks.db"))
    People(b"key", file_beside_conversations()).met("a", {"to": "1"}, 0.0)
    assert (tmp_path / "people.db").exists()
    assert People(b"key", file_beside_conversations()).address("a") == {"to": "1"}
