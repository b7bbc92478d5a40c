"""Addresses of a summary's page, for platforms that take no files: signed, for a day, of no use once it is deleted."""
from __future__ import annotations

import hashlib
import hmac

from backguide_rasa.channels.messaging.signatures import same

HOURS = 24


class Links:
    """Makes and checks what stands behind `/summary/`. Whoever has it can read the page: its text says so."""

    def __init__(self, key: bytes, channel: str) -> None:
        self._key, self._channel = key, channel

    def made(self, root: str, conversation: str, now: float) -> str:
        """Return the address of a conversation's summary; `root` is the server's public address."""
        name = f"{conversation.removeprefix(self._channel + '-')}.{int(now) + HOURS * 3600:x}"
        return f"{root.rstrip('/')}/webhooks/{self._channel}/summary/{name}.{self._sign(name)}"

    def conversation(self, token: str, now: float) -> str | None:
        """Return the conversation that a token opens; None if it is not ours, or too old."""
        name, _, signature = token.rpartition(".")
        if not same(signature, self._sign(name)):
            return None
        person, _, until = name.partition(".")
        return f"{self._channel}-{person}" if now < int(until, 16) else None

    def _sign(self, name: str) -> str:
        text = f"summary:{self._channel}:{name}".encode(errors="replace")
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()[:32]
