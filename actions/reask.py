"""Goes back to the open question after something else was said."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events, say
from backguide.interview import Confirm, next_step
from backguide.messages import button, understood
from backguide.turn import news


class Reask(Action):
    """Goes back to the open question after something else was said."""

    def name(self) -> str:
        return "action_reask"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        if conversation.old_button:
            dispatcher.utter_message(text=conversation.phrase("say_old_button"))
        found = news(conversation.before, conversation.case)
        if found:  # a question of their own may also have told something
            say(dispatcher, [understood(conversation.content, found, conversation.phrase("understood_lead"))])
        told = conversation.stage == "idle" and any(item.assertion == "present" for item in found)
        waiting = told or isinstance(next_step(conversation.content, conversation.case), Confirm)
        if conversation.stage in ("asking", "consent"):
            return conversation.ask_next(dispatcher, conversation.case, conversation.phrase("back_to_question"))
        if waiting:
            return conversation.ask_next(dispatcher, conversation.case)
        if conversation.stage == "emergency":
            phrases = conversation.content.texts.phrases
            buttons = [button(phrases["getting_help"], "getting_help"),
                       button(phrases["not_meant"], "not_what_i_meant")]
            say(dispatcher, [{"text": conversation.phrase("reminder"), "buttons": buttons}])
        elif conversation.stage == "idle":
            start = button(conversation.content.texts.phrases["start_check"], "start_check")
            say(dispatcher, [{"text": conversation.phrase("offer_check"), "buttons": [start]}])
        return conversation.save()
