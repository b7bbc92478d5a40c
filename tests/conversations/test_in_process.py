"""Every conversation, with Rasa in this process (no sockets)."""
from __future__ import annotations

import uuid
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from backguide_rasa.channels.guard import Guard
from tests.conversations.runner import Script, Talk, scripts


@pytest.mark.parametrize("script", scripts(), ids=lambda s: s.name)
async def test_conversation(agent: Agent, script: Script) -> None:
    sender, guard = uuid.uuid4().hex, Guard("test")

    async def deliver(message: UserMessage) -> Any:
        return await agent.handle_message(message)

    async def send(text: str) -> list[dict[str, Any]]:
        replies = await guard.answer(sender, text, deliver)
        await guard.drain()
        return replies

    talk = Talk(send)
    if script.console:
        await talk.hold(Script("consent", False, [{"me": "start the check", "asks": "consent"}]))
    await talk.hold(script)
