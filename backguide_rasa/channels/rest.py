"""The REST channel behind the guard, on Rasa's own path."""
from __future__ import annotations

import json
from typing import Any, Dict, List, Text

from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide_rasa.channels.deletion import delete
from backguide_rasa.channels.guard import Guard, OnMessage
from backguide_rasa.hookup import prepare_app
from backguide_rasa.texts import fault


class GuardedRest(RestInput):
    """POST /webhooks/rest/webhook, as the contract has it.

    The sender id comes from the caller: on REST it belongs to a trusted
    client, which must keep conversations apart itself (SECURITY.md).
    """

    @classmethod
    def name(cls) -> Text:
        """Return the name in paths and events."""
        return "rest"

    def heard(self, sender: Text, text: Text) -> Text:
        """Return what a message means before anybody has read it: itself."""
        return text

    def shown(self, sender: Text, replies: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        """Return replies as this channel's clients take them: as the contract has them."""
        return replies

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the routes."""
        guard, routes = Guard(self.name(), erase), Blueprint(f"guarded_{self.name()}")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            body = parsed(request)
            sender, text = body.get("sender"), body.get("message")
            if not isinstance(sender, str) or not sender or not isinstance(text, str):
                return response.json([{"recipient_id": "", **fault("bad_request")}], status=400)
            replies = self.shown(sender, await guard.answer(sender, self.heard(sender, text), on_new_message))
            return lines(replies) if request.args.get("stream") else response.json(replies)

        attach(routes, guard)
        return routes


def parsed(request: Request) -> Dict[str, Any]:
    """Return the JSON object of a request; an empty one if it is anything else."""
    try:
        body = json.loads(request.body or b"null")
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def lines(replies: List[Dict[str, Any]]) -> HTTPResponse:
    """Return replies as JSON lines, the form that Rasa's console reads."""
    return response.text("".join(json.dumps(reply) + "\n" for reply in replies))


async def erase(conversation: str) -> None:
    """Delete a conversation from the running server's store."""
    await delete(Sanic.get_app().ctx.agent, conversation)


def attach(routes: Blueprint, guard: Guard) -> None:
    """Tie the guard to the server's life, and prepare the agent behind it."""

    @routes.listener("after_server_start")
    async def start(app: Any, loop: Any) -> None:
        prepare_app(app)

    @routes.listener("before_server_stop")
    async def stop(app: Any, loop: Any) -> None:
        await guard.drain()
