"""Idempotency: the same tap twice is one turn, and an answer that was lost on the way comes again."""
from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from sqlalchemy.exc import OperationalError

from backguide_rasa.channels import web_desk
from backguide_rasa.channels.repeats import SECONDS, Repeats
from tests.server.web_bench import BLOOD, Bot, Clock, web


async def test_the_same_key_again_gives_the_same_answer_and_is_one_turn() -> None:
    async with web() as page:
        token = await page.open()
        first, second = [await page.say(token, "yes", key="k1") for _ in range(2)]
        assert first.json == second.json and page.bot.heard == ["yes"]
        await page.say(token, "yes", key="k2")
        assert page.bot.heard == ["yes", "yes"]


async def test_the_same_key_joins_a_turn_that_is_still_worked_on() -> None:
    bot = Bot()
    bot.gate = asyncio.Event()
    async with web(bot) as page:
        token = await page.open()
        both = [asyncio.ensure_future(page.say(token, "yes", key="k")) for _ in range(2)]
        await page.until(1)
        bot.gate.set()
        first, second = await asyncio.gather(*both)
        assert first.json == second.json and bot.heard == ["yes"]


async def test_another_conversation_cannot_read_an_answer_by_its_key() -> None:
    async with web() as page:
        one, two = await page.open(), await page.open()
        first, second = await page.say(one, "hello", key="k"), await page.say(two, "hello", key="k")
        assert first.json[0]["recipient_id"] != second.json[0]["recipient_id"]
        assert len(page.bot.heard) == 2


async def test_other_words_under_a_used_key_are_heard() -> None:
    async with web() as page:
        token = await page.open()
        await page.say(token, "hello", key="k")
        assert (await page.say(token, BLOOD, key="k")).code == "emergency"
        assert "more" in (await page.say(token, "more", key="k")).json[0]["text"]


async def test_an_emergency_that_is_sent_again_is_recorded_once() -> None:
    async with web() as page:
        token = await page.open()
        answers = [await page.say(token, BLOOD, key="k") for _ in range(2)]
        assert [answer.code for answer in answers] == ["emergency", "emergency"]
        await page.say(token, "after it", key="l")
        assert page.bot.heard == [BLOOD, "after it"]


async def test_an_answer_that_asks_to_try_again_is_not_kept() -> None:
    bot = Bot()
    bot.error = OperationalError("x", {}, Exception())
    async with web(bot) as page:
        token = await page.open()
        assert (await page.say(token, "yes", key="k")).code == "store"
        bot.error = None
        assert (await page.say(token, "yes", key="k")).json[0]["text"] == "You said: yes"


async def test_a_turn_that_hangs_is_answered_in_time_and_found_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_desk, "ANSWER_SECONDS", 0.05)
    bot = Bot()
    bot.gate = asyncio.Event()
    async with web(bot) as page:
        token = await page.open()
        late = await page.say(token, "yes", key="k")
        assert (late.status, late.code) == (200, "internal") and "999" in late.json[0]["text"]
        bot.gate.set()
        monkeypatch.setattr(web_desk, "ANSWER_SECONDS", 10)
        assert (await page.say(token, "yes", key="k")).json[0]["text"] == "You said: yes"
        assert bot.heard == ["yes"]


async def test_a_lost_connection_loses_no_answer() -> None:
    bot = Bot()
    bot.gate = asyncio.Event()
    async with web(bot) as page:
        token = await page.open()
        sending = asyncio.ensure_future(page.say(token, "yes", key="k"))
        await page.until(1)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await page.client.close()
        bot.gate.set()
        async with aiohttp.ClientSession() as page.client:
            assert (await page.say(token, "yes", key="k")).json[0]["text"] == "You said: yes"
        assert bot.heard == ["yes"]


@pytest.mark.parametrize("key", [None, 5, ["k"], {}])
async def test_without_a_key_each_message_is_a_turn(key: Any) -> None:
    async with web() as page:
        token = await page.open()
        for _ in range(2):
            assert (await page.say(token, "yes", key=key)).status == 200
        assert page.bot.heard == ["yes", "yes"]


class Counting:
    """Work that tells how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    async def __call__(self) -> list[dict[str, Any]]:
        self.done += 1
        return [{"text": str(self.done)}]


async def once(repeats: Repeats, person: str, key: str, work: Counting) -> Any:
    return await (repeats.find(person, key, "yes") or repeats.start(person, key, "yes", work))


async def test_answers_are_kept_for_ten_minutes() -> None:
    clock, work = Clock(), Counting()
    repeats = Repeats(clock)
    for later, done in ((0, 1), (SECONDS - 1, 1), (SECONDS, 2)):
        clock.time = 1_700_000_000.0 + later
        await once(repeats, "a", "k", work)
        assert work.done == done


async def test_what_is_kept_is_bounded_and_lets_the_oldest_go() -> None:
    work = Counting()
    repeats = Repeats(conversations=3, each=2)
    for person in "abcde":
        for key in "123":
            await once(repeats, person, key, work)
    assert sum(len(answers) for answers in repeats._kept.values()) == 6 and not repeats._running
    done = work.done
    await once(repeats, "e", "3", work)
    assert work.done == done, "the newest is still there"
    await once(repeats, "a", "3", work)
    await once(repeats, "e", "1", work)
    assert work.done == done + 2


async def test_old_answers_do_not_wait_for_their_place_to_be_needed() -> None:
    clock = Clock()
    repeats = Repeats(clock)
    await once(repeats, "a", "k", Counting())
    clock.time += SECONDS
    await once(repeats, "b", "k", Counting())
    assert list(repeats._kept) == ["b"]
