"""Words that a person reads, as the content holds them."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping

from backguide.source import Source, read

FILES = ("article", "answers", "advice", "numbers", "sources", "phrases", "reply_words", "faults", "languages",
         "summary", "channels", "reminder")


@dataclass(frozen=True)
class Texts:
    """The text files of the content as checked data, by file name."""

    article: Mapping[str, Any]
    answers: Mapping[str, Any]
    advice: Mapping[str, Any]
    numbers: Mapping[str, Any]
    sources: Mapping[str, Any]
    phrases: Mapping[str, Any]
    reply_words: Mapping[str, Any]
    faults: Mapping[str, Any]
    languages: Mapping[str, Any]
    summary: Mapping[str, Any]
    channels: Mapping[str, Any]
    reminder: Mapping[str, Any]


def load_texts(root: Path) -> tuple[Texts, tuple[Source, ...]]:
    """Load the text files; raises ContentError when one does not fit."""
    files = tuple(read(root / f"{name}.yml", name) for name in FILES)
    return Texts(**{name: file.value for name, file in zip(FILES, files)}), files
