"""What is ticked in messages whose boxes we draw ourselves."""
from __future__ import annotations

from collections import OrderedDict
from typing import Dict, FrozenSet, Tuple

MESSAGES = 10_000  # whose ticks are remembered
Place = Tuple[str, str]


class Ticks:
    """The ticks of each message: newer than what a tap tells, which shows it as it was drawn last.

    Who taps two boxes faster than the first tick is drawn would lose it.
    """

    def __init__(self) -> None:
        self._messages: OrderedDict[Place, Tuple[FrozenSet[str], Dict[str, None]]] = OrderedDict()

    def now(self, place: Place, drawn: FrozenSet[str]) -> FrozenSet[str]:
        """Return what is ticked; `drawn` where the message is not remembered, as after a restart."""
        return self._messages.get(place, (drawn, {}))[0]

    def turn(self, place: Place, tap: str, code: str, drawn: FrozenSet[str]) -> FrozenSet[str]:
        """Tick a box, or take its tick away; the same tap, delivered again, changes nothing."""
        ticked, taps = self._messages.get(place, (drawn, {}))
        if tap not in taps:
            ticked = ticked ^ {code}
        self._messages[place] = ticked, {**taps, tap: None}
        self._messages.move_to_end(place)
        if len(self._messages) > MESSAGES:
            self._messages.popitem(last=False)
        return ticked
