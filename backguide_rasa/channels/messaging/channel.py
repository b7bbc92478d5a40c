"""A messaging channel as Rasa knows channels: one webhook, and a way to speak unasked."""
from __future__ import annotations

import asyncio
import logging
from collections import Counter
from itertools import takewhile
from typing import Any, Dict, List, Optional, Text

from rasa.core.channels.channel import InputChannel, OutputChannel
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from backguide_rasa.channels import documents
from backguide_rasa.channels.guard import Guard, OnMessage
from backguide_rasa.channels.messaging.check_ins import CheckIns, reminder
from backguide_rasa.channels.messaging.clock import Clock
from backguide_rasa.channels.messaging.desk import Desk
from backguide_rasa.channels.messaging.ledger import Ledger
from backguide_rasa.channels.messaging.parcel import Reply
from backguide_rasa.channels.messaging.people import People, file_beside_conversations
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.reminders import Reminders
from backguide_rasa.channels.rest import attach
from backguide_rasa.channels.sessions import secret

logger = logging.getLogger(__name__)
MAX_BODY = 64 * 1024  # bytes; the vendors' updates are far smaller
TIDY_SECONDS = 10
MISSHAPEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Later(OutputChannel):
    """Speaks to a person who said nothing just now; the recipient is a conversation's id."""

    def __init__(self, name: Text, desk: Desk) -> None:
        self._name, self._desk = name, desk

    def name(self) -> Text:
        """Return the channel's name."""
        return self._name

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        """Send one contract message; what could not be delivered is logged by the desk."""
        await self._desk.send_later(recipient_id, message)

    async def send_text_message(self, recipient_id: Text, text: Text, **kwargs: Any) -> None:
        """Send plain text."""
        await self._desk.send_later(recipient_id, {"text": text})


