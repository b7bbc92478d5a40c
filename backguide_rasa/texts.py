"""Messages for what cannot be taken or goes wrong; they need no Rasa."""
from __future__ import annotations

from typing import Any, Dict

from backguide.messages import error
from backguide_rasa import core

# fault code -> its words in content/faults.yml, and whether the same message may be sent again
FAULTS = {
    "internal": ("technical", True),
    "store": ("technical", True),
    "slow_down": ("slow_down", True),
    "empty": ("empty", True),
    "too_long": ("too_long", False),
    "not_text": ("not_text", False),
    "other_language": ("other_language", False),
    "bad_request": ("bad_request", False),
    "unknown_session": ("unknown_session", True),
    "session_expired": ("session_expired", True),
    "forbidden_origin": ("forbidden_origin", False),
    "too_large": ("too_large", False),
    "not_found": ("not_found", False),
    "no_pdf": ("no_pdf", False),
    "erase_failed": ("erase_failed", True),
}


def fault(code: str, times: int = 0) -> Dict[str, Any]:
    """Return the message of a fault; `times` chooses another wording."""
    name, retry = FAULTS[code]
    wordings = core.content().texts.faults[name]
    return error(code, wordings[times % len(wordings)].strip(), retry)
