"""What the guide shows beside questions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import say
from .stub_server import Stub


@pytest.mark.parametrize(("kind", "links"), [
    ("emergency", ["tel:999"]),
    ("emergency abroad", ["tel:999", "tel:112", "tel:911"]),
    ("crisis", ["tel:116123", "sms:85258", "tel:999"]),
])  # fmt: skip
def test_alarm_is_an_alert_with_numbers_to_dial(page: Any, kind: str, links: list[str]) -> None:
    say(page, kind)
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("a.call").evaluate_all("links => links.map(a => a.getAttribute('href'))") == links
    expect(page.locator("a.call").first).to_be_in_viewport(ratio=1)


def test_result_says_its_level_in_words_with_reasons_sources_and_what_would_change_it(page: Any) -> None:
    say(page, "result")
    card = page.locator(".result")
    for words in ("See a doctor within days", "How soon: in 2 to 5 days", "Not complete.", "worse when you lie down",
                  "Source: Article, When to worry", "What would make it more urgent", "fever or shivers",
                  "It is this urgent because of: pain at night", "This guide does not diagnose"):  # fmt: skip
        expect(card).to_contain_text(words)


@pytest.mark.parametrize("level", ["emergency", "urgent", "routine", "selfcare"])
def test_levels_differ_in_words_icon_and_colour(page: Any, level: str) -> None:
    say(page, "result", f"result {level}")
    look = "e => [e.querySelector('.level').textContent, getComputedStyle(e.querySelector('.verdict')).color]"
    one, other = (page.locator(".result").nth(n).evaluate(look) for n in (0, 1))
    assert one[0] != other[0]
    assert (one[1] == other[1]) == (level == "urgent")  # urgent and soon share their colour


def test_understood_can_be_corrected(page: Any, stub: Stub) -> None:
    say(page, "understood")
    expect(page.locator(".noted")).to_contain_text("Fever: no")
    page.get_by_role("button", name="Change: upper back pain").tap()
    expect(page.locator(".you").last).to_have_text("You: Change: upper back pain")
    expect(page.locator(".guide").last).to_contain_text("You said")
    assert stub.said[-1] == '/correct_answer{"finding":"upper_back_pain"}'


def test_documents_are_those_that_the_session_lists(page: Any) -> None:
    say(page, "result")
    expect(page.get_by_role("button", name=re.compile("^(Page|Save)"))).to_have_text(
        ["Page for the doctor", "Save as text", "Save for health records (FHIR)"])
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Page for the doctor").tap()
    expect(opened.value).to_have_title("page")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as text").tap()
    assert saved.value.suggested_filename == "backguide.txt"
    assert "t1" not in opened.value.url


def test_server_words_never_become_markup(page: Any) -> None:
    say(page, "plain")
    expect(page.locator(".guide").last).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".guide li")).to_have_count(2)
    assert page.locator("back-guide img").count() == 0


@pytest.mark.parametrize(("kind", "words"), [("unknown", "Words alone."), ("broken", "Still readable.")])
def test_unknown_or_malformed_custom_falls_back_to_the_text(page: Any, kind: str, words: str) -> None:
    say(page, kind)
    expect(page.locator(".guide").last).to_contain_text(words)


def test_error_message_of_the_server_offers_to_try_again(page: Any, stub: Stub) -> None:
    say(page, "error")
    page.get_by_role("button", name="Try again").tap()
    expect(page.get_by_role("alert")).to_have_count(2)
    assert stub.said == ["error", "error"] and len(stub.keys) == 2


def test_print_shows_the_words_and_no_controls(page: Any) -> None:
    say(page, "faq", "result")
    page.emulate_media(media="print")
    expect(page.get_by_text("worn joints")).to_be_visible()
    expect(page.get_by_text("Why", exact=True)).to_be_visible()
    expect(page.locator("textarea")).to_be_hidden()
    room = page.locator(".scroller").evaluate("e => e.scrollHeight - e.clientHeight")
    assert room == 0
