"""Spoils text as hurried people do: typos, case, missing marks."""
from __future__ import annotations

import random
import re

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TIDY = (("i", "I"), ("cant", "can't"), ("im", "I'm"), ("ive", "I've"), ("dont", "don't"), ("wont", "won't"))


def typos(text: str, rate: float, rng: random.Random) -> str:
    """Put one to three typos in, with probability `rate`."""
    if rng.random() > rate:
        return text
    letters = list(text)
    for _ in range(rng.choice([1, 1, 2, 3])):
        if len(letters) < 6:
            break
        _spoil(letters, rng.randrange(1, len(letters) - 2), rng)
    return "".join(letters)


def _spoil(letters: list[str], at: int, rng: random.Random) -> None:
    kind = rng.random()
    if not letters[at].isalpha():
        return
    if kind < 0.3:
        del letters[at]
    elif kind < 0.55:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif kind < 0.75:
        letters.insert(at, letters[at])
    else:
        letters[at] = rng.choice(_LETTERS)


def style(text: str, rng: random.Random) -> str:
    """Write it in capitals, tidily, without marks, or as it is."""
    kind = rng.random()
    if kind < 0.04:
        return text.upper()
    if kind < 0.35:
        return _tidy(text)
    return re.sub(r"[,.?']", "", text) if kind < 0.45 else text


def _tidy(text: str) -> str:
    text = text[0].upper() + text[1:]
    for plain, proper in _TIDY:
        text = re.sub(rf"\b{plain}\b", proper, text)
    return text + ("." if text[-1].isalnum() else "")
