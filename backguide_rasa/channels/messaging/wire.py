"""HTTP to a vendor, by documented calls; addresses and bodies are never logged."""
from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Optional

import aiohttp

from backguide_rasa.channels.messaging.parcel import SENT, Outcome

SECONDS = 10.0


@dataclass(frozen=True)
class Answer:
    """What a vendor answered; status 0 means that nothing came back."""

    status: int
    body: Dict[str, Any] = field(default_factory=dict)
    retry_after: float = 0.0

    def part(self, name: str) -> Dict[str, Any]:
        """Return an object inside the body; an empty one if there is none."""
        value = self.body.get(name)
        return value if isinstance(value, dict) else {}

    def outcome(self) -> Outcome:
        """Judge by the status alone."""
        if 200 <= self.status < 300:
            return SENT
        if self.status in (0, 408, 429) or self.status >= 500:
            return Outcome("later", self.retry_after)
        return Outcome("refused", why=f"status {self.status}")


class Wire:
    """One connection pool; `seconds` is how long a call may take."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._session: Optional[aiohttp.ClientSession] = None

    async def post(self, url: str, *, headers: Optional[Mapping[str, str]] = None,
                   auth: Optional[aiohttp.BasicAuth] = None, **body: Any) -> Answer:
        """Post `json` or `data`; what goes wrong on the way becomes status 0."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._seconds))
        try:
            async with self._session.post(url, headers=headers, auth=auth, **body) as reply:
                return Answer(reply.status, _object(await reply.text()), _seconds(reply.headers.get("Retry-After")))
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return Answer(0)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


def _object(text: str) -> Dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _seconds(header: Optional[str]) -> float:
    return float(header) if header and header.isdigit() else 0.0
