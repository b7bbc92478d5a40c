"""Says why the open question is asked."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.dialogue import step_named
from backguide.interview import Confirm
from backguide.messages import paragraphs
from backguide.reasons import served_by, why_asked, why_of


class ExplainWhy(Action):
    """Says why the open question is asked."""

    def name(self) -> str:
        return "action_explain_why"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        phrases = conversation.content.texts.phrases
        if conversation.stage in ("result", "emergency"):
            dispatcher.utter_message(text=why_of(conversation.content, conversation.case))
            return []
        step = step_named(conversation.content, conversation.case, conversation.open_question)
        why = phrases["consent"]["why"] if conversation.open_question == "consent" else why_asked(
            conversation.content, conversation.case, step)
        text = f"{phrases['why_lead']} {why or phrases['why_confirm']}" if conversation.open_question else (
            phrases["why_nothing"])
        findings = (step.finding,) if isinstance(step, Confirm) else step.settles if step else ()
        text = paragraphs(text, served_by(conversation.content, conversation.case, findings))
        dispatcher.utter_message(text=text)
        return []
