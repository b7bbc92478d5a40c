"""What arrives at a webhook and is no message: refused, counted, and nothing else."""
from __future__ import annotations

import logging
from typing import Any, Type

import aiohttp
import pytest

from backguide_rasa.channels.messaging.channel import MAX_BODY
from tests.channels.bench import FAKES, EchoBot, bench
from tests.fakes.vendor import Vendor

every_channel = pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
PRIVATE = "zebra pain"


@every_channel
async def test_unsigned_and_wrongly_signed_updates_are_refused(fake: Type[Vendor],
                                                               caplog: pytest.LogCaptureFixture) -> None:
    bot = EchoBot()
    with caplog.at_level(logging.DEBUG):
        async with bench(fake, bot) as talk:
            request = talk.vendor.request(talk.vendor.typed(PRIVATE))
            bare = {"Content-Type": request["headers"]["Content-Type"]}
            assert await talk.vendor.deliver({**request, "headers": bare}) == 401
            wrong = {name: value[:-1] + ("0" if value[-1] != "0" else "1") if name.startswith("X-") else value
                     for name, value in request["headers"].items()}
            assert await talk.vendor.deliver({**request, "headers": wrong}) == 401
            await talk.settle()
            assert bot.heard == [] and talk.vendor.shown == [] and dict(talk.counts) == {"unsigned": 2}
            assert talk.people.address(talk.conversation) is None
    assert "zebra" not in caplog.text


@pytest.mark.parametrize("fake", [f for f in FAKES if f.channel != "telegram"], ids=lambda fake: fake.channel)
async def test_a_changed_body_is_refused(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        request = talk.vendor.request(talk.vendor.typed("I feel fine"))
        assert await talk.vendor.deliver({**request, "data": request["data"].replace(b"fine", b"ill")
                                          .replace(b"I+feel", b"We+feel")}) == 401
        await talk.settle()
        assert bot.heard == []


@every_channel
async def test_an_oversized_update_is_refused(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        assert await talk.vendor.say("x" * (MAX_BODY + 1)) == 413
        await talk.settle()
        assert bot.heard == [] and talk.counts["oversized"] == 1


MALFORMED: dict[str, list[Any]] = {
    "telegram": [{}, {"update_id": 1, "message": {}}, {"update_id": 2, "callback_query": {"id": 5}},
                 {"update_id": "x", "message": {"text": "hi"}}, {"update_id": 3, "message": "hi"}],
    "slack": [{}, {"type": "event_callback", "event": {}}, {"type": "block_actions"},
              {"type": "block_actions", "user": {"id": "U1"}, "channel": {"id": "D1"}, "actions": []}],
    "sms": [{}, {"Body": "no sender"}, {"Body": "no id", "From": "+4915112345678"}],
    "whatsapp": [{}, {"Body": "no sender"}],
    "messenger": [{}, {"object": "page"}, {"object": "page", "entry": [{"messaging": [{"message": {"text": "x"}}]}]},
                  {"object": "page", "entry": "x"}],
}


@every_channel
async def test_a_malformed_update_is_refused(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        for update in MALFORMED[fake.channel]:
            assert await talk.vendor.push(update) == 400, update
        await talk.settle()
        assert bot.heard == [] and talk.vendor.shown == []
        assert dict(talk.counts) == {"malformed": len(MALFORMED[fake.channel])}


@pytest.mark.parametrize("fake", [f for f in FAKES if f.channel in ("telegram", "messenger", "slack")],
                         ids=lambda fake: fake.channel)
@pytest.mark.parametrize("update", [[], "words", 5, None])
async def test_json_of_another_shape_is_refused(fake: Type[Vendor], update: Any) -> None:
    async with bench(fake, EchoBot()) as talk:
        assert await talk.vendor.push(update) == 400
        assert dict(talk.counts) == {"malformed": 1}


UNKNOWN: dict[str, Any] = {
    "telegram": {"update_id": 7, "my_chat_member": {"chat": {"id": 1}}},
    "slack": {"type": "event_callback", "event_id": "Ev9", "event": {"type": "reaction_added", "user": "U1"}},
    "sms": {"MessageSid": "SM9", "MessageStatus": "delivered", "From": "+15005550006"},
    "whatsapp": {"MessageSid": "SM9", "MessageStatus": "read", "From": "whatsapp:+15005550006"},
    "messenger": {"object": "page", "entry": [{"messaging": [{"sender": {"id": "4"}, "read": {"watermark": 1}}]}]},
}


@every_channel
async def test_an_unknown_type_is_counted_and_forgotten(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        assert await talk.vendor.push(UNKNOWN[fake.channel]) == 200
        await talk.settle()
        assert bot.heard == [] and talk.vendor.shown == [] and dict(talk.counts) == {"unknown": 1}


@every_channel
async def test_a_message_delivered_twice_is_handled_once(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        update = talk.vendor.typed("hello")
        assert [await talk.vendor.push(update) for _ in range(3)] == [200] * 3
        await talk.settle()
        assert bot.heard == ["hello"] and len(talk.vendor.shown) == 1 and talk.counts["duplicate"] == 2


@every_channel
async def test_the_state_of_a_channel_shows_counts_and_nobody(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        await talk.say(PRIVATE)
        state = talk.vendor.webhook.removesuffix("webhook")
        async with aiohttp.ClientSession() as session, session.get(state) as reply:
            body = await reply.text()
        assert '"taken":1' in body and "zebra" not in body and talk.vendor.person not in body


@every_channel
async def test_no_words_secrets_or_vendor_ids_are_logged(fake: Type[Vendor], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        async with bench(fake, EchoBot()) as talk:
            await talk.say(PRIVATE)
            await talk.vendor.push({})
            secrets = [value for name, value in talk.vendor.settings().items() if "URL" not in name]
            assert talk.vendor.person.strip("+") not in talk.conversation
    assert "zebra" not in caplog.text and talk.vendor.person not in caplog.text
    assert not any(secret in caplog.text for secret in secrets)
