"""Deletes a stored conversation for good."""
from __future__ import annotations

import asyncio
from typing import Any

from backguide_rasa import core

SECONDS = 10.0  # longer than a turn whose actions hang


async def delete(agent: Any, conversation: str) -> int:
    """Delete a conversation; returns how many events went.

    Waits for its running turns, which would store it again as they end.
    Raises SQLAlchemyError, or TimeoutError when a turn does not end.
    """
    return await asyncio.wait_for(_delete(agent, conversation), SECONDS)


async def _delete(agent: Any, conversation: str) -> int:
    async with agent.lock_store.lock(conversation):
        deleted = int(await agent.tracker_store.delete(conversation))
    core.read.cache_clear()  # it holds the newest messages of everybody
    return deleted