class MessagingChannel(InputChannel):
    """Routes under /webhooks/<platform>; the guard stands between them and Rasa."""

    delivers_later = True

    def __init__(self, platform: Platform, people: Optional[People] = None, clock: Optional[Clock] = None,
                 ledger: Optional[Ledger] = None, reminders: Optional[Reminders] = None) -> None:
        self.platform, self.clock, key = platform, clock or Clock(), secret()
        people = people or People(key, file_beside_conversations())
        ledger = ledger or Ledger(file_beside_conversations(f"delivery_{platform.name}.db"), key, Counter())
        guard = Guard(platform.name, self._erase)
        reminders = reminders or Reminders(file_beside_conversations("reminders.db"))
        self.desk = Desk(platform, people, guard, self._said, self._told, key, self.clock, ledger,
                         CheckIns(platform, reminders, self._stands))
        self._app: Any = None
        self._tidying: Optional[asyncio.Task[None]] = None

    def name(self) -> Text:
        """Return the name in paths and events."""
        return self.platform.name

    def url_prefix(self) -> Text:
        """Return the path under /webhooks."""
        return self.platform.name

    def get_output_channel(self) -> OutputChannel:
        """Return the way to speak to somebody unasked: reminders, follow-ups."""
        return Later(self.platform.name, self.desk)

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the routes."""
        routes = Blueprint(f"messaging_{self.platform.name}")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok", "counts": dict(self.desk.counts)})

        @routes.route("/webhook", methods=["GET"])
        async def prove(request: Request) -> HTTPResponse:
            return self.platform.handshake(request) or self._refuse("unsigned", 403)

        @routes.route("/webhook", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            if not await whole_body(request):
                return self._refuse("oversized", 413)
            return self._receive(request, on_new_message)

        @routes.route("/summary/<token:str>", methods=["GET"])
        async def summary(request: Request, token: Text) -> HTTPResponse:
            return await self._summary(token)

        @routes.listener("after_server_start")
        async def start(app: Any, loop: Any) -> None:
            self._app = app
            self.desk.resume(on_new_message)
            self._tidying = loop.create_task(self._tidy())

        @routes.listener("before_server_stop")
        async def stop(app: Any, loop: Any) -> None:
            if self._tidying:
                self._tidying.cancel()
            await self.desk.drain()
            await self.desk.ledger.tidy(self.clock.wall())
            await self.platform.wire.close()

        attach(routes, self.desk.guard)
        return routes

    def _receive(self, request: Request, on_new_message: OnMessage) -> HTTPResponse:
        """Check an update and take it; nothing is touched by one that does not pass."""
        if not self.platform.genuine(request, self.clock.wall()):
            return self._refuse("unsigned", 401)
        try:
            proof = self.platform.handshake(request)
            incoming = [] if proof else self.platform.parse(request)
        except MISSHAPEN:
            return self._refuse("malformed", 400)
        for one in incoming:
            self.desk.take(one, on_new_message)
        return proof or self.platform.accepted()

    async def _summary(self, token: Text) -> HTTPResponse:
        """Return the page behind the address of a summary; the same answer for a wrong, old or deleted one."""
        conversation = self.desk.links.conversation(token, self.clock.wall())
        tracker = await self._app.ctx.agent.tracker_store.retrieve(conversation) if conversation else None
        if tracker is None:
            return self._refuse("no_summary", 404)
        return await asyncio.get_running_loop().run_in_executor(None, documents.write, "report", tracker)

    def _refuse(self, why: str, status: int) -> HTTPResponse:
        self.desk.counts[why] += 1
        return response.json({"error": why}, status=status)

    async def _tidy(self) -> None:
        while True:
            await self.desk.ledger.tidy(self.clock.wall())
            try:
                await self.remind()
            except Exception as error:  # the border: one reminder that fails must not end all of them
                logger.error("a reminder failed: %s", type(error).__name__)
            await asyncio.sleep(TIDY_SECONDS)

    async def remind(self) -> None:
        """Send the check-ins that are due."""
        for conversation, to in await self.desk.check_ins.due(self.desk.people, self.clock.wall()):
            self.desk.put(conversation, to, reminder())
            self.desk.counts["reminded"] += 1

    async def _said(self, conversation: str) -> List[Reply]:
        """Return what the bot said in this session, the last first; nothing if the store cannot tell."""
        try:
            events = await self._events(conversation)
        except SQLAlchemyError as error:  # the turn itself will tell the person
            logger.error("the store failed: %s", type(error).__name__)
            return []
        session = takewhile(lambda event: not isinstance(event, SessionStarted), reversed(events))
        return [_reply(event) for event in session if isinstance(event, BotUttered)]

    async def _told(self, conversation: str, message: str) -> Optional[List[Reply]]:
        """Return what the bot said to a message; None if the dialogue never heard it. Raises SQLAlchemyError."""
        events = iter(await self._events(conversation))
        if not any(isinstance(event, UserUttered) and event.message_id == message for event in events):
            return None
        turn = takewhile(lambda event: not isinstance(event, UserUttered), events)
        return [_reply(event) for event in turn if isinstance(event, BotUttered)]

    async def _stands(self, conversation: str) -> Optional[bool]:
        """Tell whether a finished check without an emergency is kept; None if the store cannot tell."""
        try:
            tracker = await self._app.ctx.agent.tracker_store.retrieve(conversation)
        except SQLAlchemyError as error:
            logger.error("the store failed: %s", type(error).__name__)
            return None
        return bool(tracker and tracker.get_slot("timeline") and tracker.get_slot("stage") != "emergency")

    async def _events(self, conversation: str) -> List[Event]:
        tracker = await self._app.ctx.agent.tracker_store.retrieve(conversation)
        return list(tracker.events) if tracker else []

    async def _erase(self, conversation: str) -> None:
        """Delete a conversation, and where its person can be reached."""
        await self._app.ctx.agent.tracker_store.delete(conversation)
        self.desk.forget(conversation)


async def whole_body(request: Request) -> bool:
    """Read the body; False as soon as it is or tells to be too large, and none of it is kept then."""
    told = request.headers.get("content-length") or "0"
    if len(told) > len(str(MAX_BODY)) or int(told) > MAX_BODY:
        return False
    body = b""
    while chunk := await request.stream.read():
        body += chunk
        if len(body) > MAX_BODY:
            return False
    request.body = body
    return True


def _reply(event: BotUttered) -> Reply:
    data = {"text": event.text, **(event.data or {})}
    return {key: data[key] for key in ("text", "buttons", "custom") if data.get(key)}
