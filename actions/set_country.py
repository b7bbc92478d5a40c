"""Takes the country, so that the right numbers are shown."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events, say
from backguide.helplines import country, country_named
from backguide.messages import custom
from backguide_rasa import core


class SetCountry(Action):
    """Takes the country, so that the right numbers are shown."""

    def name(self) -> str:
        return "action_set_country"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = Conversation(tracker)
        found = country_named(conversation.content, str(tracker.latest_message.get("text") or ""))
        if found is None:  # the number of a country that was known before may be wrong there
            found = country(conversation.content, None)
            unknown = str(conversation.content.texts.phrases["country_unknown"]).format(number=found.emergency)
            say(dispatcher, [{"text": unknown, "custom": custom("country", country=found.id)}])
            return [SlotSet(core.PLACE, found.id), SlotSet("emergency_number", found.emergency)]
        text = str(conversation.content.texts.phrases["say_country_set"][conversation.said() % 2]).format(
            name=found.name, number=found.emergency)
        say(dispatcher, [{"text": text, "custom": custom("country", country=found.id)}])
        return [SlotSet(core.PLACE, found.id), SlotSet("emergency_number", found.emergency)]
