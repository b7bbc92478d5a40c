"""Sees that a message is not in English, the only language that the reader knows."""
from __future__ import annotations

from backguide.replies import plain
from backguide_rasa import core

FOREIGN_WORDS = 2  # frequent words of one other language, and more of them than of English


def is_foreign(text: str) -> bool:
    """Tell whether a text is in another language that uses Latin letters."""
    words = set(plain(text).replace(",", " ").split())
    counts = {name: sum(word in frequent for word in words)
              for name, frequent in core.content().texts.languages.items()}
    english = counts.pop("english")
    return max(counts.values()) >= FOREIGN_WORDS and max(counts.values()) > english
