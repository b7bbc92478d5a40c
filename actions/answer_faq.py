"""Answers a question from the article."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events, say
from backguide.messages import faq


class AnswerFaq(Action):
    """Answers a question from the article."""

    def name(self) -> str:
        return "action_answer_faq"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        topic = str((tracker.latest_message.get("intent") or {}).get("name", ""))[len("faq_"):]
        again = conversation.said_custom(type="faq_answer", topic=topic) % 2 == 1
        say(dispatcher, [faq(conversation.content, topic, again, str(tracker.latest_message.get("text") or ""))])
        return []
