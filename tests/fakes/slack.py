"""Slack as documented: signed requests, blocks and their limits, errors in a body of status 200."""
from __future__ import annotations

import hashlib
import hmac
import html
import json
import time
from typing import Any, Callable
from urllib.parse import urlencode

from aiohttp import web

from tests.fakes.vendor import Refused, Shown, Vendor

TOKEN, SECRET = "xoxb-of-the-test", "8f742231b10e8888abcd99yyyzzz85a5"
CHANNEL = "D024BE91L"


def refused(error: str) -> Refused:
    return Refused(200, {"ok": False, "error": error})


class FakeSlack(Vendor):
    """Answers chat.postMessage, chat.update and the three steps of a file; `scopes` may lack files:write."""

    channel = "slack"
    person = "U061F7AUR"

    def __init__(self) -> None:
        super().__init__()
        self.wall: Callable[[], float] = time.time
        self.ticked: list[str] = []
        self.scopes = {"chat:write", "files:write"}
        self.uploads: dict[str, tuple[int, bytes | None]] = {}

    def settings(self) -> dict[str, str]:
        return {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{self.root}/api"}

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/api/chat.postMessage", self.post), web.post("/api/chat.update", self.update),
                web.post("/api/files.getUploadURLExternal", self.place),
                web.post("/api/files.completeUploadExternal", self.complete),
                web.post("/upload/v1/{file}", self.upload)]

    def allowed(self, request: web.Request, scope: str) -> None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise refused("invalid_auth")
        if scope not in self.scopes:
            raise refused("missing_scope")

    async def place(self, request: web.Request) -> web.Response:
        """Say where to upload a file; takes forms only, as the documented call does."""
        self.allowed(request, "files:write")
        form = await request.post()
        if not form.get("filename") or not str(form.get("length", "")).isdigit() or form["length"] == "0":
            raise refused("invalid_arguments")
        name = f"F{next(self.numbers)}"
        self.uploads[name] = int(str(form["length"])), None
        return web.json_response({"ok": True, "file_id": name, "upload_url": f"{self.root}/upload/v1/{name}"})

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes: as many as were told."""
        name, body = request.match_info["file"], await request.read()
        if name not in self.uploads or self.uploads[name][0] != len(body):
            raise Refused(400, {"error": "length"})
        self.uploads[name] = len(body), body
        return web.Response(text=f"OK - {len(body)}")

    async def complete(self, request: web.Request) -> web.Response:
        """Share what was uploaded, once."""
        self.allowed(request, "files:write")
        body = await request.json()
        for file in body["files"]:
            _, content = self.uploads.pop(file["id"], (0, None))
            if content is None:
                raise refused("file_not_found")
            self.show(Shown("", file=content.decode(), data={"ts": "", "thread": body.get("thread_ts"),
                                                           "channel": body["channel_id"]}))
        return web.json_response({"ok": True, "files": body["files"]})

    async def post(self, request: web.Request) -> web.Response:
        body = await self.checked(request)
        stamp = f"1700000000.{next(self.numbers):06d}"
        shown = self.seen(body)
        shown.data.update(ts=stamp, thread=body.get("thread_ts"))
        self.show(shown)
        return web.json_response({"ok": True, "ts": stamp, "channel": body["channel"]})

    async def update(self, request: web.Request) -> web.Response:
        body = await self.checked(request)
        shown = next((s for s in self.shown if s.data["ts"] == body["ts"]), None)
        if shown is None:
            raise refused("message_not_found")
        new = self.seen(body)
        shown.text, shown.choices = new.text, new.choices
        return web.json_response({"ok": True})

    async def checked(self, request: web.Request) -> dict[str, Any]:
        """Keep the documented limits of messages and blocks."""
        self.allowed(request, "chat:write")
        body: dict[str, Any] = await request.json()
        if not body.get("text") and not body.get("blocks"):
            raise refused("no_text")
        if len(body.get("text", "")) > 40000:
            raise refused("msg_too_long")
        blocks = body.get("blocks") or []
        names = [e["action_id"] for block in blocks for e in block.get("elements", ())]
        if len(blocks) > 50 or len(names) != len(set(names)) or not all(map(self.fits, blocks)):
            raise refused("invalid_blocks")
        return body

    @staticmethod
    def fits(block: dict[str, Any]) -> bool:
        if block["type"] == "section":
            return 1 <= len(block["text"]["text"]) <= 3000
        if block["type"] != "actions" or not 1 <= len(block["elements"]) <= 25:
            return False
        for element in block["elements"]:
            if element["type"] == "checkboxes":
                options = element["options"]
                if not 1 <= len(options) <= 10:
                    return False
                if any(len(o["text"]["text"]) > 75 or len(o["value"]) > 150 for o in options):
                    return False
            elif len(element["text"]["text"]) > 75 or len(element["value"]) > 2000 or len(element["action_id"]) > 255:
                return False
        return True

    @staticmethod
    def seen(body: dict[str, Any]) -> Shown:
        elements = [e for block in body.get("blocks") or () for e in block.get("elements", ())]
        boxes = [(o["text"]["text"], o["value"]) for e in elements for o in e.get("options", ())]
        buttons = [(e["text"]["text"], e["value"]) for e in elements if e["type"] == "button"]
        return Shown(html.unescape(body["text"]), boxes + buttons,
                     {"boxes": dict(boxes), "ids": {e["value"]: e["action_id"] for e in elements if "value" in e},
                      "raw": body["text"]})

    def typed(self, text: str) -> Any:
        raw = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return self.event({"type": "message", "channel": CHANNEL, "channel_type": "im", "user": self.person,
                           "text": raw, "ts": f"1700000001.{next(self.numbers):06d}"})

    def event(self, event: dict[str, Any]) -> Any:
        return {"token": "x", "team_id": "T1", "api_app_id": "A1", "type": "event_callback", "event": event,
                "event_id": f"Ev{next(self.numbers)}", "event_time": 1700000000}

    def tapped(self, shown: Shown, title: str, data: str) -> Any:
        kind = "checkboxes" if title in shown.data["boxes"] else "button"
        if kind == "checkboxes":
            self.ticked.append(data)
        selected = [{"value": value} for value in self.ticked]
        if kind == "button":
            self.ticked = []
        action = {"type": kind, "action_id": shown.data["ids"].get(data, "boxes_0"), "block_id": "b",
                  "action_ts": f"1700000002.{next(self.numbers):06d}", "value": data}
        return {"type": "block_actions", "user": {"id": self.person}, "channel": {"id": CHANNEL},
                "message": {"ts": shown.data["ts"], "text": shown.data["raw"]}, "actions": [action],
                "state": {"values": {"b": {"boxes_0": {"type": "checkboxes", "selected_options": selected}}}}}

    def request(self, update: Any) -> dict[str, Any]:
        form = isinstance(update, dict) and update.get("type") == "block_actions"
        body = (urlencode({"payload": json.dumps(update)}) if form else json.dumps(update)).encode()
        stamp = str(int(self.wall()))
        signature = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"data": body, "headers": {
            "Content-Type": "application/x-www-form-urlencoded" if form else "application/json; charset=utf-8",
            "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}}
