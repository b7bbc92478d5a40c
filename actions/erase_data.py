"""Forgets everything; the channel then deletes the stored conversation."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.messages import custom


class EraseData(Action):
    """Forgets everything; the channel then deletes the stored conversation."""

    def name(self) -> str:
        return "action_erase_data"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text = Conversation(tracker).phrase("say_erased")
        dispatcher.utter_message(text=text, json_message=custom("erased"))
        return [AllSlotsReset()]
