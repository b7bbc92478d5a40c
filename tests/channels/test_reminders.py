"""Check-ins: offered once, sent once with a yes, called off in every way; nothing on a locked screen or in a log."""
from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections import Counter
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, AsyncIterator, Type

import pytest
from rasa.core.agent import Agent

from backguide.content import Content
from backguide_rasa import core
from backguide_rasa.channels import guard as guards
from backguide_rasa.channels.messaging.ledger import Ledger
from backguide_rasa.channels.messaging.people import People
from backguide_rasa.channels.messaging.reminders import DAY, KEPT_SECONDS, LATE_SECONDS, Reminders
from backguide_rasa.channels.messaging.settings import PLATFORMS
from tests.channels.bench import FAKES, PATIENCE, Bench, EchoBot, FakeClock, bench
from tests.channels.test_interviews import STRAIN, over_rest
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio
from tests.fakes.vendor import Vendor

SPEAK_FIRST: tuple[Type[Vendor], ...] = (FakeTelegram, FakeSlack, FakeTwilio)
where_it_is_offered = pytest.mark.parametrize("fake", SPEAK_FIRST, ids=lambda fake: fake.channel)
BLOOD = "I am coughing up blood"
HEALTH = re.compile(r"pain|back|hurt|ache|cancer|doctor|health|sick|symptom|emergency|sign", re.IGNORECASE)


def words(name: str) -> str:
    return str(core.content().texts.reminder[name])


OFFER = re.compile("Shall I check in with you")
RESULT: dict[str, Any] = {
    "text": "See a doctor within days.", "buttons": [{"title": "Check again", "payload": "/check_again"}],
    "custom": {"type": "triage_result", "level": "soon", "complete": True, "label": "See a doctor within days",
               "sign": "📅",
               "headline": "Book now.", "reasons": [], "do": ["Book."], "watch_for": ["Worse."]}}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "FLOOD", (1000, 10))  # nobody lives through days in seconds


class Stands:
    """Stands for the store: whether the check is still kept."""

    def __init__(self) -> None:
        self.answer: bool | None = True

    async def __call__(self, conversation: str) -> bool | None:
        return self.answer


@asynccontextmanager
async def at_result(fake: Type[Vendor] = FakeTelegram, custom: dict[str, Any] | None = None,
                    **more: Any) -> AsyncIterator[Bench]:
    """Start with a stand-in bot that gives a result to whatever is said."""
    async with bench(fake, EchoBot({**RESULT, "custom": {**RESULT["custom"], **(custom or {})}}), **more) as talk:
        talk.channel.desk.check_ins._stands = Stands()
        yield talk


def state(talk: Bench) -> str | None:
    return talk.channel.desk.check_ins.reminders.state(talk.conversation)


async def checked(talk: Bench) -> list[str]:
    """Go through a check with the trained bot; returns what its last answer brought."""
    told: list[str] = []
    for text in STRAIN:
        told = await talk.answer(text)
    return told


async def after(talk: Bench, days: float) -> list[str]:
    """Let days go by, and the server's loop come round; returns what the person is shown."""
    talk.clock.time += days * DAY
    return await talk.do(talk.channel.remind())


# The file alone, with a clock of the test's own.

def test_a_reminder_is_due_once_and_in_time() -> None:
    kept = Reminders(":memory:")
    assert kept.offer("c", "telegram", 2, 0.0) and kept.want("c", 100.0)
    assert kept.due("telegram", 100.0 + 2 * DAY - 1) == [] and kept.due("slack", 100.0 + 2 * DAY) == []
    assert kept.due("telegram", 100.0 + 2 * DAY) == ["c"]
    assert kept.send("c", 100.0 + 2 * DAY) and not kept.send("c", 100.0 + 2 * DAY)
    assert kept.due("telegram", 1e9) == []


def test_an_offer_is_made_once_until_a_reminder_was_sent() -> None:
    kept = Reminders(":memory:")
    assert kept.offer("c", "telegram", 2, 0.0) and not kept.offer("c", "telegram", 2, 1.0)
    kept.speak("c")
    assert kept.state("c") == "passed" and not kept.offer("c", "telegram", 2, 2.0)
    kept.refuse("c")
    assert not kept.offer("c", "telegram", 2, 3.0)
    assert kept.want("c", 3.0) and kept.send("c", 3.0 + 2 * DAY) and kept.offer("c", "telegram", 1, 3.0 + 2 * DAY)
    assert (kept.state("c"), kept.days("c")) == ("offered", 1)


def test_what_is_too_late_or_too_old_is_forgotten_quietly() -> None:
    kept = Reminders(":memory:")
    kept.offer("late", "telegram", 2, 0.0)
    kept.want("late", 0.0)
    kept.offer("old", "telegram", 2, 0.0)
    assert kept.due("telegram", 2 * DAY + LATE_SECONDS + 1) == [] and kept.state("late") is None
    assert kept.state("old") == "offered"
    kept.due("telegram", KEPT_SECONDS + 1)
    assert kept.state("old") is None


def test_nothing_can_be_wanted_that_was_not_offered() -> None:
    kept = Reminders(":memory:")
    assert not kept.want("c", 0.0) and kept.state("c") is None and kept.days("c") == 0


