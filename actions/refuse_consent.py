"""Forgets what was told by somebody who does not agree."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.messages import custom


class RefuseConsent(Action):
    """Forgets what was told by somebody who does not agree."""

    def name(self) -> str:
        return "action_refuse_consent"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        # nothing is kept of somebody who does not agree: the channel deletes what it has
        dispatcher.utter_message(text=Conversation(tracker).phrase("no_consent_after"), json_message=custom("erased"))
        return [SlotSet("case", None), SlotSet("stage", "idle"), SlotSet("open_question", None)]
