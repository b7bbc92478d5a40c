"""The carriers' words: STOP, START and HELP."""
from __future__ import annotations

from typing import List

from backguide.replies import plain
from backguide_rasa import core
from backguide_rasa.channels.messaging.parcel import Incoming, Reply
from backguide_rasa.channels.messaging.people import People
from backguide_rasa.channels.messaging.platform import Platform

KEYWORDS = ("stop", "start", "help")


class Keywords:
    """Finds and obeys them, where the platform has them."""

    def __init__(self, platform: Platform, people: People) -> None:
        self._platform, self._people = platform, people

    def found(self, conversation: str, incoming: Incoming) -> str:
        """Return which of them a message is; empty if it is none."""
        if not self._platform.keywords or incoming.codes:
            return ""
        words, said = core.content().texts.channels["words"], plain(incoming.text)
        found = next((kind for kind in KEYWORDS if said in words[kind]), "")
        # to the carriers too it means something only for those who said stop
        return "" if found == "start" and not self._people.stopped(conversation) else found

    def obey(self, conversation: str, keyword: str) -> List[Reply]:
        """Do what a keyword asks for; returns what is said of it."""
        words = core.content().texts.channels
        if keyword == "help":
            return [{"text": words["help"]}]
        self._people.stop(conversation, keyword == "stop")
        if keyword == "stop" and not self._platform.says_stopped:
            return []
        return [{"text": words["stopped" if keyword == "stop" else "started"]}]
