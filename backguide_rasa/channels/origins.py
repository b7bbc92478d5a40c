"""Which web pages may talk with the bot: its own, and those that the operator allows."""
from __future__ import annotations

import re
from typing import Dict, Iterable, Mapping, Optional
from urllib.parse import urlsplit

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")
PREFLIGHT_SECONDS = 600
OWN = "same-origin"  # Sec-Fetch-Site, which no script can set


class BadOrigin(ValueError):
    """Raised for an entry of the allow-list that no browser would ever send."""


class Origins:
    """The allow-list. No cookies are used, so none are ever allowed along."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self.allowed = frozenset(allowed)
        for origin in self.allowed:
            if not ORIGIN.fullmatch(origin):
                raise BadOrigin(f"BACKGUIDE_ORIGINS: {origin!r} is no origin; write scheme and host in small letters, "
                                "nothing behind them: https://www.example.org")

    def admit(self, request: Request, *, new_tab: bool = False) -> bool:
        """Tell whether a request may be answered.

        A request without an Origin comes from no other site's script.
        `new_tab`: a form that opens a tab; where the page hides its address
        the browser names its origin "null".
        """
        origin = request.headers.get("origin")
        return origin is None or (new_tab and origin == "null") or self._is_own(origin, request.headers) \
            or origin in self.allowed

    def headers(self, request: Request) -> Dict[str, str]:
        """Return what lets an allowed page read the answer."""
        origin = request.headers.get("origin")
        headers = {"Vary": "Origin"}
        if origin in self.allowed:
            headers |= {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After"}
        return headers

    def preflight(self, request: Request) -> HTTPResponse:
        """Answer a browser that asks before it sends; one from elsewhere is told nothing."""
        headers = self.headers(request)
        if "Access-Control-Allow-Origin" in headers:
            headers |= {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
                        "Access-Control-Allow-Headers": "Content-Type, X-Session"}
        return response.empty(204 if self.admit(request) else 403, headers=headers)

    @staticmethod
    def _is_own(origin: str, headers: Mapping[str, str]) -> bool:
        """Compare hosts only: behind a proxy that ends TLS the scheme is another."""
        hosts = (headers.get("host"), headers.get("x-forwarded-host"))
        return headers.get("sec-fetch-site") == OWN or _host(origin) in [host for host in hosts if host]


def _host(origin: str) -> Optional[str]:
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None
