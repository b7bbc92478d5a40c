"""Buttons, boxes to tick and pictures, on all platforms that have them."""
from __future__ import annotations

import asyncio

import pytest

from backguide.case import Case
from backguide.content import Content
from backguide.messages import question
from backguide_rasa import core
from tests.channels.bench import FAKES, PATIENCE, EchoBot, bench
from tests.channels.samples import LIST, YES_NO, words
from tests.fakes.messenger import FakeMessenger
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio, FakeWhatsApp

MEDIA = {FakeTelegram: lambda v: {"update_id": 5, "message": {**{k: x for k, x in v.typed("x")["message"].items()
                                                               if k != "text"}, "photo": [{"file_id": "f"}]}},
         FakeSlack: lambda v: v.event({**v.typed("")["event"], "subtype": "file_share", "files": [{"id": "F1"}]}),
         FakeTwilio: lambda v: {**v.typed(""), "NumMedia": "1", "MediaUrl0": "https://example.org/x"},
         FakeWhatsApp: lambda v: {**v.typed(""), "NumMedia": "1", "MediaUrl0": "https://example.org/x"},
         FakeMessenger: lambda v: v.batch({"message": {"mid": "m9", "attachments": [{"type": "image"}]}})}

where_boxes_are_ticked = pytest.mark.parametrize("fake", [FakeTelegram, FakeSlack], ids=lambda fake: fake.channel)


@where_boxes_are_ticked
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


@where_boxes_are_ticked
async def test_done_may_be_typed_and_loses_no_tick(fake: type) -> None:
    bot = EchoBot(LIST)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        for title in ("One", "Two"):
            await talk.do(talk.vendor.tap(title, talk.vendor.shown[0]))
        await talk.say("That's all")
        await talk.say("ready")
        assert bot.heard[1:] == ["One, Two", "ready"], "ticks count once"


@where_boxes_are_ticked
async def test_a_ticked_emergency_sign_does_not_wait_for_the_last_button(fake: type, content: Content) -> None:
    bot = EchoBot(question(content, Case(), content.question("Q02")))
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        assert "emergency" in (await talk.do(talk.vendor.tap("Coughing up blood")))[0]


@where_boxes_are_ticked
async def test_ticks_beside_none_of_these_are_not_lost(fake: type) -> None:
    bot = EchoBot(LIST)
    async with bench(fake, bot) as talk:
        await talk.say("hello")
        shown = talk.vendor.shown[0]
        await talk.do(talk.vendor.tap("One", shown))
        await talk.do(talk.vendor.tap("None", shown))
        assert bot.heard[-1] == "One, None"


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


@pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
async def test_a_picture_alone_is_answered_with_what_can_be_read(fake: type) -> None:
    bot = EchoBot()
    async with bench(fake, bot) as talk:
        told = await talk.do(talk.vendor.push(MEDIA[fake](talk.vendor)))
        assert told == [core.content().texts.faults["not_text"][0].strip()] and bot.heard == []


async def test_channels_of_two_people_do_not_wait_for_each_other() -> None:
    async with bench(FakeTelegram, EchoBot()) as talk:
        talk.vendor.faults.append(stuck := asyncio.Event())
        await talk.vendor.say("hello")
        await asyncio.wait_for(talk.vendor.hangs.wait(), PATIENCE)
        update = talk.vendor.typed("hello too")
        update["message"]["from"]["id"] = 77
        await talk.vendor.push(update)
        await asyncio.wait_for(talk.vendor.arrived.wait(), PATIENCE)
        assert talk.vendor.shown[0].text == "You said: hello too"
        stuck.set()
        await talk.settle()
