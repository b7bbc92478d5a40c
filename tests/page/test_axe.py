"""No violation of WCAG 2.2 A/AA and best practices in any state; planted faults prove that the check can fail."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .axe import violations
from .conftest import DESKTOP, PHONE, Open, say
from .replies import REPLIES
from .stub_server import Stub

FLOATING = ('<!doctype html><html lang="en"><title>Host</title>'
            '<script type="module" src="/back-guide.js"></script>'
            '<main><h1>A page</h1><back-guide position="bottom-right"></back-guide></main>')  # fmt: skip
GROUPS = [["multi", "yes_no", "number", "duration"], ["regions", "scale", "confirm", "understood"],
          ["emergency", "crisis", "error", "faq"], ["result", "result emergency", "result selfcare", "plain"]]


@pytest.mark.parametrize("settings", [
    {**PHONE, "color_scheme": "light"}, {**DESKTOP, "color_scheme": "dark"}, {**PHONE, "forced_colors": "active"},
], ids=["phone", "desktop dark", "forced colours"])  # fmt: skip
def test_no_violation_with_any_message(open_page: Open, settings: dict[str, Any]) -> None:
    page = open_page(**settings)
    assert violations(page) == []
    for group in GROUPS:
        say(page, *group)
        page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true; })")
        assert violations(page) == [], group
        page.locator("back-guide").evaluate("e => e.erase()")


def test_every_reply_is_in_a_group() -> None:
    tested = {kind for group in GROUPS for kind in group}
    drawn = {reply["custom"].get("kind", reply["custom"]["type"]) for k, r in REPLIES.items() for reply in r
             if "custom" in reply and reply["custom"]["v"] == 1}  # fmt: skip
    shown = {reply["custom"].get("kind", reply["custom"]["type"]) for k in tested for reply in REPLIES[k]
             if "custom" in reply}  # fmt: skip
    assert drawn - shown == {"single"}  # the consent: buttons as in yes_no


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_no_violation_in_any_theme_with_options_and_dialog_open(page: Any, theme: str) -> None:
    page.locator("back-guide").evaluate("(e, theme) => e.setAttribute('theme', theme)", theme)
    say(page, "multi", "result", "crash")
    page.get_by_role("button", name="Options").tap()
    assert violations(page) == []
    page.get_by_role("button", name="Delete my chat").tap()
    assert violations(page) == []


@pytest.mark.parametrize("trouble", ["offline", "busy", "restored"])
def test_no_violation_in_trouble(page: Any, stub: Stub, trouble: str) -> None:
    say(page, "multi")
    stub.busy = trouble == "busy"
    if trouble == "offline":
        page.context.set_offline(True)
    if trouble == "restored":
        page.reload()
        expect(page.locator(".you")).to_have_count(1)
    else:
        say(page, "my back hurts")
    assert violations(page) == []


def test_no_violation_floating_closed_open_and_framed(open_page: Open, stub: Stub) -> None:
    stub.pages["host"] = FLOATING
    page = open_page("host", **DESKTOP)
    assert violations(page) == []
    page.get_by_role("button", name="Check your back pain").click()
    assert violations(page) == []
    assert violations(open_page("frame")) == []


def test_no_violation_in_print(page: Any) -> None:
    say(page, "multi", "result")
    page.emulate_media(media="print")
    assert violations(page) == []


@pytest.mark.parametrize(("fault", "rule"), [
    ("e => e.querySelector('.composer button').removeAttribute('aria-label')", "button-name"),
    ("e => { e.querySelector('.welcome p').style.color = '#999'; }", "color-contrast"),
    ("e => e.querySelectorAll('.bar a').forEach(a => { a.style = 'display:block;font:8px/8px serif;padding:0'; })",
     "target-size"),
    ("e => e.querySelector('textarea').labels[0].remove()", "label"),
])  # fmt: skip
def test_planted_fault_is_found_inside_the_shadow_root(page: Any, fault: str, rule: str) -> None:
    page.locator("back-guide .frame").evaluate(fault)
    if rule == "label":
        page.locator("textarea").evaluate("e => e.removeAttribute('placeholder')")
    assert rule in {found.split(":")[0] for found in violations(page)}
