"""Places where a channel could fail a person, leak, or fall over: each was found by reading as a stranger."""
from __future__ import annotations

import asyncio
from typing import Any, Type

import pytest
from aiohttp import web

from backguide.case import Case
from backguide.content import Content
from backguide.messages import question
from backguide_rasa.channels.messaging.manners import POLITE_SECONDS
from tests.channels.bench import FAKES, PATIENCE, EchoBot, bench
from tests.channels.samples import BLOOD, LIST, YES_NO, words
from tests.fakes.messenger import FakeMessenger
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio, FakeWhatsApp
from tests.fakes.vendor import Vendor

every_channel = pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
GROUP = {"id": -100200, "type": "supergroup", "title": "Family"}


def captioned(vendor: Any, text: str) -> dict[str, Any]:
    """Return the update of a voice message or a picture with words beside it."""
    typed = vendor.typed(text)
    if vendor.channel == "telegram":
        message = {key: value for key, value in typed["message"].items() if key != "text"}
        return {**typed, "message": {**message, "voice": {"file_id": "f", "duration": 3}, "caption": text}}
    if vendor.channel == "slack":
        return vendor.event({**typed["event"], "subtype": "file_share", "files": [{"id": "F1"}]})
    if vendor.channel == "messenger":
        return vendor.batch({"message": {"mid": "m9", "text": text, "attachments": [{"type": "audio"}]}})
    return {**typed, "NumMedia": "1", "MediaUrl0": "https://example.org/x"}


def in_group(vendor: Any, text: str) -> dict[str, Any]:
    if vendor.channel == "telegram":
        update = vendor.typed(text)
        return {**update, "message": {**update["message"], "chat": GROUP}}
    return vendor.event({"type": "app_mention", "channel": "C1", "user": vendor.person, "text": f"<@U0BOT> {text}",
                         "ts": f"1700000009.{next(vendor.numbers):06d}"})


def edited(vendor: Any, text: str, before: str = "my back hurts") -> dict[str, Any]:
    update = vendor.typed(text)
    if vendor.channel == "telegram":
        return {"update_id": update["update_id"], "edited_message": update["message"]}
    event = update["event"]
    return vendor.event({"type": "message", "subtype": "message_changed", "channel": event["channel"],
                         "channel_type": "im", "ts": event["ts"], "hidden": True,
                         "message": {"user": vendor.person, "text": text, "ts": "1"},
                         "previous_message": {"user": vendor.person, "text": before, "ts": "1"}})


where_groups_are = pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack], ids=lambda fake: fake.channel)


