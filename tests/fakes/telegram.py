"""Telegram's Bot API as documented: sizes, keyboards, callbacks, edits."""
from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.fakes.vendor import Refused, Shown, Vendor

TOKEN, SECRET = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "of-set-webhook"
DONE = "Done"


def refused(why: str) -> Refused:
    return Refused(400, {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"})


class FakeTelegram(Vendor):
    """Answers sendMessage, sendDocument, answerCallbackQuery and both edits."""

    channel = "telegram"

    def __init__(self) -> None:
        super().__init__()
        self.waiting: set[str] = set()
        self.acknowledged: list[dict[str, Any]] = []

    def settings(self) -> dict[str, str]:
        return {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_SECRET_TOKEN": SECRET, "TELEGRAM_API_URL": self.root}

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/bot{token}/{method}", self.call)]

    async def call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            raise Refused(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        method = {"sendMessage": self.send, "editMessageReplyMarkup": self.edit, "editMessageText": self.edit,
                  "answerCallbackQuery": self.acknowledge}.get(request.match_info["method"])
        if request.match_info["method"] == "sendDocument":
            form = await request.post()
            file: Any = form["document"]
            self.show(Shown("", file=file.file.read().decode()))
            return web.json_response({"ok": True, "result": {}})
        if method is None:
            raise Refused(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        return web.json_response({"ok": True, "result": method(await request.json())})

    def send(self, body: dict[str, Any]) -> Any:
        if str(body["chat_id"]) not in (self.person, "-100200"):
            raise refused("chat not found")
        shown = self.checked(body)
        shown.data["message_id"] = next(self.numbers)
        self.show(shown)
        return {"message_id": shown.data["message_id"], "text": shown.text}

    def edit(self, body: dict[str, Any]) -> Any:
        shown = next((s for s in self.shown if s.data.get("message_id") == body["message_id"]), None)
        if shown is None:
            raise refused("message to edit not found")
        new = self.checked({"text": shown.text, **body})
        if (new.text, new.data["keyboard"]) == (shown.text, shown.data["keyboard"]):
            raise refused("message is not modified")
        shown.text, shown.choices = new.text, new.choices
        shown.data["keyboard"] = new.data["keyboard"]
        return True

    def acknowledge(self, body: dict[str, Any]) -> Any:
        if body["callback_query_id"] not in self.waiting:
            raise refused("query is too old and response timeout expired or query ID is invalid")
        self.waiting.discard(body["callback_query_id"])
        self.acknowledged.append(body)
        return True

    @staticmethod
    def checked(body: dict[str, Any]) -> Shown:
        """Keep the documented limits: 4096 units of text, 1 to 64 bytes of data, 100 buttons."""
        if not body["text"].strip():
            raise refused("message text is empty")
        if len(body["text"].encode("utf-16-le")) // 2 > 4096:
            raise refused("message is too long")
        keyboard = (body.get("reply_markup") or {}).get("inline_keyboard") or []
        buttons = [button for row in keyboard for button in row]
        if len(buttons) > 100 or any(len(row) > 8 for row in keyboard):
            raise refused("reply markup is too long")
        if any(not 1 <= len(button["callback_data"].encode()) <= 64 for button in buttons):
            raise refused("BUTTON_DATA_INVALID")
        return Shown(body["text"], [(b["text"].removeprefix("☐ ").removeprefix("☑ "), b["callback_data"])
                                    for b in buttons], {"keyboard": keyboard})

    def chat(self) -> dict[str, Any]:
        return {"id": int(self.person), "type": "private", "first_name": "Pat"}

    def typed(self, text: str) -> Any:
        message = {"message_id": next(self.numbers), "date": 1700000000, "chat": self.chat(),
                   "from": {"id": int(self.person), "is_bot": False, "first_name": "Pat"}, "text": text}
        return {"update_id": next(self.numbers), "message": message}

    def tapped(self, shown: Shown, title: str, data: str) -> Any:
        name = f"query{next(self.numbers)}"
        self.waiting.add(name)
        message = {"message_id": shown.data["message_id"], "date": 1700000000, "chat": self.chat(),
                   "text": shown.text, "reply_markup": {"inline_keyboard": shown.data["keyboard"]}}
        return {"update_id": next(self.numbers), "callback_query": {
            "id": name, "chat_instance": "1", "data": data, "message": message,
            "from": {"id": int(self.person), "is_bot": False, "first_name": "Pat"}}}

    def request(self, update: Any) -> dict[str, Any]:
        return {"data": json.dumps(update).encode(),
                "headers": {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}}
