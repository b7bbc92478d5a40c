"""An invented vendor's channel: all that a new channel has to say."""
from __future__ import annotations

import json
from typing import List

from sanic.request import Request

from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.parcel import Address, Incoming, Outcome, Parcel
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.signatures import same


class Pigeon(Platform):
    """Post by pigeon: two short buttons, and not much room."""

    name = "pigeon"
    limits = Limits(text=1000, buttons=2, title=10)
    needs = ("PIGEON_TOKEN",)

    def genuine(self, request: Request, now: float) -> bool:
        """Compare the shared secret."""
        return same(request.headers.get("x-pigeon"), self.settings["PIGEON_TOKEN"])

    def parse(self, request: Request) -> List[Incoming]:
        """Take one update apart."""
        update = json.loads(request.body)
        kind, codes = ("button", (update["button"],)) if "button" in update else ("text", ())
        return [Incoming(update["id"], kind, update["from"], {"to": update["from"]}, update["text"], codes)]

    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message."""
        buttons = [{"title": choice.title, "id": choice.code} for choice in parcel.choices]
        answer = await self.wire.post(f"{self.settings['PIGEON_API_URL']}/fly", json={
            "to": to["to"], "text": parcel.text, "buttons": buttons})
        return answer.outcome()
