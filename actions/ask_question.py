"""Asks the next question of the interview."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class AskQuestion(Action):
    """Asks the next question of the interview."""

    def name(self) -> str:
        return "action_ask_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        return conversation.ask_next(dispatcher, conversation.case)
