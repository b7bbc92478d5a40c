"""Delivery: retried, in order, once; an emergency before everything that waits."""
from __future__ import annotations

import asyncio
from typing import Any, Type

import pytest
from aiohttp import web
from rasa.core.channels.channel import UserMessage

from backguide.case import Case
from backguide.content import Content
from backguide.messages import question
from backguide_rasa.channels.messaging.outbox import GIVE_UP
from tests.channels.bench import FAKES, PATIENCE, EchoBot, bench
from tests.channels.samples import YES_NO
from tests.fakes.telegram import FakeTelegram
from tests.fakes.vendor import Vendor

every_channel = pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
BLOOD = "I am coughing up blood"


@every_channel
@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_failing_call_is_made_again(fake: Type[Vendor], status: int) -> None:
    async with bench(fake, EchoBot()) as talk:
        talk.vendor.faults.extend([web.json_response({}, status=status), web.json_response({}, status=status)])
        assert await talk.say("hello") == ["You said: hello"]
        assert talk.counts["retried"] == 2 and talk.counts["sent"] == 1


@every_channel
async def test_a_call_that_hangs_is_made_again(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot(), seconds=0.1) as talk:
        talk.vendor.faults.append(asyncio.Event())
        assert await talk.say("hello") == ["You said: hello"]
        assert talk.counts["retried"] == 1


BUSY: dict[str, Any] = {
    "telegram": lambda: web.json_response({"ok": False, "error_code": 429, "description": "Too Many Requests: retry",
                                           "parameters": {"retry_after": 17}}, status=429),
    "slack": lambda: web.json_response({"ok": False, "error": "ratelimited"}, status=429,
                                       headers={"Retry-After": "17"}),
    "sms": lambda: web.json_response({"code": 20429}, status=429, headers={"Retry-After": "17"}),
    "whatsapp": lambda: web.json_response({"code": 20429}, status=429, headers={"Retry-After": "17"}),
    "messenger": lambda: web.json_response({"error": {"code": 613, "message": "Calls limit"}}, status=400,
                                           headers={"Retry-After": "17"}),
}


