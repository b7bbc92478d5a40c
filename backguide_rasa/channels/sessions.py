"""Conversation ids that only this server can issue: signed, never guessable."""
from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

PLACE = "~"  # stands in no random name
SECRET_FILE = Path(__file__).parents[2] / "var" / "session.key"


def secret(file: Path = SECRET_FILE) -> bytes:
    """Return the signing key: BACKGUIDE_SECRET, or one kept in a private file."""
    given = os.environ.get("BACKGUIDE_SECRET")
    if given:
        return given.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as out:
        key = secrets.token_bytes(32)
        out.write(key)
    return key


class Sessions:
    """Issues tokens and turns them back into conversation ids."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def issue(self, place: str = "") -> str:
        """Return a token for a new conversation; `place` is the id of the country of the page, if that is known."""
        name = secrets.token_urlsafe(24) + (f"{PLACE}{place}" if place else "")
        return f"{name}.{self._sign(name)}"

    def conversation(self, token: object) -> str | None:
        """Return the conversation of a token; None if we did not issue it."""
        if not isinstance(token, str) or len(token) > 200 or not token.isascii():
            return None
        name, _, signature = token.partition(".")
        return f"web-{name}" if name and hmac.compare_digest(signature, self._sign(name)) else None

    @staticmethod
    def place(conversation: str) -> str | None:
        """Return the id of the country that a conversation was opened with."""
        return conversation.partition(PLACE)[2] or None

    def _sign(self, name: str) -> str:
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()
