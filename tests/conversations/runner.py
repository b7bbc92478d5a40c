"""Holds the conversations of *.yml with any bot: in process, over HTTP, console.

A step is one of
    me: words          what the person types
    tap: title         the button with that title
    rest: {Q04: ..}    answers every question until the result; the others as below
    day: 2026-11-24    nothing is said, but this is the day from now on
followed by what the bot must do, all of it optional:
    asks: id           the question, confirm or consent that is open after the step
    gives: level       the level of a result; or `type` of the last custom payload
    topic, rule, says (a pattern), never (a pattern)
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Awaitable, Callable

from backguide.source import read

HERE = Path(__file__).parent
Move = Callable[[date], None]
Send = Callable[[str], Awaitable[list[dict[str, Any]]]]
DEFAULTS = {"number": "34", "duration": "3 days", "scale": "4"}
FIXED = {"Q04": "Slowly with no clear reason", "Q05": "Middle of upper back", "Q29": "Now and then",
         "Q30": "None", "Q31": "No"}
ENDLESS = 40


@dataclass(frozen=True)
class Script:
    """One conversation; `console` tells that it needs nothing of Rasa."""

    name: str
    console: bool
    steps: list[dict[str, Any]]

    @property
    def lasts_days(self) -> bool:
        return any("day" in step for step in self.steps)


def scripts(console_only: bool = False) -> list[Script]:
    """Return the conversations of one day, which any bot can hold."""
    return [script for script in every_script(console_only) if not script.lasts_days]


def scripts_of_days() -> list[Script]:
    """Return the conversations that need a clock of the test's own."""
    return [script for script in every_script() if script.lasts_days]


def every_script(console_only: bool = False) -> list[Script]:
    found = []
    for file in sorted(HERE.glob("*.yml")):
        for entry in read(file).value["conversations"]:
            script = Script(f"{file.stem}: {entry['name']}", entry.get("console", False), entry["steps"])
            if script.console or not console_only:
                found.append(script)
    return found


@dataclass
class Talk:
    """One conversation under way."""

    send: Send
    move: Move | None = None
    said: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    async def hold(self, script: Script) -> None:
        for step in script.steps:
            await self._step(step)

    async def _step(self, step: dict[str, Any]) -> None:
        if "day" in step:
            assert self.move, "no clock"
            self.move(date.fromisoformat(str(step["day"])))
            return
        if "rest" in step:
            await self._rest(step["rest"] or {})
        elif "tap" in step:
            await self._say(self._payload(step["tap"]))
        else:
            await self._say(str(step["me"]))
        self._check(step)

    async def _say(self, text: str) -> None:
        self.log.append(f"> {text}")
        self.said = await self.send(text)
        assert self.said, self._story("silence")
        assert all(message.get("text") for message in self.said), self._story("a message without text")
        self.log += [f"  {message['text'][:160]}" for message in self.said]
        if self.open:
            self.asked.append(self.open)

    async def _rest(self, answers: dict[str, Any]) -> None:
        for _ in range(ENDLESS):
            if not self.open or self.open == "consent" or self._last("triage_result", "emergency", "crisis"):
                return
            await self._say(str(answers.get(self.open) or self._ordinary()))
        raise AssertionError(self._story("an endless interview"))

    def _ordinary(self) -> str:
        """Answer as somebody without this sign would."""
        question = self._last("question", "confirm")
        if question["id"] in FIXED:
            return FIXED[question["id"]]
        if question.get("kind") in DEFAULTS:
            return DEFAULTS[question["kind"]]
        return "no" if question["type"] == "confirm" or question["kind"] == "yes_no" else "none of these"

    def _payload(self, title: str) -> str:
        for message in self.said:
            for button in message.get("buttons") or ():
                if button["title"] == title:
                    return str(button["payload"])
        raise AssertionError(self._story(f"no button {title}"))

    def _last(self, *types: str) -> dict[str, Any]:
        found = [m["custom"] for m in self.said if m.get("custom") and m["custom"]["type"] in types]
        return found[-1] if found else {}

    @property
    def open(self) -> str:
        """Return the id of the question that the last messages ask."""
        return str(self._last("question", "confirm").get("id", ""))

    def _check(self, step: dict[str, Any]) -> None:
        text = "\n".join(message["text"] for message in self.said)
        if "asks" in step:
            assert self.open == step["asks"], self._story(f"asks {self.open or 'nothing'}, not {step['asks']}")
        if "gives" in step:
            given = self._last("triage_result", "emergency", "crisis", "faq_answer", "understood", "error")
            assert step["gives"] in (given.get("type"), given.get("level")), self._story(f"gives {given}")
        for key in ("topic", "rule"):
            if key in step:
                customs = [m["custom"] for m in self.said if m.get("custom")]
                values = [c.get(key) for c in customs] + [r["rule"] for c in customs for r in c.get("reasons", ())]
                assert step[key] in values, self._story(f"{key} {values}, not {step[key]}")
        for pattern in [step["says"]] if "says" in step else []:
            assert re.search(pattern, text, re.I), self._story(f"does not say {pattern}")
        for pattern in [step["never"]] if "never" in step else []:
            assert not re.search(pattern, text, re.I), self._story(f"says {pattern}")

    def _story(self, fault: str) -> str:
        return "\n".join([fault, *self.log[-14:]])
