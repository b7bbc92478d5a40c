"""Tokens that only this server can issue: signed, expiring, never guessable.

A token is `name~place.expires.signature`: the conversation's random name, the
id of its country if one is known, and the time since 1970 until which it is
good. Nothing is stored; whoever holds a token holds the conversation.
"""
from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import time
from pathlib import Path
from typing import Callable, NamedTuple

SECRET_FILE = Path(__file__).parents[2] / "var" / "session.key"
TOKEN = re.compile(r"([\w-]{20,64})~(\w{0,32})\.(\d{1,12})\.([0-9a-f]{64})", re.ASCII)
TOKEN_SECONDS = 12 * 3600
RENEWABLE_SECONDS = 30 * 86400  # after the end: as long as conversations are kept


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


class Session(NamedTuple):
    """What a token of ours says."""

    name: str
    place: str      # id of the country, or empty
    expires: float  # seconds since 1970

    @property
    def conversation(self) -> str:
        """Return the conversation's id in the store."""
        return f"web-{self.name}"


class Sessions:
    """Issues tokens and reads them back; `before` are keys that were used until lately."""

    def __init__(self, key: bytes, *before: bytes, seconds: float = TOKEN_SECONDS,
                 now: Callable[[], float] = time.time) -> None:
        self._keys = (key, *before)
        self.seconds, self._now = seconds, now

    def open(self, place: str = "") -> str:
        """Return a token for a new conversation."""
        return self._token(secrets.token_urlsafe(24), place)

    def renew(self, session: Session, place: str = "") -> str:
        """Return a fresh token for the same conversation."""
        return self._token(session.name, place or session.place)

    def read(self, token: object) -> Session | None:
        """Return what a token says, even an expired one; None if we did not issue it."""
        match = TOKEN.fullmatch(token) if isinstance(token, str) else None
        if match is None:
            return None
        name, place, expires, signature = match.groups()
        said = f"{name}~{place}.{expires}"
        genuine = [hmac.compare_digest(signature, _sign(key, said)) for key in self._keys]
        return Session(name, place, float(expires)) if any(genuine) else None

    def is_over(self, session: Session) -> bool:
        """Tell whether a token has expired."""
        return self._now() >= session.expires

    def is_lost(self, session: Session) -> bool:
        """Tell whether a token expired so long ago that its conversation is gone."""
        return self._now() >= session.expires + RENEWABLE_SECONDS

    def _token(self, name: str, place: str) -> str:
        said = f"{name}~{place}.{int(self._now() + self.seconds)}"
        return f"{said}.{_sign(self._keys[0], said)}"


def _sign(key: bytes, said: str) -> str:
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
