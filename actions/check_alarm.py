"""Makes sure, with one question each, after: that is not what I meant."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.dialogue import doubt_alarm


class CheckAlarm(Action):
    """Makes sure, with one question each, after: that is not what I meant."""

    def name(self) -> str:
        return "action_check_alarm"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        case = doubt_alarm(conversation.content, conversation.case)
        return conversation.ask_next(dispatcher, case, conversation.phrase("check_alarm"))
