"""Notes that somebody else is the person in pain."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.people import person_named, whom


class SetSubject(Action):
    """Notes that somebody else is the person in pain."""

    def name(self) -> str:
        return "action_set_subject"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        content = conversation.content
        named = person_named(content, str((tracker.latest_message or {}).get("text") or ""))
        case = replace(conversation.case, subject="other", who=named or conversation.case.who)
        dispatcher.utter_message(text=conversation.phrase("say_who_for").format(who=whom(content, case)))
        return conversation.save(case)
