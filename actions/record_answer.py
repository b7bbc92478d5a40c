"""Keeps the answer that the pipeline read, and says where that leads."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.alarm import alarm
from backguide.dialogue import is_emergency
from backguide.interview import next_step


class RecordAnswer(Action):
    """Keeps the answer that the pipeline read, and says where that leads."""

    def name(self) -> str:
        return "action_record_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        case = conversation.case
        if is_emergency(conversation.content, case):
            message = alarm(conversation.content, case, conversation.where)
            return conversation.save(case, stage="emergency", open_question=None, emergency_text=message["text"],
                                     emergency_message=message, **conversation.finished(case))
        done = next_step(conversation.content, case) is None
        return conversation.save(case, stage="result" if done else "asking", open_question=None, misses=0)
