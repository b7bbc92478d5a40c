"""Findings that stay true once they were true: the past tense does not end them."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Collection, Sequence

from backguide.text.reading import Mention

EXTRACTOR = "lasting"
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|im|i've|ive|my|me|myself)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never|without|nor|scare|benign|clear of|ruled out)\b|n't\b", re.IGNORECASE)


def outlast(mentions: Sequence[Mention], lasting: Collection[str]) -> tuple[Mention, ...]:
    """Turn a lasting finding of the past into a present one, or a possible one.

    Present where the clause says "I" and denies nothing; without an "I" it may
    be somebody else's, so it is left to a question.
    """
    return tuple(_outlasting(mention) if mention.finding in lasting else mention for mention in mentions)


def _outlasting(mention: Mention) -> Mention:
    if mention.assertion != "historical" or _DENIED.search(mention.text):
        return mention
    if _FIRST_PERSON.search(mention.text):
        return replace(mention, assertion="present", extractor=EXTRACTOR)
    return replace(mention, assertion="possible")
