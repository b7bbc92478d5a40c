"""Cuts a long text into messages at the best places."""
from __future__ import annotations

from typing import Iterator, List

from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.parcel import Parcel

JOINTS = ("\n\n", "\n", ". ", " ")


def split(text: str, limits: Limits, most: int = 0, keep: str = "") -> List[str]:
    """Return a text as parts of at most `most` (else the platform's length), never empty.

    `keep` is an ending that stays in one part, such as a numbered list.
    """
    most = most or limits.text
    head = text.removesuffix(keep).strip() if keep else text.strip()
    parts = _packed(head, limits, most)
    if keep and parts and limits.size(f"{parts[-1]}\n\n{keep}") <= most:
        parts[-1] = f"{parts[-1]}\n\n{keep}"
    elif keep:
        parts += _packed(keep, limits, most)
    return parts or [text]


def plainly(parcel: Parcel, limits: Limits) -> List[Parcel]:
    """Return a message as text alone, the choices numbered; an emergency stays whole, without them if need be."""
    whole = f"{parcel.text}\n\n{parcel.numbered}".strip()
    if parcel.urgent:
        return [Parcel(whole if limits.fits(whole) else parcel.text, urgent=True)]
    return [Parcel(part) for part in split(whole, limits, keep=parcel.numbered)]


def _packed(text: str, limits: Limits, most: int) -> List[str]:
    """Fill parts with whole paragraphs; larger ones are cut at lines, sentences, words."""
    parts: List[str] = []
    for piece, joint in _pieces(text, limits, most):
        if parts and limits.size(parts[-1] + joint + piece) <= most:
            parts[-1] += joint + piece
        else:
            parts.append(piece)
    return parts


def _pieces(text: str, limits: Limits, most: int, level: int = 0) -> Iterator[tuple[str, str]]:
    """Yield pieces that fit, each with what joins it to the piece before."""
    if level == len(JOINTS):  # one endless word
        yield from ((text[n:n + most // 2], "") for n in range(0, len(text), most // 2))
        return
    for n, piece in enumerate(part for part in text.split(JOINTS[level]) if part.strip()):
        joint = JOINTS[level] if n or not level else JOINTS[level - 1]
        if limits.size(piece) <= most:
            yield piece, joint
        else:
            yield from _pieces(piece, limits, most, level + 1)
