"""Notes that somebody else is the person in pain."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class SetSubject(Action):
    """Notes that somebody else is the person in pain."""

    def name(self) -> str:
        return "action_set_subject"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        dispatcher.utter_message(text=conversation.phrase("say_who_for"))
        return conversation.save(replace(conversation.case, subject="other"))
