"""It fits: narrow screens, magnified text, fingers, right to left."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, SMALL, Open, say
from .replies import REPLIES
from .stub_server import Stub

# what sticks out of the conversation to a side, and small targets
WIDE = """e => { const room = e.getBoundingClientRect(); return [...e.querySelectorAll('*')].filter(n => {
    const r = n.getBoundingClientRect(); return r.width > 1 && (r.right > room.right + 1 || r.left < room.left - 1);
    }).map(n => n.outerHTML.slice(0, 80)); }"""
SMALL_TARGETS = """all => all.map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
    .filter(([, r]) => r.width && (r.height < 44 || r.width < 44)).map(([t, r]) => `${t} ${r.width}x${r.height}`)"""


def fits(page: Any, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".scroller").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.locator(".scroller").evaluate(WIDE) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_everything_fits_and_every_target_is_large(open_page: Open, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 844}, has_touch=True)
    say(page, *REPLIES)
    fits(page, width)
    targets = page.locator("back-guide :is(button, a.call, summary, .checks label, textarea, select, .exact input)")
    assert targets.evaluate_all(SMALL_TARGETS) == []


def test_magnified_to_twice_the_size_all_can_be_reached(open_page: Open) -> None:
    """1280 x 800 at 200 % is a window of 640 x 400 CSS pixels."""
    page = open_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    say(page, "regions", "result")
    fits(page, 640)
    assert page.locator(".scroller").evaluate("e => e.clientHeight") > 120
    expect(page.get_by_text("Emergency?", exact=True)).to_be_visible()


def test_largest_text_fits_the_smallest_phone(open_page: Open) -> None:
    page = open_page(**SMALL)
    page.get_by_role("button", name="Options").tap()
    page.get_by_label("Very large").check()
    page.get_by_role("button", name="Options").tap()
    say(page, "multi", "duration", "scale", "regions", "understood", "crisis", "emergency", "result")
    fits(page, 320)
    assert page.locator(".scroller").evaluate("e => e.clientHeight") > 160


@pytest.mark.parametrize("settings", [SMALL, DESKTOP])
def test_right_to_left_is_a_mirror_but_the_body_is_not(open_page: Open, stub: Stub, settings: dict[str, Any]) -> None:
    stub.pages["rtl"] = ('<!doctype html><html lang="ar" dir="rtl"><title>Host</title>'
                         '<meta name="viewport" content="width=device-width">'
                         '<script type="module" src="/back-guide.js"></script><back-guide dir="rtl"></back-guide>')
    page = open_page("rtl", **settings)
    say(page, "regions", "result", "emergency")
    fits(page, settings["viewport"]["width"])
    you, room = page.locator(".you .bubble").last.bounding_box(), page.locator(".log").bounding_box()
    assert abs(you["x"] - room["x"]) < 2
    assert page.locator(".result .verdict").evaluate("e => getComputedStyle(e).borderRightWidth") != "0px"
    left, right = (page.locator(f"[data-region=blade_{side}]").bounding_box()["x"] for side in "lr")
    assert left < right


def test_motion_stops_when_asked(page: Any, stub: Stub) -> None:
    page.locator("textarea").fill("hang")
    page.locator("textarea").press("Enter")
    moves = "all => all.map(e => getComputedStyle(e).animationName)"
    expect(page.locator(".typing")).to_be_visible()
    assert set(page.locator(".dots i").evaluate_all(moves)) == {"none"}
    page.emulate_media(reduced_motion="no-preference")
    assert set(page.locator(".dots i").evaluate_all(moves)) == {"breathe"}
