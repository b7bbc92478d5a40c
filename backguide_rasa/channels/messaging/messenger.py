"""Facebook Messenger: signed webhooks, quick replies."""
from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide_rasa import core
from backguide_rasa.channels.messaging.limits import Limits, utf16
from backguide_rasa.channels.messaging.parcel import SENT, Address, Incoming, Outcome, Parcel
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.signatures import meta_signature, same
from backguide_rasa.channels.messaging.wire import Answer

FIRST = "GET_STARTED"  # payload of the button that opens a conversation, as docs/channels.md has it set
BUSY = {1, 2, 4, 17, 32, 341, 613, 1200, 80006}  # error codes that pass: limits of calls, service down


class Messenger(Platform):
    """https://developers.facebook.com/docs/messenger-platform"""

    name = "messenger"
    limits = Limits(text=2000, buttons=13, title=20, size=utf16)
    needs = ("MESSENGER_PAGE_TOKEN", "MESSENGER_APP_SECRET", "MESSENGER_VERIFY_TOKEN")

    def genuine(self, request: Request, now: float) -> bool:
        """Check the SHA-256 signature of the body."""
        expected = meta_signature(self.settings["MESSENGER_APP_SECRET"], request.body)
        return same(request.headers.get("x-hub-signature-256"), expected)

    def handshake(self, request: Request) -> Optional[HTTPResponse]:
        """Give back the challenge to whoever knows the verify token."""
        known = same(request.args.get("hub.verify_token"), self.settings["MESSENGER_VERIFY_TOKEN"])
        if request.method != "GET" or request.args.get("hub.mode") != "subscribe" or not known:
            return None
        return response.text(request.args.get("hub.challenge") or "")

    def parse(self, request: Request) -> List[Incoming]:
        """Take a batch apart."""
        body = json.loads(request.body)
        if body["object"] != "page":
            return [Incoming("", "unknown")]
        return [_one(item) for entry in body["entry"] for item in entry.get("messaging") or ()]

    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message."""
        message: Dict[str, Any] = {"text": parcel.text}
        if parcel.choices:
            message["quick_replies"] = [
                {"content_type": "text", "title": choice.title, "payload": choice.code} for choice in parcel.choices]
        root = self.settings.get("MESSENGER_API_URL") or "https://graph.facebook.com/v21.0"
        token = {"Authorization": f"Bearer {self.settings['MESSENGER_PAGE_TOKEN']}"}
        return _outcome(await self.wire.post(f"{root}/me/messages", headers=token, json={
            "recipient": {"id": to["to"]}, "messaging_type": "RESPONSE", "message": message}))


def _one(item: Mapping[str, Any]) -> Incoming:
    message, postback = item.get("message") or {}, item.get("postback") or {}
    if message.get("is_echo") or not (message or postback):
        return Incoming("", "unknown")
    person = str(item["sender"]["id"])
    address, name = {"to": person}, str((message or postback)["mid"])
    code = (message.get("quick_reply") or {}).get("payload") or postback.get("payload")
    if postback and code == FIRST:
        return Incoming(name, "text", person, address, core.content().texts.channels["hello"])
    if code:
        return Incoming(name, "button", person, address, codes=(str(code),))
    text = str(message.get("text") or "")
    return Incoming(name, "text" if text else "media", person, address, text)


def _outcome(answer: Answer) -> Outcome:
    """Judge an answer: limits come as errors of status 400 too."""
    if answer.outcome() == SENT:
        return SENT
    error = answer.part("error")
    if answer.outcome().state == "later" or error.get("code") in BUSY or error.get("is_transient"):
        return Outcome("later", answer.retry_after)
    return Outcome("refused", why=f"code {error.get('code', answer.status)}")