def test_a_file_that_fails_costs_the_reminder_and_nothing_else() -> None:
    kept = Reminders(":memory:")
    kept._rows.execute("DROP TABLE reminders")
    assert kept.state("c") is None and not kept.offer("c", "telegram", 2, 0.0) and kept.due("telegram", 0.0) == []
    kept.forget("c")


def test_only_channels_that_may_write_days_later_offer_it() -> None:
    assert [platform.name for platform in PLATFORMS if platform.speaks_first] == ["telegram", "slack", "sms"]


def test_no_word_of_health_stands_on_a_locked_screen(content: Content) -> None:
    texts = content.texts.reminder
    assert not any(HEALTH.search(texts[name]) for name in ("reminder", "again", "stop"))
    assert "emergency" not in texts["levels"]


# What is said around it, with a stand-in bot.

@pytest.mark.parametrize("fake", FAKES, ids=lambda fake: fake.channel)
async def test_it_is_offered_only_where_it_can_come(fake: Type[Vendor]) -> None:
    async with at_result(fake) as talk:
        told = await talk.say("hello")
        assert any(OFFER.search(text) and "in two days" in text for text in told) is (fake in SPEAK_FIRST)
        await talk.say("yes")
        assert bool(await after(talk, 2.1)) is (fake in SPEAK_FIRST)
        assert not talk.vendor.refusals


@where_it_is_offered
@pytest.mark.parametrize(("said", "then"), [
    ("yes", "wanted"), ("Yes, please!", "wanted"), ("1", "wanted"), ("Remind me", "wanted"), ("no", "refused"),
    ("No, thanks", "refused"), ("2", "refused"), ("don't remind me", "refused"), ("what is this", "passed")])
async def test_yes_and_no_are_understood_in_words(fake: Type[Vendor], said: str, then: str) -> None:
    async with at_result(fake) as talk:
        await talk.say("hello")
        assert await talk.say(said)
        assert state(talk) == then


@pytest.mark.parametrize(("level", "when"), [("urgent", "tomorrow"), ("routine", "in a week"), ("selfcare", "days")])
async def test_how_soon_it_comes_is_content(level: str, when: str, content: Content) -> None:
    async with at_result(custom={"level": level}) as talk:
        assert when in (await talk.say("hello"))[-1]
        assert when in (await talk.answer(words("yes")))[0]
        days = content.texts.reminder["levels"][level]["days"]
        assert await after(talk, days - 0.01) == [] and await after(talk, 0.02) == [words("reminder")]


@pytest.mark.parametrize("custom", [{"level": "emergency"}, {"complete": False}, {"type": "summary"}])
async def test_nothing_else_brings_an_offer(custom: dict[str, Any]) -> None:
    async with at_result(custom=custom) as talk:
        assert not any(OFFER.search(text) for text in await talk.say("hello"))


async def test_an_unanswered_offer_is_not_made_again_and_its_button_still_works() -> None:
    async with at_result() as talk:
        await talk.say("hello")
        offer = talk.vendor.shown[-1]
        assert not any(OFFER.search(text) for text in await talk.say("show me my result"))
        await talk.do(talk.vendor.tap(words("yes"), offer))
        assert await after(talk, 2.5) == [words("reminder")]


@pytest.mark.parametrize("said", ["stop", "/stop", "cancel the reminder", "Don't remind me", "Stop reminders", BLOOD])
async def test_a_reminder_is_called_off_by_words_and_by_an_emergency(said: str) -> None:
    async with at_result() as talk:
        await talk.say("hello")
        await talk.answer(words("yes"))
        assert await talk.say(said)
        assert state(talk) == (None if said == BLOOD else "refused")
        assert await after(talk, 2.5) == [] and talk.counts["reminded"] == 0


async def test_stop_on_sms_calls_a_reminder_off_and_start_does_not_bring_it_back() -> None:
    async with at_result(FakeTwilio) as talk:
        await talk.say("hello")
        await talk.say("yes")
        assert await talk.say("STOP") == [] and await after(talk, 2.5) == []
        await talk.say("START")
        assert await after(talk, 0.1) == []


async def test_the_reminders_own_button_ends_reminders() -> None:
    async with at_result() as talk:
        await talk.say("hello")
        await talk.answer(words("yes"))
        await after(talk, 2.5)
        assert await talk.answer(words("stop")) == [words("refused")]
        assert not any(OFFER.search(text) for text in await talk.say("show me my result"))


@pytest.mark.parametrize(("said", "heard"), [("yes", "/check_again"), ("Yes, please", "/check_again"),
                                             ("1", "/check_again"), ("no", None), ("what is this", "what is this")])
async def test_a_yes_to_the_reminder_leads_on(said: str, heard: str | None) -> None:
    bot = EchoBot(RESULT)
    async with bench(FakeTelegram, bot) as talk:
        talk.channel.desk.check_ins._stands = Stands()
        await talk.say("hello")
        await talk.answer(words("yes"))
        await after(talk, 2.5)
        await talk.say(said)
        assert bot.heard[1:] == ([heard] if heard else [])


