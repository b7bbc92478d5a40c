"""Work for many people at once, for each of them one thing at a time and in order."""
from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field
from typing import Awaitable, Callable, Deque, Dict, Optional

logger = logging.getLogger(__name__)
Job = Callable[[], Awaitable[object]]


@dataclass
class _Lane:
    waiting: Deque[tuple[Job, bool]] = field(default_factory=deque)
    worker: Optional[asyncio.Task[None]] = None
    urgent_now: bool = False


class Lanes:
    """One queue a person; an urgent job throws away what waits, for it is out of date."""

    def __init__(self) -> None:
        self._lanes: Dict[str, _Lane] = {}

    def put(self, person: str, job: Job, *, urgent: bool = False) -> None:
        """Queue a job; an urgent one starts at once, unless an urgent one is running."""
        lane = self._lanes.setdefault(person, _Lane())
        if urgent:
            self.drop(person)
        lane.waiting.append((job, urgent))
        if lane.worker is None:
            self._start(person, lane)

    def drop(self, person: str) -> None:
        """Throw away what waits or runs for a person, but for what is urgent."""
        lane = self._lanes.get(person)
        if lane is None:
            return
        lane.waiting = deque(item for item in lane.waiting if item[1])
        if lane.worker and not lane.urgent_now:
            lane.worker.cancel()
            lane.worker = None
            self._start(person, lane)

    def idle(self, person: str) -> bool:
        """Tell whether nothing waits or runs for a person."""
        return person not in self._lanes

    async def drain(self, seconds: Optional[float] = None) -> int:
        """Wait until all is done; after so many seconds stop the rest and return how much that was."""
        while workers := [lane.worker for lane in self._lanes.values() if lane.worker]:
            _, left = await asyncio.wait(workers, timeout=seconds)
            if left:
                lost = sum(len(lane.waiting) + 1 for lane in self._lanes.values() if lane.worker in left)
                for worker in left:
                    worker.cancel()
                return lost
        return 0

    def _start(self, person: str, lane: _Lane) -> None:
        lane.worker = asyncio.get_running_loop().create_task(self._work(person, lane))

    async def _work(self, person: str, lane: _Lane) -> None:
        while lane.waiting:
            job, lane.urgent_now = lane.waiting.popleft()
            try:
                await job()
            except Exception as error:  # one person's trouble stops neither the lane nor anybody else's
                logger.error("a job failed: %s", type(error).__name__)
        lane.worker = None
        if self._lanes.get(person) is lane:
            del self._lanes[person]
