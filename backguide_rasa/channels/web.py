"""The web channel: plain POST, sessions issued by the server, a page to chat on.

Here are the routes and the door in front of them; `web_desk` does the work,
with `sessions` (tokens), `repeats` (idempotency), `rates` and `address`
(limits), `history`, `documents`, `deletion`. `assets` are the widget's files.
"""
from __future__ import annotations

import logging
import time
from typing import Any, Awaitable, Callable, Optional, Text

from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from backguide_rasa.channels.answers import Refused, refusal
from backguide_rasa.channels.assets import Assets
from backguide_rasa.channels.guard import OnMessage
from backguide_rasa.channels.rest import attach
from backguide_rasa.channels.web_desk import PAPERS, WebDesk
from backguide_rasa.channels.web_settings import WebSettings, from_environment

logger = logging.getLogger(__name__)
MAX_BODY = 64 * 1024  # bytes
PREFIX = "/webhooks/web"
EVALUATED = "_sanic_cors_e"  # tells sanic_cors, which Rasa brings along, that this answer has its headers
Handler = Callable[[Request], Awaitable[HTTPResponse]]


class WebChannel(RestInput):
    """Routes under /webhooks/web; see docs/contract.md."""

    def __init__(self, settings: Optional[WebSettings] = None, now: Callable[[], float] = time.time) -> None:
        self._settings, self._now = settings or from_environment(), now
        self._origins = self._settings.origins
        self.assets = Assets(self._origins.allowed)

    @classmethod
    def name(cls) -> Text:
        """Return the name in paths and events."""
        return "web"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the routes."""
        desk = WebDesk(self.name(), self._settings, on_new_message, self._now)
        routes = Blueprint("backguide_web")
        for name, handler in (("session", desk.session), ("message", desk.message), ("erase", desk.erase)):
            routes.add_route(self._served(handler), f"/{name}", methods=["POST"], name=name)
        for name in PAPERS:
            routes.add_route(self._served(desk.paper, new_tab=True), f"/{name}", methods=["POST"], name=name)
        routes.add_route(self._served(desk.history), "/history", methods=["GET"], name="history")

        @routes.route("/", methods=["GET"], name="front")
        @routes.route("/<name:str>", methods=["GET"], name="asset")
        async def asset(request: Request, name: str = "") -> HTTPResponse:
            return self.assets.serve(request, name) or refusal("not_found")

        attach(routes, desk.guard)
        routes.listener("before_server_start")(desk.start)
        routes.listener("before_server_start")(self._stand_first)
        return routes

    def _served(self, handler: Handler, *, new_tab: bool = False) -> Handler:
        """Put the door in front of a handler, and the allowed page's headers on all that it answers."""

        async def serve(request: Request) -> HTTPResponse:
            answer = await self._answer(handler, request, new_tab)
            answer.headers.update(self._origins.headers(request))
            setattr(request.ctx, EVALUATED, "1")
            return answer

        return serve

    async def _answer(self, handler: Handler, request: Request, new_tab: bool) -> HTTPResponse:
        if not self._origins.admit(request, new_tab=new_tab):
            return refusal("forbidden_origin")
        if len(request.body) > MAX_BODY:
            return refusal("too_large")
        try:
            return await handler(request)
        except Refused as refused:
            return refusal(refused.code, refused.wait)
        except SQLAlchemyError as error:
            logger.error("the store failed: %s", type(error).__name__)
            return refusal("store")
        except Exception as error:  # the border: nobody is left without an answer
            logger.error("a request failed: %s", type(error).__name__)
            return refusal("internal")

    async def _stand_first(self, app: Any, loop: Any) -> None:
        """Answer preflights before sanic_cors does, which would answer each of them alike."""
        app.request_middleware.appendleft(self._preflight)

    async def _preflight(self, request: Request) -> Optional[HTTPResponse]:
        if request.method != "OPTIONS" or not request.path.startswith(f"{PREFIX}/"):
            return None
        setattr(request.ctx, EVALUATED, "1")
        return self._origins.preflight(request)


async def too_large(request: Request, error: Exception) -> HTTPResponse:
    """Answer a request that is too large to be read at all."""
    return refusal("too_large")
