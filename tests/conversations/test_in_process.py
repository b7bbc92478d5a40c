"""Every conversation, with Rasa in this process (no sockets)."""
from __future__ import annotations

import uuid
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from backguide_rasa import core
from backguide_rasa.channels import guard as guards
from backguide_rasa.channels.guard import Guard
from tests.conversations.runner import Script, Talk, scripts, scripts_of_days


@pytest.mark.parametrize("script", [*scripts(), *scripts_of_days()], ids=lambda s: s.name)
async def test_conversation(agent: Agent, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "FLOOD", (1000, 10))  # nobody lives through days in seconds
    sender, guard = uuid.uuid4().hex, Guard("test")

    async def deliver(message: UserMessage) -> Any:
        return await agent.handle_message(message)

    async def send(text: str) -> list[dict[str, Any]]:
        replies = await guard.answer(sender, text, deliver)
        await guard.drain()
        return replies

    talk = Talk(send, lambda day: monkeypatch.setattr(core, "today", lambda: day))
    if script.console:
        await talk.hold(Script("consent", False, [{"me": "start the check", "asks": "consent"}]))
    await talk.hold(script)
