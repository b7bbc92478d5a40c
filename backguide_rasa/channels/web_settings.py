"""The web channel's settings, from the environment."""
from __future__ import annotations

import os
from typing import Mapping, NamedTuple, Optional, Tuple

from backguide_rasa.channels.origins import Origins
from backguide_rasa.channels.sessions import TOKEN_SECONDS, secret

SESSIONS = 60  # new conversations from one address in ten minutes: a clinic's waiting room, not a flood


class BadSetting(ValueError):
    """Raised for a setting that cannot be meant."""


class WebSettings(NamedTuple):
    """What an operator may set; docs/operations.md has the names."""

    keys: Tuple[bytes, ...]
    origins: Origins = Origins()
    token_seconds: int = TOKEN_SECONDS
    sessions: int = SESSIONS
    proxies: Optional[int] = None


def from_environment(environment: Mapping[str, str] = os.environ) -> WebSettings:
    """Read the settings; raises BadSetting or BadOrigin."""
    listed = (origin.strip() for origin in environment.get("BACKGUIDE_ORIGINS", "").split(","))
    before = environment.get("BACKGUIDE_SECRET_BEFORE")
    return WebSettings(
        keys=(secret(), *([before.encode()] if before else [])),
        origins=Origins(origin for origin in listed if origin),
        token_seconds=_number(environment, "BACKGUIDE_TOKEN_SECONDS", least=1) or TOKEN_SECONDS,
        sessions=_number(environment, "BACKGUIDE_SESSIONS_PER_ADDRESS", least=1) or SESSIONS,
        proxies=_number(environment, "BACKGUIDE_PROXIES", least=0),
    )


def _number(environment: Mapping[str, str], name: str, *, least: int) -> Optional[int]:
    given = environment.get(name)
    if not given:
        return None
    if not given.isdecimal() or int(given) < least:
        raise BadSetting(f"{name}: {given!r} is no whole number of at least {least}")
    return int(given)
