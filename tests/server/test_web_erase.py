"""Deleting a conversation: everywhere, for good; and that nothing of it was ever written elsewhere."""
from __future__ import annotations

import asyncio
import logging

import pytest
from rasa.core.channels.channel import UserMessage
from sqlalchemy.exc import OperationalError

from backguide_rasa import core
from backguide_rasa.channels import deletion
from backguide_rasa.channels.guard import FLOOD, Guard
from tests.server.web_bench import BLOOD, Bot, web


async def test_after_erasing_every_tab_finds_an_empty_conversation() -> None:
    async with web() as page:
        token = await page.open()
        second_tab = await page.open(token=token)
        await page.say(token, "hello", key="k")
        assert len(await page.history(second_tab)) == 2
        assert (await page.post("erase", token=token)).json == {"deleted": True}
        assert await page.history(token) == await page.history(second_tab) == []
        assert (await page.post("erase", token=second_tab)).json == {"deleted": False}
        await page.say(token, "hello", key="k")
        assert page.bot.heard == ["hello", "hello"], "an old answer was still kept"


async def test_a_turn_that_is_still_running_does_not_bring_the_conversation_back() -> None:
    bot = Bot()
    async with web(bot) as page:
        token = await page.open()
        await page.say(token, "before")
        bot.gate = asyncio.Event()
        turn = asyncio.ensure_future(page.say(token, "a secret"))
        await page.until(2)
        erasing = asyncio.ensure_future(page.post("erase", token=token))
        await asyncio.sleep(0.05)
        bot.gate.set()
        await turn
        assert (await erasing).json == {"deleted": True}
        assert await page.history(token) == []
        assert core.read.cache_info().currsize == 0, "its words were still at hand"


async def test_a_country_told_in_a_turn_that_was_running_is_forgotten_too() -> None:
    bot = Bot()
    bot.gate, bot.custom = asyncio.Event(), {"country": "ireland"}
    async with web(bot) as page:
        token = await page.open(country="US")
        turn = asyncio.ensure_future(page.say(token, "I am in Ireland"))
        await page.until(1)
        erasing = asyncio.ensure_future(page.post("erase", token=token))
        await asyncio.sleep(0.05)
        bot.gate.set()
        await asyncio.gather(turn, erasing)
        assert (await page.say(token, BLOOD)).json[0]["custom"]["call"]["number"].startswith("911")


async def test_what_cannot_be_deleted_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async with web() as page:
        token = await page.open()
        await page.say(token, "hello")

        async def fail(sender: str) -> int:
            raise OperationalError("x", {}, Exception())

        with monkeypatch.context() as broken:
            broken.setattr(page.bot.tracker_store, "delete", fail)
            answer = await page.post("erase", token=token)
            assert (answer.status, answer.code) == (503, "erase_failed") and len(await page.history(token)) == 2
        assert (await page.post("erase", token=token)).json == {"deleted": True}


async def test_erasing_does_not_wait_forever_for_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deletion, "SECONDS", 0.05)
    bot = Bot()
    bot.gate = asyncio.Event()
    async with web(bot) as page:
        token = await page.open()
        turn = asyncio.ensure_future(page.say(token, "hangs"))
        await page.until(1)
        assert (await page.post("erase", token=token)).code == "erase_failed"
        bot.gate.set()
        await turn
        assert (await page.post("erase", token=token)).json == {"deleted": True}


async def test_when_the_dialogue_erases_the_same_is_gone() -> None:
    bot = Bot()
    async with web(bot) as page:
        token = await page.open()
        await page.say(token, "hello", key="k")
        bot.custom = {"type": "erased"}
        assert (await page.say(token, "delete my data", key="l")).code == "erased"
        assert await page.history(token) == []
        bot.custom = {}
        await page.say(token, "hello", key="k")
        assert bot.heard == ["hello", "delete my data", "hello"]


async def test_the_guard_forgets_a_person_who_is_erased() -> None:
    said = {"type": "t", "country": "ireland"}

    async def bot(message: UserMessage) -> None:
        await message.output_channel.send_response("x", {"text": "ok", "custom": dict(said)})

    guard = Guard("t")
    for _ in range(FLOOD[0]):
        await guard.answer("a", "hello", bot)
    await guard.answer("a", BLOOD, bot)
    await guard.drain()
    assert guard.told("a") == "ireland" and guard.wait("a") > 0 and "a" in guard._raised
    guard.forget("a")
    assert guard.told("a") == "" and guard.wait("a") == 0 and "a" not in guard._raised
    await guard.answer("a", "hello", bot)
    said["type"] = "erased"
    await guard.answer("a", "delete my data", bot)
    assert guard.told("a") == "" and "a" not in guard._rates._times


async def test_an_emergency_that_waits_is_not_recorded_after_erasing() -> None:
    bot, recorded = asyncio.Event(), []

    async def waits(message: UserMessage) -> None:
        await bot.wait()
        recorded.append(message.text)

    guard = Guard("t")
    await guard.answer("a", BLOOD, waits)
    await asyncio.sleep(0)
    assert guard.unrecorded("a") and not guard.unrecorded("b")
    guard.forget("a")
    bot.set()
    await guard.drain()
    assert recorded == [] and guard.unrecorded("a") is None


async def test_an_emergency_that_is_said_while_the_dialogue_erases_is_not_talked_over() -> None:
    gate = asyncio.Event()

    async def erases(message: UserMessage) -> None:
        await gate.wait()
        await message.output_channel.send_response("x", {"text": "gone", "custom": {"type": "erased"}})

    guard = Guard("t")
    erasing = asyncio.ensure_future(guard.answer("a", "delete my data", erases))
    await asyncio.sleep(0)
    await guard.answer("a", BLOOD, erases)
    gate.set()
    assert (await erasing)[0]["custom"]["type"] == "emergency"
    await guard.drain()


async def test_no_words_and_no_tokens_are_logged_or_stand_in_an_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with web() as page:
            token = await page.open(country="GB")
            for text in ("my zebra hurts", "zebra " * 9000, 5):
                await page.say(token, text, key="zebra")
            await page.history(token)
            for paper in ("summary", "page", "fhir"):
                await page.post(paper, token=token)
            page.bot.error = RuntimeError("zebra")
            await page.say(token, "zebra again")
            await page.say("zebra." + "0" * 64, "zebra")
            await page.post("erase", token=token)
            ours = [record.getMessage() for record in caplog.records if record.name.startswith(("backguide", "sanic"))]
            assert any("RuntimeError" in line for line in ours), "the check sees what is logged"
            for line in ours:
                assert "zebra" not in line and token[:20] not in line, line
            assert not any("zebra" in url or token[:20] in url for url in page.urls)
