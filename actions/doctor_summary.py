"""Gives the summary for the doctor as text."""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events, say
from backguide.messages import Message, custom
from backguide.summary import as_text, summarise


class DoctorSummary(Action):
    """Gives the summary for the doctor as text; the open question stays open."""

    def name(self) -> str:
        return "action_doctor_summary"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        if not conversation.case.answers and not conversation.case.told:
            dispatcher.utter_message(text=conversation.phrase("nothing_to_summarise"))
            return []
        message: Message = {"text": as_text(conversation.content, summarise(
            conversation.content, conversation.case, datetime.now(timezone.utc), conversation.visits)),
            "custom": custom("summary")}
        say(dispatcher, [message])
        return []
