"""The store: tells the truth, and can forget."""
from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError

from backguide_rasa.stores.sql import TruthfulSQLStore


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TruthfulSQLStore:
    monkeypatch.delenv("BACKGUIDE_DB", raising=False)
    return TruthfulSQLStore(domain=Domain.empty(), db=str(tmp_path / "new" / "talk.db"))


async def keep(store: TruthfulSQLStore, sender: str, text: str, at: float | None = None) -> None:
    tracker = DialogueStateTracker.from_events(sender, [UserUttered(text, timestamp=at or time.time())])
    await store.save(tracker)


async def test_what_is_saved_comes_back_and_can_be_deleted(store: TruthfulSQLStore) -> None:
    await keep(store, "a", "hello")
    await keep(store, "b", "hello too")
    found = await store.retrieve("a")
    assert found and found.latest_message and found.latest_message.text == "hello"
    assert await store.delete("a") == 1
    assert await store.retrieve("a") is None
    assert await store.retrieve("b") is not None


async def test_deleted_words_are_not_left_in_the_file(store: TruthfulSQLStore) -> None:
    await keep(store, "a", "an unmistakable secret")
    await store.delete("a")
    with store.engine.connect() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database = Path(str(store.engine.url.database))
    assert b"unmistakable secret" not in database.read_bytes()


async def test_old_conversations_are_forgotten_whole(store: TruthfulSQLStore) -> None:
    now = time.time()
    await keep(store, "old", "hello", now - 100)
    await keep(store, "new", "hello", now - 10)
    assert store.forget_older_than(50, now) == 1
    assert await store.retrieve("old") is None and await store.retrieve("new") is not None


async def test_a_locked_database_is_an_error_and_soon(store: TruthfulSQLStore) -> None:
    await keep(store, "a", "hello")
    lock = sqlite3.connect(str(store.engine.url.database))
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SQLAlchemyError):
        await keep(store, "b", "more")
    lock.rollback()
    lock.close()
    await keep(store, "b", "more")


async def test_a_garbage_database_is_an_error_not_an_empty_conversation(store: TruthfulSQLStore) -> None:
    await keep(store, "a", "hello")
    store.engine.dispose()
    database = Path(str(store.engine.url.database))
    database.write_bytes(b"garbage " * 1000)
    with pytest.raises(SQLAlchemyError):
        await store.retrieve("a")
