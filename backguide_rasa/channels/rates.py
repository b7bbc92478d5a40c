"""How often somebody may do something: a sliding window for each."""
from __future__ import annotations

import time
from collections import OrderedDict, deque
from typing import Callable, Deque

KEPT = 10_000  # callers whose recent times are remembered


class Rates:
    """At most `most` times in `seconds`; what is refused does not count."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic, kept: int = KEPT) -> None:
        self._most, self._seconds, self._now, self._kept = most, seconds, now, kept
        self._times: OrderedDict[str, Deque[float]] = OrderedDict()

    def admit(self, who: str) -> bool:
        """Tell whether `who` may go on, and count it if so."""
        if self.wait(who):
            return False
        self._times.setdefault(who, deque(maxlen=self._most)).append(self._now())
        self._times.move_to_end(who)
        if len(self._times) > self._kept:
            self._times.popitem(last=False)
        return True

    def wait(self, who: str) -> float:
        """Return after how many seconds `who` may go on; 0 for at once."""
        times = self._times.get(who)
        if not times or len(times) < self._most:
            return 0.0
        return max(0.0, times[0] + self._seconds - self._now())

    def forget(self, who: str) -> None:
        """Let go of the times of somebody."""
        self._times.pop(who, None)
