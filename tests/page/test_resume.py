"""Nothing typed or answered is lost: reload, second tab, a message on its way; and deleting it all."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from .conftest import say, watch
from .stub_server import Stub


def second_tab(page: Any, stub: Stub, wrong: list[str]) -> Any:
    other = page.context.new_page()
    watch(other, stub.url, wrong)
    other.goto(stub.url)
    return other


def test_reload_restores_words_without_sounding_old_alarms(page: Any, stub: Stub) -> None:
    say(page, "yes_no")
    page.get_by_role("button", name="No", exact=True).tap()
    say(page, "emergency")
    page.reload()
    expect(page.get_by_text("Call for an ambulance now")).to_be_in_viewport()
    expect(page.locator(".you").nth(1)).to_have_text("You: No")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("button", name="Check my back pain")).to_be_hidden()


def test_question_open_at_a_reload_can_be_answered(page: Any, stub: Stub) -> None:
    say(page, "multi", "yes_no")
    page.reload()
    expect(page.get_by_label("Trouble breathing")).to_be_disabled()
    page.get_by_role("button", name="Not sure").last.tap()
    expect(page.locator(".guide").last).to_contain_text('You said: /Q08{"o":2}')


def test_half_typed_words_survive_a_reload(page: Any) -> None:
    page.locator("textarea").fill("it hurts when I")
    page.reload()
    expect(page.locator("textarea")).to_have_value("it hurts when I")


def test_message_on_its_way_at_a_reload_is_answered_once(page: Any, stub: Stub) -> None:
    say(page, "faq")
    page.locator("textarea").fill("hang")
    page.locator("textarea").press("Enter")
    expect(page.locator(".typing")).to_be_visible()
    page.reload()
    stub.released.set()
    expect(page.locator(".guide").last).to_contain_text("You said: hang")
    expect(page.locator(".you")).to_have_text(["You: faq", "You: hang"])


def test_message_that_failed_before_a_reload_is_still_there(page: Any, stub: Stub) -> None:
    say(page, "faq", "crash")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Your message is kept.")
    expect(page.locator("textarea")).to_have_value("crash")


def test_second_tab_goes_on_with_the_same_talk_and_both_agree(page: Any, stub: Stub, wrong: list[str]) -> None:
    say(page, "faq")
    other = second_tab(page, stub, wrong)
    expect(other.locator(".you")).to_have_text("You: faq")
    say(other, "yes_no")
    page.bring_to_front()
    expect(page.locator(".you")).to_have_text(["You: faq", "You: yes_no"])
    assert len(stub.sessions) == 1


def test_device_forgets_the_talk_with_the_tab_unless_it_is_kept(page: Any, stub: Stub, wrong: list[str]) -> None:
    say(page, "faq")
    stored = "Object.keys(localStorage).filter(k => /session|draft|pending/.test(k)).length"
    assert page.evaluate(stored) == 0
    page.get_by_role("button", name="Options").tap()
    page.get_by_label("Keep this chat on this device").check()
    assert page.evaluate(stored) == 1
    other = second_tab(page, stub, wrong)
    page.close()
    other.close()
    later = stub_page(other.context, stub, wrong)
    expect(later.locator(".you")).to_have_text("You: faq")


def stub_page(context: Any, stub: Stub, wrong: list[str]) -> Any:
    page = context.new_page()
    watch(page, stub.url, wrong)
    page.goto(stub.url)
    return page


def test_unreachable_history_is_said_and_not_taken_for_a_new_chat(page: Any, stub: Stub) -> None:
    say(page, "faq")
    stub.down = True
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("It is not lost")
    stub.down = False
    page.get_by_role("button", name="Try again").tap()
    expect(page.locator(".you")).to_have_text("You: faq")


def test_delete_asks_first_and_then_forgets_everything(page: Any, stub: Stub) -> None:
    say(page, "faq")
    page.locator("textarea").fill("half")
    page.get_by_role("button", name="Options").tap()
    page.get_by_role("button", name="Delete my chat").tap()
    page.get_by_role("button", name="Keep my chat").tap()
    expect(page.locator(".you")).to_have_count(1)
    page.get_by_role("button", name="Delete my chat").tap()
    page.get_by_role("button", name="Delete it").tap()
    expect(page.locator(".you")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Your chat is deleted.")
    expect(page.locator("textarea")).to_have_value("")
    assert stub.sessions["t1"] == []
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_delete_that_fails_is_said(page: Any, stub: Stub) -> None:
    say(page, "faq")
    stub.down = True
    page.get_by_role("button", name="Options").tap()
    page.get_by_role("button", name="Delete my chat").tap()
    page.get_by_role("button", name="Delete it").tap()
    expect(page.get_by_role("alert")).to_contain_text("Your chat is not deleted yet.")
    stub.down = False
    page.get_by_role("button", name="Try again").tap()
    expect(page.locator(".you")).to_have_count(0)
