"""What only Telegram does."""
from __future__ import annotations

from tests.channels.bench import EchoBot, bench
from tests.channels.samples import BLOOD, LIST, YES_NO, words
from tests.fakes.telegram import FakeTelegram


async def test_a_tick_can_be_taken_back_on_telegram() -> None:
    bot = EchoBot(LIST)
    async with bench(FakeTelegram, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        for title in ("One", "Two", "One", "Done"):
            await talk.do(talk.vendor.tap(title, shown))
        assert bot.heard[-1] == LIST["buttons"][1]["payload"]


async def test_telegram_is_told_that_every_tap_arrived() -> None:
    async with bench(FakeTelegram, EchoBot(LIST)) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        await talk.do(talk.vendor.tap("Done", shown))
        assert talk.vendor.acknowledged[0]["text"] == words("nothing_ticked")
        await talk.do(talk.vendor.tap("One", shown))
        assert not talk.vendor.waiting and not talk.vendor.refusals


async def test_a_telegram_button_works_though_its_message_is_too_old_to_be_read() -> None:
    bot = EchoBot(YES_NO)
    async with bench(FakeTelegram, bot) as talk:
        await talk.say("hello")
        update = talk.vendor.tapped(talk.vendor.shown[0], "Yes", talk.vendor.shown[0].choice("Yes"))
        update["callback_query"]["message"] = {"chat": talk.vendor.chat(), "message_id": 1, "date": 0}
        await talk.do(talk.vendor.push(update))
        assert bot.heard[-1] == YES_NO["buttons"][0]["payload"]


async def test_a_telegram_start_is_a_greeting() -> None:
    bot = EchoBot()
    async with bench(FakeTelegram, bot) as talk:
        await talk.say("/start")
        assert bot.heard == ["hello"]


async def test_an_edited_telegram_message_is_asked_for_again_but_an_emergency_in_it_is_heard() -> None:
    bot = EchoBot()
    async with bench(FakeTelegram, bot) as talk:
        update = talk.vendor.typed("my back hurts")
        edited = {"update_id": 900, "edited_message": update["message"]}
        assert await talk.do(talk.vendor.push(edited)) == [words("edited")]
        assert bot.heard == []
        alarm = {"update_id": 901, "edited_message": {**update["message"], "text": BLOOD}}
        assert "emergency" in (await talk.do(talk.vendor.push(alarm)))[0]


async def test_a_telegram_group_is_refused_politely() -> None:
    bot = EchoBot()
    async with bench(FakeTelegram, bot) as talk:
        update = talk.vendor.typed("my back hurts")
        update["message"]["chat"] = {"id": -100200, "type": "supergroup", "title": "Family"}
        assert await talk.do(talk.vendor.push(update)) == [words("private")]
        update = {**update, "update_id": 902, "message": {**update["message"], "text": BLOOD}}
        assert "emergency" in (await talk.do(talk.vendor.push(update)))[0], "an emergency is answered anywhere"
        assert talk.people.address(talk.conversation) is None
