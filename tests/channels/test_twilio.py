"""What only SMS and WhatsApp do."""
from __future__ import annotations

from tests.channels.bench import EchoBot, bench
from tests.channels.samples import BLOOD, YES_NO, words
from tests.fakes.twilio import FakeTwilio, FakeWhatsApp


async def test_stop_on_sms_gets_no_answer_and_ends_what_was_not_asked_for() -> None:
    bot = EchoBot()
    async with bench(FakeTwilio, bot) as talk:
        await talk.say("hello")
        assert await talk.say("STOP") == [] and bot.heard == ["hello"]
        assert not await talk.channel.desk.send_later(talk.conversation, {"text": "How is your back?"})
        assert "emergency" in (await talk.say(BLOOD))[0], "an emergency is answered even then"
        assert await talk.say("Start") == [words("started")]
        assert await talk.channel.desk.send_later(talk.conversation, {"text": "How is your back?"})


async def test_stop_is_remembered_when_the_data_are_deleted() -> None:
    async with bench(FakeTwilio, EchoBot()) as talk:
        await talk.say("hello")
        await talk.say("stop")
        talk.channel.desk.forget(talk.conversation)
        await talk.say("hello")
        assert talk.people.address(talk.conversation) is None


async def test_whatsapp_says_that_it_stopped_and_help_names_the_emergency_number() -> None:
    async with bench(FakeWhatsApp, EchoBot()) as talk:
        assert await talk.say("STOP") == [words("stopped")]
        assert "999" in (await talk.say("help"))[0]


async def test_an_unsubscribed_number_is_not_tried_again() -> None:
    async with bench(FakeTwilio, EchoBot()) as talk:
        talk.vendor.unsubscribed = True
        assert await talk.say("hello") == [] and talk.counts["refused"] == 1 and talk.counts["retried"] == 0


async def test_whatsapp_makes_each_template_once() -> None:
    async with bench(FakeWhatsApp, EchoBot(YES_NO)) as talk:
        await talk.say("hello")
        await talk.answer("Yes")
        await talk.say("hello again")
        assert len(talk.vendor.templates) == 1 and len(talk.vendor.shown) == 3


async def test_a_yes_on_sms_is_an_answer_and_not_the_carriers_start() -> None:
    bot = EchoBot(YES_NO)
    async with bench(FakeTwilio, bot) as talk:
        await talk.say("hello")
        await talk.say("yes")
        assert bot.heard[-1] == YES_NO["buttons"][0]["payload"]
