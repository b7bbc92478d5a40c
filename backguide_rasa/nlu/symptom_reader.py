"""Gives Rasa the reader's sentence vector, and the symptoms as entities."""
from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List, Sequence, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backguide.text.reading import Reading
from backguide_rasa import core


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SymptomReader(DenseFeaturizer, GraphComponent):
    """One pass of the reader serves features (training too) and entities.

    The feature is the reader's vector, of unit length times `scale`: Rasa's
    logistic regression has no regularisation setting, and the length of what
    it learns from stands in for one.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return the components that must come before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults of config.yml."""
        return {**DenseFeaturizer.get_default_config(), "scale": 4.0}

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> SymptomReader:
        """Create the component for the graph."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Nothing to validate beyond the defaults."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training examples, on every core: one reading uses only one."""
        written = [message for message in training_data.training_examples if message.get(TEXT)]
        vector = core.reader().vector
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            for message, values in zip(written, workers.map(lambda m: vector(m.get(TEXT)), written)):
                self._add(message, values)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add features and entities to incoming messages."""
        for message in messages:
            reading = core.read(message.get(TEXT) or "", core.today())
            self._add(message, reading.vector)
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities(reading)], add_to_output=True)
        return messages

    def _add(self, message: Message, values: Sequence[float]) -> None:
        vector = np.asarray(values, dtype=np.float32)
        norm = float(np.linalg.norm(vector))
        scaled = (vector * (self._config["scale"] / norm if norm else 0.0)).reshape(1, -1)
        for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
            message.add_features(Features(scaled, kind, TEXT, self._identifier))


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
