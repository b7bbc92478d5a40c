"""Measures what the web channel adds to plain REST, on the real server.

    python -m tests.server.latency [interviews]

Says the same interview over both, in turn, so that a busy machine slows both
alike. Prints milliseconds of an ordinary turn and of an emergency.
"""
from __future__ import annotations

import os
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from pathlib import Path
from statistics import quantiles
from typing import Any, Callable

import requests

from tests.server.server import RunningServer

TURNS = ("check my back", "Yes go on", "52", "none of these", "none of these", "go back", "why do you ask")
SETTLE = 0.3  # seconds: an emergency is answered first and recorded afterwards
BLOOD = "I am coughing up blood"
Say = Callable[[str], Any]


def over_rest(server: RunningServer, client: requests.Session) -> Say:
    sender, url = uuid.uuid4().hex, f"{server.base}/webhooks/rest/webhook"
    return lambda text: client.post(url, json={"sender": sender, "message": text}).json()


def over_web(server: RunningServer, client: requests.Session) -> Say:
    api = f"{server.base}/webhooks/web"
    token = client.post(f"{api}/session", json={"locale": "en-GB"}).json()["token"]
    return lambda text: client.post(
        f"{api}/message", json={"token": token, "message": text, "key": uuid.uuid4().hex}).json()


def measure(server: RunningServer, interviews: int) -> dict[str, list[float]]:
    """Return the milliseconds of each turn by channel and kind."""
    took: dict[str, list[float]] = defaultdict(list)
    client = requests.Session()
    for interview in range(interviews):
        says = {"rest": over_rest(server, client), "web": over_web(server, client)}
        first = sorted(says, reverse=interview % 2 == 1)
        for text in (*TURNS, BLOOD):
            kind = "emergency" if text == BLOOD else "turn"
            for name in first:
                started = time.perf_counter()
                said = says[name](text)
                took[f"{name} {kind}"].append((time.perf_counter() - started) * 1000)
                assert said and "code" not in said[0].get("custom", {}), said
                time.sleep(SETTLE if text == BLOOD else 0)
    return took


def main() -> None:
    """Print p50 and p95 of each channel."""
    os.environ["BACKGUIDE_SESSIONS_PER_ADDRESS"] = "100000"
    interviews = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder))
        try:
            measure(server, 3)
            took = measure(server, interviews)
        finally:
            server.stop()
    for name, values in sorted(took.items()):
        cuts = quantiles(values, n=100)
        print(f"{name:16} n {len(values):5}   p50 {cuts[49]:6.1f} ms   p95 {cuts[94]:6.1f} ms")


if __name__ == "__main__":
    main()
