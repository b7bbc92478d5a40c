"""Chooses how a response is worded: never the same way twice in a row."""
from __future__ import annotations

import copy
from typing import Any, Dict, List, Optional, Text

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from backguide_rasa.channels.shell import take_over_console


class VariedResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's templates, taken in turn; the emergency is filled from its slot."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        super().__init__(domain.responses if domain else {})
        take_over_console()  # the first code of ours that plain `rasa shell` runs

    async def generate(self, utter_action: Text, tracker: DialogueStateTracker, output_channel: Text,
                       **kwargs: Any) -> Optional[Dict[Text, Any]]:
        """Return the next wording of a response."""
        slots = tracker.current_slot_values()
        if utter_action == "utter_emergency" and slots.get("emergency_message"):
            return {**copy.deepcopy(slots["emergency_message"]), "utter_action": utter_action}
        variants: List[Dict[Text, Any]] = self.responses.get(utter_action, [])
        if not variants:
            return None
        chosen = copy.deepcopy(variants[times_said(tracker, utter_action) % len(variants)])
        return self._fill_response(chosen, slots, **kwargs)


def times_said(tracker: DialogueStateTracker, utter_action: Text) -> int:
    """Count how often a response was uttered in this conversation."""
    return sum(isinstance(event, BotUttered) and event.metadata.get("utter_action") == utter_action
               for event in tracker.events)
