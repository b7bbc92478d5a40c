"""Lets the person change an answer, or take back what was noted."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events, say
from backguide.case import Case
from backguide.dialogue import answered_questions, question_named, take_back
from backguide.messages import button


class CorrectAnswer(Action):
    """Lets the person change an answer, or take back what was noted."""

    def name(self) -> str:
        return "action_correct_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        content, case = conversation.content, conversation.case
        question, finding = conversation.entity("q"), conversation.entity("finding")
        named = question_named(content, case, str((tracker.latest_message or {}).get("text") or ""))
        question = question or (named.id if named else None)
        if question:
            return conversation.ask_next(dispatcher, case.without_answer(question))
        if finding and finding in content.findings:
            label = content.findings[finding].label
            lead = content.texts.phrases["taken_back"].format(label=label)
            return conversation.ask_next(dispatcher, take_back(content, case, [finding]), lead)
        return self._offer(dispatcher, conversation, case)

    @staticmethod
    def _offer(dispatcher: CollectingDispatcher, conversation: Conversation, case: Case) -> Events:
        phrases = conversation.content.texts.phrases
        questions = answered_questions(conversation.content, case)
        if not questions and conversation.open_question:
            return conversation.ask_next(dispatcher, case, phrases["nothing_to_change"])
        buttons = [button(q.title[0].upper() + q.title[1:], "correct_answer", q=q.id) for q in questions]
        say(dispatcher, [{"text": phrases["which_answer" if buttons else "nothing_to_change"], "buttons": buttons}])
        return conversation.save()
