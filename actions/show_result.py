"""Gives the result, with reasons, as far as the answers go."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class ShowResult(Action):
    """Gives the result, with reasons, as far as the answers go."""

    def name(self) -> str:
        return "action_show_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        return conversation.give_result(dispatcher, conversation.case)
