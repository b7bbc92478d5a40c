"""Last in the pipeline: knows the open question, guards payloads, sees danger."""
from __future__ import annotations

import uuid
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import AnySlotDict, DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backguide_rasa.nlu.resolve import Dialogue, Resolved, resolve


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerReader(GraphComponent):
    """Turns whatever settles the open question into the intent `answer`.

    Puts `turn` into the parse data: the case after this message, and whether
    it is an emergency. Rasa hands in the tracker at inference only.
    """

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> AnswerReader:
        """Create the component for the graph."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as it is."""
        return training_data

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Resolve each message against the dialogue."""
        # end-to-end tests and /model/parse have no tracker, or one without slots
        known = tracker is not None and not isinstance(tracker.slots, AnySlotDict)
        dialogue = Dialogue.of(tracker) if known and tracker else Dialogue()
        for message in messages:
            self._apply(message, resolve(dialogue, message.get(TEXT) or "", message.get(INTENT) or {}))
        return messages

    @staticmethod
    def _apply(message: Message, resolved: Resolved) -> None:
        if resolved.text is not None:
            # Rasa's own payload handler runs after us and would unpack a leading slash
            message.set(TEXT, resolved.text, add_to_output=True)
        if resolved.intent:
            message.set(INTENT, {"name": resolved.intent, "confidence": 1.0}, add_to_output=True)
        if resolved.entities is not None:
            message.set(ENTITIES, resolved.entities, add_to_output=True)
        if resolved.turn is not None:
            message.set("turn", {"id": uuid.uuid4().hex, **resolved.turn}, add_to_output=True)