async def test_deleting_the_data_deletes_the_reminder() -> None:
    async with at_result() as talk:
        await talk.say("hello")
        await talk.answer(words("yes"))
        talk.channel.desk.forget(talk.conversation)
        assert state(talk) is None and await after(talk, 2.5) == []


async def test_nobody_is_reminded_in_the_middle_of_a_talk() -> None:
    async with at_result() as talk:
        await talk.say("hello")
        await talk.answer(words("yes"))
        talk.clock.time += 2.5 * DAY
        await talk.say("hello again")
        assert await after(talk, 0) == [] and await after(talk, 0.1) == [words("reminder")]


async def test_a_check_that_is_no_longer_kept_ends_its_reminder_quietly() -> None:
    async with at_result() as talk:
        await talk.say("hello")
        await talk.answer(words("yes"))
        stands = talk.channel.desk.check_ins._stands
        stands.answer = None  # the store fails: later
        assert await after(talk, 2.1) == [] and state(talk) == "wanted"
        stands.answer = False
        assert await after(talk, 0.1) == [] and state(talk) is None


async def test_a_restart_loses_no_reminder_and_the_disk_and_the_log_tell_nothing(
        tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="backguide_rasa")
    file, clock = tmp_path / "reminders.db", FakeClock()

    def again() -> Any:
        return at_result(reminders=Reminders(file), people=People(b"of this test", tmp_path / "people.db"), clock=clock)

    async with again() as talk:
        await talk.say("hello, my back hurts")
        await talk.answer(words("yes"))
        person = talk.vendor.person
    async with again() as talk:
        assert await after(talk, 2.1) == [words("reminder")]
    async with again() as talk:
        assert await after(talk, 0.5) == []
    with sqlite3.connect(file) as rows:
        kept = rows.execute("SELECT * FROM reminders").fetchall()
    assert [row[1:4] for row in kept] == [("telegram", "sent", 2)]
    assert not HEALTH.search(str(kept)) and person not in str(kept) and file.stat().st_mode & 0o777 == 0o600
    assert not HEALTH.search("".join(record.getMessage() for record in caplog.records))


async def test_a_reminder_that_the_vendor_did_not_take_is_sent_after_the_restart(tmp_path: Path) -> None:
    kept, people, clock = Reminders(":memory:"), People(b"of this test", ":memory:"), FakeClock()

    def ledger() -> Ledger:
        return Ledger(tmp_path / "d.db", b"of this test", Counter())

    async with at_result(reminders=kept, people=people, clock=clock, ledger=ledger()) as talk:
        await talk.say("hello")
        await talk.answer(words("yes"))
        talk.vendor.faults.append(asyncio.Event())
        clock.time += 2.1 * DAY
        await talk.channel.remind()
        await asyncio.wait_for(talk.vendor.hangs.wait(), PATIENCE)  # then the server ends
    async with at_result(reminders=kept, people=people, clock=clock, ledger=ledger()) as talk:
        await talk.settle()
        assert [shown.text for shown in talk.vendor.shown] == [words("reminder")] and await after(talk, 0.1) == []


async def test_numbers_mean_the_offer_and_the_reminder_after_a_restart() -> None:
    kept, people, clock = Reminders(":memory:"), People(b"of this test", ":memory:"), FakeClock()

    def again() -> Any:
        return at_result(FakeTwilio, reminders=kept, people=people, clock=clock)

    async with again() as talk:
        await talk.say("hello")
    async with again() as talk:
        await talk.say("1")
        assert state(talk) == "wanted" and len(await after(talk, 2.1)) == 1
    async with again() as talk:
        await talk.say("2")
        assert state(talk) == "refused"


# Whole conversations with the trained bot.

@where_it_is_offered
async def test_a_reminder_leads_to_the_next_check(agent: Agent, fake: Type[Vendor], content: Content) -> None:
    async with bench(fake, agent=agent) as talk:
        assert OFFER.search((await checked(talk))[-1])
        assert "in two days" in (await talk.answer(words("yes")))[-1]
        assert await after(talk, 1.9) == []
        assert words("reminder") in (await after(talk, 0.2))[0] and talk.counts["reminded"] == 1
        assert await after(talk, 0.1) == [] and await after(talk, 5) == []
        asked = (await talk.answer(words("again")))[-1]
        assert content.question("Q02").ask in asked and state(talk) == "over" and not talk.vendor.refusals


@pytest.mark.parametrize("said", ["delete my data", "start again", BLOOD, "i want to kill myself"])
async def test_a_reminder_ends_with_its_check(agent: Agent, said: str) -> None:
    async with bench(FakeTelegram, agent=agent) as talk:
        await checked(talk)
        await talk.answer(words("yes"))
        assert state(talk) == "wanted"
        told = [*await talk.say(said), *await talk.say("show me my result")]
        assert state(talk) is None and not any(OFFER.search(text) for text in told)
        assert await after(talk, 2.5) == [] and talk.counts["reminded"] == 0


async def test_it_is_not_offered_on_rest(agent: Agent) -> None:
    assert (await over_rest(agent, STRAIN))[-1]["type"] == "triage_result"  # and nothing after it
