"""Brings messages to a vendor: in order for each person, again and again until they arrive."""
from __future__ import annotations

import logging
from functools import partial
from typing import Iterator

from backguide_rasa.channels.messaging.clock import Clock
from backguide_rasa.channels.messaging.lanes import Lanes
from backguide_rasa.channels.messaging.ledger import Ledger
from backguide_rasa.channels.messaging.parcel import Address, Outcome, Parcel
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.splitting import plainly

logger = logging.getLogger(__name__)
FIRST, LONGEST = 1.0, 30.0  # seconds between tries
GIVE_UP = 3600.0            # seconds after which an answer is of no use any more
DRAIN_SECONDS = 5.0


class Outbox:
    """Queues parcels; a person's emergency goes at once and replaces what waits for them."""

    def __init__(self, platform: Platform, clock: Clock, ledger: Ledger) -> None:
        self._platform, self._clock, self._ledger, self._counts = platform, clock, ledger, ledger.counts
        self._lanes = Lanes()

    def put(self, person: str, to: Address, parcel: Parcel, row: int) -> None:
        """Queue one parcel; `row` is where the ledger keeps it until it is delivered."""
        self._lanes.put(person, partial(self._bring, to, parcel, row), urgent=parcel.urgent)

    def forget(self, person: str) -> None:
        """Let go of what waits for a person, but for an emergency."""
        self._lanes.drop(person)

    async def deliver(self, to: Address, parcel: Parcel) -> bool:
        """Send one parcel, with tries further and further apart; tell whether it arrived."""
        until = self._clock.now() + GIVE_UP
        for pause in pauses():
            outcome = await self._tried(to, parcel)
            if outcome.state == "refused" and not parcel.is_plain:  # without buttons or files the words still arrive
                self._counts["made_plain"] += 1
                return all([await self.deliver(to, part) for part in plainly(parcel, self._platform.limits)])
            if outcome.state != "later":
                self._counts[outcome.state] += 1
                if outcome.state == "refused":
                    logger.error("the vendor refused a message: %s", outcome.why)
                return outcome.state == "sent"
            self._counts["retried"] += 1
            wait = max(pause, outcome.after)
            if self._clock.now() + wait > until:
                break
            await self._clock.sleep(wait)
        self._counts["given_up"] += 1
        logger.critical("a message was given up: the vendor did not take it in time")
        return False

    async def drain(self, seconds: float | None = DRAIN_SECONDS) -> None:
        """Wait for what is on its way, not for ever."""
        left = await self._lanes.drain(seconds)
        if left:
            logger.warning("%d messages are kept: they are delivered after the next start", left)

    async def _tried(self, to: Address, parcel: Parcel) -> Outcome:
        try:
            return await self._platform.send(to, parcel)
        except Exception as error:  # an answer of no documented shape; trying the same again would not help
            return Outcome("refused", why=type(error).__name__)

    async def _bring(self, to: Address, parcel: Parcel, row: int) -> None:
        await self.deliver(to, parcel)
        self._ledger.delivered(row)


def pauses() -> Iterator[float]:
    """Yield the seconds between tries: 1, 2, 4 ... 30, 30."""
    pause = FIRST
    while True:
        yield pause
        pause = min(pause * 2, LONGEST)
