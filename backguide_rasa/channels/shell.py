"""The terminal (`make shell`, and plain `rasa shell`): choices as a numbered list, results as text.

Rasa's console itself would print each custom payload as JSON, and lets only
one choice of a list be picked.
"""
from __future__ import annotations

import asyncio
import logging
import re
import shutil
import textwrap
from typing import Any, Dict, List, Optional, Text
from urllib.parse import urlsplit

from rasa.core.channels.console import CmdlineInput
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic

from backguide_rasa.actions_endpoint import CarefulActions, InProcessActions
from backguide_rasa.channels.guard import Guard, OnMessage
from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.menu import Menu, read
from backguide_rasa.channels.messaging.rendering import Renderer
from backguide_rasa.channels.rest import GuardedRest, erase
from backguide_rasa.hookup import prepare_app

logger = logging.getLogger(__name__)
ENDLESS = 1_000_000      # characters: a terminal scrolls
WIDEST = 100             # characters of a line that is easy to read
CONNECT_SECONDS = 1.0
POINT = re.compile(r"(\d+\. |- )?")
CONSOLE = "cmdline"      # the name by which Rasa knows its console


class Terminal:
    """What is shown in a terminal, and what is typed there."""

    def __init__(self) -> None:
        self._renderer = Renderer(Limits(text=ENDLESS), b"")  # no buttons: no codes to protect
        self._open: Dict[Text, List[Menu]] = {}

    def heard(self, sender: Text, text: Text) -> Text:
        """Return what a number or a title means in the list that was shown last."""
        return read(self._open.get(sender, []), text)

    def shown(self, sender: Text, replies: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        """Return plain texts, the choices numbered, with an empty line between them."""
        parcels, menus = self._renderer.turn(replies)
        if menus:
            self._open[sender] = menus
        return [{"recipient_id": sender, "text": f"{wrapped(parcel.text)}\n"} for parcel in parcels]


class ShellRest(GuardedRest):
    """What Rasa's console talks to in `make shell`; it posts to the REST path."""

    def __init__(self) -> None:
        self._terminal = Terminal()
        self.heard, self.shown = self._terminal.heard, self._terminal.shown  # type: ignore[method-assign]

    @classmethod
    def name(cls) -> Text:
        """Return the name by which Rasa starts its console."""
        return CONSOLE

    def url_prefix(self) -> Text:
        """Return the path that the console posts to."""
        return "rest"


def take_over_console() -> None:
    """Let plain `rasa shell` talk as `make shell` does.

    It takes no channel but Rasa's own, and Rasa loads nothing of a project
    before that channel is made. So the one step is replaced in which the
    channel gives a message to the dialogue and its answers to the console.
    """
    terminal, guard = Terminal(), Guard(CONSOLE, erase)

    async def converse(on_new_message: OnMessage, text: Text, queue: asyncio.Queue[Any], sender_id: Text,
                       input_channel: Text, metadata: Optional[Dict[Text, Any]]) -> None:
        try:
            await make_safe(Sanic.get_app())
            replies = await guard.answer(sender_id, terminal.heard(sender_id, text), on_new_message)
            for shown in terminal.shown(sender_id, replies):
                await queue.put(shown)
        finally:
            await queue.put("DONE")  # the console waits for it

    CmdlineInput.on_message_wrapper = staticmethod(converse)


async def make_safe(app: Any) -> None:
    """Prepare the agent as every channel does, with actions in this process where no server for them runs."""
    processor = app.ctx.agent.processor
    endpoint = processor.action_endpoint
    if endpoint and not isinstance(endpoint, CarefulActions) and not await answers(endpoint):
        logger.warning("no action server at %s: the actions run in this process", endpoint.url)
        app.ctx.agent.action_endpoint = processor.action_endpoint = InProcessActions()
    prepare_app(app)


async def answers(endpoint: EndpointConfig) -> bool:
    """Tell whether somebody listens at an endpoint."""
    try:
        url = urlsplit(endpoint.url or "")
        port = url.port or (443 if url.scheme == "https" else 80)
        _, writer = await asyncio.wait_for(asyncio.open_connection(url.hostname, port), CONNECT_SECONDS)
    except (OSError, ValueError, asyncio.TimeoutError):
        return False
    writer.close()
    return True


def wrapped(text: str) -> str:
    """Return a text in lines that the terminal does not break in the middle of words."""
    width = min(WIDEST, shutil.get_terminal_size().columns)
    return "\n".join(_lines(line, width) for line in text.split("\n"))


def _lines(line: str, width: int) -> str:
    point = POINT.match(line)
    hanging = " " * len(point.group() if point else "")
    return textwrap.fill(line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
