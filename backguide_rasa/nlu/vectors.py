"""What our two featurizers share: one scaled sentence vector a message."""
from __future__ import annotations

from typing import Any, Dict, List, Text, Type, TypeVar

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Self = TypeVar("Self", bound="VectorFeaturizer")


class VectorFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a unit vector times `scale`.

    Rasa's logistic regression has no regularisation setting, and unit vectors
    leave it with no confidence at all.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return the components that must come before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults of config.yml."""
        return {**DenseFeaturizer.get_default_config(), "scale": 8.0}

    @classmethod
    def create(cls: Type[Self], config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> Self:
        """Create the component for the graph."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Nothing to validate beyond the defaults."""

    def vector(self, text: Text) -> np.ndarray:
        """Return the vector of a text, of shape (dimensions,), of any length."""
        raise NotImplementedError

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training examples."""
        for message in training_data.training_examples:
            if message.get(TEXT):
                self._add(message)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add features to incoming messages."""
        for message in messages:
            self._add(message)
        return messages

    def _add(self, message: Message) -> None:
        vector = np.asarray(self.vector(message.get(TEXT) or ""), dtype=np.float32)
        norm = float(np.linalg.norm(vector))
        scaled = (vector * (self._config["scale"] / norm if norm else 0.0)).reshape(1, -1)
        for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
            message.add_features(Features(scaled, kind, TEXT, self._identifier))
