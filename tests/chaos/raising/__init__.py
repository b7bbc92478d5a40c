"""Every action of the bot, each of which raises."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa_sdk import Action

ROOT = Path(__file__).parents[3]


def _raising(action: str) -> type[Action]:
    def name(self: Action) -> str:
        return action

    def run(self: Action, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        raise RuntimeError("this action is broken on purpose")

    return type(f"Raising_{action}", (Action,), {"name": name, "run": run})


BROKEN = [_raising(name) for name in Domain.load(str(ROOT / "domain.yml")).user_actions if name.startswith("action_")]
