"""Measures the page in Chromium against a running bot: what a person waits for, and what they load.

    python -m tools.bench_page http://localhost:5005/

First paint is on a phone with the processor slowed down four times; the answer's delay is what the page adds to the
server's own time; layout shift counts from loading to the third question.
"""
from __future__ import annotations

import gzip
import statistics
import sys
from pathlib import Path
from typing import Any

from backguide_rasa.channels.lean import lean

WIDGET = Path(__file__).parents[1] / "widget"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SLOWER = 4
LOADS, TURNS = 5, 10
# times of the press, of the answer's last byte and of the frame that shows it, in ms
WATCH = """() => {
  window.turns = []; window.shift = 0;
  new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
    .observe({type: "layout-shift", buffered: true});
  const real = window.fetch;
  window.fetch = async (...all) => {
    const start = performance.now(), answer = await real(...all), body = await answer.clone().blob();
    if (String(all[0]).endsWith("/message")) window.server = performance.now() - start;
    return answer;
  };
}"""
TURN = """async (words) => {
  const guide = document.querySelector("back-guide"), log = guide.shadowRoot.querySelector(".log");
  const shown = new Promise(done => new MutationObserver((_, watch) => {
    if (!log.lastElementChild?.matches(".guide")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  }).observe(log, {childList: true}));
  const start = performance.now();
  guide.say(words);
  return [await shown - start, window.server];
}"""


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    from tests.page import chromium

    url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:5005/"
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        paints = [first_paint(browser, url) for _ in range(LOADS)]
        extra, shift = answers(browser, url)
        browser.close()
    print(f"widget, gzip                          {size() / 1024:6.1f} KB")
    print(f"first paint, processor {SLOWER}x slower       {_spread(paints)} ms")
    print(f"press to answer, above the server's   {_spread(extra)} ms")
    print(f"layout shift                          {shift:6.4f}")


def size() -> int:
    """Return how many bytes the tag loads, words and look included."""
    return sum(len(gzip.compress(lean(file.read_text()).encode(), 9)) for file in WIDGET.glob("*.js"))


def first_paint(browser: Any, url: str) -> float:
    """Return ms from the request to the first contentful paint, with an empty cache."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    time: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return time


def answers(browser: Any, url: str) -> tuple[list[float], float]:
    """Return for each turn the ms that the page adds, and the layout shift of it all."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(url)
    page.evaluate(WATCH)
    page.evaluate(TURN, "hello")  # opens the session
    extra = []
    for turn in range(TURNS):
        whole, server = page.evaluate(TURN, "Check my back pain" if turn % 2 else "What causes upper back pain?")
        extra.append(whole - server)
    shift: float = page.evaluate("window.shift")
    context.close()
    return extra, shift


def _spread(times: list[float]) -> str:
    return f"{statistics.median(times):6.0f} (worst {max(times):.0f})"


if __name__ == "__main__":
    main()
