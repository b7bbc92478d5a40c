"""Tells how far the interview is."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.interview import progress


class TellProgress(Action):
    """Tells how far the interview is."""

    def name(self) -> str:
        return "action_tell_progress"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        done = progress(conversation.content, conversation.case)
        text = conversation.phrase("progress").format(asked=done.asked + 1, about=max(done.about, done.asked + 1),
                                                      at_most=max(done.at_most, done.asked + 1))
        dispatcher.utter_message(text=text if conversation.stage == "asking" else (
            conversation.phrase("progress_none")))
        return []
