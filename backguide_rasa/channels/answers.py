"""Answers of the web channel: always JSON, always something that a person can read."""
from __future__ import annotations

import math
from itertools import count
from typing import Any, Dict, List

from sanic import response
from sanic.response import HTTPResponse

from backguide_rasa.texts import fault

PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
STATUS = {"bad_request": 400, "unknown_session": 401, "session_expired": 401, "forbidden_origin": 403,
          "not_found": 404, "too_large": 413, "slow_down": 429, "internal": 500, "no_pdf": 501,
          "store": 503, "erase_failed": 503}
_turn = count()  # so that the same fault is not always said in the same words


class Refused(Exception):
    """Raised for a request that is not done; `wait` is when to ask again, in seconds."""

    def __init__(self, code: str, wait: float = 0.0) -> None:
        super().__init__(code)
        self.code, self.wait = code, wait


def private(body: Any, status: int = 200, wait: float = 0.0) -> HTTPResponse:
    """Return JSON that nobody may keep."""
    again = {"Retry-After": str(math.ceil(wait))} if wait else {}
    return response.json(body, status=status, headers={**PRIVATE, **again})


def refusal(code: str, wait: float = 0.0) -> HTTPResponse:
    """Return the answer for a fault: one contract message under the status that fits."""
    return private(said(code), STATUS[code], wait)


def said(code: str) -> List[Dict[str, Any]]:
    """Return a fault as the only message."""
    return [{"recipient_id": "", **fault(code, next(_turn))}]
