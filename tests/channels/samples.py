"""Messages of the contract for tests that need no interview."""
from __future__ import annotations

from typing import Any

from backguide_rasa import core

LIST: dict[str, Any] = {"text": "Which?",
        "buttons": [{"title": t, "payload": f'/answer{{"q":"X","o":"{t}"}}'} for t in ("One", "Two", "None")],
        "custom": {"type": "question", "id": "X", "kind": "multi", "options": [
            {"id": t, "title": t, "payload": f'/answer{{"q":"X","o":"{t}"}}', "sets": [] if t == "None" else [t]}
            for t in ("One", "Two", "None")]}}
YES_NO: dict[str, Any] = {"text": "Is it so?",
          "buttons": [{"title": t, "payload": f'/answer{{"q":"Q18","o":"{t.lower()}"}}'} for t in ("Yes", "No")],
          "custom": {"type": "question", "id": "Q18", "kind": "yes_no", "options": []}}
SUMMARY: dict[str, Any] = {"text": "Summary for the doctor\n\n" + "One line of it.\n" * 400,
                           "custom": {"type": "summary"}}
BLOOD = "I am coughing up blood"


def words(name: str) -> str:
    return str(core.content().texts.channels[name])
