"""From attention to the words a person would recognise as their own."""
from __future__ import annotations

import re
from typing import Sequence

Span = tuple[int, int]

LONG = 60
# more than this nobody quotes back
LONGEST = 160
# a point or comma inside a number ends nothing: 38.5, 1,000
_ENDS = re.compile(r"[;!?\n]+|[.,]+(?!\d)")
_JOINTS = re.compile(r"\s(?=(?:but|and|then|cos|because|though)\s)", re.IGNORECASE)


def clauses(text: str) -> list[Span]:
    """Split into clauses; each span starts and ends on a visible character."""
    found: list[Span] = []
    start = 0
    for end in _ENDS.finditer(text):
        found += _shorter(text, (start, end.start()))
        start = end.end()
    return found + _shorter(text, (start, len(text)))


def locate(text: str, offsets: Sequence[Span], weights: Sequence[float]) -> Span:
    """Return the clause that holds the token with the greatest weight."""
    parts = clauses(text)
    if not parts or not len(weights):
        return (0, len(text))
    peak = offsets[max(range(len(weights)), key=lambda token: weights[token])]
    middle = (peak[0] + peak[1]) // 2
    return _around(text, min(parts, key=lambda part: max(part[0] - middle, middle - part[1], 0)), middle)


def _shorter(text: str, span: Span) -> list[Span]:
    start, end = span
    cuts = [start, end]
    if end - start > LONG:
        cuts = [start, *(joint.start() for joint in _JOINTS.finditer(text, start, end)), end]
    trimmed = (_trim(text, part) for part in zip(cuts, cuts[1:]))
    return [part for part in trimmed if part[0] < part[1]]


def _around(text: str, span: Span, middle: int) -> Span:
    """Shorten a span without any punctuation to the words around `middle`."""
    start, end = span
    if end - start <= LONGEST:
        return span
    half = LONGEST // 2
    low, high = max(start, middle - half), min(end, middle + half)
    first, last = text.find(" ", low, middle), text.rfind(" ", middle, high)
    return _trim(text, (first if low > start and first >= 0 else low, last if high < end and last >= 0 else high))


def _trim(text: str, span: Span) -> Span:
    piece = text[span[0]:span[1]]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, max(start, span[0] + len(piece.rstrip()))
