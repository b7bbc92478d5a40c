"""Gives Rasa the reader's sentence vector and the symptoms as entities."""
from __future__ import annotations

from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from backguide.text.reading import Reading
from backguide_rasa import core
from backguide_rasa.nlu.vectors import VectorFeaturizer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SymptomReader(VectorFeaturizer):
    """One pass of the reader serves features (training too) and entities."""

    def vector(self, text: Text) -> np.ndarray:
        """Return the reader's vector of a text."""
        return np.asarray(core.read(text, core.today()).vector)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add features and entities to incoming messages."""
        for message in super().process(messages):
            found = entities(core.read(message.get(TEXT) or "", core.today()))
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages


def entities(reading: Reading) -> List[Dict[Text, Any]]:
    """Return findings and amounts in the contract's form for /model/parse."""
    unit = {"duration": "days", "age": "years", "pain_score": "score", "temperature": "celsius"}
    found: List[Dict[Text, Any]] = [
        {"entity": m.finding, "value": m.text, "start": m.start, "end": m.end, "assertion": m.assertion,
         "confidence_entity": round(m.score, 3), "extractor": m.extractor}
        for m in reading.mentions
    ]
    for amount in reading.amounts:
        value = amount.low if amount.low == amount.high else [amount.low, amount.high]
        found.append({"entity": amount.entity, "value": {unit[amount.entity]: value}, "start": amount.start,
                      "end": amount.end, "extractor": "amounts"})
    return found
