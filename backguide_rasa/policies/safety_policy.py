"""Second safety layer: Rasa's core itself says the emergency, before any action."""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from backguide.case import Case
from backguide.visits import recorded, visits_from
from backguide_rasa import alarms, core

UTTER = "utter_emergency"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class SafetyPolicy(Policy):
    """Utters the emergency for a message that is one, and closes what was open.

    `is_no_user_prediction` is needed besides the priority: it is what wins
    against Rasa's own policies whatever they predict.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults of config.yml."""
        return {"priority": 100, "max_history": 1}

    @staticmethod
    def supported_data() -> SupportedData:
        """Take stories and rules, though nothing is learnt."""
        return SupportedData.ML_AND_RULE_DATA

    def train(self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Learn nothing."""
        return self._resource

    def predict_action_probabilities(self, tracker: DialogueStateTracker, domain: Domain,
                                     rule_only_data: Optional[Dict[Text, Any]] = None,
                                     **kwargs: Any) -> PolicyPrediction:
        """Predict the emergency, then listening; nothing for other messages."""
        probabilities = self._default_predictions(domain)
        alarm = alarms.of_tracker(tracker)
        if alarm is None:
            return self._prediction(probabilities)
        said = tracker.latest_action_name == UTTER
        probabilities[domain.index_for_action(ACTION_LISTEN_NAME if said else UTTER)] = 1.0
        events = [] if said else _close(alarm, tracker)
        return self._prediction(probabilities, events=events, is_no_user_prediction=True)


def _close(alarm: alarms.Alarm, tracker: DialogueStateTracker) -> List[Event]:
    """Set the slots that the utterance reads, keep the check in the timeline, and close the open question."""
    visits = recorded(core.content(), visits_from(tracker.get_slot("timeline")), Case.from_data(alarm.case),
                      core.today(), anew=tracker.get_slot("shown_case") is None)
    return [
        SlotSet("shown_case", alarm.case), SlotSet("timeline", [visit.to_data() for visit in visits]),
        SlotSet("case", alarm.case), SlotSet("stage", "emergency"), SlotSet("open_question", None),
        SlotSet("emergency_text", alarm.message["text"]), SlotSet("emergency_message", alarm.message),
    ]
