"""Scores Rasa's intents on messages that were never trained on.

    python -m evaluation.intents
"""
from __future__ import annotations

import asyncio
import collections
from pathlib import Path

from backguide.source import read
from backguide_rasa.testing import load_agent_in_process

HELD_OUT = Path(__file__).with_name("intents_heldout.yml")


def examples() -> list[tuple[str, str]]:
    """Return (text, intent) pairs of the held-out file."""
    return [(line[2:].strip(), entry["intent"]) for entry in read(HELD_OUT).value["nlu"]
            for line in entry["examples"].splitlines() if line.startswith("- ")]


async def score() -> None:
    """Print accuracy, top 3, and the pairs that are confused most."""
    agent = load_agent_in_process()
    right = top3 = sure = sure_right = 0
    confused: collections.Counter[tuple[str, str]] = collections.Counter()
    pairs = examples()
    for text, intent in pairs:
        parsed = await agent.parse_message(text)
        ranking = [entry["name"] for entry in parsed["intent_ranking"] if entry["name"] != "nlu_fallback"]
        first = ranking[0]
        confidence = next(e["confidence"] for e in parsed["intent_ranking"] if e["name"] == first)
        right += first == intent
        top3 += intent in ranking[:3]
        if confidence >= 0.55:
            sure += 1
            sure_right += first == intent
        if first != intent:
            confused[intent, first] += 1
    count = len(pairs)
    print(f"n {count}: right {right / count:.1%}, in the top 3 {top3 / count:.1%}; "
          f"at confidence 0.55 and more: {sure_right} right, {sure - sure_right} wrong")
    for (intent, got), times in confused.most_common(15):
        print(f"  {times}  {intent} taken for {got}")


if __name__ == "__main__":
    asyncio.run(score())
