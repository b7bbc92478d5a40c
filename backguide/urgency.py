"""The urgency scale, lowest to highest."""
from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How soon to seek help; a higher number is more urgent."""

    SELFCARE = 0
    ROUTINE = 1
    SOON = 2
    URGENT = 3
    EMERGENCY = 4

    @property
    def id(self) -> str:
        """Return the name used in content and on the wire."""
        return self.name.lower()

    @classmethod
    def of(cls, name: str) -> Level:
        """Return the level called `name`; raises KeyError otherwise."""
        return cls[name.upper()]
