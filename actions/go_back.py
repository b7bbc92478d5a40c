"""Takes the last answer back and asks that question again."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.dialogue import go_back


class GoBack(Action):
    """Takes the last answer back and asks that question again."""

    def name(self) -> str:
        return "action_go_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        case, question = go_back(conversation.content, conversation.case)
        if question is None:
            dispatcher.utter_message(text=conversation.phrase("say_back_start"))
            return conversation.save()
        return conversation.save(case, stage="asking", open_question=question)
