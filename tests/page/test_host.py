"""On other people's pages: strict rules, floating, script interface, frame."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE, Open, say
from .stub_server import POLICY, Stub

HOST = ('<!doctype html><html lang="en"><title>Host</title>'
        '<meta name="viewport" content="width=device-width"><script type="module" src="/back-guide.js"></script>'
        '<main><h1>A page</h1><p>Words.</p><back-guide {}></back-guide></main>')  # fmt: skip
HEARD = "['open', 'close', 'error'].forEach(n => addEventListener('backguide-' + n, e => heard.push(n)))"


def host(stub: Stub, attributes: str) -> str:
    stub.pages["host"] = HOST.format(attributes)
    return "host"


def test_rules_of_the_test_pages_are_strict_and_enforced(open_page: Open, wrong: list[str]) -> None:
    """All tests of this folder run under them; a page that breaks them is noticed."""
    assert "trusted-types 'none'" in POLICY and "'unsafe" not in POLICY
    page = open_page()
    page.evaluate("document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))")
    page.evaluate("() => { try { document.body.innerHTML = 'x'; } catch (e) { return e.name; } }")
    assert any("Policy" in line for line in wrong)
    wrong.clear()


def test_request_to_another_origin_is_noticed(open_page: Open, wrong: list[str]) -> None:
    open_page().evaluate("fetch('http://127.0.0.1:9/x').catch(() => {})")
    assert wrong
    wrong.clear()


@pytest.mark.parametrize("corner", ["bottom-right", "bottom-left"])
def test_floating_opens_closes_on_escape_and_gives_the_focus_back(open_page: Open, stub: Stub, corner: str) -> None:
    page = open_page(host(stub, f'position="{corner}"'), **DESKTOP)
    launcher = page.get_by_role("button", name="Check your back pain")
    box = launcher.bounding_box()
    assert (box["x"] < 640) == (corner == "bottom-left") and box["y"] > 700
    launcher.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="BackGuide")).to_be_focused()
    page.get_by_role("button", name="Options").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Options")).to_be_focused()
    page.locator("textarea").focus()
    page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    expect(page.locator("textarea")).to_be_hidden()


def test_floating_fills_a_phone(open_page: Open, stub: Stub) -> None:
    page = open_page(host(stub, 'position="bottom-right" open'), **PHONE)
    assert page.locator(".panel").bounding_box() == {"x": 0, "y": 0, **PHONE["viewport"]}


def test_script_interface_and_events(open_page: Open, stub: Stub) -> None:
    attributes = 'position="bottom-right" greeting="Welcome to Dr Lee." country="US" theme="dark"'
    page = open_page(host(stub, attributes), **DESKTOP)
    page.evaluate(f"window.heard = []; {HEARD}")
    guide = page.locator("back-guide")
    guide.evaluate("e => e.open()")
    expect(page.get_by_text("Welcome to Dr Lee.")).to_be_visible()
    expect(page.locator(".bar a")).to_have_text(["911"])
    expect(page.locator(".frame")).to_have_attribute("data-theme", "dark")
    guide.evaluate("e => e.say('faq')")
    expect(page.locator(".guide")).to_contain_text("worn joints")
    guide.evaluate("e => e.restart()")
    expect(page.locator(".guide").last).to_contain_text("You said: start again")
    guide.evaluate("e => e.erase()")
    expect(page.locator(".you")).to_have_count(0)
    guide.evaluate("e => e.close()")
    expect(page.locator("textarea")).to_be_hidden()
    assert page.evaluate("heard") == ["open", "close"]
    assert stub.asked == [{"country": "US", "locale": "en"}]


def test_ready_is_told_when_an_earlier_talk_is_shown(page: Any) -> None:
    say(page, "faq")
    page.add_init_script("""window.ready = new Promise((done) => addEventListener('backguide-ready', (e) => {
        done(e.target.shadowRoot.querySelectorAll('.you').length); }))""")
    page.reload()
    assert page.evaluate("window.ready") == 1


def test_words_of_the_host_page_do_not_change_its_look(open_page: Open, stub: Stub) -> None:
    page = open_page(host(stub, ""))
    look = """e => { const s = getComputedStyle(e);
        return [s.font, s.letterSpacing, s.textTransform, s.lineHeight, s.color, e.offsetHeight].join(); }"""
    before = page.get_by_role("button", name="Check my back pain").evaluate(look)
    page.evaluate("""() => { const s = new CSSStyleSheet();
        s.replaceSync('* { font: 30px/3 serif; letter-spacing: 9px; text-transform: uppercase; color: red; }');
        document.adoptedStyleSheets = [s]; }""")
    after = page.get_by_role("button", name="Check my back pain").evaluate(look)
    assert page.locator("h1").first.evaluate("e => getComputedStyle(e).fontSize") == "30px"
    assert before == after


def test_frame_is_the_guide_alone(open_page: Open) -> None:
    page = open_page("frame")
    assert page.locator(".panel").bounding_box()["height"] == PHONE["viewport"]["height"]
    say(page, "yes_no")
    expect(page.get_by_role("button", name="Not sure")).to_be_visible()


def test_page_without_scripts_still_says_what_to_do(browser: Any, stub: Stub) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(stub.url)
    expect(page.get_by_text("Emergency? Call your emergency number")).to_be_visible()
    expect(page.get_by_text("it needs JavaScript")).to_be_visible()
    context.close()
