"""Asks directly and kindly when words may mean thoughts of suicide."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.case import Told


class CheckCrisis(Action):
    """Asks directly and kindly when words may mean thoughts of suicide."""

    def name(self) -> str:
        return "action_check_crisis"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        crisis = next(rule for rule in conversation.content.rules if rule.route == "crisis")
        words = str(tracker.latest_message.get("text") or "")[:120]
        case = conversation.case.with_told(Told(crisis.all_of[0], "possible", words))
        return conversation.ask_next(dispatcher, case, conversation.phrase("crisis_check"))
