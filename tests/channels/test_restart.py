"""Nothing is lost when the server ends in the middle: by a stand-in for every place, and by a real kill."""
from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Type

import aiohttp
import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from backguide_rasa.channels.messaging.ledger import Ledger
from backguide_rasa.channels.messaging.parcel import Choice, Incoming, Parcel
from tests.channels.bench import FAKES, PATIENCE, Bench, EchoBot, NoAgent, bench
from tests.channels.samples import BLOOD, YES_NO
from tests.fakes.telegram import FakeTelegram
from tests.fakes.vendor import Vendor
from tests.server.server import RunningServer

every_channel = pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
FAQ = "what does lung cancer pain feel like?"


async def met(fake: Type[Vendor]) -> tuple[str, dict[str, str], str]:
    """Return a person's conversation, address and the vendor's id of them."""
    async with bench(fake, EchoBot()) as talk:
        await talk.say("hello")
        address = talk.people.address(talk.conversation)
        assert address
        return talk.conversation, dict(address), getattr(talk.vendor, "prefix", "") + talk.vendor.person


def empty(talk: Bench) -> bool:
    return talk.channel.desk.ledger.left(talk.clock.wall()) == ([], [])


@every_channel
async def test_what_was_not_delivered_is_delivered_after_the_restart_and_before_all_else(fake: Type[Vendor],
                                                                                       tmp_path: Path) -> None:
    conversation, address, person = await met(fake)
    now = 1_700_000_000.0
    before = Ledger(tmp_path / "d.db", b"of this test", Counter())
    first = before.take(conversation, Incoming("1", "text", person, address, "one"), now)
    before.take(conversation, Incoming("2", "text", person, address, "two"), now)
    assert first
    before.heard(first)
    choices = (Choice("Yes", "abc"), Choice("No", "def")) if fake.channel != "sms" else ()
    before.answer(first, [(address, Parcel("Is it so?", choices))], now)
    bot = EchoBot()
    async with bench(fake, bot, ledger=Ledger(tmp_path / "d.db", b"of this test", Counter())) as talk:
        await talk.settle()
        assert [shown.text for shown in talk.vendor.shown] == ["Is it so?", "You said: two"] and bot.heard == ["two"]
        assert [title for title, _ in talk.vendor.shown[0].choices] == [choice.title for choice in choices]
        assert empty(talk) and not talk.vendor.refusals and talk.counts["resumed"] == 2


async def resumed(bot: EchoBot, text: str, agent: Any = None, answered: bool = False) -> list[str]:
    """Start with one message that was taken before; returns what the person is shown."""
    conversation, address, person = await met(FakeTelegram)
    ledger = Ledger(":memory:", b"of this test", Counter())
    taken = ledger.take(conversation, Incoming("1", "text", person, address, text), 1_700_000_000.0)
    assert taken
    if answered:
        ledger.answer(taken, [], 1_700_000_000.0)
    if agent:
        await agent(conversation, taken.name)
    async with bench(FakeTelegram, bot, agent.made if agent else None, ledger=ledger) as talk:
        await talk.settle()
        assert empty(talk)
        return [shown.text for shown in talk.vendor.shown]


class Remembering:
    """Makes an agent whose store knows a message, and what was said to it."""

    def __init__(self) -> None:
        self.made = NoAgent()

    async def __call__(self, conversation: str, name: str) -> None:
        tracker = await self.made.tracker_store.get_or_create_tracker(conversation)
        tracker.update(UserUttered("an earlier one", message_id="other"))
        tracker.update(BotUttered("an earlier answer"))
        tracker.update(UserUttered("yes", message_id=name))
        tracker.update(BotUttered(YES_NO["text"], {"buttons": YES_NO["buttons"], "custom": YES_NO["custom"]}))
        await self.made.tracker_store.save(tracker)


async def test_a_message_that_the_dialogue_heard_does_not_answer_the_next_question_too() -> None:
    bot = EchoBot()
    assert await resumed(bot, "yes", Remembering()) == ["Is it so?"]
    assert bot.heard == []


async def test_an_emergency_is_answered_after_a_restart_and_told_to_the_dialogue() -> None:
    bot = EchoBot()
    (told,) = await resumed(bot, BLOOD)
    assert "emergency" in told and bot.heard == [BLOOD]


async def test_an_emergency_that_was_answered_is_told_to_the_dialogue_only() -> None:
    bot = EchoBot()
    assert await resumed(bot, BLOOD, answered=True) == [] and bot.heard == [BLOOD]


