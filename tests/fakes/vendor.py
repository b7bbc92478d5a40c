"""What the fakes share: a server, faults to order, and a person who types and taps."""
from __future__ import annotations

import asyncio
import re
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Callable, Deque, Mapping

import aiohttp
from aiohttp import web


@dataclass
class Shown:
    """One message as the person sees it; `choices` are titles with what a tap sends."""

    text: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    file: str = ""

    def choice(self, title: str) -> str | None:
        return next((data for shown, data in self.choices if shown == title), None)

    def number(self, title: str) -> str | None:
        """Return the number that stands before a title in the text."""
        found = re.search(rf"^(\d+)\. {re.escape(title)}$", self.text, re.MULTILINE)
        return found.group(1) if found else None


class Refused(Exception):
    """What the vendor answers to a call that breaks its rules."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(str(body))
        self.status, self.body = status, dict(body)


class Vendor(ABC):
    """A fake vendor; `webhook` is where it delivers updates. `refusals` holds what broke a rule."""

    channel: str
    person = "4915112345678"

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.refusals: list[dict[str, Any]] = []
        self.faults: Deque[web.Response | asyncio.Event] = deque()
        self.is_down: Callable[[], bool] = lambda: False
        self.arrived, self.hangs = asyncio.Event(), asyncio.Event()
        self.webhook = ""
        self.numbers = count(1)
        self._runner: web.AppRunner | None = None
        self.root = ""

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """Return the calls that the vendor takes."""

    @abstractmethod
    def settings(self) -> dict[str, str]:
        """Return the environment that lets the bot talk with this fake."""

    @abstractmethod
    def typed(self, text: str) -> Any:
        """Return the update that a typed message makes."""

    @abstractmethod
    def tapped(self, shown: Shown, title: str, data: str) -> Any:
        """Return the update that a tap makes."""

    @abstractmethod
    def request(self, update: Any) -> dict[str, Any]:
        """Return an update as a signed request: `data` and `headers`."""

    async def start(self, port: int = 0) -> None:
        app = web.Application(middlewares=[self._faulty])
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.root = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def say(self, text: str) -> int:
        return await self.push(self.typed(text))

    async def tap(self, title: str, shown: Shown | None = None) -> int:
        shown = shown or self.shown[-1]
        data = shown.choice(title)
        assert data is not None, f"no button {title} among {shown.choices}"
        return await self.push(self.tapped(shown, title, data))

    async def answer(self, title: str) -> int:
        """Answer as people do: tap the button, else type its number, else the words."""
        if self.shown and self.shown[-1].choice(title) is not None:
            return await self.tap(title)
        return await self.say((self.shown and self.shown[-1].number(title)) or title)

    async def push(self, update: Any) -> int:
        """Deliver one update; returns the status of the bot's answer."""
        return await self.deliver(self.request(update))

    async def deliver(self, request: Mapping[str, Any]) -> int:
        async with aiohttp.ClientSession() as session, session.post(self.webhook, **request) as reply:
            return reply.status

    def show(self, shown: Shown) -> None:
        self.shown.append(shown)
        self.arrived.set()

    @web.middleware
    async def _faulty(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Answer with the next fault, if one was ordered; else keep the vendor's rules."""
        if self.is_down():
            return web.json_response({}, status=503)
        if self.faults:
            fault = self.faults.popleft()
            if isinstance(fault, asyncio.Event):
                self.hangs.set()
                await fault.wait()
            else:
                return fault
        try:
            return await handler(request)
        except Refused as refused:
            self.refusals.append(refused.body)
            return web.json_response(refused.body, status=refused.status)
