"""Forgets the answers of this check and begins a new one."""
from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, Events


class RestartCheck(Action):
    """Forgets the answers of this check and begins a new one."""

    def name(self) -> str:
        return "action_restart_check"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return Conversation(tracker).begin_anew(dispatcher)
