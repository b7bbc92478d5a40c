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
from typing import Any, Awaitable, Callable, Dict, List, NamedTuple, Optional, Set

Replies = List[Dict[str, Any]]
Answer = asyncio.Future[Replies]
Work = Callable[[], Awaitable[Replies]]
SECONDS = 600.0
CONVERSATIONS, EACH = 2000, 8  # how many are kept; what a page sends again is among its last messages


class _Kept(NamedTuple):
    since: float
    answer: Answer


class Repeats:
    """The newest answers of the newest conversations, running ones among them."""

    def __init__(self, now: Callable[[], float] = time.monotonic, conversations: int = CONVERSATIONS,
                 each: int = EACH) -> None:
        self._now, self._conversations, self._each = now, conversations, each
        self._kept: OrderedDict[str, OrderedDict[bytes, _Kept]] = OrderedDict()
        self._running: Set[Answer] = set()

    def find(self, conversation: str, key: object, text: object) -> Optional[Answer]:
        """Return the running or finished answer that a message already has.

        Words count as well as the key: a page that uses a key twice by
        mistake must not have its emergency answered with older words.
        """
        kept = self._kept.get(conversation, OrderedDict()).get(_name(key, text) or b"")
        return kept.answer if kept and self._now() - kept.since < SECONDS else None

    def start(self, conversation: str, key: object, text: object, work: Work) -> Answer:
        """Begin the work for a message, which goes on whoever waits for it; keep its answer under the key."""
        task = asyncio.get_running_loop().create_task(_run(work))
        self._running.add(task)  # the loop itself keeps no strong reference
        task.add_done_callback(self._running.discard)
        self._keep(conversation, _name(key, text), task)
        return task

    def keep(self, conversation: str, key: object, text: object, replies: Replies) -> None:
        """Keep an answer that was given without any waiting."""
        answer: Answer = asyncio.get_running_loop().create_future()
        answer.set_result(replies)
        self._keep(conversation, _name(key, text), answer)

    def forget(self, conversation: str) -> None:
        """Let go of all answers of a conversation."""
        self._kept.pop(conversation, None)

    def _keep(self, conversation: str, name: Optional[bytes], answer: Answer) -> None:
        if name is None:
            return
        answer.add_done_callback(partial(self._drop_if_worthless, conversation, name))
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

    def _drop_if_worthless(self, conversation: str, name: bytes, answer: Answer) -> None:
        """Let a message be tried again whose answer is that it should be."""
        failed = answer.cancelled() or answer.exception() is not None
        mine = self._kept.get(conversation, OrderedDict())
        kept = mine.get(name)
        if kept and kept.answer is answer and (failed or any(
                (reply.get("custom") or {}).get("retry") for reply in answer.result())):
            del mine[name]


async def _run(work: Work) -> Replies:
    return await work()


def _name(key: object, text: object) -> Optional[bytes]:
    """Return under what a message is kept; None for one without a key, or without words."""
    if not isinstance(key, str) or not isinstance(text, str):
        return None
    return hashlib.sha256(f"{len(key)}:{key}{text}".encode(errors="surrogatepass")).digest()
