"""Notes what free words told, and shows it back."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events, say
from backguide.messages import understood
from backguide.people import whom
from backguide.turn import news


class NoteSymptoms(Action):
    """Notes what free words told, and shows it back."""

    def name(self) -> str:
        return "action_note_symptoms"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        first = conversation.said_custom(type="understood") == 0
        found = news(conversation.before, conversation.case)
        if first and conversation.stage == "idle":
            dispatcher.utter_message(text=conversation.phrase("sympathy"))
        if conversation.case.subject != conversation.before.subject:
            said = conversation.phrase("say_who_for").format(who=whom(conversation.content, conversation.case))
            dispatcher.utter_message(text=said)
        if found:
            say(dispatcher, [understood(conversation.content, found, conversation.phrase("understood_lead"))])
        elif not first:
            dispatcher.utter_message(text=conversation.phrase("noted"))
        return conversation.save()
