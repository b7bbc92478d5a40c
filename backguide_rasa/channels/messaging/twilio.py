"""SMS and WhatsApp through Twilio: signed forms in, calls of its REST API out."""
from __future__ import annotations

import hashlib
import json
from typing import ClassVar, Dict, List, Mapping, Optional, Tuple
from urllib.parse import parse_qs

import aiohttp
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide_rasa.channels.messaging.limits import Limits, utf16
from backguide_rasa.channels.messaging.parcel import Address, Choice, Incoming, Outcome, Parcel
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.signatures import same, twilio_signature
from backguide_rasa.channels.messaging.splitting import plainly
from backguide_rasa.channels.messaging.wire import Answer, Wire

ACCOUNT = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PUBLIC_URL")
NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


class Sms(Platform):
    """https://www.twilio.com/docs/messaging: text alone, in a short form."""

    name = "sms"
    limits = Limits(text=1600, size=utf16, brief=True)
    needs = (*ACCOUNT, "TWILIO_SMS_FROM")
    shared = ACCOUNT
    keywords = True
    speaks_first = True
    says_stopped = False  # Twilio answers STOP itself, and blocks what we would say
    SENDER: ClassVar[str] = "TWILIO_SMS_FROM"
    PREFIX: ClassVar[str] = ""

    def genuine(self, request: Request, now: float) -> bool:
        """Check the signature over the public address and the form."""
        url = self.settings["TWILIO_PUBLIC_URL"].rstrip("/") + request.path
        if request.query_string:
            url += f"?{request.query_string}"
        expected = twilio_signature(self.settings["TWILIO_AUTH_TOKEN"], url, form_of(request))
        return same(request.headers.get("x-twilio-signature"), expected)

    @property
    def public_url(self) -> str:
        """Return the address that Twilio calls."""
        return self.settings["TWILIO_PUBLIC_URL"]

    def parse(self, request: Request) -> List[Incoming]:
        """Take one message apart; reports on our own messages are not messages."""
        form = {name: values[0] for name, values in form_of(request).items()}
        if "MessageStatus" in form and "Body" not in form:
            return [Incoming("", "unknown")]
        name, person, text = form["MessageSid"], form["From"], form.get("Body", "")
        if not person.startswith(self.PREFIX or "+"):
            return [Incoming(name, "unknown")]
        code = form.get("ButtonPayload")
        kind = "button" if code else "text" if text.strip() or form.get("NumMedia", "0") == "0" else "media"
        return [Incoming(name, kind, person, {"to": person}, "" if code else text, (code,) if code else ())]

    def accepted(self) -> HTTPResponse:
        """Tell Twilio to send nothing by itself."""
        return response.text(NOTHING, content_type="text/xml; charset=utf-8")

    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message."""
        return (await self._message(to, {"Body": parcel.text})).outcome()

    async def _message(self, to: Address, body: Mapping[str, str]) -> Answer:
        sender = self.settings[self.SENDER]
        given = {"To": to["to"], "From": sender if sender.startswith(self.PREFIX) else self.PREFIX + sender, **body}
        root = self.settings.get("TWILIO_API_URL") or "https://api.twilio.com"
        account = self.settings["TWILIO_ACCOUNT_SID"]
        return await self.wire.post(f"{root}/2010-04-01/Accounts/{account}/Messages.json", data=given, auth=self._auth)

    @property
    def _auth(self) -> aiohttp.BasicAuth:
        return aiohttp.BasicAuth(self.settings["TWILIO_ACCOUNT_SID"], self.settings["TWILIO_AUTH_TOKEN"])


class WhatsApp(Sms):
    """The same account; up to three quick replies, each set of them a template made once."""

    name = "whatsapp"
    limits = Limits(text=1600, buttons=3, title=20, beside=1024, size=utf16)
    needs = (*ACCOUNT, "TWILIO_WHATSAPP_FROM")
    speaks_first = False  # free text within 24 hours of the person's last message only
    says_stopped = True
    SENDER = "TWILIO_WHATSAPP_FROM"
    PREFIX = "whatsapp:"

    def __init__(self, settings: Mapping[str, str], wire: Optional[Wire] = None) -> None:
        super().__init__(settings, wire)
        self._templates: Dict[Tuple[Choice, ...], str] = {}

    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message; with quick replies by their template.

        Where none can be had at once the words go without: an emergency waits
        for no second call, and no question for the API of templates.
        """
        if not parcel.choices:
            return await super().send(to, parcel)
        if parcel.urgent:
            return await super().send(to, plainly(parcel, self.limits)[0])
        if parcel.choices not in self._templates:
            made = await self._create(parcel.choices)
            if "sid" not in made.body:
                return Outcome("refused", why="no template")
            self._templates[parcel.choices] = str(made.body["sid"])
        sent = await self._message(to, {"ContentSid": self._templates[parcel.choices],
                                        "ContentVariables": json.dumps({"1": parcel.text})})
        return sent.outcome()

    async def _create(self, choices: Tuple[Choice, ...]) -> Answer:
        """Make the template of a set of quick replies; the text is its variable."""
        digest = hashlib.sha256(repr(choices).encode()).hexdigest()[:16]
        actions = [{"type": "QUICK_REPLY", "title": choice.title, "id": choice.code} for choice in choices]
        root = self.settings.get("TWILIO_CONTENT_API_URL") or "https://content.twilio.com"
        return await self.wire.post(f"{root}/v1/Content", auth=self._auth, json={
            "friendly_name": f"backguide_{digest}", "language": "en", "variables": {"1": "text"},
            "types": {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}})


def form_of(request: Request) -> Mapping[str, List[str]]:
    """Return the fields of a form, the empty ones too: they are part of what is signed."""
    return parse_qs(request.body.decode(errors="replace"), keep_blank_values=True)
