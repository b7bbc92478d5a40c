"""When something goes wrong: what is said, what is kept, and the emergency line."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import say
from .stub_server import Stub

ADVICE = "call your emergency number now (999, 112 or 911)"


def says_what_to_do(page: Any, happened: str) -> None:
    """The failure is an alert that names what happened and the emergency number, and the line at the top stays."""
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(happened)
    expect(alert).to_contain_text(ADVICE)
    expect(page.locator(".trouble .call").first).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Emergency?", exact=True)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("fault", "happened"), [
    ("empty", "I got no answer"), ("garbage", "I got no answer"), ("crash", "I cannot reach the guide"),
])  # fmt: skip
def test_failure_keeps_the_words_and_retries_the_same_message(page: Any, stub: Stub, fault: str, happened: str) -> None:
    say(page, fault)
    says_what_to_do(page, happened)
    expect(page.locator("textarea")).to_have_value(fault)
    page.get_by_role("button", name="Try again").tap()
    says_what_to_do(page, happened)
    expect(page.locator(".you")).to_have_count(1)
    assert stub.said == [fault, fault]


def test_failed_button_can_be_pressed_again(page: Any, stub: Stub) -> None:
    say(page, "yes_no")
    stub.down = True
    page.get_by_role("button", name="No", exact=True).tap()
    says_what_to_do(page, "I cannot reach the guide")
    expect(page.get_by_role("button", name="No", exact=True)).to_be_enabled()
    stub.down = False
    page.get_by_role("button", name="No", exact=True).tap()
    expect(page.locator(".guide").last).to_contain_text("You said")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".you")).to_have_count(2)
    assert stub.said[-1] == '/Q08{"o":1}'


def test_offline_is_said_and_the_message_goes_out_by_itself(page: Any, stub: Stub) -> None:
    say(page, "faq")
    page.context.set_offline(True)
    say(page, "my back hurts")
    says_what_to_do(page, "You are offline")
    page.context.set_offline(False)
    expect(page.locator(".guide").last).to_contain_text("You said: my back hurts")
    expect(page.locator("textarea")).to_have_value("")
    assert stub.said == ["faq", "my back hurts"]


def test_too_many_messages_are_sent_again_by_themselves(page: Any, stub: Stub) -> None:
    stub.busy = True
    say(page, "my back hurts")
    says_what_to_do(page, "Too many messages")
    expect(page.get_by_text("I will try again in")).to_be_visible()
    stub.busy = False
    expect(page.locator(".guide").last).to_contain_text("You said: my back hurts")
    assert stub.said == ["my back hurts"] * 2


def test_emergency_said_under_limits_is_heard(page: Any, stub: Stub) -> None:
    stub.busy = True
    say(page, "emergency")
    expect(page.get_by_role("alert")).to_contain_text("Call for an ambulance now")


def test_slow_answer_is_said_after_eight_seconds_and_given_up_after_twenty_two(page: Any, stub: Stub) -> None:
    page.clock.install()
    page.locator("textarea").fill("hang")
    with page.expect_request("**/message"):  # the time counts from here, not from the opening of the session
        page.locator("textarea").press("Enter")
    expect(page.locator(".typing")).to_be_visible()
    page.clock.run_for(7_000)
    expect(page.locator(".slow")).to_be_hidden()
    page.clock.run_for(1_500)
    expect(page.locator(".slow")).to_contain_text(ADVICE)
    expect(page.get_by_role("status")).to_contain_text("This takes longer than usual")
    page.clock.run_for(14_000)
    says_what_to_do(page, "The answer takes too long")


def test_page_that_may_not_use_the_guide_is_told(page: Any, stub: Stub) -> None:
    stub.refused = True
    say(page, "help")
    says_what_to_do(page, "This page may not use the guide")


def test_expired_token_is_renewed_and_the_talk_goes_on(page: Any, stub: Stub) -> None:
    say(page, "yes_no")
    stub.expired.add("t1")
    page.get_by_role("button", name="No", exact=True).tap()
    expect(page.locator(".guide").last).to_contain_text('You said: /Q08{"o":1}')
    expect(page.get_by_text("Your chat goes on.")).to_be_visible()
    assert stub.asked[-1]["token"] == "t1" and stub.said == ["yes_no", '/Q08{"o":1}']


def test_forgotten_session_starts_a_new_one_that_hears_the_words(page: Any, stub: Stub) -> None:
    say(page, "yes_no")
    stub.sessions = {"other": []}
    page.get_by_role("button", name="No", exact=True).tap()
    expect(page.get_by_text("this is a new one")).to_be_visible()
    expect(page.locator(".guide").last).to_contain_text("You said: No")


def test_error_is_told_to_the_host_page_without_words(page: Any, stub: Stub) -> None:
    page.evaluate("addEventListener('backguide-error', e => { window.heard = JSON.stringify(e.detail); })")
    say(page, "crash")
    assert page.evaluate("window.heard") == '{"code":"down"}'
