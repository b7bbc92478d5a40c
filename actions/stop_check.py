"""Ends the interview with what the answers so far show."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class StopCheck(Action):
    """Ends the interview with what the answers so far show."""

    def name(self) -> str:
        return "action_stop_check"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        if conversation.stage == "asking" and conversation.case.answers:
            dispatcher.utter_message(text=conversation.phrase("partial"))
            return conversation.give_result(dispatcher, conversation.case)
        dispatcher.utter_message(text=conversation.phrase("say_stopped"))
        return conversation.save(stage="idle", open_question=None)
