"""What was said in a conversation, as the page shows it again after a reload."""
from __future__ import annotations

from typing import Any, Dict, Iterable, List

from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered

SHOWN = 300  # messages: far more than an interview has


def shown(events: Iterable[Event]) -> List[Dict[str, Any]]:
    """Return the newest messages of the last session, in order.

    A button's payload is shown by the title that it was offered with.
    """
    messages: List[Dict[str, Any]] = []
    titles: Dict[str, str] = {}
    for event in events:
        if isinstance(event, SessionStarted):
            messages.clear()
        elif isinstance(event, UserUttered) and event.text:
            messages.append({"from": "you", "text": titles.get(event.text, event.text)})
        elif isinstance(event, BotUttered):
            data = event.data or {}
            titles.update({b["payload"]: b["title"] for b in data.get("buttons") or ()})
            reply = {"text": event.text, "buttons": data.get("buttons"), "custom": data.get("custom")}
            messages.append({"from": "guide", **{key: value for key, value in reply.items() if value}})
    return messages[-SHOWN:]
