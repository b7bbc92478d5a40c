"""What each platform does that the others do not."""
from __future__ import annotations

import asyncio

import aiohttp
import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.messages import question
from backguide_rasa import core
from tests.channels.bench import FAKES, EchoBot, bench
from tests.fakes.messenger import VERIFY, FakeMessenger
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio, FakeWhatsApp

LIST = {"text": "Which?",
        "buttons": [{"title": t, "payload": f'/answer{{"q":"X","o":"{t}"}}'} for t in ("One", "Two", "None")],
        "custom": {"type": "question", "id": "X", "kind": "multi", "options": [
            {"id": t, "title": t, "payload": f'/answer{{"q":"X","o":"{t}"}}', "sets": [] if t == "None" else [t]}
            for t in ("One", "Two", "None")]}}
YES_NO = {"text": "Is it so?",
          "buttons": [{"title": t, "payload": f'/answer{{"q":"Q18","o":"{t.lower()}"}}'} for t in ("Yes", "No")],
          "custom": {"type": "question", "id": "Q18", "kind": "yes_no", "options": []}}
BLOOD = "I am coughing up blood"


def words(name: str) -> str:
    return str(core.content().texts.channels[name])


@pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack], ids=lambda fake: fake.channel)
async def test_several_boxes_are_ticked_and_sent_together(fake: type) -> None:
    bot = EchoBot(LIST)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        await talk.do(talk.vendor.tap("One", shown))
        await talk.do(talk.vendor.tap("Two", shown))
        assert bot.heard == ["hello"], "a tick alone is no answer"
        await talk.do(talk.vendor.tap("Done", shown))
        assert bot.heard == ["hello", "One, Two"] and not talk.vendor.refusals
        assert shown.text.endswith("One, Two") and shown.choices == [], "the choice stands in place of the boxes"


@pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack], ids=lambda fake: fake.channel)
async def test_done_may_be_typed_and_loses_no_tick(fake: type) -> None:
    bot = EchoBot(LIST)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        for title in ("One", "Two"):
            await talk.do(talk.vendor.tap(title, talk.vendor.shown[0]))
        await talk.say("That's all")
        await talk.say("ready")
        assert bot.heard[1:] == ["One, Two", "ready"], "ticks count once"


@pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack], ids=lambda fake: fake.channel)
async def test_a_ticked_emergency_sign_does_not_wait_for_the_last_button(fake: type, content: Content) -> None:
    bot = EchoBot(question(content, Case(), content.question("Q02")))
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        assert "emergency" in (await talk.do(talk.vendor.tap("Coughing up blood")))[0]


async def test_a_tick_can_be_taken_back_on_telegram() -> None:
    bot = EchoBot(LIST)
    async with bench(FakeTelegram, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        for title in ("One", "Two", "One", "Done"):
            await talk.do(talk.vendor.tap(title, shown))
        assert bot.heard[-1] == LIST["buttons"][1]["payload"]


@pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack], ids=lambda fake: fake.channel)
async def test_ticks_beside_none_of_these_are_not_lost(fake: type) -> None:
    bot = EchoBot(LIST)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        await talk.do(talk.vendor.tap("One", shown))
        await talk.do(talk.vendor.tap("None", shown))
        assert bot.heard[-1] == "One, None"


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


@pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
async def test_a_forged_button_is_refused_and_the_question_asked_again(fake: type) -> None:
    bot = EchoBot(YES_NO)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[-1]
        shown.data["ids"] = {"c:forged": "choice_0", **shown.data.get("ids", {})}
        shown.data.setdefault("boxes", {})
        told = await talk.do(talk.vendor.push(talk.vendor.tapped(shown, "Yes", "c:forged")))
        assert bot.heard == ["hello"]
        assert words("old_button") in told[-1] and "Is it so?" in told[-1]


@pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack, FakeWhatsApp, FakeMessenger], ids=lambda fake: fake.channel)
async def test_a_button_works_after_a_restart_from_what_was_said(fake: type) -> None:
    bot = EchoBot(YES_NO)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        await talk.restart(YES_NO)
        await talk.answer("No")
        assert bot.heard[-1] == YES_NO["buttons"][1]["payload"]


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


MEDIA = {FakeTelegram: lambda v: {"update_id": 5, "message": {**{k: x for k, x in v.typed("x")["message"].items()
                                                               if k != "text"}, "photo": [{"file_id": "f"}]}},
         FakeSlack: lambda v: v.event({**v.typed("")["event"], "subtype": "file_share", "files": [{"id": "F1"}]}),
         FakeTwilio: lambda v: {**v.typed(""), "NumMedia": "1", "MediaUrl0": "https://example.org/x"},
         FakeWhatsApp: lambda v: {**v.typed(""), "NumMedia": "1", "MediaUrl0": "https://example.org/x"},
         FakeMessenger: lambda v: v.batch({"message": {"mid": "m9", "attachments": [{"type": "image"}]}})}


@pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
async def test_a_picture_alone_is_answered_with_what_can_be_read(fake: type) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        told = await talk.do(talk.vendor.push(MEDIA[fake](talk.vendor)))
        assert told == [core.content().texts.faults["not_text"][0].strip()] and bot.heard == []


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


async def test_channels_of_two_people_do_not_wait_for_each_other() -> None:
    async with bench(FakeTelegram, EchoBot()) as talk:
        talk.vendor.faults.append(stuck := asyncio.Event())
        await talk.vendor.say("hello")
        await asyncio.wait_for(talk.vendor.hangs.wait(), 5)
        update = talk.vendor.typed("hello too")
        update["message"]["from"]["id"] = 77
        await talk.vendor.push(update)
        await asyncio.wait_for(talk.vendor.arrived.wait(), 5)
        assert talk.vendor.shown[0].text == "You said: hello too"
        stuck.set()
        await talk.settle()
