"""Twilio as documented: basic auth, 1600 characters, templates of quick replies, signed forms."""
from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from tests.fakes.vendor import Refused, Shown, Vendor

SID, TOKEN, PUBLIC = "AC" + "0" * 32, "12345", "https://bot.example"
OURS = "+15005550006"


def refused(code: int, message: str, status: int = 400) -> Refused:
    return Refused(status, {"code": code, "message": message, "status": status})


class FakeTwilio(Vendor):
    """Answers Messages.json and the Content API, for SMS."""

    channel = "sms"
    person = "+4915112345678"
    prefix = ""
    setting = "TWILIO_SMS_FROM"

    def __init__(self) -> None:
        super().__init__()
        self.templates: dict[str, list[dict[str, str]]] = {}
        self.unsubscribed = False

    def settings(self) -> dict[str, str]:
        return {"TWILIO_ACCOUNT_SID": SID, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_PUBLIC_URL": PUBLIC,
                self.setting: OURS, "TWILIO_API_URL": self.root, "TWILIO_CONTENT_API_URL": self.root}

    def routes(self) -> list[web.RouteDef]:
        return [web.post(f"/2010-04-01/Accounts/{SID}/Messages.json", self.message),
                web.post("/v1/Content", self.content)]

    async def message(self, request: web.Request) -> web.Response:
        self.authorise(request)
        form = await request.post()
        body, sid = str(form.get("Body", "")), str(form.get("ContentSid", ""))
        if form["To"] != self.prefix + self.person or form["From"] != self.prefix + OURS:
            raise refused(21211, "Invalid 'To' Phone Number")
        if self.unsubscribed:
            raise refused(21610, "Attempt to send to unsubscribed recipient")
        actions = self.templates.get(sid, [])
        if sid and not actions:
            raise refused(20404, "The requested resource was not found", 404)
        if sid:
            body = json.loads(str(form["ContentVariables"]))["1"]
        if not body.strip():
            raise refused(21602, "Message body is required")
        if len(body) > (1024 if sid else 1600):
            raise refused(21617, "The concatenated message body exceeds the limit")
        self.show(Shown(body, [(a["title"], a["id"]) for a in actions]))
        return web.json_response({"sid": f"SM{next(self.numbers)}", "status": "queued"}, status=201)

    async def content(self, request: web.Request) -> web.Response:
        self.authorise(request)
        reply = (await request.json())["types"]["twilio/quick-reply"]
        actions = reply["actions"]
        fits = all(len(a["title"]) <= 20 and len(a["id"]) <= 200 for a in actions)
        if self.channel != "whatsapp" or not 1 <= len(actions) <= 3 or len(reply["body"]) > 1024 or not fits:
            raise refused(20001, "Invalid content")
        sid = f"HX{next(self.numbers)}"
        self.templates[sid] = actions
        return web.json_response({"sid": sid}, status=201)

    @staticmethod
    def authorise(request: web.Request) -> None:
        expected = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {expected}":
            raise refused(20003, "Authenticate", 401)

    def typed(self, text: str) -> Any:
        return {"MessageSid": f"SM{next(self.numbers)}", "AccountSid": SID, "From": self.prefix + self.person,
                "To": self.prefix + OURS, "Body": text, "NumMedia": "0", "FromCity": ""}

    def tapped(self, shown: Shown, title: str, data: str) -> Any:
        return {**self.typed(title), "ButtonText": title, "ButtonPayload": data}

    def request(self, update: Any) -> dict[str, Any]:
        signed = f"{PUBLIC}/webhooks/{self.channel}/webhook" + "".join(k + update[k] for k in sorted(update))
        signature = base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest()).decode()
        return {"data": urlencode(update).encode(), "headers": {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "X-Twilio-Signature": signature}}


class FakeWhatsApp(FakeTwilio):
    """The same for WhatsApp: templates of three quick replies."""

    channel = "whatsapp"
    prefix = "whatsapp:"
    setting = "TWILIO_WHATSAPP_FROM"
