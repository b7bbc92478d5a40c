"""Conversations of buttons, numbers and words, without Rasa: Rasa is a shell."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backguide.console import Console
from backguide.content import Content
from backguide_rasa import core
from tests.conversations.runner import Script, Talk, scripts


@pytest.mark.parametrize("script", scripts(console_only=True), ids=lambda s: s.name)
async def test_console_holds_the_same_conversation(content: Content, script: Script) -> None:
    console = Console(content, core.reader(), date(2026, 11, 24), lambda text: None)

    async def send(text: str) -> list[dict[str, Any]]:
        before = len(console.messages)
        console.hear(text)
        return list(console.messages[before:])

    await Talk(send).hold(script)
