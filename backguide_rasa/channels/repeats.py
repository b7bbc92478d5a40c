"""Idempotency: a message that comes twice with one key is worked on once.

Pages send again what they had no answer to: after a lost connection, or a
double tap. The answers are kept for some minutes in memory only.
"""
from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from functools import partial
from typing import Any, Awaitable, Callable, Dict, List, NamedTuple, Set

Replies = List[Dict[str, Any]]
Work = Callable[[], Awaitable[Replies]]
SECONDS = 600.0
CONVERSATIONS, EACH = 2000, 8  # how many are kept; what a page sends again is among its last messages


class _Kept(NamedTuple):
    since: float
    answer: asyncio.Task[Replies]


class Repeats:
    """The newest answers of the newest conversations, running ones among them."""

    def __init__(self, now: Callable[[], float] = time.monotonic, conversations: int = CONVERSATIONS,
                 each: int = EACH) -> None:
        self._now, self._conversations, self._each = now, conversations, each
        self._kept: OrderedDict[str, OrderedDict[bytes, _Kept]] = OrderedDict()
        self._running: Set[asyncio.Task[Replies]] = set()

    def once(self, conversation: str, key: object, text: object, work: Work) -> asyncio.Task[Replies]:
        """Return the running or finished work for a message; started now unless the same was.

        Words count as well as the key: a page that uses a key twice by
        mistake must not have its emergency answered with older words.
        """
        if not isinstance(key, str) or not isinstance(text, str):
            return self._start(work)
        name = hashlib.sha256(f"{len(key)}:{key}{text}".encode(errors="surrogatepass")).digest()
        known = self._kept.get(conversation, OrderedDict()).get(name)
        if known and self._now() - known.since < SECONDS:
            return known.answer
        answer = self._start(work)
        self._keep(conversation, name, answer)
        answer.add_done_callback(partial(self._drop_if_worthless, conversation, name))
        return answer

    def forget(self, conversation: str) -> None:
        """Let go of all answers of a conversation."""
        self._kept.pop(conversation, None)

    def _start(self, work: Work) -> asyncio.Task[Replies]:
        async def run() -> Replies:
            return await work()

        task = asyncio.get_running_loop().create_task(run())
        self._running.add(task)  # the loop itself keeps no strong reference
        task.add_done_callback(self._running.discard)
        return task

    def _keep(self, conversation: str, name: bytes, answer: asyncio.Task[Replies]) -> None:
        mine = self._kept.setdefault(conversation, OrderedDict())
        mine.pop(name, None)
        mine[name] = _Kept(self._now(), answer)
        self._kept.move_to_end(conversation)
        if len(mine) > self._each:
            mine.popitem(last=False)
        while len(self._kept) > self._conversations or self._is_old(next(iter(self._kept.values()))):
            self._kept.popitem(last=False)

    def _is_old(self, answers: OrderedDict[bytes, _Kept]) -> bool:
        return all(self._now() - kept.since >= SECONDS for kept in answers.values())

    def _drop_if_worthless(self, conversation: str, name: bytes, answer: asyncio.Task[Replies]) -> None:
        """Let a message be tried again whose answer is that it should be."""
        failed = answer.cancelled() or answer.exception() is not None
        mine = self._kept.get(conversation, OrderedDict())
        kept = mine.get(name)
        if kept and kept.answer is answer and (failed or any(
                (reply.get("custom") or {}).get("retry") for reply in answer.result())):
            del mine[name]
