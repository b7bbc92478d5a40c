"""What a platform takes in one message."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable


def utf16(text: str) -> int:
    """Return the length in UTF-16 code units, as some platforms count."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Limits:
    """Sizes of one message; texts are measured by `size`, titles in characters.

    `buttons` counts what can be tapped (0: none), `ticks` what can be ticked
    before sending (0: no checklists), `beside` is the text beside buttons.
    `brief`: results in a short form; `documents`: summaries as files.
    """

    text: int
    buttons: int = 0
    title: int = 0
    ticks: int = 0
    beside: int = 0
    size: Callable[[str], int] = len
    brief: bool = False
    documents: bool = False

    def fits(self, text: str) -> bool:
        """Tell whether a text is one message."""
        return self.size(text) <= self.text

    def taps(self, text: str, titles: list[str]) -> bool:
        """Tell whether choices with these titles can be buttons beside a text."""
        return (len(titles) <= self.buttons and all(len(title) <= self.title for title in titles)
                and self.size(text) <= (self.beside or self.text))
