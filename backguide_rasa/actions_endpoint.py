"""Custom actions without silence: in this process, or on a server that may fail.

Both kinds answer with a kind message when an action raises, is unreachable or
takes too long; the open question stays open.
"""
from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Awaitable, Dict, Optional, Text

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from backguide_rasa.texts import fault

logger = logging.getLogger(__name__)
TIMEOUT = 3.0   # seconds: far below the conversation lock's lifetime of 60
THREADS = 4
LISTEN = {"event": "followup", "timestamp": None, "name": "action_listen"}


class CarefulActions(EndpointConfig):
    """An action endpoint that always returns something to say."""

    async def request(self, method: Text = "post", subpath: Optional[Text] = None,
                      content_type: Optional[Text] = None, compress: bool = False,
                      **kwargs: Any) -> Optional[Any]:
        """Run one action call; never raises."""
        call = self._call(method, subpath, content_type, compress, **kwargs)
        try:
            return await asyncio.wait_for(call, TIMEOUT)
        except Exception as error:  # the border: whatever it was, the person gets an answer
            name = (kwargs.get("json") or {}).get("next_action")
            logger.error("action %s failed: %s", name, type(error).__name__)
            # without the action's events no policy knows the way on: listen, and keep the question open
            return {"events": [LISTEN], "responses": [fault("internal")]}

    def _call(self, *args: Any, **kwargs: Any) -> Awaitable[Any]:
        return super().request(*args, **kwargs)


class InProcessActions(CarefulActions):
    """Runs the actions of a package in threads of this process.

    Threads are part of the safety case: a blocking action in the event loop
    would hold up everybody's emergencies.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._pool = ThreadPoolExecutor(THREADS, "actions")

    def _call(self, *args: Any, **kwargs: Any) -> Awaitable[Any]:
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._pool, lambda: asyncio.run(self._run(kwargs["json"])))

    async def _run(self, call: Dict[str, Any]) -> Any:
        return await self._executor.run(call)


class HttpActions(CarefulActions):
    """Calls an action server, with a short timeout."""

    @classmethod
    def like(cls, endpoint: EndpointConfig) -> HttpActions:
        """Wrap the endpoint that the operator configured."""
        return cls(url=endpoint.url, params=endpoint.params, headers=endpoint.headers,
                   basic_auth=endpoint.basic_auth, token=endpoint.token, token_name=endpoint.token_name,
                   **endpoint.kwargs)
