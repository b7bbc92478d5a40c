"""Opens a check: consent first, then the first question."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class OpenCheck(Action):
    """Opens a check: consent first, then the first question."""

    def name(self) -> str:
        return "action_open_check"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        if conversation.stage in ("result", "emergency"):
            return conversation.begin_anew(dispatcher)
        return conversation.ask_next(dispatcher, conversation.case)
