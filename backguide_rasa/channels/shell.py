"""The terminal (`make shell`): choices as a numbered list, results as text."""
from __future__ import annotations

from typing import Any, Dict, List, Text

from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.menu import Menu, read
from backguide_rasa.channels.messaging.rendering import Renderer
from backguide_rasa.channels.rest import GuardedRest

ENDLESS = 1_000_000  # characters: a terminal scrolls


class ShellRest(GuardedRest):
    """What Rasa's console talks to; it posts to the REST path.

    The console itself would print each custom payload as JSON, and lets only
    one choice of a list be picked.
    """

    def __init__(self) -> None:
        self._renderer = Renderer(Limits(text=ENDLESS), b"")  # no buttons: no codes to protect
        self._open: Dict[Text, List[Menu]] = {}

    @classmethod
    def name(cls) -> Text:
        """Return the name by which Rasa starts its console."""
        return "cmdline"

    def url_prefix(self) -> Text:
        """Return the path that the console posts to."""
        return "rest"

    def heard(self, sender: Text, text: Text) -> Text:
        """Return what a number or a title means in the list that was shown last."""
        return read(self._open.get(sender, []), text)

    def shown(self, sender: Text, replies: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        """Return plain texts, the choices numbered."""
        parcels, menus = self._renderer.turn(replies)
        if menus:
            self._open[sender] = menus
        return [{"recipient_id": sender, "text": parcel.text} for parcel in parcels]
