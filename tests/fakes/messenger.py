"""Messenger's Send API as documented: 2000 characters, 13 quick replies of 20 characters."""
from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from aiohttp import web

from tests.fakes.vendor import Refused, Shown, Vendor

TOKEN, SECRET, VERIFY = "page-token", "app-secret", "verify-token"


def refused(message: str, code: int = 100, status: int = 400) -> Refused:
    return Refused(status, {"error": {"message": message, "type": "OAuthException", "code": code}})


class FakeMessenger(Vendor):
    """Answers me/messages."""

    channel = "messenger"

    def settings(self) -> dict[str, str]:
        return {"MESSENGER_PAGE_TOKEN": TOKEN, "MESSENGER_APP_SECRET": SECRET, "MESSENGER_VERIFY_TOKEN": VERIFY,
                "MESSENGER_API_URL": f"{self.root}/v21.0"}

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/v21.0/me/messages", self.send)]

    async def send(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise refused("Invalid OAuth access token", 190, 401)
        body = await request.json()
        message, replies = body["message"], body["message"].get("quick_replies", [])
        if body["recipient"]["id"] != self.person or body["messaging_type"] not in ("RESPONSE", "UPDATE"):
            raise refused("No matching user found")
        if not 1 <= len(message["text"]) <= 2000:
            raise refused("Length of param message[text] must be less than or equal to 2000")
        fits = all(1 <= len(r["title"]) <= 20 and len(r["payload"]) <= 1000 for r in replies)
        if len(replies) > 13 or not fits:
            raise refused("Invalid quick replies")
        self.show(Shown(message["text"], [(r["title"], r["payload"]) for r in replies]))
        return web.json_response({"recipient_id": self.person, "message_id": f"m_{next(self.numbers)}"})

    def typed(self, text: str) -> Any:
        return self.batch({"message": {"mid": f"m_{next(self.numbers)}", "text": text}})

    def tapped(self, shown: Shown, title: str, data: str) -> Any:
        return self.batch({"message": {"mid": f"m_{next(self.numbers)}", "text": title,
                                       "quick_reply": {"payload": data}}})

    def batch(self, *items: dict[str, Any]) -> Any:
        return {"object": "page", "entry": [{"id": "1", "time": 1700000000000, "messaging": [
            {"sender": {"id": self.person}, "recipient": {"id": "1"}, "timestamp": 1700000000000, **item}
            for item in items]}]}

    def request(self, update: Any) -> dict[str, Any]:
        body = json.dumps(update).encode()
        signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        return {"data": body, "headers": {"Content-Type": "application/json",
                                          "X-Hub-Signature-256": f"sha256={signature}"}}
