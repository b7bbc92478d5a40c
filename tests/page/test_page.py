"""The chat page in a real browser, against the stub server. Skipped where playwright or chromium is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect  # noqa: E402

from .stub_server import REPLIES, Stub, running  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
PHONE = {"width": 390, "height": 844}
ADVICE = "call your local emergency number now (999, 112, 911)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running() as server:
        yield server


@pytest.fixture
def page(browser: Browser, stub: Stub) -> Iterator[Page]:
    """A phone; fails the test on a script error, a blocked resource or a request to another host."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Security Policy" in line.text else None)
    page.on("request", lambda request: None if request.url.startswith(stub.url) else wrong.append(request.url))
    page.goto(stub.url)
    yield page
    context.close()
    assert not wrong


def say(page: Page, *messages: str) -> None:
    """Types each message and waits for its answer."""
    for message in messages:
        page.fill("#input", message)
        page.press("#input", "Enter")
        expect(page.locator("#typing")).to_be_hidden()


def violations(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def test_opening_says_nothing_to_the_server_and_shows_the_signs(page: Page, stub: Stub) -> None:
    expect(page.get_by_text("Get help now, not here")).to_be_visible()
    expect(page.get_by_role("button", name="Check my back pain")).to_be_in_viewport(ratio=1)
    assert not stub.said and not stub.sessions


def test_opening_buttons_start_the_check_or_offer_questions(page: Page, stub: Stub) -> None:
    page.get_by_role("button", name="Ask a question").click()
    expect(page.locator("#ideas button")).to_have_count(4)
    page.get_by_role("button", name="Check my back pain").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".you").last).to_have_text("You: Yes")
    assert stub.said == ["Check my back pain", '/consent{"o":0}']


def test_ticked_titles_are_sent_together_and_none_sends_its_payload(page: Page, stub: Stub) -> None:
    say(page, "multi")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Tick at least one")).to_be_visible()
    page.get_by_label("Trouble breathing").check()
    page.get_by_label("Coughing up blood").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.locator(".guide").last).to_contain_text("You said: Trouble breathing, Coughing up blood")
    say(page, "multi")
    page.get_by_role("button", name="None of these").last.click()
    expect(page.locator(".you").last).to_have_text("You: None of these")
    assert stub.said[1:] == ["Trouble breathing, Coughing up blood", "multi", '/Q02{"o":8}']


def test_a_newer_question_disables_the_older_and_an_answer_between_does_not(page: Page) -> None:
    say(page, "yes_no", "faq")
    first = page.locator("fieldset button").first
    expect(first).to_be_enabled()
    say(page, "multi")
    expect(first).to_be_disabled()
    expect(page.locator("fieldset button").last).to_be_enabled()


def test_scale_is_eleven_buttons(page: Page, stub: Stub) -> None:
    say(page, "scale")
    expect(page.locator(".scale button")).to_have_count(11)
    page.get_by_role("button", name="7", exact=True).click()
    expect(page.locator(".guide").last).to_contain_text("You said: 7")


@pytest.mark.parametrize("fault", ["empty", "garbage", "crash"])
def test_failure_gives_the_advice_keeps_the_words_and_retries_once(page: Page, stub: Stub, fault: str) -> None:
    say(page, fault)
    expect(page.get_by_role("alert")).to_contain_text(ADVICE)
    expect(page.locator("#input")).to_have_value(fault)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_contain_text(ADVICE)
    expect(page.locator(".you")).to_have_count(1)
    assert stub.said == [fault, fault]


def test_failed_button_can_be_pressed_again(page: Page, stub: Stub) -> None:
    say(page, "yes_no")
    stub.down = True
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(ADVICE)
    expect(page.get_by_role("button", name="No", exact=True)).to_be_enabled()
    stub.down = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".guide").last).to_contain_text("You said")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert stub.said[-1] == '/Q08{"o":1}'


def test_silence_of_fifteen_seconds_is_a_failure(page: Page) -> None:
    page.clock.install()
    page.fill("#input", "hang")
    page.press("#input", "Enter")
    expect(page.locator("#typing")).to_be_visible()
    page.clock.run_for(15_100)
    expect(page.get_by_role("alert")).to_contain_text(ADVICE)


def test_emergency_said_while_another_answer_is_awaited_is_not_held_back(page: Page) -> None:
    page.fill("#input", "hang")
    page.press("#input", "Enter")
    page.fill("#input", "emergency")
    page.press("#input", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("Call for an ambulance now")


def test_reload_restores_words_without_sounding_old_alarms(page: Page, stub: Stub) -> None:
    say(page, "yes_no")
    page.get_by_role("button", name="No", exact=True).click()
    say(page, "emergency")
    page.reload()
    expect(page.get_by_text("Call for an ambulance now")).to_be_in_viewport()
    expect(page.locator(".you").nth(1)).to_have_text("You: No")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("button", name="Check my back pain")).to_be_hidden()


