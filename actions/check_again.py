"""Asks again what may have changed since the last result."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class CheckAgain(Action):
    """Asks again what may have changed since the last result."""

    def name(self) -> str:
        return "action_check_again"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return Conversation(tracker).check_again(dispatcher)
