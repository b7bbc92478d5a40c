"""Telegram: the Bot API's updates, keyboards and edited messages."""
from __future__ import annotations

import json
from typing import Any, ClassVar, Dict, FrozenSet, List, Mapping, Optional, Tuple

import aiohttp
from sanic.request import Request

from backguide_rasa import core
from backguide_rasa.channels.messaging.limits import Limits, utf16
from backguide_rasa.channels.messaging.parcel import SENT, Address, Choice, Incoming, Outcome, Parcel
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.signatures import same
from backguide_rasa.channels.messaging.ticks import Ticks
from backguide_rasa.channels.messaging.wire import Answer, Wire

CHOOSE, TICK, SEND = "c:", "t:", "d:"  # what a button's data begins with
OPEN, TICKED = "☐ ", "☑ "
COMMANDS = ("/start", "/help", "/stop")  # that Telegram's own menus offer
NARROW = 3   # characters: shorter titles stand side by side
IN_A_ROW = 6


class Telegram(Platform):
    """https://core.telegram.org/bots/api"""

    name = "telegram"
    limits = Limits(text=4096, buttons=100, title=60, ticks=100, size=utf16, documents=True)
    needs = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_SECRET_TOKEN")
    speaks_first = True
    SECRET: ClassVar[str] = "x-telegram-bot-api-secret-token"

    def __init__(self, settings: Mapping[str, str], wire: Optional[Wire] = None) -> None:
        super().__init__(settings, wire)
        self._ticks = Ticks()

    def genuine(self, request: Request, now: float) -> bool:
        """Compare the secret that was given to setWebhook."""
        return same(request.headers.get(self.SECRET), self.settings["TELEGRAM_SECRET_TOKEN"])

    def parse(self, request: Request) -> List[Incoming]:
        """Take one update apart."""
        update = json.loads(request.body)
        name = f"telegram-{int(update['update_id'])}"
        if "callback_query" in update:
            return [_callback(name, update["callback_query"], self._ticks)]
        if "message" in update or "edited_message" in update:
            return [_message(name, update)]
        return [Incoming(name, "unknown")]

    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message, with a keyboard if it has choices, or as a file if it is a document."""
        if parcel.document:
            return await self._document(to, parcel.text)
        body: Dict[str, Any] = {"chat_id": to["chat"], "text": parcel.text}
        if parcel.choices:
            body["reply_markup"] = {"inline_keyboard": keyboard(parcel)}
        return _outcome(await self._call("sendMessage", json=body))

    async def acknowledge(self, incoming: Incoming, title: str) -> None:
        """Stop the button's waiting sign; then show the ticks, or the choice in place of the buttons."""
        note = incoming.note
        answer = {"callback_query_id": note["callback"]}
        if note.get("alert"):
            answer["text"] = core.content().texts.channels["nothing_ticked"]
        await self._call("answerCallbackQuery", json=answer)
        if note.get("keyboard") is not None:
            await self._call("editMessageReplyMarkup", json={
                **note["message"], "reply_markup": {"inline_keyboard": note["keyboard"]}})
        elif title and note.get("text") and note.get("message"):
            chosen = f"{note['text']}\n\n{core.content().texts.channels['chosen']} {title}"
            if self.limits.fits(chosen):
                await self._call("editMessageText", json={**note["message"], "text": chosen})

    async def _document(self, to: Address, text: str) -> Outcome:
        form = aiohttp.FormData({"chat_id": to["chat"]})
        form.add_field("document", text.encode(), filename=core.content().texts.channels["file"],
                       content_type="text/plain")
        return _outcome(await self._call("sendDocument", data=form))

    async def _call(self, method: str, **body: Any) -> Answer:
        root = self.settings.get("TELEGRAM_API_URL") or "https://api.telegram.org"
        return await self.wire.post(f"{root}/bot{self.settings['TELEGRAM_BOT_TOKEN']}/{method}", **body)


