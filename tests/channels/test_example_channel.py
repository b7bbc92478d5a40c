"""The channel of docs/adding-a-channel.md: an invented vendor in under 100 lines, and it passes an interview."""
from __future__ import annotations

import inspect
from pathlib import Path

from aiohttp import web
from rasa.core.agent import Agent

from backguide_rasa.channels.messaging.settings import PLATFORMS, wanted
from tests.channels.bench import bench
from tests.channels.example_channel import Pigeon
from tests.channels.test_interviews import STRAIN, of_type, over_rest, stored, verdict
from tests.fakes.vendor import Refused, Shown, Vendor

LONGEST = 100  # lines of a channel


class FakePigeon(Vendor):
    """The invented vendor: 1000 characters, two buttons of 10 characters."""

    channel = "pigeon"

    def settings(self) -> dict[str, str]:
        return {"PIGEON_TOKEN": "coo", "PIGEON_API_URL": self.root}

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/fly", self.fly)]

    async def fly(self, request: web.Request) -> web.Response:
        body = await request.json()
        if len(body["text"]) > 1000 or len(body["buttons"]) > 2 or any(len(b["title"]) > 10 for b in body["buttons"]):
            raise Refused(400, {"error": "too heavy"})
        self.show(Shown(body["text"], [(b["title"], b["id"]) for b in body["buttons"]]))
        return web.json_response({})

    def typed(self, text: str) -> dict[str, str]:
        return {"id": str(next(self.numbers)), "from": self.person, "text": text}

    def tapped(self, shown: Shown, title: str, data: str) -> dict[str, str]:
        return {**self.typed(""), "button": data}

    def request(self, update: dict[str, str]) -> dict[str, object]:
        return {"json": update, "headers": {"X-Pigeon": "coo"}}


def test_it_is_short() -> None:
    assert len(Path(inspect.getfile(Pigeon)).read_text().splitlines()) < LONGEST


def test_it_is_on_when_its_secret_is_there() -> None:
    assert wanted({"PIGEON_TOKEN": "coo"}, [*PLATFORMS, Pigeon]) == [Pigeon]


async def test_it_gives_the_verdict_of_rest(agent: Agent) -> None:
    expected = of_type(await over_rest(agent, STRAIN), "triage_result")
    async with bench(FakePigeon, agent=agent, platforms=(Pigeon,)) as talk:
        for text in STRAIN:
            assert await talk.answer(text)
        assert not talk.vendor.refusals
        assert verdict(of_type(await stored(agent, talk), "triage_result")) == verdict(expected)


async def test_its_emergency_is_one_whole_message(agent: Agent) -> None:
    expected = (await over_rest(agent, ["I am coughing up blood"]))[0]
    async with bench(FakePigeon, agent=agent, platforms=(Pigeon,)) as talk:
        told = await talk.say("I am coughing up blood")
        assert len(told) == 1 and all(step in told[0] for step in expected["do"]) and not talk.vendor.refusals
