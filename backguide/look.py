"""How a level looks beside its words: a colour and an icon for pages, a sign for text."""
from __future__ import annotations

from backguide.content import Content
from backguide.urgency import Level


def look(content: Content, level: Level) -> dict[str, str]:
    """Return the colour, the icon and the sign of a level, as the contract has them."""
    advice = content.texts.advice["levels"][level.id]
    return {key: str(advice[key]) for key in ("colour", "icon", "sign")}