def _message(name: str, update: Mapping[str, Any]) -> Incoming:
    message = update.get("message") or update["edited_message"]
    chat, person = message["chat"], str(message["from"]["id"])
    text = str(message.get("text") or message.get("caption") or "")
    kind = "edited" if "edited_message" in update else "text" if "text" in message else "media"
    if chat["type"] != "private":
        kind = "group"
    command = text.partition(" ")[0]
    if command in COMMANDS:
        text = core.content().texts.channels["hello"] if command == "/start" else command[1:]
    return Incoming(name, kind, person, {"chat": str(chat["id"])}, text)


def _callback(name: str, query: Mapping[str, Any], ticks: Ticks) -> Incoming:
    """Take a tapped button apart, with what is ticked beside it."""
    person, message = str(query["from"]["id"]), query.get("message") or {}
    chat, data = message.get("chat") or {}, str(query.get("data") or "")
    note: Dict[str, Any] = {"callback": query["id"], "text": message.get("text")}
    if chat:
        note["message"] = {"chat_id": chat["id"], "message_id": message["message_id"]}
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    kind, code, place = data[:2], data[2:], (str(chat.get("id")), str(message.get("message_id")))
    if kind == TICK and rows:
        ticked = ticks.turn(place, str(query["id"]), code, _drawn(rows))
        return Incoming(name, "tick", person, {"chat": person}, codes=_in_order(rows, ticked),
                        note={**note, "keyboard": _redrawn(rows, ticked)})
    codes = _in_order(rows, ticks.now(place, _drawn(rows))) + ((code,) if kind == CHOOSE else ())
    if kind == SEND and not codes:
        return Incoming(name, "tick", person, {"chat": person}, note={**note, "alert": True})
    # data of no known form is a button that nobody offered
    return Incoming(name, "button", person, {"chat": person}, codes=codes or (data or "-",), note=note)


def _boxes(rows: List[Any]) -> List[Tuple[str, bool]]:
    """Return the code of each box of a keyboard, and whether it is drawn as ticked."""
    return [(button["callback_data"][2:], button["text"].startswith(TICKED))
            for row in rows for button in row if button["callback_data"].startswith(TICK)]


def _drawn(rows: List[Any]) -> FrozenSet[str]:
    return frozenset(code for code, is_ticked in _boxes(rows) if is_ticked)


def _in_order(rows: List[Any], ticked: FrozenSet[str]) -> Tuple[str, ...]:
    return tuple(code for code, _ in _boxes(rows) if code in ticked)


def _redrawn(rows: List[Any], ticked: FrozenSet[str]) -> List[Any]:
    """Return the keyboard with these boxes ticked."""
    def text(button: Mapping[str, str]) -> str:
        data, words = button["callback_data"], button["text"]
        return (TICKED if data[2:] in ticked else OPEN) + words[2:] if data.startswith(TICK) else words

    return [[{"text": text(button), "callback_data": button["callback_data"]} for button in row] for row in rows]


def keyboard(parcel: Parcel) -> List[List[Dict[str, str]]]:
    """Return the rows of buttons of a message."""
    buttons = [_button(choice, parcel.ticks) for choice in parcel.choices]
    if parcel.ticks:
        buttons.append({"text": core.content().texts.channels["done"], "callback_data": SEND})
    wide = IN_A_ROW if max(len(choice.title) for choice in parcel.choices) <= NARROW else 1
    return [buttons[n:n + wide] for n in range(0, len(buttons), wide)]


def _button(choice: Choice, ticks: bool) -> Dict[str, str]:
    if ticks and not choice.alone:
        return {"text": OPEN + choice.title, "callback_data": TICK + choice.code}
    return {"text": choice.title, "callback_data": CHOOSE + choice.code}


def _outcome(answer: Answer) -> Outcome:
    """Judge an answer: Telegram names the seconds to wait in the body."""
    if answer.body.get("ok") is True:
        return SENT
    if answer.outcome().state == "later":
        return Outcome("later", float(answer.part("parameters").get("retry_after") or 0))
    return Outcome("refused", why=f"code {answer.status}")
