"""A summary as a file, as text where a file is refused, as a page where no files are taken."""
from __future__ import annotations

from typing import Type

import pytest
from aiohttp import web

from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.links import HOURS, Links
from backguide_rasa.channels.messaging.parcel import Choice, Parcel
from backguide_rasa.channels.messaging.splitting import plainly
from tests.channels.bench import FAKES, EchoBot, bench
from tests.channels.samples import SUMMARY
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.vendor import Vendor

NOW = 1_700_000_000.0


async def test_slack_gets_a_file_in_the_thread_of_the_person() -> None:
    async with bench(FakeSlack, EchoBot(SUMMARY)) as talk:
        update = talk.vendor.typed("summary")
        update["event"]["thread_ts"] = "1699999999.000001"
        await talk.do(talk.vendor.push(update))
        (shown,) = talk.vendor.shown
        assert shown.file == SUMMARY["text"] and shown.data["thread"] == "1699999999.000001"
        assert shown.data["channel"] == update["event"]["channel"] and not talk.vendor.refusals


@pytest.mark.parametrize("step", range(3))
async def test_a_step_of_a_slack_file_that_fails_is_made_again(step: int) -> None:
    async with bench(FakeSlack, EchoBot(SUMMARY)) as talk:
        calls = 0
        def fails() -> bool:
            nonlocal calls
            calls += 1
            return calls == step + 1

        talk.vendor.is_down = fails
        await talk.say("summary")
        assert [shown.file for shown in talk.vendor.shown] == [SUMMARY["text"]] and talk.counts["retried"] == 1


async def test_an_app_that_may_not_send_files_sends_the_words() -> None:
    async with bench(FakeSlack, EchoBot(SUMMARY)) as talk:
        talk.vendor.scopes.discard("files:write")
        told = await talk.say("summary")
        assert len(told) > 1 and "".join("".join(told).split()) == "".join(SUMMARY["text"].split())
        assert talk.counts["made_plain"] == 1


async def test_a_long_file_that_telegram_refuses_arrives_as_words() -> None:
    async with bench(FakeTelegram, EchoBot(SUMMARY)) as talk:
        talk.vendor.faults.append(web.json_response({"ok": False, "error_code": 400}, status=400))
        told = await talk.say("summary")
        assert len(told) > 1 and "".join("".join(told).split()) == "".join(SUMMARY["text"].split())


@pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
async def test_every_word_of_a_summary_arrives(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot(SUMMARY)) as talk:
        await talk.say("summary")
        told = "".join(shown.file or shown.text for shown in talk.vendor.shown)
        assert "".join(told.split()).startswith("".join(SUMMARY["text"].split())) and not talk.vendor.refusals
        assert ("/summary/" in told) == (fake.channel in ("sms", "whatsapp"))


def test_a_link_is_for_one_conversation_one_channel_and_a_day() -> None:
    links = Links(b"key", "sms")
    address = links.made("https://bot.example/", "sms-0123abcd", NOW)
    token = address.removeprefix("https://bot.example/webhooks/sms/summary/")
    assert links.conversation(token, NOW + HOURS * 3600 - 1) == "sms-0123abcd"
    assert links.conversation(token, NOW + HOURS * 3600) is None
    assert Links(b"key", "whatsapp").conversation(token, NOW) is None
    assert Links(b"other", "sms").conversation(token, NOW) is None
    person, until, signature = token.split(".")
    later = f"{person}.{int(until, 16) + 1:x}.{signature}"
    for forged in (later, f"x{token}", token[:-1], "", ".", "..", "é.ü.\udc00"):
        assert links.conversation(forged, NOW) is None, forged


def test_a_refused_emergency_stays_whole_and_a_list_stays_together() -> None:
    choices, limits = (Choice("Yes", "a"), Choice("No", "b")), Limits(text=100)
    assert [p.text for p in plainly(Parcel("x" * 95, choices, urgent=True), limits)] == ["x" * 95]
    assert [p.text for p in plainly(Parcel("call", choices, urgent=True), limits)] == [
        "call\n\n1. Yes\n2. No"]
    assert [p.text for p in plainly(Parcel("word " * 19, choices), limits)][-1].endswith("1. Yes\n2. No")
