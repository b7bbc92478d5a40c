"""Words of data/responses/ for places that Rasa's domain does not reach."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List

from backguide.messages import custom
from backguide.source import read

RESPONSES = Path(__file__).parents[1] / "data" / "responses"

# fault code -> response, and whether the same message may be sent again
FAULTS = {
    "internal": ("utter_technical", True),
    "store": ("utter_technical", True),
    "slow_down": ("utter_slow_down", True),
    "empty": ("utter_empty", True),
    "too_long": ("utter_too_long", False),
    "not_text": ("utter_not_text", False),
    "other_language": ("utter_other_language", False),
    "bad_request": ("utter_bad_request", False),
    "unknown_session": ("utter_unknown_session", True),
}


@lru_cache(maxsize=1)
def _responses() -> Dict[str, List[str]]:
    found: Dict[str, List[str]] = {}
    for file in sorted(RESPONSES.glob("*.yml")):
        for name, variants in read(file).value["responses"].items():
            found[name] = [variant["text"].strip() for variant in variants]
    return found


def response(name: str, times: int = 0) -> str:
    """Return a wording of a response; another one each time."""
    variants = _responses()[name]
    return variants[times % len(variants)]


def fault(code: str, times: int = 0) -> Dict[str, Any]:
    """Return the message for something that went wrong, by its code."""
    name, retry = FAULTS[code]
    return {"text": response(name, times), "custom": custom("error", code=code, retry=retry)}
