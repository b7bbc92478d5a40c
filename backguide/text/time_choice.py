"""Chooses, of the lengths of time that a message names, those that tell how long the pain has lasted.

The symptom model gives every token a value; the mean over a length of time,
with what the rules of clauses say of it, is the log odds that it is the
pain's. The weights are fitted in training/times.py and stand in reader.json.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from backguide.text.durations import Possible

# the mean value of the tokens between two characters
Look = Callable[[int, int], float]


@dataclass(frozen=True)
class TimeWeights:
    """What the rules' word and looseness weigh, and the chances from which the likeliest and any other count."""

    ruled: float
    loose: float
    bias: float
    least: float
    other: float

    @classmethod
    def from_data(cls, data: Mapping[str, float]) -> TimeWeights:
        """Build it from the `times` part of reader.json."""
        return cls(**data)

    def chance(self, value: float, each: Possible) -> float:
        """Return the chance that a length of time is the pain's."""
        odds = value + self.ruled * each.ruled + self.loose * each.loose + self.bias
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))


@dataclass(frozen=True)
class TimeChoice:
    """The weights, with the model's view of one message."""

    weights: TimeWeights
    look: Look

    def of(self, possible: Sequence[Possible], places: Sequence[tuple[int, int]]) -> list[Possible]:
        """Return the chosen ones in the order of the text; `places` are the characters of each."""
        rated = sorted(
            ((self.weights.chance(self.look(*place), each), each) for each, place in zip(possible, places)),
            key=lambda pair: -pair[0])
        chosen: list[Possible] = []
        for chance, each in rated:
            apart = all(each.candidate.stop <= other.candidate.first or other.candidate.stop <= each.candidate.first
                        for other in chosen)
            if apart and chance >= (self.weights.other if chosen else self.weights.least):
                chosen.append(each)
        return sorted(chosen, key=lambda each: each.candidate.first)
