"""Scores intents and FAQ topics of the trained bot, as it answers."""
from __future__ import annotations

import collections
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Sequence

from backguide.source import read
from evaluation.labelled import INTENTS
from evaluation.shares import Share

FAQ, DECLINED = "faq_", "faq_not_covered"
# from this confidence the bot follows an intent without asking
SURE = 0.55
Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Figures:
    """How often the intent, one of three, the FAQ topic is right; `confused` counts (wanted, got)."""

    right: Share
    top3: Share
    sure_and_wrong: Share
    topics: Share
    declined: Share
    by_intent: Mapping[str, Share]
    confused: Mapping[tuple[str, str], int]


def examples(file: Path = INTENTS) -> list[tuple[str, str]]:
    """Return (text, intent) pairs of a file of examples."""
    return [(line[2:].strip(), entry["intent"]) for entry in read(file).value["nlu"]
            for line in entry["examples"].splitlines() if line.startswith("- ")]


def ranking(parsed: Mapping[str, Any]) -> Ranking:
    """Return what the classifier ranked, best first, without the fallback."""
    return [(entry["name"], entry["confidence"]) for entry in parsed["intent_ranking"]
            if entry["name"] != "nlu_fallback"]


def figures(pairs: Sequence[tuple[str, str]], rankings: Sequence[Ranking]) -> Figures:
    """Compare rankings with the wanted intents."""
    rows = [(wanted, [name for name, _ in ranked], ranked[0][1] if ranked else 0.0)
            for (_, wanted), ranked in zip(pairs, rankings)]
    first = [(wanted, names[0] if names else "") for wanted, names, _ in rows]
    intents = sorted({wanted for wanted, _ in first})
    return Figures(
        right=Share.of(wanted == got for wanted, got in first),
        top3=Share.of(wanted in names[:3] for wanted, names, _ in rows),
        sure_and_wrong=Share.of(names[:1] != [wanted] for wanted, names, sure in rows if sure >= SURE),
        topics=Share.of(wanted == got for wanted, got in first if wanted.startswith(FAQ) and wanted != DECLINED),
        declined=Share.of(wanted == got for wanted, got in first if wanted == DECLINED),
        by_intent={intent: Share.of(wanted == got for wanted, got in first if wanted == intent) for intent in intents},
        confused=dict(collections.Counter(pair for pair in first if pair[0] != pair[1]).most_common()),
    )
