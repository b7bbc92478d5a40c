"""The guard in front of every channel: limits, refusals, the first safety layer.

Looks at each message before Rasa's lock, store, policies and actions; a
certain emergency is answered at once, whatever they are doing.
"""
from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from itertools import count
from typing import Any, Awaitable, Callable, Dict, List, Optional, Set

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sqlalchemy.exc import SQLAlchemyError

from backguide_rasa import alarms, core
from backguide_rasa.channels.rates import Rates
from backguide_rasa.channels.refusals import refusal
from backguide_rasa.texts import fault

logger = logging.getLogger(__name__)
OnMessage = Callable[[UserMessage], Awaitable[Any]]
Erase = Callable[[str], Awaitable[Any]]
Reply = Dict[str, Any]

FLOOD = (20, 10.0)       # more messages than this in so many seconds is a flood
SENDERS = 10_000         # of whom something is remembered
FORWARD_TRIES = 3
DRAIN_SECONDS = 5.0
PLACE = core.PLACE       # the key of the country's id, in metadata and in messages
LONG = 500               # characters: reading more takes long enough to hold up others


class OneMessage(CollectingOutputChannel):
    """Collects replies; text, buttons and custom stay one message.

    Rasa itself sends text with buttons and custom payloads as two.
    """

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Collect one reply as the contract shapes it."""
        reply = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        if reply:
            self.messages.append({"recipient_id": recipient_id, **reply})


class Guard:
    """Takes messages for one channel and always returns something to say."""

    def __init__(self, channel: str, erase: Optional[Erase] = None) -> None:
        self._channel = channel
        self._erase = erase
        self._pending: Set[asyncio.Task[None]] = set()
        self._raised: OrderedDict[str, tuple[float, Reply]] = OrderedDict()
        self._rates, self._refused = Rates(*FLOOD, kept=SENDERS), count()
        self._places: OrderedDict[str, str] = OrderedDict()

    async def answer(self, sender: str, text: Any, on_message: OnMessage, place: Optional[str] = None) -> List[Reply]:
        """Answer one message; the list is never empty.

        `place` is the id of the country that the channel knows; what the
        person has told in this conversation counts more.
        """
        if not isinstance(text, str):
            return [_to(sender, fault("bad_request"))]
        place = self._places.get(sender, place)
        alarm = await self.alarm(text, place)
        if alarm is not None:
            return [self._interrupt(sender, text, alarm.message, on_message)]
        refused = refusal(text) if self._rates.admit(sender) else "slow_down"
        if refused:
            return [_to(sender, fault(refused, next(self._refused)))]
        return await self._turn(UserMessage(text, OneMessage(), sender, input_channel=self._channel,
                                            metadata={PLACE: place} if place else None), on_message)

    @classmethod
    async def hears(cls, text: str) -> bool:
        """Tell whether a text is an emergency, which `answer` answers without waiting for anything."""
        return await cls.alarm(text, None) is not None

    def wait(self, sender: str) -> float:
        """Return after how many seconds a person's messages are taken again; 0 if they are."""
        return self._rates.wait(sender)

    def told(self, sender: str) -> str:
        """Return the id of the country that a person told; empty if they did not, or if it was long ago."""
        return self._places.get(sender, "")

    def unrecorded(self, sender: str) -> Optional[Reply]:
        """Return the emergency that was said to a person and has not yet reached their conversation."""
        waiting = any(task.get_name() == sender for task in self._pending)
        return self._raised[sender][1] if waiting and sender in self._raised else None

    def forget(self, sender: str) -> None:
        """Let go of all that is kept about a person, whose conversation is deleted."""
        for task in [task for task in self._pending if task.get_name() == sender]:
            task.cancel()
        for memory in (self._raised, self._places):
            memory.pop(sender, None)
        self._rates.forget(sender)

    async def drain(self) -> None:
        """Wait for emergencies that still have to reach their conversation."""
        if not self._pending:
            return
        _, left = await asyncio.wait(set(self._pending), timeout=DRAIN_SECONDS)
        for task in left:
            task.cancel()
        if left:
            logger.critical("%d emergency messages did not reach their conversation", len(left))

    @staticmethod
    async def alarm(text: str, place: Optional[str]) -> Optional[alarms.Alarm]:
        """Look for an emergency in a text alone; a long text in a thread, so that nobody waits for it."""
        where = core.where(place)
        if len(text) <= LONG:
            return alarms.in_text(text, where)
        return await asyncio.get_running_loop().run_in_executor(None, alarms.in_text, text, where)

    async def _turn(self, message: UserMessage, on_message: OnMessage) -> List[Reply]:
        started, sender = time.monotonic(), message.sender_id
        try:
            await on_message(message)
            replies = message.output_channel.messages or [_to(sender, fault("internal"))]  # type: ignore[union-attr]
        except SQLAlchemyError as error:
            logger.error("the store failed: %s", type(error).__name__)
            replies = [_to(sender, fault("store"))]
        except Exception as error:  # the border: nobody is left without an answer
            logger.error("a turn failed: %s", type(error).__name__)
            replies = [_to(sender, fault("internal"))]
        replies = await self._forget(sender, replies)
        self._note_place(sender, replies)
        raised_at, alarm = self._raised.get(sender, (0.0, {}))
        if raised_at > started:  # a late reply of a hanging turn must not talk over the emergency
            return [alarm]
        if _says_erased(replies):
            self.forget(sender)
        return replies

    def _note_place(self, sender: str, replies: List[Reply]) -> None:
        """Remember the country that the person told, for the numbers of the first layer."""
        told = next((place for reply in replies if (place := (reply.get("custom") or {}).get(PLACE))), None)
        if told:
            self._remember(self._places, sender, told)

    async def _forget(self, sender: str, replies: List[Reply]) -> List[Reply]:
        """Delete the stored conversation where the dialogue says that it is erased."""
        if self._erase is None or not _says_erased(replies):
            return replies
        try:
            await self._erase(sender)
        except Exception as error:  # what was promised did not happen: say so
            logger.error("erasing failed: %s", type(error).__name__)
            return [_to(sender, fault("erase_failed"))]
        return replies

    def _interrupt(self, sender: str, text: str, message: Reply, on_message: OnMessage) -> Reply:
        reply = _to(sender, message)
        self._remember(self._raised, sender, (time.monotonic(), reply))
        task = asyncio.get_running_loop().create_task(self._forward(sender, text, on_message), name=sender)
        self._pending.add(task)  # the loop itself keeps no strong reference
        task.add_done_callback(self._pending.discard)
        return reply

    async def _forward(self, sender: str, text: str, on_message: OnMessage) -> None:
        """Let the dialogue know; its own words go to a thrown-away channel."""
        for attempt in range(FORWARD_TRIES):
            try:
                await on_message(UserMessage(text[:core.MAX_CHARS], CollectingOutputChannel(), sender,
                                             input_channel=self._channel))
                return
            except Exception as error:  # the person was answered; only the record is at stake
                logger.error("recording an emergency failed: %s", type(error).__name__)
                await asyncio.sleep(2.0 ** attempt)
        logger.critical("an emergency message never reached its conversation")

    @staticmethod
    def _remember(memory: OrderedDict[str, Any], sender: str, value: Any) -> None:
        memory[sender] = value
        memory.move_to_end(sender)
        if len(memory) > SENDERS:
            memory.popitem(last=False)


def _to(sender: Optional[str], message: Reply) -> Reply:
    return {"recipient_id": sender or "", **message}


def _says_erased(replies: List[Reply]) -> bool:
    return any((reply.get("custom") or {}).get("type") == "erased" for reply in replies)
