"""Rasa's SQL tracker store, made truthful: errors surface, rows can be deleted."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Optional, Text

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 0.3  # wait for a lock; then say so, rather than hold up everybody
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON")


class TruthfulSQLStore(SQLTrackerStore):
    """Keeps connections, waits briefly, and can delete a conversation.

    BACKGUIDE_DB in the environment takes the place of `db`.
    """

    engine: sa.engine.Engine

    def __init__(self, domain: Optional[Domain] = None, dialect: Text = "sqlite", db: Text = "var/backguide.db",
                 event_broker: Optional[EventBroker] = None, **kwargs: Any) -> None:
        db = os.environ.get("BACKGUIDE_DB", db)
        if dialect == "sqlite" and db != ":memory:":
            Path(db).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, dialect=dialect, db=db, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite" and db != ":memory:":
            self._use_wal()

    def _use_wal(self) -> None:
        url = self.engine.url
        self.engine.dispose()
        arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        self.engine = sa.create_engine(url, poolclass=QueuePool, connect_args=arguments)
        sa.event.listen(self.engine, "connect", _set_pragmas)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    async def delete(self, sender_id: Text) -> int:
        """Delete a conversation; returns how many events went.

        Raises SQLAlchemyError when the database cannot do it.
        """
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id)
            deleted = int(rows.delete(synchronize_session=False))
            session.commit()
            return deleted

    def forget_older_than(self, seconds: float, now: float) -> int:
        """Delete conversations whose last event is older; returns how many events went."""
        with self.session_scope() as session:
            old = session.query(self.SQLEvent.sender_id).group_by(self.SQLEvent.sender_id).having(
                sa.func.max(self.SQLEvent.timestamp) < now - seconds)
            rows = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id.in_(old))
            deleted = int(rows.delete(synchronize_session=False))
            session.commit()
            return deleted


def _set_pragmas(connection: Any, _: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
