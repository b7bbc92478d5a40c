"""Shows the number to somebody who says it is an emergency, then asks what."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class CheckEmergency(Action):
    """Shows the number to somebody who says it is an emergency, then asks what."""

    def name(self) -> str:
        return "action_check_emergency"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        text = conversation.content.texts.phrases["emergency_check"]["text"]
        dispatcher.utter_message(text=conversation.fill(text))
        return conversation.ask_signs(dispatcher)