@every_channel
async def test_an_emergency_beside_a_voice_message_or_picture_is_heard(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        assert "emergency" in (await talk.do(talk.vendor.push(captioned(talk.vendor, BLOOD))))[0]


@every_channel
async def test_who_sends_a_voice_message_is_told_what_to_do_in_an_emergency(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        (told,) = await talk.do(talk.vendor.push(captioned(talk.vendor, "")))
        assert "999" in told


@where_groups_are
async def test_an_emergency_in_an_edited_message_is_heard(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        assert "emergency" in (await talk.do(talk.vendor.push(edited(talk.vendor, BLOOD))))[0]
        assert await talk.do(talk.vendor.push(edited(talk.vendor, "it hurts a little"))) == [words("edited")]


@where_groups_are
async def test_an_emergency_in_a_group_is_answered_there_without_buttons(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        (told,) = await talk.do(talk.vendor.push(in_group(talk.vendor, BLOOD)))
        assert "emergency" in told and talk.vendor.shown[0].choices == []
        assert talk.people.address(talk.conversation) is None


@where_groups_are
async def test_a_group_is_not_told_the_same_all_day(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        told = [await talk.do(talk.vendor.push(in_group(talk.vendor, "my back hurts"))) for _ in range(3)]
        assert told == [[words("private")], [], []]
        talk.clock.time += POLITE_SECONDS + 1
        assert await talk.do(talk.vendor.push(in_group(talk.vendor, "my back hurts"))) == [words("private")]


@where_groups_are
async def test_a_number_said_in_a_group_or_by_an_edit_is_not_an_answer_to_the_private_question(
        fake: Type[Vendor], content: Content) -> None:
    bot = EchoBot(question(content, Case(), content.question("Q02")))
    place = [option.title for option in content.question("Q02").options].index("Coughing up blood") + 1
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        assert await talk.do(talk.vendor.push(in_group(talk.vendor, str(place)))) == [words("private")]
        assert await talk.do(talk.vendor.push(edited(talk.vendor, str(place)))) == [words("edited")]


async def test_a_button_tapped_in_a_slack_channel_brings_nothing_private_there() -> None:
    bot = EchoBot(YES_NO)
    async with bench(FakeSlack, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        update = {**talk.vendor.tapped(shown, "Yes", shown.choice("Yes")), "channel": {"id": "C1", "name": "family"}}
        assert await talk.do(talk.vendor.push(update)) == [words("private")] and bot.heard == ["hello"]
        assert talk.people.address(talk.conversation) == {"channel": "D024BE91L"}


async def test_slack_telling_that_a_link_was_unfolded_is_no_edit() -> None:
    async with bench(FakeSlack, EchoBot()) as talk:
        assert await talk.do(talk.vendor.push(edited(talk.vendor, "see nhs.uk", before="see nhs.uk"))) == []


@pytest.mark.parametrize("subtype", ["thread_broadcast", "me_message"])
async def test_a_slack_message_of_another_make_is_heard(subtype: str) -> None:
    async with bench(FakeSlack, EchoBot()) as talk:
        update = talk.vendor.typed(BLOOD)
        update["event"]["subtype"] = subtype
        assert "emergency" in (await talk.do(talk.vendor.push(update)))[0]


@pytest.mark.parametrize("stamp", ["²", "٣", "-1", "1" * 5000, "1.5", ""])
async def test_a_stamp_that_is_no_number_is_unsigned(stamp: str) -> None:
    async with bench(FakeSlack, EchoBot()) as talk:
        request = talk.vendor.request(talk.vendor.typed("hello"))
        headers = {**request["headers"], "X-Slack-Request-Timestamp": stamp}
        assert await talk.vendor.deliver({**request, "headers": headers}) == 401
        assert dict(talk.counts) == {"unsigned": 1}


@every_channel
async def test_a_body_that_is_too_large_is_refused_before_it_has_arrived(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        port = int(talk.vendor.webhook.split(":")[2].split("/")[0])
        chunk = b"10001\r\n" + b"x" * 0x10001
        for head, body in (("Content-Length: 90000000", b"{"), ("Transfer-Encoding: chunked", chunk),
                           ("Content-Length: " + "9" * 3000, b"{")):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            path = f"/webhooks/{fake.channel}/webhook"
            writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n".encode() + body)
            assert b" 413 " in await asyncio.wait_for(reader.readline(), PATIENCE), head
            writer.close()
        assert dict(talk.counts) == {"oversized": 3}
        assert await talk.say("hello") == ["You said: hello"], "the server goes on"


@pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack, FakeMessenger], ids=lambda fake: fake.channel)
async def test_half_a_character_does_no_harm(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot()) as talk:
        assert "emergency" in (await talk.say(f"{BLOOD} \ud83d"))[0]
        assert await talk.say("my back \ud83d hurts") == ["You said: my back \ufffd hurts"]


@every_channel
async def test_what_breaks_while_sending_is_counted_and_stops_nobody(fake: Type[Vendor],
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    async with bench(fake, EchoBot()) as talk:
        with monkeypatch.context() as patch:
            patch.setattr(talk.channel.platform, "send", lambda to, parcel: 1 / 0)
            assert await talk.say("hello") == []
        assert talk.counts["refused"] == 1
        assert talk.channel.desk.ledger.left(talk.clock.wall()) == ([], [])
        assert await talk.say("hello again") == ["You said: hello again"]


async def test_whatsapp_questions_arrive_though_no_template_can_be_made() -> None:
    async with bench(FakeWhatsApp, EchoBot(YES_NO)) as talk:
        talk.vendor.faults.append(web.json_response({}, status=503))
        assert await talk.say("hello") == ["Is it so?\n\n1. Yes\n2. No"] and talk.counts["retried"] == 0


async def test_a_whatsapp_emergency_needs_no_template() -> None:
    alarm = {"text": "Call now.", "buttons": YES_NO["buttons"], "custom": {
        "type": "emergency", "headline": "Call now.", "do": [], "avoid": []}}
    async with bench(FakeWhatsApp, EchoBot(alarm)) as talk:
        assert await talk.say("hello") == ["Call now.\n\n1. Yes\n2. No"] and not talk.vendor.templates


@pytest.mark.parametrize("fake", [FakeTwilio, FakeWhatsApp], ids=lambda fake: fake.channel)
async def test_start_is_a_word_like_others_for_who_never_said_stop(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        await talk.say("start")
        assert bot.heard == ["start"]
        await talk.say("stop")
        assert await talk.say("start") == [words("started")] and bot.heard == ["start"]


async def test_messengers_first_button_is_a_greeting() -> None:
    bot = EchoBot()
    async with bench(FakeMessenger, bot) as talk:
        update = talk.vendor.batch({"postback": {"mid": "m1", "title": "Get started", "payload": "GET_STARTED"}})
        await talk.do(talk.vendor.push(update))
        assert bot.heard == [words("hello")]


@pytest.mark.parametrize(("typed", "heard"), [("/help", "help"), ("/stop", "stop"), ("/start now", "hello"),
                                              ("/affirm", "/affirm")])
async def test_telegram_commands_are_words(typed: str, heard: str) -> None:
    bot = EchoBot()
    async with bench(FakeTelegram, bot) as talk:
        await talk.say(typed)
        assert bot.heard == [heard]


@every_channel
async def test_a_replay_after_a_restart_changes_nothing(fake: Type[Vendor]) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        request = talk.vendor.request(talk.vendor.typed("hello"))
        await talk.do(talk.vendor.deliver(request))
        talk.channel.desk._seen._ids.clear()  # what a restart forgets
        assert await talk.do(talk.vendor.deliver(request)) == []
        assert bot.heard == ["hello"] and talk.counts["duplicate"] == 1


async def test_no_two_of_the_same_arrive_at_once() -> None:
    bot = EchoBot()
    async with bench(FakeTelegram, bot) as talk:
        request = talk.vendor.request(talk.vendor.typed("hello"))
        assert await asyncio.gather(*(talk.vendor.deliver(request) for _ in range(8))) == [200] * 8
        await talk.settle()
        assert bot.heard == ["hello"]


async def test_two_boxes_ticked_faster_than_they_are_drawn_are_both_ticked() -> None:
    bot = EchoBot(LIST)
    async with bench(FakeTelegram, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        # each tap tells how the message looked when it was made
        taps = [talk.vendor.tapped(shown, title, shown.choice(title)) for title in ("One", "Two")]
        done = talk.vendor.tapped(shown, "Done", shown.choice("Done"))
        for tap in (*taps, taps[1]):  # the last one is delivered twice
            await talk.vendor.push(tap)
        await talk.settle()
        assert [row[0]["text"][0] for row in shown.data["keyboard"][:2]] == ["☑", "☑"]
        await talk.do(talk.vendor.push(done))
        assert bot.heard == ["hello", "One, Two"]


@where_groups_are
async def test_an_answer_does_not_wait_until_the_vendor_has_drawn_the_tap(fake: Type[Vendor]) -> None:
    async with bench(fake, EchoBot(YES_NO)) as talk:
        await talk.say("hello")
        talk.vendor.arrived.clear()
        talk.vendor.faults.append(stuck := asyncio.Event())
        await talk.vendor.tap("Yes")
        await asyncio.wait_for(talk.vendor.arrived.wait(), PATIENCE)
        assert len(talk.vendor.shown) == 2
        stuck.set()
        await talk.settle()


@where_groups_are
async def test_a_tap_that_cannot_be_drawn_is_answered_all_the_same(fake: Type[Vendor],
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    bot = EchoBot(YES_NO)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        monkeypatch.setattr(talk.channel.platform, "acknowledge", lambda incoming, title: 1 / 0)
        assert await talk.answer("Yes") == ["Is it so?"] and len(bot.heard) == 2
