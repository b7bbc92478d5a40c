"""Whole interviews with the real bot: by touch, by keyboard alone, by what the accessibility tree says alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.server.server import RunningServer

from .axe import violations
from .conftest import DESKTOP, PHONE, Open, say
from .stub_server import POLICY, Stub, running

# what a person with a plain strain answers, by whichever of these a question offers
ANSWERS = ("Yes go on", "40 to 49", "None of these", "Lifting or exercise or bad posture", "Middle of mid-back",
           "2 to 6 weeks", "4", "Now and then", "No", "Not sure")  # fmt: skip
TICKED = ("Lifting or exercise or bad posture", "Middle of mid-back")
MOST = 20  # turns; the mild interview takes 12


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Stub]:
    """Another site, which the bot allows."""
    with running() as site:
        yield site


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, elsewhere: Stub) -> Iterator[RunningServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKGUIDE_ORIGINS", elsewhere.url.rstrip("/"))
        server = RunningServer(tmp_path_factory.mktemp("bot"))
    yield server
    server.stop()


@pytest.fixture
def clinic(bot: RunningServer) -> str:
    return f"{bot.base}/"


def settled(page: Any) -> None:
    page.locator(".typing").wait_for(state="hidden")
    assert page.locator(".you").count() < MOST


def finished(page: Any) -> bool:
    assert page.locator(".trouble, .emergency").count() == 0, page.locator(".log").inner_text()[-600:]
    return bool(page.locator(".result").count())


def test_interview_by_touch(open_page: Open, clinic: str) -> None:
    page = open_page(at=clinic, **PHONE)
    page.get_by_role("button", name="Check my back pain").tap()
    turns = 0
    while not (settled(page) or finished(page)):
        turns += 1
        question = page.locator("fieldset[data-question]").last
        if turns == 5:
            page.reload()
            expect(question.get_by_role("button", name="Send my answer")).to_be_enabled()
        if question.locator(".map").count():
            question.locator("[data-region=mid]").tap()
            question.get_by_role("button", name="Send my answer").tap()
            continue
        for answer in ANSWERS:
            box = question.locator(".checks").get_by_label(answer, exact=True)
            if box.count():
                box.tap()
                question.get_by_role("button", name="Send my answer").tap()
            elif question.get_by_role("button", name=answer, exact=True).count():
                question.get_by_role("button", name=answer, exact=True).tap()
            else:
                continue
            break
    assert 8 < turns < MOST
    card = page.locator(".result")
    expect(card).to_contain_text("What would make it more urgent")
    assert violations(page) == []
    with page.context.expect_page() as opened:
        card.get_by_role("button", name="Page for the doctor").tap()
    doctors = opened.value
    doctors.wait_for_load_state()
    assert "mid-back" in doctors.locator("body").inner_text().lower() and "." not in doctors.url.rpartition("/")[2]
    doctors.emulate_media(media="print")
    assert violations(doctors) == []


def press_on(page: Any, role: str, name: str) -> bool:
    """Tab, from where the focus is, to a control with this name."""
    here = """() => { let e = document.activeElement;
        while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        const name = e?.ariaLabel || e?.labels?.[0]?.innerText || e?.innerText || "";
        return [e?.type === "checkbox" ? "checkbox" : e?.localName, name.trim()]; }"""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(here) == [role, name]:
            page.keyboard.press("Space" if role == "checkbox" else "Enter")
            return True
    return False


def test_interview_by_keyboard_alone(open_page: Open, clinic: str) -> None:
    page = open_page(at=clinic, **DESKTOP)
    assert press_on(page, "button", "Check my back pain")
    turns = 0
    while not (settled(page) or finished(page)):
        turns += 1
        expect(page.locator(".msg.guide:focus")).to_have_count(1)  # the focus went to what is new
        question = page.locator("fieldset[data-question]").last
        names = question.locator("button, .checks label").all_inner_texts()
        answer = next(a for a in ANSWERS if a in names)
        if answer in TICKED:
            assert press_on(page, "checkbox", answer)
            assert press_on(page, "button", "Send my answer")
        else:
            assert press_on(page, "button", answer)
    assert 8 < turns < MOST
    assert press_on(page, "button", "Page for the doctor")


def test_interview_by_the_accessibility_tree_alone(open_page: Open, clinic: str) -> None:
    """Reads the tree as a screen reader gets it, and acts on role and name only."""
    page = open_page(at=clinic, **DESKTOP)
    guide = page.get_by_role("region", name="BackGuide")
    guide.get_by_role("button", name="Check my back pain").click()
    turns = 0
    while not (settled(page) or "What would make it more urgent" in (tree := guide.aria_snapshot())):
        turns += 1
        expect(guide.get_by_role("status")).to_have_text(re.compile(r"^[^#]+ \d+ choices\.$"))
        last = re.split(r"- '?group \"", tree)[-1]  # the open question, named by its words
        found = {name: role for role, name in re.findall(r'- (button|checkbox) "([^"]+)"', last)}
        answer = next(a for a in ANSWERS if a in found)
        guide.get_by_role(found[answer], name=answer, exact=True).last.click()
        if found[answer] == "checkbox":
            guide.get_by_role("button", name="Send my answer").last.click()
    assert 8 < turns < MOST
    for heading in ("Why", "What to do", "Tell the doctor"):
        expect(guide.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_emergency_resume_and_erasing(open_page: Open, clinic: str) -> None:
    page = open_page(at=clinic, **PHONE)
    say(page, "I have crushing chest pain and I can't breathe")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator(".emergency a.call").first.get_attribute("href") in ("tel:999", "tel:112", "tel:911")
    expect(page.locator(".emergency a.call").first).to_be_in_viewport(ratio=1)
    assert violations(page) == []
    page.reload()
    expect(page.locator(".emergency")).to_be_visible()
    page.get_by_role("button", name="Options").tap()
    page.get_by_role("button", name="Delete my chat").tap()
    page.get_by_role("button", name="Delete it").tap()
    expect(page.locator(".you")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Check my back pain")).to_be_visible()


@pytest.mark.parametrize("allowed", [True, False])
def test_on_another_site_under_its_strict_rules(
    open_page: Open, bot: RunningServer, elsewhere: Stub, stub: Stub, wrong: list[str], allowed: bool
) -> None:
    site = elsewhere if allowed else stub
    site.policy = POLICY.replace("script-src 'self'; style-src 'self'", f"script-src {bot.base}").replace(
        "connect-src 'self'", f"connect-src {bot.base}")
    site.pages["host"] = ('<!doctype html><html lang="en-GB"><title>Host</title>'
                          f'<script type="module" src="{bot.base}/back-guide.js"></script><back-guide></back-guide>')
    page = open_page("host", at=site.url, **DESKTOP)
    say(page, "Check my back pain")
    if allowed:
        expect(page.get_by_role("button", name="Yes go on")).to_be_visible()
        assert all(url.startswith(bot.base) for url in wrong)  # the bot, and nobody else
    else:
        expect(page.get_by_role("alert")).to_contain_text("999 or 112")
    wrong.clear()
