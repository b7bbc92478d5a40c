"""Which texts cannot be taken as a message, each with a code of its own."""
from __future__ import annotations

import unicodedata

from backguide_rasa import core
from backguide_rasa.languages import is_foreign

LATIN_SHARE = 0.5  # of the letters: below it the text is in another script


def refusal(text: str) -> str | None:
    """Return the fault code for a text that cannot be answered, else None."""
    if not text.strip():
        return "empty"
    if len(text) > core.MAX_CHARS:
        return "too_long"
    letters = [char for char in text if char.isalpha()]
    if not letters and not any(char.isdigit() for char in text):
        return "not_text"
    if is_foreign(text):
        return "other_language"
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return "other_language" if letters and latin < LATIN_SHARE * len(letters) else None
