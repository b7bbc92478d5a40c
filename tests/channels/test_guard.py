"""The guard: answers whatever happens behind it."""
from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from sqlalchemy.exc import OperationalError

from backguide_rasa import alarms
from backguide_rasa.channels.guard import FLOOD, Guard

BLOOD = "I am coughing up blood"


class Bot:
    """Stands for Rasa: remembers, then does what it is told to do."""

    def __init__(self, *replies: str, error: Exception | None = None) -> None:
        self.heard: list[str] = []
        self.replies, self.error = replies, error
        self.gate: asyncio.Event | None = None

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        if self.gate:
            await self.gate.wait()
        if self.error:
            raise self.error
        for reply in self.replies:
            await message.output_channel.send_response("x", {"text": reply, "buttons": [], "custom": {"type": "t"}})


def codes(replies: list[dict[str, Any]]) -> list[str]:
    return [r["custom"].get("code") or r["custom"]["type"] for r in replies]


async def test_text_buttons_and_custom_stay_one_message() -> None:
    assert await Guard("t").answer("a", "hello", Bot("hi")) == [
        {"recipient_id": "x", "text": "hi", "custom": {"type": "t"}}]


@pytest.mark.parametrize(("error", "code"), [(None, "internal"), (RuntimeError("secret words"), "internal"),
                                             (OperationalError("secret", {}, Exception()), "store")])
async def test_silence_and_errors_become_a_message(error: Exception | None, code: str,
                                                   caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        replies = await Guard("t").answer("a", "hello", Bot(error=error))
    assert codes(replies) == [code] and "999" in replies[0]["text"]
    assert "secret" not in caplog.text and "hello" not in caplog.text


@pytest.mark.parametrize("text", [None, 5, ["x"], {"a": 1}, True, b"x"])
async def test_what_is_no_text_is_refused(text: Any) -> None:
    bot = Bot("hi")
    assert codes(await Guard("t").answer("a", text, bot)) == ["bad_request"]
    assert bot.heard == []


@pytest.mark.parametrize(("text", "code"), [
    ("", "empty"), (" \n", "empty"), ("x" * 4001, "too_long"), ("😀", "not_text"), ("\x00\x01", "not_text"),
    ("у меня болит", "other_language"), ("me duele mucho la espalda", "other_language")])
async def test_refusals_never_reach_the_dialogue(text: str, code: str) -> None:
    bot = Bot("hi")
    assert codes(await Guard("t").answer("a", text, bot)) == [code]
    assert bot.heard == []


async def test_an_emergency_is_answered_and_then_recorded_once() -> None:
    guard, bot = Guard("t"), Bot("the dialogue's own words")
    assert codes(await guard.answer("a", BLOOD, bot)) == ["emergency"]
    await guard.drain()
    assert bot.heard == [BLOOD]


async def test_an_emergency_does_not_wait_for_a_hanging_turn() -> None:
    guard, bot = Guard("t"), Bot("late words")
    bot.gate = asyncio.Event()
    hanging = asyncio.ensure_future(guard.answer("a", "hello", bot))
    await asyncio.sleep(0)
    assert codes(await asyncio.wait_for(guard.answer("a", BLOOD, bot), 1)) == ["emergency"]
    bot.gate.set()
    assert codes(await hanging) == ["emergency"], "a late answer talked over the emergency"
    await guard.drain()
    assert codes(await guard.answer("a", "thanks", Bot("fine"))) == ["t"]


async def test_an_emergency_is_answered_when_the_dialogue_fails() -> None:
    guard = Guard("t")
    assert codes(await guard.answer("a", BLOOD, Bot(error=RuntimeError()))) == ["emergency"]


async def test_a_flood_is_slowed_down_but_an_emergency_in_it_is_heard() -> None:
    guard, bot = Guard("t"), Bot("hi")
    for _ in range(FLOOD[0]):
        assert codes(await guard.answer("a", "hello", bot)) == ["t"]
    assert codes(await guard.answer("a", "hello", bot)) == ["slow_down"]
    assert codes(await guard.answer("a", BLOOD, bot)) == ["emergency"]
    assert codes(await guard.answer("b", "hello", bot)) == ["t"]
    await guard.drain()


async def test_refusals_are_worded_differently_each_time() -> None:
    guard = Guard("t")
    first, second = [await guard.answer("a", "😀", Bot()) for _ in range(2)]
    assert first[0]["text"] != second[0]["text"]


async def test_erasing_deletes_and_says_so_when_it_cannot() -> None:
    erased: list[str] = []

    async def erase(sender: str) -> None:
        erased.append(sender)

    async def fail(sender: str) -> None:
        raise OperationalError("x", {}, Exception())

    async def forget(message: UserMessage) -> None:
        await message.output_channel.send_response("x", {"text": "gone", "custom": {"type": "erased"}})

    assert codes(await Guard("t", erase).answer("a", "hello", forget)) == ["erased"]
    assert erased == ["a"]
    assert codes(await Guard("t", fail).answer("a", "hello", forget)) == ["erase_failed"]


def test_another_language_raises_no_alarm_by_chance_but_english_words_in_it_do() -> None:
    assert alarms.in_text("ich habe seit wochen schmerzen im ruecken") is None
    assert alarms.in_text("ich bin krank, I am coughing up blood and I wet myself without feeling it") is not None
