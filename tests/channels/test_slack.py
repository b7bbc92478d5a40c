"""What only Slack does."""
from __future__ import annotations

import aiohttp

from tests.channels.bench import EchoBot, bench
from tests.channels.samples import words
from tests.fakes.slack import FakeSlack


async def test_slack_answers_in_the_thread_of_the_person() -> None:
    async with bench(FakeSlack, EchoBot()) as talk:
        update = talk.vendor.typed("hello")
        update["event"]["thread_ts"] = "1699999999.000001"
        await talk.do(talk.vendor.push(update))
        assert talk.vendor.shown[0].data["thread"] == "1699999999.000001"


async def test_slack_markup_is_taken_and_sent_as_plain_text() -> None:
    bot = EchoBot()
    async with bench(FakeSlack, bot) as talk:
        update = talk.vendor.typed("x")
        update["event"]["text"] = "<@U0BOT> pain &gt; 7 &amp; <tel:112|112> worse <!here>"
        told = await talk.do(talk.vendor.push(update))
        assert bot.heard == ["pain > 7 & 112 worse"] and told == ["You said: pain > 7 & 112 worse"]
        assert "&gt;" in talk.vendor.shown[0].data["raw"]


async def test_slack_ignores_bots_and_talk_among_others_and_answers_a_mention_with_privacy() -> None:
    bot = EchoBot()
    async with bench(FakeSlack, bot) as talk:
        own = talk.vendor.typed("hello")
        own["event"]["bot_id"] = "B1"
        others = talk.vendor.typed("hello")
        others["event"].update(channel="C1", channel_type="channel")
        assert await talk.do(talk.vendor.push(own)) == [] == await talk.do(talk.vendor.push(others))
        mention = talk.vendor.event({"type": "app_mention", "channel": "C1", "user": talk.vendor.person,
                                     "text": "<@U0BOT> my back hurts", "ts": "1700000009.000001"})
        assert await talk.do(talk.vendor.push(mention)) == [words("private")]
        assert bot.heard == [] and talk.vendor.shown[0].data["thread"] == "1700000009.000001"


async def test_a_replayed_slack_request_is_refused() -> None:
    bot = EchoBot()
    async with bench(FakeSlack, bot) as talk:
        request = talk.vendor.request(talk.vendor.typed("hello"))
        talk.clock.time += 301
        assert await talk.vendor.deliver(request) == 401
        assert bot.heard == []


async def test_slack_gets_its_challenge_back_only_when_signed() -> None:
    async with bench(FakeSlack, EchoBot()) as talk, aiohttp.ClientSession() as session:
        request = talk.vendor.request({"type": "url_verification", "challenge": "3eZbrw1a"})
        async with session.post(talk.vendor.webhook, **request) as reply:
            assert (await reply.json())["challenge"] == "3eZbrw1a"
        async with session.post(talk.vendor.webhook, data=request["data"]) as reply:
            assert reply.status == 401
