"""Remembers which messages were taken, so that a second delivery changes nothing."""
from __future__ import annotations

from collections import OrderedDict

KEPT = 20_000


class Seen:
    """The newest ids; vendors deliver again within minutes, not after so many messages."""

    def __init__(self, kept: int = KEPT) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._kept = kept

    def first(self, name: str) -> bool:
        """Tell whether this id is new, and remember it."""
        if name in self._ids:
            return False
        self._ids[name] = None
        if len(self._ids) > self._kept:
            self._ids.popitem(last=False)
        return True
