"""What a page shows again after a reload, and on a second tab."""
from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from sqlalchemy.exc import OperationalError

from backguide_rasa.channels.history import SHOWN, shown
from tests.server.web_bench import BLOOD, Bot, web

BUTTON = {"title": "Yes, go on", "payload": '/answer{"q":"consent","o":"yes"}'}


async def test_a_second_tab_sees_what_the_first_one_said() -> None:
    async with web() as page:
        token = await page.open()
        assert await page.history(token) == []
        await page.say(token, "hello")
        second = await page.open(token=token)
        await page.say(second, "more")
        assert await page.history(token) == [
            {"from": "you", "text": "hello"}, {"from": "guide", "text": "You said: hello"},
            {"from": "you", "text": "more"}, {"from": "guide", "text": "You said: more"}]


async def test_a_stranger_sees_nothing_of_it() -> None:
    async with web() as page:
        await page.say(await page.open(), "hello")
        assert await page.history(await page.open()) == []


async def test_an_emergency_is_shown_before_the_dialogue_knows_of_it() -> None:
    bot = Bot()
    async with web(bot) as page:
        token = await page.open()
        bot.gate = asyncio.Event()
        turn = asyncio.ensure_future(page.say(token, "hangs"))
        await page.until(1)
        assert (await page.say(token, BLOOD)).code == "emergency"
        last = (await page.history(token))[-1]
        assert last["from"] == "guide" and last["custom"]["type"] == "emergency" and last["text"]
        bot.gate.set()
        await turn
        await page.until(2)


async def test_a_store_that_fails_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(sender: str) -> Any:
        raise OperationalError("secret", {}, Exception())

    async with web() as page:
        token = await page.open()
        monkeypatch.setattr(page.bot.tracker_store, "retrieve_full_tracker", fail)
        monkeypatch.setattr(page.bot.tracker_store, "retrieve", fail)
        for answer in (await page.ask("GET", "history", headers={"X-Session": token}),
                       await page.post("summary", token=token)):
            assert (answer.status, answer.code) == (503, "store") and "999" in answer.json[0]["text"]


def test_a_tapped_button_is_shown_by_its_title() -> None:
    asked = BotUttered("Shall we go on?", {"buttons": [BUTTON], "custom": {"type": "question"}})
    assert shown([asked, ActionExecuted("action_listen"), UserUttered(BUTTON["payload"]), UserUttered("")]) == [
        {"from": "guide", "text": "Shall we go on?", "buttons": [BUTTON], "custom": {"type": "question"}},
        {"from": "you", "text": "Yes, go on"}]


def test_only_the_last_session_and_not_without_end() -> None:
    assert shown([UserUttered("old"), SessionStarted(), UserUttered("new")]) == [{"from": "you", "text": "new"}]
    many = shown([UserUttered(str(number)) for number in range(SHOWN + 5)])
    assert len(many) == SHOWN and many[-1]["text"] == str(SHOWN + 4)
