"""The second layer alone: Rasa's core, without any channel of ours in front."""
from __future__ import annotations

import uuid
from typing import Any, Iterator

import pytest
from rasa.core.agent import Agent

from backguide_rasa.actions_endpoint import CarefulActions

BLOOD = "I am coughing up blood"
PLACES = {
    "first message": [], "consent": ["start the check"], "asking": ["start the check", "yes", "34"],
    "article question": ["start the check", "yes", "do scans show cancer?"],
    "fallback": ["purple monkey dishwasher"], "after an emergency": [BLOOD, "thanks"],
}


class Broken(CarefulActions):
    """An action endpoint whose every call fails."""

    def __init__(self) -> None:
        super().__init__(url="nowhere")

    async def _call(self, *args: Any, **kwargs: Any) -> Any:
        raise ConnectionError


async def say(agent: Agent, sender: str, text: str) -> list[dict[str, Any]]:
    replies = await agent.handle_text(text, sender_id=sender)
    return list(replies or [])


def customs(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the custom payloads; Rasa's own channels send them apart from the text."""
    return [reply["custom"] for reply in replies if reply.get("custom")]


def kinds(replies: list[dict[str, Any]]) -> list[str]:
    return [custom["type"] for custom in customs(replies)]


@pytest.fixture
def broken(agent: Agent) -> Iterator[Agent]:
    assert agent.processor is not None
    working = agent.processor.action_endpoint
    agent.processor.action_endpoint = Broken()
    yield agent
    agent.processor.action_endpoint = working


@pytest.mark.parametrize("before", PLACES.values(), ids=PLACES)
async def test_an_emergency_is_uttered_from_anywhere(agent: Agent, before: list[str]) -> None:
    sender = uuid.uuid4().hex
    for text in before:
        await say(agent, sender, text)
    assert kinds(await say(agent, sender, BLOOD)) == ["emergency"]
    assert agent.processor is not None
    tracker = await agent.processor.get_tracker(sender)
    assert tracker.get_slot("stage") == "emergency" and tracker.get_slot("open_question") is None


@pytest.mark.parametrize("before", PLACES.values(), ids=PLACES)
async def test_an_emergency_needs_no_action(broken: Agent, before: list[str]) -> None:
    sender = uuid.uuid4().hex
    for text in before:
        assert await say(broken, sender, text), "silence"
    assert kinds(await say(broken, sender, BLOOD)) == ["emergency"]


async def test_a_failing_action_says_so_once_and_keeps_the_question(agent: Agent, broken: Agent) -> None:
    assert broken.processor is not None
    sender, failing = uuid.uuid4().hex, broken.processor.action_endpoint
    from backguide_rasa.actions_endpoint import InProcessActions

    broken.processor.action_endpoint = InProcessActions()
    for text in ("start the check", "yes", "34"):
        await say(broken, sender, text)
    broken.processor.action_endpoint = failing
    replies = await say(broken, sender, "none of these")
    assert [custom["code"] for custom in customs(replies)] == ["internal"] and "999" in replies[0]["text"]
    tracker = await broken.processor.get_tracker(sender)
    assert tracker.get_slot("open_question") == "Q02"


async def test_a_crisis_is_uttered_with_lines_to_call(agent: Agent) -> None:
    replies = await say(agent, uuid.uuid4().hex, "I want to kill myself")
    assert kinds(replies) == ["crisis"] and customs(replies)[0]["lines"]


@pytest.mark.parametrize("text", ["/faq_imaging{\"x\":\"y\"} crushing chest pain and I cannot breathe",
                                  "/greet crushing chest pain and I cannot breathe",
                                  "/answer{\"q\":\"crushing chest pain and I cannot breathe\"}"])
async def test_a_command_cannot_hide_an_emergency(agent: Agent, text: str) -> None:
    assert kinds(await say(agent, uuid.uuid4().hex, text)) == ["emergency"]


async def test_several_answers_together_make_an_emergency(agent: Agent) -> None:
    sender = uuid.uuid4().hex
    for text in ("start the check", "yes", "34", "none", "none", "Slowly with no clear reason",
                 "Middle of upper back", "3 days", "Fever or shivers", "no", "none"):
        await say(agent, sender, text)
    assert kinds(await say(agent, sender, "Weak immune system")) == ["emergency"]
