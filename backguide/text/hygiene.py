"""Makes any string safe to read, without moving a single character."""
from __future__ import annotations

from dataclasses import dataclass

HEAD = 8_000
TAIL = 4_000
_SAME = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


@dataclass(frozen=True)
class Abridged:
    """A message of bounded length; `removed` characters are gone at `cut`."""

    text: str
    cut: int
    removed: int

    def original(self, offset: int) -> int:
        """Return where `offset` stands in the whole message."""
        return offset if offset <= self.cut else offset + self.removed


def clean(text: str) -> str:
    """Replace what no tokenizer can read; the length stays the same.

    Curly quotes become straight ones because "can't" with a curly one would
    be three other tokens, and lone surrogates cannot be encoded at all.
    """
    text = text.translate(_SAME)
    return "".join(map(_readable, text)) if not (text.isascii() and text.isprintable()) else text


def abridge(text: str) -> Abridged:
    """Keep the beginning and the end of a very long message.

    People put the point first or last; the cap bounds the time of one read.
    """
    removed = len(text) - HEAD - TAIL
    if removed <= 1:
        return Abridged(text, len(text), 0)
    # the line break keeps the two halves from forming one sentence
    return Abridged(text[:HEAD] + "\n" + text[-TAIL:], HEAD, removed - 1)


def _readable(character: str) -> str:
    if "\ud800" <= character <= "\udfff" or character in "\x00\ufffd":
        return " "
    if character.isdigit() and not character.isdecimal():
        # superscripts and circled digits look like numbers and cannot be read as one
        return " "
    return "\n" if character in "\r\x0b\x0c\x85\u2028\u2029" else character
