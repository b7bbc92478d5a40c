"""Asks for other words; where no question is open, hands over honestly the second time."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import MOST_MISSES, Conversation, Events
from backguide.messages import button

LIKELY = 0.05  # a topic less likely than this is not worth offering


class OfferRephrase(Action):
    """Asks for other words; where no question is open, hands over honestly the second time."""

    def name(self) -> str:
        return "action_offer_rephrase"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        refused, asks_once_more = conversation.refused, conversation.misses(conversation.case) < MOST_MISSES
        if refused and asks_once_more:
            said = conversation.phrase(refused.phrase).format(low=refused.low, high=refused.high)
            dispatcher.utter_message(text=said)
            return []
        near = suggestions(conversation)
        if near and conversation.asks_article:
            dispatcher.utter_message(text=conversation.phrase("say_nearest"), buttons=near)
            return []
        if conversation.stage == "asking":
            if asks_once_more:
                dispatcher.utter_message(text=conversation.phrase("say_rephrase"), buttons=near)
            return []
        misses = int(tracker.get_slot("misses") or 0) + 1
        if misses % 2:
            dispatcher.utter_message(text=conversation.phrase("say_rephrase"), buttons=near)
        else:
            dispatcher.utter_message(text=conversation.phrase("say_hand_over"))
        return [SlotSet("misses", misses)]


def suggestions(conversation: Conversation) -> list[dict[str, str]]:
    """Return the article topics nearest to the message, as buttons.

    While a question is open only where the message looks like one of them:
    else the question's own options are the way on.
    """
    titles = {f"faq_{a['topic']}": a["title"] for a in conversation.content.texts.answers["answers"]}
    ranking = [entry for entry in (conversation.tracker.latest_message or {}).get("intent_ranking") or []
               if entry.get("name") != "nlu_fallback"]
    if conversation.open_question and (not ranking or ranking[0].get("name") not in titles):
        return []
    names = [entry["name"] for entry in ranking if entry.get("name") in titles and entry["confidence"] >= LIKELY]
    return [button(titles[name], name) for name in names[:3]]