@every_channel
async def test_the_vendor_says_how_long_to_wait(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        talk.vendor.faults.append(BUSY[fake.channel]())
        before = talk.clock.now()
        assert await talk.say("hello") == ["You said: hello"]
        assert talk.clock.now() - before == 17


@every_channel
async def test_nothing_is_lost_when_the_vendor_is_down_for_a_minute(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        up_again = talk.clock.now() + 60
        talk.vendor.is_down = lambda: talk.clock.now() < up_again
        for text in ("one fine day", "another fine day", "a third fine day"):
            assert await talk.vendor.say(text) == 200
        await talk.settle()
        assert [shown.text for shown in talk.vendor.shown] == [
            "You said: one fine day", "You said: another fine day", "You said: a third fine day"]
        assert talk.clock.now() >= up_again and talk.counts["given_up"] == 0


async def test_a_vendor_that_stays_away_is_given_up_in_the_end() -> None:
    async with bench(FakeTelegram, EchoBot()) as talk:
        talk.vendor.is_down = lambda: True
        before = talk.clock.now()
        assert await talk.say("hello") == []
        assert talk.counts["given_up"] == 1 and talk.clock.now() - before <= GIVE_UP


async def test_a_refused_message_is_not_sent_again() -> None:
    async with bench(FakeTelegram, EchoBot()) as talk:
        talk.vendor.faults.append(web.json_response(
            {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}, status=403))
        assert await talk.say("hello") == []
        assert talk.counts["refused"] == 1 and talk.counts["retried"] == 0
        assert await talk.say("hello again") == ["You said: hello again"]


@every_channel
async def test_many_messages_at_once_are_answered_in_order(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        texts = [f"my back hurts, day {n}" for n in range(10)]
        requests = [talk.vendor.request(talk.vendor.typed(text)) for text in texts]
        talk.vendor.faults.append(web.json_response({}, status=500))
        for request in requests:
            await talk.vendor.deliver(request)
        await talk.settle()
        assert [shown.text for shown in talk.vendor.shown] == [f"You said: {text}" for text in texts]


class HangingBot(EchoBot):
    """Hangs in its first turn until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.reached = asyncio.Event()

    async def __call__(self, message: UserMessage) -> None:
        if not self.heard:
            self.reached.set()
            self.heard.append(message.text)
            await self.gate.wait()
        await super().__call__(message)


@every_channel
async def test_an_emergency_does_not_wait_for_a_hanging_turn(fake: Type[Vendor]) -> None:
    bot = HangingBot()
    async with bench(fake, bot) as talk:
        assert await talk.vendor.say("hello") == 200
        await asyncio.wait_for(bot.reached.wait(), PATIENCE)
        assert await talk.vendor.say(BLOOD) == 200
        await asyncio.wait_for(talk.vendor.arrived.wait(), PATIENCE)
        assert "emergency" in talk.vendor.shown[0].text and bot.heard == ["hello", BLOOD]
        bot.gate.set()
        await talk.settle()
        assert len(talk.vendor.shown) == 1, "a late answer talked over it"


@every_channel
async def test_an_emergency_told_by_its_number_does_not_wait_for_the_dialogue(fake: Type[Vendor],
                                                                              content: Content) -> None:
    stuck = asyncio.Event()

    async def dialogue(message: UserMessage) -> None:
        if message.text != "hello":
            await stuck.wait()
        await message.output_channel.send_response("x", question(content, Case(), content.question("Q02")))

    async with bench(fake, dialogue) as talk:
        await talk.say("hello")
        place = [option.title for option in content.question("Q02").options].index("Coughing up blood") + 1
        talk.vendor.arrived.clear()
        await talk.vendor.say(str(place))
        await asyncio.wait_for(talk.vendor.arrived.wait(), PATIENCE)
        assert "emergency" in talk.vendor.shown[-1].text
        stuck.set()


@every_channel
async def test_an_emergency_goes_before_what_waits_to_be_sent(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        stuck = asyncio.Event()
        talk.vendor.faults.append(stuck)
        assert await talk.vendor.say("hello") == 200
        assert await talk.vendor.say("my back hurts") == 200
        await asyncio.wait_for(talk.vendor.hangs.wait(), PATIENCE)
        assert await talk.vendor.say(BLOOD) == 200
        await asyncio.wait_for(talk.vendor.arrived.wait(), PATIENCE)
        assert "emergency" in talk.vendor.shown[0].text
        stuck.set()
        await talk.settle()


@every_channel
async def test_an_emergency_is_delivered_after_the_vendor_comes_back(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        up_again = talk.clock.now() + 60
        talk.vendor.is_down = lambda: talk.clock.now() < up_again
        told = await talk.say(BLOOD)
        assert len(told) == 1 and "emergency" in told[0]


@every_channel
async def test_nobody_is_left_without_an_answer_when_the_reader_fails(fake: Type[Vendor],
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise RuntimeError("zebra")

    async with bench(fake, EchoBot()) as talk:
        monkeypatch.setattr("backguide_rasa.alarms.in_text", fail)
        told = await talk.say("hello")
        assert len(told) == 1 and "999" in told[0]


@every_channel
async def test_deleting_the_data_deletes_the_address_too(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot({"text": "All is deleted.", "custom": {"type": "erased"}})) as talk:
        assert await talk.say("delete my data") == ["All is deleted."]
        assert talk.people.address(talk.conversation) is None


@every_channel
async def test_something_can_be_sent_unasked(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        assert talk.channel.delivers_later
        assert not await talk.channel.desk.send_later(talk.conversation, {"text": "to nobody"})
        await talk.say("hello")
        await talk.channel.get_output_channel().send_response(talk.conversation, {"text": "How is your back?"})
        assert talk.vendor.shown[-1].text == "How is your back?"
        await talk.restart(YES_NO)
        await talk.channel.desk.send_later(talk.conversation, {"text": "Still there?"})
        await talk.say("2")
        assert talk.vendor.shown[-1].text == f"You said: {YES_NO['buttons'][1]['payload']}", "it closed the question"
        talk.channel.desk.forget(talk.conversation)
        assert not await talk.channel.desk.send_later(talk.conversation, {"text": "after all was deleted"})


@every_channel
async def test_words_arrive_though_the_vendor_refuses_their_buttons(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot(YES_NO)) as talk:
        talk.vendor.faults.append(web.json_response({"ok": False, "error": "invalid_blocks"}, status=400))
        told = await talk.say("hello")
        if fake.channel == "sms":  # no buttons to refuse
            assert told == [] and talk.counts["refused"] == 1
        else:
            assert told == ["Is it so?\n\n1. Yes\n2. No"] and talk.counts["made_plain"] == 1
