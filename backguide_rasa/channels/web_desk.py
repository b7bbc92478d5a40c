"""What each route of the web channel does."""
from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from typing import Any, Callable, Dict, List, Optional

from rasa.core.lock_store import LockError
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from backguide.helplines import country_of_locale
from backguide_rasa import core
from backguide_rasa.channels import documents
from backguide_rasa.channels.address import address
from backguide_rasa.channels.answers import Refused, private, said
from backguide_rasa.channels.deletion import delete
from backguide_rasa.channels.guard import Guard, OnMessage
from backguide_rasa.channels.history import shown
from backguide_rasa.channels.pdf import NoPdf, is_available
from backguide_rasa.channels.rates import Rates
from backguide_rasa.channels.repeats import Answer, Repeats, Replies
from backguide_rasa.channels.rest import parsed
from backguide_rasa.channels.sessions import Session, Sessions
from backguide_rasa.channels.web_settings import WebSettings

logger = logging.getLogger(__name__)
ANSWER_SECONDS = 19.0  # the contract says 20
PAPERS = {"page": "report", "report": "report", "summary": "summary", "fhir": "fhir", "pdf": "pdf"}


class WebDesk:
    """Handlers: each takes a request and answers it, or raises Refused."""

    def __init__(self, name: str, settings: WebSettings, on_message: OnMessage,
                 now: Callable[[], float] = time.time) -> None:
        key, *before = settings.keys
        self._on_message, self._proxies = on_message, settings.proxies
        self.sessions = Sessions(key, *before, seconds=settings.token_seconds, now=now)
        self.guard, self.repeats = Guard(name, self.erased), Repeats()
        self._opened, self._looked = Rates(settings.sessions, 600), Rates(60, 60)
        self._papers: List[str] = []
        self._app: Any = None

    async def start(self, app: Any, loop: Any) -> None:
        """Learn what this server has; whatever loads at the first request loads now."""
        self._app = app
        has_pdf = await loop.run_in_executor(None, is_available)
        self._papers = ["summary", "page", "fhir", *(["pdf"] if has_pdf else [])]

    async def session(self, request: Request) -> HTTPResponse:
        """Open a conversation, or go on with the one of a token that may have expired."""
        asked = parsed(request)
        place = country_of_locale(core.content(), asked.get("country")) \
            or country_of_locale(core.content(), asked.get("locale"))
        place_id = place.id if place else ""
        token = self._open(request, place_id) if asked.get("token") is None \
            else self._renew(asked["token"], place_id)
        seconds = self.sessions.seconds
        return private({"v": 1, "token": token, "expires_in": int(seconds), "refresh_in": int(seconds / 2),
                        "documents": self._papers})

    async def message(self, request: Request) -> HTTPResponse:
        """Answer one message within 20 s."""
        body = parsed(request)
        text, session = body.get("message"), self._session(body.get("token"))
        if session is None:
            return private([await self._alarm(text)])
        if self.sessions.is_over(session) and not (isinstance(text, str) and await self.guard.hears(text)):
            raise Refused("session_expired")
        replies = await self._replies(session, body.get("key"), text)
        code = (replies[0].get("custom") or {}).get("code")
        if code == "slow_down":
            return private(replies, 429, max(1.0, self.guard.wait(session.conversation)))
        return private(replies, 400 if code == "bad_request" else 200)

    async def history(self, request: Request) -> HTTPResponse:
        """Tell what was said, for a page that was loaded again or a second tab."""
        conversation = self._look(request.headers.get("x-session"))
        tracker = await self._app.ctx.agent.tracker_store.retrieve_full_tracker(conversation)
        messages = shown(tracker.events) if tracker else []
        alarm = self.guard.unrecorded(conversation)
        return private([*messages, *([{"from": "guide", **alarm}] if alarm else [])])

    async def paper(self, request: Request) -> HTTPResponse:
        """Write a document; a form in a new tab, or JSON: the token never stands in an address."""
        conversation = self._look(request.form.get("token") if request.form else parsed(request).get("token"))
        tracker = await self._app.ctx.agent.tracker_store.retrieve(conversation)
        name = PAPERS[request.path.rpartition("/")[2]]
        try:
            return await asyncio.get_running_loop().run_in_executor(None, documents.write, name, tracker)
        except NoPdf:
            raise Refused("no_pdf") from None

    async def erase(self, request: Request) -> HTTPResponse:
        """Delete a conversation at once."""
        conversation = self._look(parsed(request).get("token"))
        self.guard.forget(conversation)  # before: an emergency that waits to be recorded must not be any more
        try:
            deleted = await self.erased(conversation)
        except (SQLAlchemyError, LockError, asyncio.TimeoutError) as error:
            logger.error("erasing failed: %s", type(error).__name__)
            raise Refused("erase_failed") from None
        self.guard.forget(conversation)  # after: a turn that ended meanwhile was remembered
        return private({"deleted": deleted > 0})

    async def erased(self, conversation: str) -> int:
        """Delete what is kept of a conversation outside the guard; returns how many events went."""
        deleted = await delete(self._app.ctx.agent, conversation)
        self.repeats.forget(conversation)
        return deleted

    async def _replies(self, session: Session, key: object, text: Any) -> Replies:
        conversation = session.conversation
        known = self.repeats.find(conversation, key, text)
        work = partial(self.guard.answer, conversation, text, self._on_message, session.place or None)
        if known is None and isinstance(text, str) and await self.guard.hears(text):
            # in this very task: the answer is sent before the work of recording it begins
            replies = await work()
            self.repeats.keep(conversation, key, text, replies)
            return replies
        return await self._in_time(known or self.repeats.start(conversation, key, text, work))

    def _open(self, request: Request, place: str) -> str:
        who = address(request.ip, ",".join(request.headers.getall("x-forwarded-for", [])), self._proxies)
        if not self._opened.admit(who):
            raise Refused("slow_down", self._opened.wait(who))
        return self.sessions.open(place)

    def _renew(self, token: object, place: str) -> str:
        """Return a fresh token; what the person told of their country goes into it, and counts more than the page."""
        session = self._session(token)
        if session is None:
            raise Refused("unknown_session")
        return self.sessions.renew(session, self.guard.told(session.conversation) or session.place or place)

    def _session(self, token: object) -> Optional[Session]:
        """Return what a token says, expired or not; None if it was never ours, or its conversation is gone."""
        session = self.sessions.read(token)
        return None if session is None or self.sessions.is_lost(session) else session

    def _look(self, token: object) -> str:
        """Return the conversation of a token that may look into it now; raises Refused."""
        session = self._session(token)
        if session is None:
            raise Refused("unknown_session")
        if self.sessions.is_over(session):
            raise Refused("session_expired")
        if not self._looked.admit(session.conversation):
            raise Refused("slow_down", self._looked.wait(session.conversation))
        return session.conversation

    async def _alarm(self, text: object) -> Dict[str, Any]:
        """Return the emergency that was said without a token of ours; raises Refused if it was none."""
        alarm = await self.guard.alarm(text, None) if isinstance(text, str) else None
        if alarm is None:
            raise Refused("unknown_session")
        return {"recipient_id": "", **alarm.message}

    @staticmethod
    async def _in_time(answer: Answer) -> Replies:
        """Wait for an answer; the work goes on after the wait, and a page that asks again finds it."""
        try:
            return await asyncio.wait_for(asyncio.shield(answer), ANSWER_SECONDS)
        except asyncio.TimeoutError:
            return said("internal")
