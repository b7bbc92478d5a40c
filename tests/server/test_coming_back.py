"""Conversations of several days over HTTP: the web channel, with the trained bot and a clock of the test's own."""
from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from backguide_rasa import core
from backguide_rasa.channels import guard
from tests.conversations.runner import Script, Talk, scripts_of_days
from tests.server.web_bench import Bot, web


class Trained(Bot):
    """The trained bot in the place of the stand-in."""

    def __init__(self, agent: Agent) -> None:
        super().__init__()
        self._agent, self.tracker_store, self.lock_store = agent, agent.tracker_store, agent.lock_store

    async def __call__(self, message: UserMessage) -> None:
        await self._agent.handle_message(message)


@pytest.mark.parametrize("script", scripts_of_days(), ids=lambda s: s.name)
async def test_days_over_http(agent: Agent, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "FLOOD", (1000, 10))  # nobody lives through days in seconds
    async with web(Trained(agent)) as page:
        token = await page.open()

        async def send(text: str) -> list[dict[str, Any]]:
            return list((await page.say(token, text)).json)

        await Talk(send, lambda day: monkeypatch.setattr(core, "today", lambda: day)).hold(script)
        papers = [(await page.post(paper, token=token)).body.decode() for paper in ("summary", "page", "fhir")]
        starts_again = "starts again" in script.name
        assert all(("Course over time" in paper) is not starts_again for paper in papers)
