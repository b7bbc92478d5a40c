"""Whole interviews through every channel: what people are told is what REST tells them."""
from __future__ import annotations

import re
import uuid
from typing import Any, Type

import aiohttp
import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered

from backguide.content import Content
from backguide_rasa.channels.guard import Guard
from backguide_rasa.channels.messaging.menu import code_of
from tests.channels.bench import FAKES, Bench, bench
from tests.fakes.vendor import Shown, Vendor

NONE = "None of these"
STRAIN = ["start the check", "yes", "30", NONE, NONE, "Lifting or exercise or bad posture", "Middle of upper back",
          "Less than 2 weeks", NONE, NONE, NONE, "4"]
every_channel = pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)


async def over_rest(agent: Agent, said: list[str]) -> list[dict[str, Any]]:
    """Return the custom payloads of all that REST answers to the same words."""
    sender, guard, customs = uuid.uuid4().hex, Guard("rest"), []

    async def deliver(message: UserMessage) -> Any:
        return await agent.handle_message(message)

    for text in said:
        customs += [reply.get("custom") or {} for reply in await guard.answer(sender, text, deliver)]
        await guard.drain()
    return customs


async def stored(agent: Agent, talk: Bench) -> list[dict[str, Any]]:
    """Return the custom payloads of a channel's conversation as it is kept."""
    tracker = await agent.tracker_store.retrieve_full_tracker(talk.conversation)
    assert tracker is not None
    return [(event.data or {}).get("custom") or {} for event in tracker.events if isinstance(event, BotUttered)]


def of_type(customs: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return [custom for custom in customs if custom.get("type") == kind][-1]


def verdict(custom: dict[str, Any]) -> tuple[Any, ...]:
    return custom["level"], [reason["rule"] for reason in custom["reasons"]], custom["complete"]


@every_channel
async def test_a_strain_gets_the_verdict_of_rest(agent: Agent, fake: Type[Vendor]) -> None:
    expected = of_type(await over_rest(agent, STRAIN), "triage_result")
    async with bench(fake, agent=agent) as talk:
        for text in STRAIN:
            assert await talk.answer(text), f"silence after {text}"
        assert not talk.vendor.refusals
        assert verdict(of_type(await stored(agent, talk), "triage_result")) == verdict(expected)
        told = "\n".join(shown.text for shown in talk.vendor.shown)
        assert expected["headline"] in told and all(step in told for step in expected["do"])


@every_channel
@pytest.mark.parametrize("words", ["I am coughing up blood", "i want to kill myself", "I can't move my legs and I wet "
                                   "myself, no feeling between my legs since this morning"])
async def test_an_emergency_is_one_complete_first_message(agent: Agent, fake: Type[Vendor], words: str) -> None:
    expected = (await over_rest(agent, [words]))[0]
    async with bench(fake, agent=agent) as talk:
        await talk.answer("start the check")
        told = await talk.say(words)
        assert not talk.vendor.refusals and len(told) == 1
        assert expected["headline"] in told[0] and all(step in told[0] for step in expected["do"])
        assert of_type(await stored(agent, talk), expected["type"])["headline"] == expected["headline"]


@every_channel
async def test_a_ticked_sign_is_an_emergency_on_every_channel(agent: Agent, fake: Type[Vendor],
                                                            content: Content) -> None:
    sign = next(option.title for option in content.question("Q02").options if "coughing_blood" in option.sets)
    expected = of_type(await over_rest(agent, [*STRAIN[:3], sign]), "emergency")
    async with bench(fake, agent=agent) as talk:
        for text in STRAIN[:3]:
            await talk.answer(text)
        told = await talk.answer(sign)
        assert expected["headline"] in told[0] and not talk.vendor.refusals


@every_channel
async def test_a_question_in_between_is_answered_and_the_interview_goes_on(agent: Agent, fake: Type[Vendor],
                                                                         content: Content) -> None:
    expected = of_type(await over_rest(agent, [*STRAIN[:3], "is it cancer?"]), "faq_answer")
    async with bench(fake, agent=agent) as talk:
        for text in STRAIN[:3]:
            await talk.answer(text)
        told = await talk.answer("is it cancer?")
        assert of_type(await stored(agent, talk), "faq_answer")["topic"] == expected["topic"]
        assert content.question("Q02").ask in told[-1] and not talk.vendor.refusals
        for text in STRAIN[3:]:
            await talk.answer(text)
        assert of_type(await stored(agent, talk), "triage_result")["level"] == "selfcare"


@every_channel
async def test_an_old_button_is_refused_and_the_open_question_asked_again(agent: Agent, fake: Type[Vendor],
                                                                          content: Content) -> None:
    async with bench(fake, agent=agent) as talk:
        for text in STRAIN[:2]:
            await talk.answer(text)
        old = code_of(talk.channel.desk.key, "/affirm")
        shown = Shown("", [("Yes go on", f"c:{old}" if fake.channel == "telegram" else old)],
                      {"message_id": 1, "keyboard": [], "ts": "1", "boxes": {}, "ids": {}, "raw": ""})
        told = await talk.do(talk.vendor.tap("Yes go on", shown))
        assert content.question("Q01").ask in told[-1] and content.question("Q02").ask not in told[-1]


@every_channel
async def test_the_summary_can_be_had_after_the_result(agent: Agent, fake: Type[Vendor], content: Content) -> None:
    async with bench(fake, agent=agent) as talk:
        for text in [*STRAIN, content.texts.phrases["doctor_summary"]]:
            await talk.answer(text)
        told = "\n".join(shown.file or shown.text for shown in talk.vendor.shown[-4:])
        assert "Summary for the doctor" in told and not talk.vendor.refusals
        assert bool(talk.vendor.shown[-1].file) == (fake.channel in ("telegram", "slack"))
        if not talk.channel.platform.public_url:
            return
        address = re.search(r"https://bot.example(/webhooks/\S+)", told)
        assert address
        async with aiohttp.ClientSession() as session:
            root = talk.vendor.webhook.partition("/webhooks/")[0]
            async with session.get(root + address.group(1)) as page:
                assert page.status == 200 and "Summary for the doctor" in await page.text()
                assert page.headers["Cache-Control"] == "no-store"
            talk.agent.tracker_store.store.pop(talk.conversation)
            async with session.get(root + address.group(1)) as page:
                assert page.status == 404
