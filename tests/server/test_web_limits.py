"""Limits: how often, how much, from where; and that an emergency is heard under each of them."""
from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage

from backguide_rasa.channels.address import address
from backguide_rasa.channels.guard import FLOOD
from backguide_rasa.channels.rates import Rates
from backguide_rasa.channels.web import MAX_BODY
from tests.server.web_bench import BLOOD, Bot, Clock, Web, web


def forwarded(*hops: str) -> dict[str, str]:
    return {"X-Forwarded-For": ", ".join(hops)}


async def flooded(page: Web) -> str:
    token = await page.open()
    for _ in range(FLOOD[0]):
        assert (await page.say(token, "hello")).status == 200
    return token


async def test_too_many_messages_are_refused_with_when_to_come_again() -> None:
    async with web() as page:
        token = await flooded(page)
        answer = await page.say(token, "hello")
        assert (answer.status, answer.code) == (429, "slow_down") and "999" in answer.json[0]["text"]
        assert 1 <= int(answer.headers["Retry-After"]) <= FLOOD[1]
        assert len(page.bot.heard) == FLOOD[0]
        assert (await page.say(await page.open(), "hello")).status == 200, "another person is not held up"


async def test_an_emergency_is_answered_while_the_limit_refuses() -> None:
    async with web() as page:
        token = await flooded(page)
        assert (await page.say(token, "hello")).status == 429
        answer = await page.say(token, BLOOD)
        assert (answer.status, answer.code) == (200, "emergency")


async def test_an_emergency_is_answered_before_the_work_of_recording_it_begins() -> None:
    class Busy(Bot):
        """Holds up the whole server, as reading a message does for a moment."""

        async def __call__(self, message: UserMessage) -> None:
            time.sleep(0.5)
            self.heard.append(message.text)

    async with web(Busy()) as page:
        tap = {"token": await page.open(), "message": BLOOD, "key": "k"}

        def send() -> float:  # in a thread: the held up loop is not ours alone
            started = time.monotonic()
            said = requests.post(f"{page.base}/webhooks/web/message", json=tap, timeout=9).json()
            assert said[0]["custom"]["type"] == "emergency"
            return time.monotonic() - started

        assert await asyncio.get_running_loop().run_in_executor(None, send) < 0.4
        await page.until(1)


async def test_a_message_that_was_refused_is_taken_later_under_the_same_key() -> None:
    async with web() as page:
        token = await flooded(page)
        assert (await page.say(token, "once more", key="k")).status == 429
        await page.post("erase", token=token)  # which forgets the times, as waiting would
        assert (await page.say(token, "once more", key="k")).json[0]["text"] == "You said: once more"


async def test_new_conversations_are_limited_for_each_address_but_going_on_is_not() -> None:
    async with web(sessions=2) as page:
        token = await page.open()
        await page.open()
        answer = await page.post("session")
        assert (answer.status, answer.code) == (429, "slow_down") and "999" in answer.json[0]["text"]
        assert 1 <= int(answer.headers["Retry-After"]) <= 600
        assert (await page.post("session", token=token)).status == 200
        assert (await page.say(token, "hello")).status == 200
        assert (await page.say(None, BLOOD)).code == "emergency", "also for whoever got no session"
        assert (await page.post("session", headers=forwarded("203.0.113.7"))).status == 200


async def test_looking_is_limited_too() -> None:
    async with web() as page:
        token = await page.open()
        answers = [await page.ask("GET", "history", headers={"X-Session": token}) for _ in range(61)]
        assert [answer.status for answer in answers] == [200] * 60 + [429]
        assert int(answers[-1].headers["Retry-After"]) >= 1
        assert (await page.post("summary", token=token)).status == 429
        assert (await page.say(token, "hello")).status == 200


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY - 200, 200), (MAX_BODY + 1, 413), (600 * 1024, 413)])
async def test_bodies_over_64_kilobytes_are_refused(size: int, status: int) -> None:
    async with web() as page:
        answer = await page.say(await page.open(), "x " * (size // 2))
        assert answer.status == status
        assert answer.code == ("too_long" if status == 200 else "too_large") and "999" in answer.json[0]["text"]
        assert page.bot.heard == []


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"5", b"{", b"\xff", b"[" * 50_000, b'{"token": 5}'])
async def test_a_body_that_is_no_message_is_refused(body: bytes) -> None:
    async with web() as page:
        assert (await page.ask("POST", "message", data=body)).code == "unknown_session"


@pytest.mark.parametrize("message", [None, 5, ["hi"], {"a": 1}])
async def test_a_message_that_is_no_text_is_refused(message: Any) -> None:
    async with web() as page:
        answer = await page.say(await page.open(), message, key="k")
        assert (answer.status, answer.code) == (400, "bad_request")


@pytest.mark.parametrize(("peer", "hops", "proxies", "counts"), [
    ("203.0.113.7", "", None, "203.0.113.7"),
    ("203.0.113.7", "198.51.100.1", None, "203.0.113.7"),                # a stranger may write what they like
    ("127.0.0.1", "198.51.100.1", None, "198.51.100.1"),                 # the proxy on this machine
    ("127.0.0.1", "9.9.9.9, 198.51.100.1", None, "198.51.100.1"),        # what was there before it is not its word
    ("::1", "198.51.100.1", None, "198.51.100.1"),
    ("127.0.0.1", "198.51.100.1", 0, "127.0.0.1"),
    ("10.0.0.2", "9.9.9.9, 198.51.100.1, 10.0.0.1", 2, "198.51.100.1"),
    ("10.0.0.2", "", 2, "10.0.0.2"),
    ("2001:db8:1:2:3:4:5:6", "", None, "2001:db8:1:2::"),
    ("2001:db8:1:2:ffff::9", "", None, "2001:db8:1:2::"),
    ("127.0.0.1", "::ffff:198.51.100.1", None, "198.51.100.1"),
    ("127.0.0.1", "[2001:db8:1:2::9]", None, "2001:db8:1:2::"),
    ("127.0.0.1", "unknown", None, "unknown"), ("", "", None, ""),
])
def test_the_address_that_counts(peer: str, hops: str, proxies: int | None, counts: str) -> None:
    assert address(peer, hops, proxies) == counts


def test_a_rate_admits_so_many_in_a_window_that_slides() -> None:
    clock = Clock(0.0)
    rates = Rates(2, 10, clock)
    admitted = []
    for clock.time in (0.0, 4.0, 9.9, 10.0, 13.9, 14.0):
        admitted.append(rates.admit("a"))
    assert admitted == [True, True, False, True, False, True]
    assert rates.wait("a") == 6.0 and rates.wait("b") == 0.0 and rates.admit("b")
    rates.forget("a")
    assert rates.admit("a")


def test_whom_a_rate_remembers_is_bounded() -> None:
    rates = Rates(1, 10, Clock(), kept=3)
    assert all(rates.admit(who) for who in "abcde")
    assert list(rates._times) == ["c", "d", "e"]
