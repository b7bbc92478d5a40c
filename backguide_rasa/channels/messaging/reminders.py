"""Who was offered a check-in, who wants one and when: no word of what was said."""
from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import List, Literal

from backguide_rasa.channels.messaging.private_file import opened

logger = logging.getLogger(__name__)
DAY = 86400
KEPT_SECONDS = 30 * DAY  # as long as conversations
LATE_SECONDS = 3 * DAY   # a reminder that the server could not send for so long would only puzzle
# offered: the offer is the last thing that was said; passed: it went by unanswered; sent: the reminder is the last
# thing that was said; over: it was sent, and the person has spoken since
State = Literal["offered", "passed", "wanted", "refused", "sent", "over"]
TABLE = ("CREATE TABLE IF NOT EXISTS reminders (conversation TEXT PRIMARY KEY, channel TEXT NOT NULL, "
         "state TEXT NOT NULL, days INTEGER NOT NULL, due REAL NOT NULL, at REAL NOT NULL)")


class Reminders:
    """One row a conversation. A file that fails costs a reminder, never an answer: it is logged."""

    def __init__(self, file: Path | str) -> None:
        self._rows = opened(file)
        self._rows.execute(TABLE)

    def state(self, conversation: str) -> State | None:
        """Return how things stand with a conversation's reminder; None if none was ever offered."""
        found = self._read("SELECT state FROM reminders WHERE conversation = ?", conversation)
        return found[0][0] if found else None

    def days(self, conversation: str) -> int:
        """Return in how many days the reminder that was offered comes; 0 if none was."""
        found = self._read("SELECT days FROM reminders WHERE conversation = ?", conversation)
        return int(found[0][0]) if found else 0

    def offer(self, conversation: str, channel: str, days: int, now: float) -> bool:
        """Note an offer; False if one was made before, and no reminder has been sent since."""
        return self._write(
            "INSERT INTO reminders (conversation, channel, state, days, due, at) VALUES (?, ?, 'offered', ?, 0, ?) "
            "ON CONFLICT (conversation) DO UPDATE SET state = 'offered', days = excluded.days, at = excluded.at "
            "WHERE state IN ('sent', 'over')", conversation, channel, days, now)

    def want(self, conversation: str, now: float) -> bool:
        """Keep that a person said yes to an offer; False if there was none, or the file fails."""
        return self._write("UPDATE reminders SET state = 'wanted', due = ? + days * ?, at = ? WHERE conversation = ?",
                           now, DAY, now, conversation)

    def refuse(self, conversation: str) -> None:
        """Keep that a person wants none; they are not asked again."""
        self._write("UPDATE reminders SET state = 'refused' WHERE conversation = ?", conversation)

    def speak(self, conversation: str) -> None:
        """Note that a person spoke: neither an offer nor a reminder is the last thing that was said."""
        self._write("UPDATE reminders SET state = CASE state WHEN 'offered' THEN 'passed' ELSE 'over' END "
                    "WHERE conversation = ? AND state IN ('offered', 'sent')", conversation)

    def due(self, channel: str, now: float) -> List[str]:
        """Return the conversations whose reminder is due; what is too old is forgotten."""
        self._write("DELETE FROM reminders WHERE at < ? OR state = 'wanted' AND due < ?",
                    now - KEPT_SECONDS, now - LATE_SECONDS)
        return [row[0] for row in self._read(
            "SELECT conversation FROM reminders WHERE channel = ? AND state = 'wanted' AND due <= ? ORDER BY due",
            channel, now)]

    def send(self, conversation: str, now: float) -> bool:
        """Note that a due reminder goes out now; False if it went already, or was called off meanwhile."""
        return self._write("UPDATE reminders SET state = 'sent', at = ? "
                           "WHERE conversation = ? AND state = 'wanted' AND due <= ?", now, conversation, now)

    def forget(self, conversation: str) -> None:
        """Delete all that is kept of a conversation."""
        self._write("DELETE FROM reminders WHERE conversation = ?", conversation)

    def _read(self, statement: str, *values: object) -> List[tuple]:
        try:
            return self._rows.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            logger.error("the reminders' file failed: %s", type(error).__name__)
            return []

    def _write(self, statement: str, *values: object) -> bool:
        """Change rows; tell whether any was changed."""
        try:
            return self._rows.execute(statement, values).rowcount > 0
        except sqlite3.Error as error:
            logger.error("the reminders' file failed: %s", type(error).__name__)
            return False
