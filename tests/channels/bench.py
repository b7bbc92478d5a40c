"""One channel on a real socket, with its fake vendor and either the trained bot or a stand-in behind it."""
from __future__ import annotations

import socket
import uuid
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, AsyncIterator, Awaitable, Callable, Type

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from sanic import Sanic

from backguide_rasa.channels.messaging.channel import MessagingChannel
from backguide_rasa.channels.messaging.clock import Clock
from backguide_rasa.channels.messaging.ledger import Ledger
from backguide_rasa.channels.messaging.people import People
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.reminders import Reminders
from backguide_rasa.channels.messaging.settings import PLATFORMS
from backguide_rasa.channels.messaging.wire import Wire
from backguide_rasa.stores.sql import TruthfulSQLStore
from tests.fakes.messenger import FakeMessenger
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio, FakeWhatsApp
from tests.fakes.vendor import Vendor

FAKES: tuple[Type[Vendor], ...] = (FakeTelegram, FakeSlack, FakeTwilio, FakeWhatsApp, FakeMessenger)
DONE = "Done"
PATIENCE = 60.0  # seconds: a busy machine is no failure
Sanic.test_mode = True  # several servers, one after the other, in one process
OnMessage = Callable[[UserMessage], Awaitable[Any]]


class FakeClock(Clock):
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def now(self) -> float:
        return self.time

    def wall(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


class EchoBot:
    """Stands for Rasa: remembers what it heard, and says it again or what it was given."""

    def __init__(self, *replies: dict[str, Any]) -> None:
        self.heard: list[str] = []
        self.replies = replies

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        for reply in self.replies or ({"text": f"You said: {message.text}"},):
            await message.output_channel.send_response(message.sender_id, reply)


class NoAgent:
    """An agent without a model: a store is all that a channel asks of it."""

    processor = None

    def __init__(self) -> None:
        self.tracker_store = TruthfulSQLStore(Domain.empty(), db=":memory:")


@dataclass
class Bench:
    """A channel at work."""

    vendor: Any
    channel: MessagingChannel
    clock: FakeClock
    people: People
    agent: Any

    async def restart(self, *said: dict[str, Any]) -> None:
        """Forget what is kept in memory, as a restart does; the store knows what the bot said."""
        tracker = await self.agent.tracker_store.get_or_create_tracker(self.conversation)
        for reply in said:
            tracker.update(BotUttered(reply["text"], {"buttons": reply["buttons"], "custom": reply["custom"]}))
        await self.agent.tracker_store.save(tracker)
        self.channel.desk._open.clear()

    @property
    def counts(self) -> Any:
        return self.channel.desk.counts

    @property
    def conversation(self) -> str:
        person = getattr(self.vendor, "prefix", "") + self.vendor.person
        return self.people.conversation(self.vendor.channel, person)

    async def settle(self) -> None:
        """Wait until all that was taken is answered and delivered."""
        await self.channel.desk.drain(seconds=None)

    async def do(self, acting: Awaitable[Any]) -> list[str]:
        """Do something as the person; returns what they are then shown."""
        before = len(self.vendor.shown)
        await acting
        await self.settle()
        return [shown.text for shown in self.vendor.shown[before:]]

    async def say(self, text: str) -> list[str]:
        return await self.do(self.vendor.say(text))

    async def answer(self, title: str) -> list[str]:
        """Answer as people do: tap, tick and send, or type the number."""
        told = await self.do(self.vendor.answer(title))
        ticked = not told and self.vendor.shown[-1].choice(DONE) is not None
        return await self.do(self.vendor.tap(DONE)) if ticked else told


def free_socket() -> socket.socket:
    """Return a socket on a free port: Sanic takes port 0 for its own 8000, where another test may run."""
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    return free


@asynccontextmanager
async def bench(fake: Type[Vendor], on_message: OnMessage | None = None, agent: Any = None,
                platforms: tuple[Type[Platform], ...] = tuple(PLATFORMS),
                seconds: float = PATIENCE, ledger: Ledger | None = None,
                reminders: Reminders | None = None, people: People | None = None,
                clock: FakeClock | None = None) -> AsyncIterator[Bench]:
    """Start a fake vendor and a server with its channel; stop both afterwards."""
    vendor, clock = fake(), clock or FakeClock()
    await vendor.start()
    platform = next(p for p in platforms if p.name == vendor.channel)(vendor.settings(), Wire(seconds))
    people = people or People(b"of this test", ":memory:")
    ledger = ledger or Ledger(":memory:", b"of this test", Counter())
    channel = MessagingChannel(platform, people, clock, ledger, reminders or Reminders(":memory:"))
    app = Sanic(f"bench_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent or NoAgent()
    app.blueprint(channel.blueprint(on_message or agent.handle_message), url_prefix=f"/webhooks/{vendor.channel}")
    server = await app.create_server(sock=free_socket(), return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    port = server.server.sockets[0].getsockname()[1]
    vendor.webhook = f"http://127.0.0.1:{port}/webhooks/{vendor.channel}/webhook"
    if hasattr(vendor, "wall"):
        vendor.wall = clock.wall
    try:
        yield Bench(vendor, channel, clock, people, app.ctx.agent)
    finally:
        await server.before_stop()
        server.close()
        await server.wait_closed()
        await vendor.stop()
