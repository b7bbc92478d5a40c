"""Saying and answering, by finger and by keyboard."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from .conftest import Open, say
from .stub_server import Stub


def test_first_screen_says_nothing_to_the_server_and_shows_the_signs(page: Any, stub: Stub) -> None:
    expect(page.get_by_text("Get help now, not here")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Check my back pain")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("textbox", name="Your message")).to_be_in_viewport(ratio=1)
    assert not stub.said and not stub.sessions


def test_first_buttons_start_the_check_or_offer_questions(page: Any, stub: Stub) -> None:
    page.get_by_text("Ask a question instead").tap()
    expect(page.get_by_role("button", name="Is my back pain a sign of cancer?")).to_be_visible()
    page.get_by_role("button", name="Check my back pain").tap()
    page.get_by_role("button", name="Yes", exact=True).tap()
    expect(page.locator(".you").last).to_have_text("You: Yes")
    assert stub.said == ["Check my back pain", '/consent{"o":0}']


def test_session_is_opened_for_the_place_of_the_page(open_page: Open, stub: Stub) -> None:
    stub.pages["host"] = ('<!doctype html><html lang="en-IE"><title>Host</title>'
                          '<script type="module" src="/back-guide.js"></script><back-guide></back-guide>')  # fmt: skip
    page = open_page("host")
    say(page, "faq")
    assert stub.asked == [{"country": "IE", "locale": "en-IE"}]
    expect(page.locator(".bar a")).to_have_text(["999", "112"])


def test_ticked_titles_are_sent_together_and_none_sends_its_payload(page: Any, stub: Stub) -> None:
    say(page, "multi")
    page.get_by_role("button", name="Send my answer").tap()
    expect(page.get_by_text("Tick at least one")).to_be_visible()
    page.get_by_label("Trouble breathing").check()
    page.get_by_label("Coughing up blood").check()
    page.get_by_role("button", name="Send my answer").tap()
    expect(page.locator(".guide").last).to_contain_text("You said: Trouble breathing, Coughing up blood")
    say(page, "multi")
    page.get_by_role("button", name="None of these").last.tap()
    expect(page.locator(".you").last).to_have_text("You: None of these")
    assert stub.said[1:] == ["Trouble breathing, Coughing up blood", "multi", '/Q02{"o":8}']


def test_none_of_these_comes_after_all_of_them(page: Any) -> None:
    say(page, "multi")
    last = page.locator(".checks label").last.bounding_box()
    assert page.get_by_role("button", name="None of these").bounding_box()["y"] > last["y"] + last["height"]


def test_newer_question_disables_the_older_and_an_answer_between_does_not(page: Any) -> None:
    say(page, "yes_no", "faq")
    first = page.locator("fieldset[data-question] button").first
    expect(first).to_be_enabled()
    say(page, "multi")
    expect(first).to_be_disabled()
    expect(page.locator("fieldset[data-question] button").last).to_be_enabled()


def test_scale_is_eleven_buttons(page: Any, stub: Stub) -> None:
    say(page, "scale")
    expect(page.locator(".scale button")).to_have_count(11)
    page.get_by_role("button", name="7", exact=True).tap()
    expect(page.locator(".guide").last).to_contain_text("You said: 7")


def test_exact_number_and_duration_are_sent_as_words(page: Any, stub: Stub) -> None:
    say(page, "number")
    field = page.get_by_label("Or give the exact number")
    field.fill("old")
    page.get_by_role("button", name="Use this").tap()
    expect(page.get_by_text("Please give a number.")).to_be_visible()
    field.fill("52")
    field.press("Enter")
    expect(page.locator(".guide").last).to_contain_text("You said: 52")
    say(page, "duration")
    page.get_by_label("Or tell it exactly").fill("3")
    page.get_by_label("Days, weeks, months or years").select_option("months")
    page.get_by_role("button", name="Use this").last.tap()
    expect(page.locator(".guide").last).to_contain_text("You said: 3 months")
    assert stub.said == ["number", "52", "duration", "3 months"]


def test_why_progress_and_back_stand_at_a_question(page: Any, stub: Stub) -> None:
    say(page, "multi")
    expect(page.get_by_text("About 4 more questions after this")).to_be_visible()
    page.get_by_text("Why do you ask?").tap()
    expect(page.get_by_text("It helps to tell a strain from other causes.")).to_be_visible()
    page.get_by_role("button", name="Go back").tap()
    expect(page.locator(".guide").last).to_contain_text("You said: go back")


def test_double_tap_says_it_once(page: Any, stub: Stub) -> None:
    say(page, "faq")
    page.get_by_role("button", name="When should I worry?").dblclick()
    expect(page.locator(".you")).to_have_count(2)
    expect(page.locator(".guide").last).to_contain_text("You said: /faq_answer_0")
    assert stub.said == ["faq", "/faq_answer_0"]


def test_focus_stays_in_the_box_after_typing_and_follows_a_button_to_the_reply(page: Any) -> None:
    say(page, "yes_no")
    expect(page.locator("textarea")).to_be_focused()
    page.get_by_role("button", name="No", exact=True).tap()
    expect(page.locator(".guide").last).to_be_focused()


def test_shift_enter_makes_a_line_and_the_counter_shows_near_the_limit(page: Any, stub: Stub) -> None:
    box = page.locator("textarea")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(page.locator(".guide").last).to_be_visible()
    assert stub.said == ["one\ntwo"]
    box.fill("x" * 1900)
    expect(page.get_by_text("100 characters left")).to_be_visible()


def test_short_words_are_announced_and_an_alarm_is_not_said_twice(page: Any) -> None:
    say(page, "regions")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Pick all that fit\. 20 choices\.$"))
    say(page, "emergency")
    expect(page.get_by_role("status")).to_be_empty()


def test_new_content_is_shown_from_its_start_and_the_host_page_stays(page: Any) -> None:
    say(page, "faq", "result")
    box, room = page.locator(".result").bounding_box(), page.locator(".scroller").bounding_box()
    assert 0 <= box["y"] - room["y"] < 40
    assert page.evaluate("scrollY") == 0
    say(page, "regions")
    expect(page.locator(".map")).to_be_in_viewport(ratio=0.7)


def test_emergency_said_while_another_answer_is_awaited_is_not_held_back(page: Any) -> None:
    page.locator("textarea").fill("hang")
    page.locator("textarea").press("Enter")
    page.locator("textarea").fill("emergency")
    page.locator("textarea").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Call for an ambulance now")


def test_options_change_text_and_colours_and_stay_chosen(page: Any) -> None:
    frame = page.locator(".frame")
    before = page.get_by_text("I ask short questions").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.get_by_role("button", name="Options").tap()
    page.get_by_label("Very large").check()
    page.get_by_label("High contrast").check()
    page.reload()
    expect(frame).to_have_attribute("data-theme", "contrast")
    after = page.get_by_text("I ask short questions").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after > 1.35 * before
