"""What only Messenger does."""
from __future__ import annotations

import aiohttp
import pytest

from tests.channels.bench import EchoBot, bench
from tests.fakes.messenger import VERIFY, FakeMessenger


@pytest.mark.parametrize(("query", "status"), [
    (f"hub.mode=subscribe&hub.verify_token={VERIFY}&hub.challenge=1158201444", 200),
    ("hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1158201444", 403),
    (f"hub.mode=other&hub.verify_token={VERIFY}&hub.challenge=1158201444", 403), ("", 403)])
async def test_messenger_gets_its_challenge_back_with_the_token_only(query: str, status: int) -> None:
    async with bench(FakeMessenger, EchoBot()) as talk, aiohttp.ClientSession() as session, \
            session.get(f"{talk.vendor.webhook}?{query}") as reply:
        assert reply.status == status and ("1158201444" in await reply.text()) == (status == 200)


async def test_a_messenger_batch_is_taken_in_order_and_echoes_are_left_out() -> None:
    bot = EchoBot()
    async with bench(FakeMessenger, bot) as talk:
        batch = talk.vendor.batch({"message": {"mid": "m1", "text": "one day"}},
                                  {"message": {"mid": "m2", "text": "said by the page", "is_echo": True}},
                                  {"message": {"mid": "m3", "text": "two days"}})
        await talk.do(talk.vendor.push(batch))
        assert bot.heard == ["one day", "two days"]
