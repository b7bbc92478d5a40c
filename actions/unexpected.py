"""Answers a message that fits no rule and no story at this stage."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class Unexpected(Action):
    """Answers a message that fits no rule and no story at this stage."""

    def name(self) -> str:
        return "action_unexpected"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if tracker.latest_action_name not in (None, "action_listen"):
            # something was said already and only the end of its path is unknown: no more words
            return [FollowupAction("action_listen")]
        conversation = Conversation(tracker)
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if conversation.stage == "asking" and intent == "affirm":
            dispatcher.utter_message(text=conversation.phrase("which_one"))
        elif not conversation.open_question and conversation.stage != "emergency":
            dispatcher.utter_message(response="utter_nothing_open")
            return [FollowupAction("action_listen")]
        return [FollowupAction("action_reask")]
