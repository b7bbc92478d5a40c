"""What may be said where others read along: little, and not again and again."""
from __future__ import annotations

from collections import OrderedDict
from typing import Tuple

from backguide_rasa.channels.messaging.parcel import Address

POLITE_SECONDS = 3600  # a group is asked for a private chat once in this time
GROUPS = 10_000        # of which the last time is remembered


class Manners:
    """Remembers which groups were asked for a private chat."""

    def __init__(self) -> None:
        self._asked: OrderedDict[Tuple[str, ...], float] = OrderedDict()

    def may_ask(self, group: Address, now: float) -> bool:
        """Tell whether to ask now; `now` in seconds."""
        place = tuple(value for name, value in sorted(group.items()) if name != "thread")
        if now - self._asked.get(place, now - POLITE_SECONDS) < POLITE_SECONDS:
            return False
        self._asked[place] = now
        self._asked.move_to_end(place)
        if len(self._asked) > GROUPS:
            self._asked.popitem(last=False)
        return True
