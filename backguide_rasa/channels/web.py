"""The web channel: plain POST, sessions issued by the server, a page to chat on."""
from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any, Dict, Optional, Text

from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide.helplines import country_of_locale
from backguide_rasa import core
from backguide_rasa.channels import documents
from backguide_rasa.channels.guard import Guard, OnMessage
from backguide_rasa.channels.history import shown
from backguide_rasa.channels.pdf import NoPdf
from backguide_rasa.channels.rest import attach, erase, parsed
from backguide_rasa.channels.sessions import Sessions, secret
from backguide_rasa.texts import fault

logger = logging.getLogger(__name__)
WIDGET = Path(__file__).parents[2] / "widget"
ASSETS = {"index.html": "text/html; charset=utf-8", "page.css": "text/css; charset=utf-8",
          "page.js": "text/javascript; charset=utf-8", "messages.js": "text/javascript; charset=utf-8",
          "channel.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                               "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache",
}
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class WebChannel(RestInput):
    """Routes under /webhooks/web; see docs/contract.md."""

    @classmethod
    def name(cls) -> Text:
        """Return the name in paths and events."""
        return "web"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the routes."""
        guard, sessions = Guard(self.name(), erase), Sessions(secret())
        routes = Blueprint("backguide_web")

        @routes.route("/session", methods=["POST"])
        async def session(request: Request) -> HTTPResponse:
            asked = parsed(request)
            place = country_of_locale(core.content(), asked.get("country") or asked.get("locale"))
            return response.json({"token": sessions.issue(place.id if place else "")}, headers=PRIVATE)

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            body = parsed(request)
            conversation = sessions.conversation(body.get("token"))
            if conversation is None:
                return unknown()
            place = sessions.place(conversation)
            replies = await guard.answer(conversation, body.get("message"), on_new_message, place)
            return response.json(replies, headers=PRIVATE)

        @routes.route("/history", methods=["GET"])
        async def history(request: Request) -> HTTPResponse:
            conversation = sessions.conversation(request.headers.get("x-session"))
            if conversation is None:
                return unknown()
            tracker = await request.app.ctx.agent.tracker_store.retrieve_full_tracker(conversation)
            return response.json(shown(tracker.events) if tracker else [], headers=PRIVATE)

        async def papers(request: Request) -> HTTPResponse:
            # a form in a new tab, or JSON: the token never stands in an address
            token = request.form.get("token") if request.form else parsed(request).get("token")
            conversation = sessions.conversation(token)
            if conversation is None:
                return unknown()
            tracker = await request.app.ctx.agent.tracker_store.retrieve(conversation)
            name, case = request.path.rpartition("/")[2], tracker.get_slot("case") if tracker else None
            try:
                return await asyncio.get_running_loop().run_in_executor(None, documents.write, name, case)
            except NoPdf:
                return response.json([_fault("no_pdf")], status=501, headers=PRIVATE)

        for kind in documents.KINDS:
            routes.add_route(papers, f"/{kind}", methods=["POST"], name=kind)

        @routes.route("/erase", methods=["POST"])
        async def erase_all(request: Request) -> HTTPResponse:
            conversation = sessions.conversation(parsed(request).get("token"))
            if conversation is None:
                return unknown()
            deleted = await request.app.ctx.agent.tracker_store.delete(conversation)
            return response.json({"deleted": deleted}, headers=PRIVATE)

        @routes.route("/<name:str>", methods=["GET"])
        async def asset(request: Request, name: str) -> HTTPResponse:
            return page(name) or response.json([_fault("unknown_session")], status=404)

        attach(routes, guard)
        return routes


def page(name: str) -> Optional[HTTPResponse]:
    """Return one of the page's files with its headers; None if it is not one."""
    kind = ASSETS.get(name or "index.html")
    if kind is None:
        return None
    body = (WIDGET / (name or "index.html")).read_bytes()
    return response.raw(body, content_type=kind, headers=HEADERS)


def unknown() -> HTTPResponse:
    """Return the answer for a token that is not ours."""
    return response.json([_fault("unknown_session")], status=401, headers=PRIVATE)


def _fault(code: str) -> Dict[str, Any]:
    return {"recipient_id": "", **fault(code)}
