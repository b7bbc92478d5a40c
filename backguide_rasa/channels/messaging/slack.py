"""Slack: signed events, blocks with buttons and checkboxes, threads."""
from __future__ import annotations

import html
import json
import re
from typing import Any, ClassVar, Dict, List, Mapping, Optional

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide_rasa import core
from backguide_rasa.channels.messaging import signatures
from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.parcel import SENT, Address, Choice, Incoming, Outcome, Parcel
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.wire import Answer

BOXES = 10  # of one group of checkboxes
PASSING = {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
SPOKEN = (None, "file_share", "me_message", "message_changed", "thread_broadcast")
DIRECT = "D"  # with which the ids of private chats begin
MARKUP = re.compile(r"<(?:[^<>|]*\|)?([^<>|]*)>")


def escaped(text: str) -> str:
    """Return a text in which Slack sees no markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _size(text: str) -> int:
    return len(escaped(text))


class Slack(Platform):
    """https://api.slack.com/apis/events-api and /reference/block-kit"""

    name = "slack"
    limits = Limits(text=3000, buttons=25, title=75, ticks=20, size=_size, documents=True)
    needs = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
    speaks_first = True
    ROOT: ClassVar[str] = "https://slack.com/api"

    def genuine(self, request: Request, now: float) -> bool:
        """Check the v0 signature and that the request is of the last five minutes."""
        return signatures.slack(self.settings["SLACK_SIGNING_SECRET"], request.headers.get("x-slack-request-timestamp"),
                                request.body, request.headers.get("x-slack-signature"), now)

    def handshake(self, request: Request) -> Optional[HTTPResponse]:
        """Give back the challenge by which Slack checks an address."""
        body = json.loads(request.body) if request.method == "POST" and not _is_form(request) else {}
        return response.json({"challenge": body["challenge"]}) if body.get("type") == "url_verification" else None

    def parse(self, request: Request) -> List[Incoming]:
        """Take an event, or what was tapped, apart."""
        if _is_form(request):
            return [_action(json.loads(request.form["payload"][0]))]
        body = json.loads(request.body)
        if body["type"] != "event_callback":
            return [Incoming("", "unknown")]
        return [_event(body["event_id"], body["event"])]

    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message, in the thread that the person wrote in."""
        if parcel.document:
            return await self._document(to, parcel.text)
        body: Dict[str, Any] = {**_place(to, "channel"), "text": escaped(parcel.text)}
        if parcel.choices:
            body["blocks"] = blocks(parcel)
        return _outcome(await self._call("chat.postMessage", body))

    async def acknowledge(self, incoming: Incoming, title: str) -> None:
        """Put the choice in place of the buttons."""
        note = incoming.note
        if not title or not note.get("text"):
            return
        text = f"{note['text']}\n\n{escaped(core.content().texts.channels['chosen'])} {escaped(title)}"
        await self._call("chat.update", {"channel": incoming.address["channel"], "ts": note["ts"], "text": text,
                                         "blocks": []})

    async def _document(self, to: Address, text: str) -> Outcome:
        """Send a file by Slack's three steps: ask where to, upload, share."""
        content, name = text.encode(errors="replace"), core.content().texts.channels["file"]
        asked = await self._post("files.getUploadURLExternal", data={"filename": name, "length": str(len(content))})
        if _outcome(asked) != SENT:
            return _outcome(asked)
        uploaded = (await self.wire.post(str(asked.body["upload_url"]), data=content)).outcome()
        if uploaded != SENT:
            return uploaded
        file = {"id": asked.body["file_id"], "title": name}
        return _outcome(await self._call("files.completeUploadExternal", {**_place(to, "channel_id"), "files": [file]}))

    async def _call(self, method: str, body: Mapping[str, Any]) -> Answer:
        return await self._post(method, json=body)

    async def _post(self, method: str, **body: Any) -> Answer:
        root = self.settings.get("SLACK_API_URL") or self.ROOT
        token = {"Authorization": f"Bearer {self.settings['SLACK_BOT_TOKEN']}"}
        return await self.wire.post(f"{root}/{method}", headers=token, **body)


def _place(to: Address, channel: str) -> Dict[str, Any]:
    return {channel: to["channel"], **({"thread_ts": to["thread"]} if to.get("thread") else {})}


def _is_form(request: Request) -> bool:
    return bool((request.content_type or "").startswith("application/x-www-form-urlencoded"))


def _event(name: str, event: Mapping[str, Any]) -> Incoming:
    known = event["type"] in ("message", "app_mention") and not event.get("bot_id")
    if not known or event.get("subtype") not in SPOKEN:
        return Incoming(name, "unknown")
    changed, before = event.get("message") or {}, event.get("previous_message") or {}
    if changed and changed.get("text") == before.get("text"):  # Slack unfolded a link
        return Incoming(name, "unknown")
    text, person = changed.get("text", event.get("text")) or "", changed.get("user", event.get("user"))
    if changed.get("bot_id") or not isinstance(person, str):  # the bot's own message, which it changed itself
        return Incoming(name, "unknown")
    address = {"channel": event["channel"]}
    if event.get("thread_ts"):
        address["thread"] = event["thread_ts"]
    if event.get("channel_type") != "im":
        if event["type"] != "app_mention":  # what others say to each other is not for the bot
            return Incoming(name, "unknown")
        address["thread"] = event.get("thread_ts") or event["ts"]
        return Incoming(name, "group", person, address, _plain(text))
    kind = "edited" if changed else "text" if text else "media"
    return Incoming(name, kind, person, address, _plain(text))


def _plain(text: str) -> str:
    """Return what the person typed: without links' addresses, mentions and escapes."""
    return html.unescape(MARKUP.sub(lambda m: "" if m.group(0)[1] in "@!#" else m.group(1), text)).strip()


def _action(body: Mapping[str, Any]) -> Incoming:
    """Take a tapped button apart, with the boxes that are ticked beside it."""
    if body["type"] != "block_actions":
        return Incoming("", "unknown")
    action, message = body["actions"][0], body.get("message") or {}
    name = f"{body['user']['id']}-{action['action_ts']}-{action['action_id']}"
    address = {"channel": body["channel"]["id"]}
    if message.get("thread_ts"):
        address["thread"] = message["thread_ts"]
    if not address["channel"].startswith(DIRECT):
        return Incoming(name, "group", body["user"]["id"], address)
    note = {"ts": message.get("ts"), "text": message.get("text")}
    values = ((body.get("state") or {}).get("values") or {}).values()
    codes = [o["value"] for block in values for box in block.values() for o in box.get("selected_options") or ()]
    if action["type"] != "button":
        return Incoming(name, "tick", body["user"]["id"], address, codes=tuple(codes), note=note)
    codes += [action["value"]] if action["action_id"] != "done" else []
    if not codes:
        return Incoming(name, "tick", body["user"]["id"], address, note=note)
    return Incoming(name, "button", body["user"]["id"], address, codes=tuple(codes), note=note)


def blocks(parcel: Parcel) -> List[Dict[str, Any]]:
    """Return the blocks of a message: the text, boxes to tick, buttons."""
    boxes = [choice for choice in parcel.choices if parcel.ticks and not choice.alone]
    buttons = [_button(choice, f"choice_{n}") for n, choice in enumerate(parcel.choices) if choice not in boxes]
    elements = [_boxes(boxes[n:n + BOXES], f"boxes_{n}") for n in range(0, len(boxes), BOXES)]
    if boxes:
        buttons.insert(0, _button(Choice(core.content().texts.channels["done"], "done"), "done"))
    return [{"type": "section", "text": {"type": "plain_text", "text": parcel.text, "emoji": False}},
            *({"type": "actions", "block_id": e["action_id"], "elements": [e]} for e in elements),
            {"type": "actions", "block_id": "buttons", "elements": buttons}]


def _boxes(choices: List[Choice], name: str) -> Dict[str, Any]:
    options = [{"text": _words(choice.title), "value": choice.code} for choice in choices]
    return {"type": "checkboxes", "action_id": name, "options": options}


def _button(choice: Choice, name: str) -> Dict[str, Any]:
    return {"type": "button", "action_id": name, "text": _words(choice.title), "value": choice.code}


def _words(text: str) -> Dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _outcome(answer: Answer) -> Outcome:
    """Judge an answer: Slack writes errors into a body of status 200."""
    error = str(answer.body.get("error") or "")
    if answer.status == 200 and answer.body.get("ok") is True:
        return SENT
    if error in PASSING or answer.outcome().state == "later":
        return Outcome("later", answer.retry_after)
    return Outcome("refused", why=f"error {error or answer.status}")
