"""Ranks intents with a model of Rasa's own, in Rasa's own environment (with tensorflow).

    python predict.py MODEL < texts.json > rankings.json

Reads a JSON list of texts; writes, per text, [[intent, confidence], ..] and the seconds it took.
"""
from __future__ import annotations

import asyncio
import json
import sys
import time

from rasa.core.agent import Agent


async def main() -> None:
    """Rank every text of standard input."""
    agent = Agent.load(sys.argv[1])
    rows = []
    for text in json.load(sys.stdin):
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        ranking = [[entry["name"], entry["confidence"]] for entry in parsed["intent_ranking"]
                   if entry["name"] != "nlu_fallback"]
        rows.append({"ranking": ranking, "seconds": time.perf_counter() - began})
    print(json.dumps(rows))


asyncio.run(main())
