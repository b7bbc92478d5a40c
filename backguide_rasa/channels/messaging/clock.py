"""Time as the delivery sees it: tests bring their own."""
from __future__ import annotations

import asyncio
import time


class Clock:
    """The real one; seconds that only ever grow."""

    def now(self) -> float:
        """Return the time in seconds."""
        return time.monotonic()

    def wall(self) -> float:
        """Return the time since 1970 in seconds, to compare with a vendor's."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
