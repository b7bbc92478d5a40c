"""Who is behind a conversation: the vendor's address, kept apart from what is said."""
from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path
from typing import Optional

from backguide_rasa.channels.messaging.parcel import Address, address_of, packed
from backguide_rasa.channels.messaging.private_file import opened

FILE = Path(__file__).parents[3] / "var" / "backguide.db"
KEPT_SECONDS = 30 * 86400  # as long as conversations
TABLE = ("CREATE TABLE IF NOT EXISTS people (conversation TEXT PRIMARY KEY, address TEXT, "
         "stopped INTEGER NOT NULL DEFAULT 0, last REAL NOT NULL)")


def file_beside_conversations(name: str = "people.db") -> Path:
    """Return a file in the folder of the conversations: that of addresses, if no other is named."""
    return Path(os.environ.get("BACKGUIDE_DB") or FILE).with_name(name)


class People:
    """Addresses by conversation. A conversation's id tells nothing of the vendor's id."""

    def __init__(self, key: bytes, file: Path | str) -> None:
        self._key = key
        self._rows = opened(file)
        self._rows.execute(TABLE)

    def conversation(self, channel: str, person: str) -> str:
        """Return the id of a person's conversation: always the same, never the vendor's."""
        digest = hmac.new(self._key, f"{channel}:{person}".encode(errors="replace"), hashlib.sha256).hexdigest()
        return f"{channel}-{digest[:32]}"

    def met(self, conversation: str, address: Address, now: float) -> None:
        """Keep where a person can be reached; let go of those who were not heard of for long."""
        self._rows.execute("DELETE FROM people WHERE last < ? AND stopped = 0", (now - KEPT_SECONDS,))
        self._rows.execute(
            "INSERT INTO people (conversation, address, last) VALUES (?, ?, ?) "
            "ON CONFLICT (conversation) DO UPDATE SET address = excluded.address, last = excluded.last",
            (conversation, packed(address), now))

    def address(self, conversation: str) -> Optional[Address]:
        """Return where to reach a person unasked; None if unknown, or if they said stop."""
        row = self._rows.execute("SELECT address FROM people WHERE conversation = ? AND stopped = 0",
                                 (conversation,)).fetchone()
        return address_of(row[0]) if row and row[0] else None

    def heard(self, conversation: str) -> float:
        """Return when a person was last heard of, in seconds since 1970; 0 if never."""
        row = self._rows.execute("SELECT last FROM people WHERE conversation = ?", (conversation,)).fetchone()
        return float(row[0]) if row else 0.0

    def stopped(self, conversation: str) -> bool:
        """Tell whether a person said stop."""
        row = self._rows.execute("SELECT stopped FROM people WHERE conversation = ?", (conversation,)).fetchone()
        return bool(row and row[0])

    def stop(self, conversation: str, stopped: bool) -> None:
        """Keep whether a person wants no messages that they did not ask for."""
        self._rows.execute("UPDATE people SET stopped = ? WHERE conversation = ?", (stopped, conversation))

    def forget(self, conversation: str) -> None:
        """Delete a person's address; that they said stop stays, without it."""
        self._rows.execute("DELETE FROM people WHERE conversation = ? AND stopped = 0", (conversation,))
        self._rows.execute("UPDATE people SET address = NULL WHERE conversation = ?", (conversation,))
