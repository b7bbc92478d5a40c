"""Asks for other words once, then hands over honestly."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events
from backguide.messages import button

LIKELY = 0.05  # a topic less likely than this is not worth offering


class OfferRephrase(Action):
    """Asks for other words once, then hands over honestly."""

    def name(self) -> str:
        return "action_offer_rephrase"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        misses = int(tracker.get_slot("misses") or 0) + 1
        if misses % 2:
            dispatcher.utter_message(text=conversation.phrase("say_rephrase"), buttons=suggestions(conversation))
        else:
            dispatcher.utter_message(text=conversation.phrase("say_hand_over"))
        return [SlotSet("misses", misses)]


def suggestions(conversation: Conversation) -> list[dict[str, str]]:
    """Return the article topics nearest to the message, as buttons.

    None while a question is open: its own options are the way on.
    """
    if conversation.open_question:
        return []
    titles = {f"faq_{a['topic']}": a["title"] for a in conversation.content.texts.answers["answers"]}
    ranking = (conversation.tracker.latest_message or {}).get("intent_ranking") or []
    names = [entry["name"] for entry in ranking if entry.get("name") in titles and entry["confidence"] >= LIKELY]
    return [button(titles[name], name) for name in names[:3]]
