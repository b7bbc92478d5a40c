"""Keeps the person's consent; the questions may begin."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class BeginCheck(Action):
    """Keeps the person's consent; the questions may begin."""

    def name(self) -> str:
        return "action_begin_check"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return Conversation(tracker).save(consented=True, stage="asking")
