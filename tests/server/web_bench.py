"""The web channel on a real socket, with a stand-in for Rasa behind it that keeps conversations."""
from __future__ import annotations

import asyncio
import socket
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, AsyncIterator

import aiohttp
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.server import configure_cors
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Sanic
from sanic.exceptions import PayloadTooLarge

from backguide_rasa.channels.web import WebChannel, too_large
from backguide_rasa.channels.web_settings import WebSettings
from backguide_rasa.stores.sql import TruthfulSQLStore

BLOOD = "I am coughing up blood"
KEY = b"of this test"
Sanic.test_mode = True  # several servers, one after the other, in one process


@dataclass
class Clock:
    """Time that passes only when a test says so."""

    time: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time


class Bot:
    """Stands for Rasa and its agent: holds the lock, keeps what was said, says it again."""

    processor = None

    def __init__(self) -> None:
        self.tracker_store = TruthfulSQLStore(Domain.empty(), db=":memory:")
        self.lock_store = InMemoryLockStore()
        self.heard: list[str] = []
        self.metadata: list[Any] = []
        self.custom: dict[str, Any] = {}
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None

    async def __call__(self, message: UserMessage) -> None:
        async with self.lock_store.lock(message.sender_id, wait_time_in_seconds=0.01):
            self.heard.append(message.text)
            self.metadata.append(message.metadata)
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            if self.gate:
                await self.gate.wait()
            if self.error:
                raise self.error
            reply = {"text": f"You said: {message.text}", "custom": self.custom}
            tracker.update(UserUttered(message.text))
            tracker.update(BotUttered(reply["text"], {"custom": self.custom}))
            await self.tracker_store.save(tracker)
        await message.output_channel.send_response(message.sender_id, reply)


@dataclass
class Answer:
    """An answer with its body read."""

    status: int
    headers: Any
    body: bytes
    json: Any

    @property
    def code(self) -> str:
        """The code, or else the type, of the first message's custom payload."""
        custom = self.json[0]["custom"]
        return str(custom.get("code") or custom["type"])


@dataclass
class Web:
    """A running channel and a client of it."""

    base: str
    bot: Bot
    clock: Clock
    client: aiohttp.ClientSession
    urls: list[str] = field(default_factory=list)

    async def ask(self, method: str, path: str, **more: Any) -> Answer:
        url = path if path.startswith("http") else f"{self.base}/webhooks/web/{path}"
        self.urls.append(url)
        async with self.client.request(method, url, **more) as reply:
            body = await reply.read()
            is_json = reply.content_type == "application/json"
            return Answer(reply.status, reply.headers, body, await reply.json() if is_json else None)

    async def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> Answer:
        return await self.ask("POST", path, json=body, headers=headers)

    async def open(self, **asked: Any) -> str:
        return str((await self.post("session", **asked)).json["token"])

    async def say(self, token: Any, message: Any, **more: Any) -> Answer:
        return await self.post("message", token=token, message=message, **more)

    async def history(self, token: str) -> Any:
        return (await self.ask("GET", "history", headers={"X-Session": token})).json

    async def until(self, words: int) -> None:
        """Wait until the bot has heard so many messages."""
        for _ in range(2000):
            if len(self.bot.heard) >= words:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"the bot heard only {len(self.bot.heard)} messages")


@asynccontextmanager
async def web(bot: Bot | None = None, **settings: Any) -> AsyncIterator[Web]:
    """Start the channel as Rasa does, with Rasa's own CORS in the way; stop it afterwards."""
    bot, clock = bot or Bot(), Clock()
    channel = WebChannel(WebSettings(**{"keys": (KEY,), **settings}), clock)
    app = Sanic(f"web_{uuid.uuid4().hex}", configure_logging=False)
    configure_cors(app)
    app.ctx.agent = bot
    app.config.REQUEST_MAX_SIZE = 512 * 1024
    app.exception(PayloadTooLarge)(too_large)
    app.blueprint(channel.blueprint(bot), url_prefix="/webhooks/web")
    door = socket.create_server(("127.0.0.1", 0))  # Sanic takes port 0 for 8000
    server = await app.create_server(sock=door, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    port = door.getsockname()[1]
    try:
        async with aiohttp.ClientSession() as client:
            yield Web(f"http://127.0.0.1:{port}", bot, clock, client)
    finally:
        if bot.gate:
            bot.gate.set()
        await server.before_stop()
        server.close()
        await server.wait_closed()