@every_channel
async def test_a_file_and_addresses_that_fail_keep_nobody_from_an_answer(fake: Type[Vendor],
                                                                         caplog: pytest.LogCaptureFixture) -> None:
    async with bench(fake, EchoBot()) as talk:
        talk.channel.desk.ledger._rows.close()
        talk.people._rows.close()
        assert "emergency" in (await talk.say(BLOOD))[0]
        assert await talk.say("I feel fine") == ["You said: I feel fine"]
        assert talk.counts["unkept"] and "fine" not in caplog.text


@every_channel
async def test_deleting_the_data_deletes_what_waits(fake: Type[Vendor]) -> None:
    bot = EchoBot({"text": "All is deleted.", "custom": {"type": "erased"}})
    async with bench(fake, bot) as talk:
        bot.replies = ()
        stuck = asyncio.Event()
        talk.vendor.faults.append(stuck)
        await talk.vendor.say("zebra one")
        await talk.vendor.say("zebra two")
        await asyncio.wait_for(talk.vendor.hangs.wait(), PATIENCE)
        bot.replies = ({"text": "All is deleted.", "custom": {"type": "erased"}},)
        await talk.do(talk.vendor.say("delete my data"))
        stuck.set()
        assert [shown.text for shown in talk.vendor.shown][-1] == "All is deleted."
        assert not any("two" in shown.text for shown in talk.vendor.shown) and empty(talk)


class Killed:
    """A real server with one fake vendor; `people` share a chat, as the fake knows one only."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.vendor = folder, FakeTelegram()
        self.server: RunningServer | None = None

    async def start(self, *options: str) -> None:
        self.server = await asyncio.to_thread(RunningServer, self.folder, *options)
        self.vendor.webhook = f"{self.server.base}/webhooks/telegram/webhook"

    async def push(self, person: int, text: str) -> Any:
        update = self.vendor.typed(text)
        update["message"]["from"]["id"] = person
        assert await self.vendor.push(update) == 200
        return update

    async def until(self, true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < deadline, what
            await asyncio.sleep(0.05)

    async def counts(self) -> dict[str, int]:
        state = self.vendor.webhook.removesuffix("webhook")
        async with aiohttp.ClientSession() as session, session.get(state) as reply:
            counts: dict[str, int] = (await reply.json())["counts"]
            return counts

    def rows(self, table: str) -> int:
        with sqlite3.connect(self.folder / "delivery_telegram.db") as rows:
            return int(rows.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])

    def heard(self, text: str) -> int:
        with sqlite3.connect(self.folder / "conversations.db") as rows:
            return int(rows.execute("SELECT COUNT(*) FROM events WHERE type_name = 'user' AND data LIKE ?",
                                    (f'%"text": "{text}"%',)).fetchone()[0])


@pytest.mark.slow
async def test_nothing_is_lost_when_the_server_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = Killed(tmp_path)
    await world.vendor.start()
    for name, value in world.vendor.settings().items():
        monkeypatch.setenv(name, value)
    try:
        await world.start("--actions", "tests.chaos.hanging")
        down = True
        world.vendor.is_down = lambda: down
        for text in ("start the check", "yes"):
            update = await world.push(1, text)
        await world.push(2, BLOOD)
        await world.until(lambda: world.rows("waiting") >= 3 and world.rows("taken") == 0, "not all was answered")
        await world.push(3, FAQ)  # hangs in its action
        assert world.rows("taken") == 1 and world.server
        world.server.kill()
        assert world.vendor.shown == [] and world.rows("waiting") >= 3 and world.rows("taken") == 1

        await world.start()
        await world.until(lambda: world.rows("taken") == 0, "the message that was taken was not answered")
        down = False
        await world.until(lambda: world.rows("waiting") == 0, "not all was delivered")
        texts = [shown.text for shown in world.vendor.shown]
        assert sum("coughing" in text.lower() and "emergency" in text for text in texts) == 1
        first = next(n for n, text in enumerate(texts) if "not a doctor" in text)
        assert len(texts) == len(set(texts)) >= 4 and "How old" in "".join(texts[first + 1:])
        assert world.heard(FAQ) == world.heard(BLOOD) == world.heard("yes") == 1

        assert await world.vendor.push(update) == 200  # the vendor delivers the same again
        assert (await world.counts())["duplicate"] == 1 and len(world.vendor.shown) == len(texts)
        assert await asyncio.to_thread(world.server.stop) in (0, -2, 130)
        kept = b"".join(file.read_bytes() for file in tmp_path.glob("delivery*"))
        assert kept and b"blood" not in kept and b"lung" not in kept
    finally:
        if world.server:
            await asyncio.to_thread(world.server.stop)
        await world.vendor.stop()
