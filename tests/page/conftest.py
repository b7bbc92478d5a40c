"""One browser for all tests of the page; each test has a fresh context and a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from . import chromium
from .stub_server import Stub, running

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
Open = Callable[..., Any]
# Chromium drops what is typed before a page's first paint, when nobody could see where to type
PAINTED = """new Promise((done) => {
    setTimeout(done, 3000);
    new PerformanceObserver(() => done()).observe({type: "paint", buffered: true});
})"""


def give_up(reason: str) -> None:
    """Skip what needs a browser; fail where it is required."""
    if chromium.required():
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="package")  # while it lives no other test can run an event loop
def browser() -> Iterator[Any]:
    path = chromium.find()
    if path is None:
        give_up(f"no Chrome or Chromium: {chromium.COMMAND}")
    with sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield started
        started.close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running() as server:
        yield server


@pytest.fixture
def wrong() -> list[str]:
    """What must not happen on any page: script errors, blocked resources, requests to another origin."""
    return []


@pytest.fixture
def open_page(browser: Any, stub: Stub, wrong: list[str]) -> Iterator[Open]:
    """Opens a page in a context of its own; at the end nothing must have gone wrong on any of them."""
    contexts = []

    def opened(path: str = "", *, at: str = "", **settings: Any) -> Any:
        context = browser.new_context(reduced_motion="reduce", **(settings or PHONE))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        watch(page, at or stub.url, wrong)
        page.goto((at or stub.url) + path)
        page.evaluate(PAINTED)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def watch(page: Any, origin: str, wrong: list[str]) -> None:
    own = (origin, f"blob:{origin}")
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Policy" in line.text else None)
    page.on("request", lambda request: None if request.url.startswith(own) else wrong.append(request.url))


@pytest.fixture
def page(open_page: Open) -> Any:
    """The demo page on a phone."""
    return open_page()


def say(page: Any, *messages: str) -> None:
    """Type each message and wait until an answer or a failure shows."""
    page.evaluate(PAINTED)  # the page may have been loaded again
    for message in messages:
        box = page.locator("textarea")
        box.fill(message)
        with page.expect_request(lambda request: request.method == "POST"):  # it is on its way before we go on
            box.press("Enter")
        page.locator(".typing").wait_for(state="hidden")
