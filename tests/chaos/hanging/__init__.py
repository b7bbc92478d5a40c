"""The bot's own actions, of which answering from the article hangs for 30 s."""
from __future__ import annotations

import importlib
import pkgutil
import time
from typing import Any

import actions

# first, so that the one below takes the place of its namesake
for module in pkgutil.iter_modules(actions.__path__, "actions."):
    importlib.import_module(module.name)

from rasa_sdk import Action  # noqa: E402

HANGS_SECONDS = 30


class HangingAnswer(Action):
    """Blocks its thread, as a stuck call would."""

    def name(self) -> str:
        return "action_answer_faq"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        time.sleep(HANGS_SECONDS)
        return []