def test_forgotten_session_starts_a_new_one_and_still_hears_the_words(page: Page, stub: Stub) -> None:
    say(page, "faq")
    stub.sessions = {"other": []}
    say(page, "emergency")
    expect(page.get_by_role("alert")).to_contain_text("Call for an ambulance now")
    expect(page.get_by_text("this is a new one")).to_be_visible()
    stub.sessions.clear()
    page.reload()
    expect(page.get_by_role("button", name="Check my back pain")).to_be_visible()


def test_unreachable_history_is_said_and_not_taken_for_a_new_chat(page: Page, stub: Stub) -> None:
    say(page, "faq")
    stub.down = True
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("could not load your chat")
    stub.down = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Most upper back pain is not cancer.")).to_be_visible()


def test_erasing_asks_first_and_reports_failure(page: Page, stub: Stub) -> None:
    say(page, "faq")
    page.get_by_role("button", name="End and erase").click()
    page.get_by_role("button", name="Keep my chat").click()
    assert stub.sessions
    stub.down = True
    page.get_by_role("button", name="End and erase").click()
    page.get_by_role("button", name="Erase and start again").click()
    expect(page.get_by_role("alert")).to_contain_text("not erased yet")
    stub.down = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#log")).to_be_empty()
    expect(page.get_by_role("button", name="Check my back pain")).to_be_visible()
    assert not stub.sessions and page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(("kind", "links"), [
    ("emergency", ["tel:999"]),
    ("emergency abroad", ["tel:999", "tel:112", "tel:911"]),
    ("crisis", ["tel:116123", "sms:85258", "tel:999"]),
])  # fmt: skip
def test_alarm_is_an_alert_with_numbers_to_dial(page: Page, kind: str, links: list[str]) -> None:
    say(page, kind)
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("a.call").evaluate_all("links => links.map(a => a.getAttribute('href'))") == links
    expect(page.locator("a.call").first).to_be_in_viewport(ratio=1)


def test_server_words_never_become_markup(page: Page) -> None:
    say(page, "plain")
    expect(page.locator(".guide").last).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".guide li")).to_have_count(2)
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize(("kind", "words"), [("unknown", "Words alone."), ("broken", "Still readable.")])
def test_unknown_or_malformed_custom_falls_back_to_the_text(page: Page, kind: str, words: str) -> None:
    say(page, kind)
    expect(page.locator(".guide").last).to_contain_text(words)


def test_server_error_message_retries_the_last_words(page: Page, stub: Stub) -> None:
    say(page, "error")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(2)
    assert stub.said == ["error", "error"]


def test_focus_stays_in_the_box_after_typing_and_follows_a_button_to_the_reply(page: Page) -> None:
    say(page, "yes_no")
    expect(page.locator("#input")).to_be_focused()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator(".guide").last).to_be_focused()


def test_shift_enter_makes_a_line_and_the_counter_shows_near_the_limit(page: Page, stub: Stub) -> None:
    page.locator("#input").press_sequentially("one")
    page.press("#input", "Shift+Enter")
    page.locator("#input").press_sequentially("two")
    page.press("#input", "Enter")
    expect(page.locator(".guide").last).to_be_visible()
    assert stub.said == ["one\ntwo"]
    page.fill("#input", "x" * 1900)
    expect(page.get_by_text("100 characters left")).to_be_visible()


def test_short_words_are_announced_and_an_alarm_is_not_said_twice(page: Page) -> None:
    say(page, "multi")
    expect(page.locator("#announcer")).to_have_text(re.compile(r"Pick all that fit\. 10 choices\.$"))
    say(page, "emergency")
    expect(page.locator("#announcer")).to_be_empty()


def test_new_content_is_shown_from_its_start(page: Page) -> None:
    say(page, "faq", "result")
    top = page.locator(".result").bounding_box()["y"]
    assert 0 <= top - page.locator("body > header").bounding_box()["height"] < 40


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_everything_fits_and_every_target_is_large(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    say(page, *REPLIES)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = """all => all.map(e => [e.textContent, e.getBoundingClientRect()])
        .filter(([, r]) => r.width && (r.height < 44 || r.width < 44)).map(([t, r]) => `${t} ${r.width}x${r.height}`)"""
    assert page.locator("button, a, summary, .checks label, textarea").evaluate_all(small) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_axe_finds_no_violation(page: Page, scheme: str, colours: str) -> None:
    page.emulate_media(color_scheme=scheme, forced_colors=colours, reduced_motion="reduce")
    assert violations(page) == []
    say(page, *REPLIES, "crash")
    assert violations(page) == []
    page.get_by_role("button", name="End and erase").click()
    assert violations(page) == []


def test_print_shows_the_last_result_alone(page: Page) -> None:
    say(page, "faq", "result urgent", "result")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".result").last).to_be_visible()
    expect(page.get_by_text("Age: 50 to 59").last).to_be_visible()
    for hidden in (".result >> nth=0", ".opening", "#composer", "text=worn joints"):
        expect(page.locator(hidden)).to_be_hidden()
