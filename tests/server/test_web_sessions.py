"""Tokens over HTTP: issued, expired, renewed, forged; what each error says."""
from __future__ import annotations

from typing import Any

import pytest

from backguide_rasa.channels.origins import BadOrigin
from backguide_rasa.channels.sessions import Sessions
from backguide_rasa.channels.web_settings import BadSetting, from_environment
from tests.server.web_bench import BLOOD, KEY, Bot, web

HOURS_13, DAYS_31 = 13 * 3600, 31 * 86400


async def test_a_session_tells_how_long_it_lasts_and_which_documents_there_are() -> None:
    async with web() as page:
        opened = await page.post("session", country="GB")
        assert opened.json["v"] == 1 and opened.json["expires_in"] == 12 * 3600
        assert 0 < opened.json["refresh_in"] < opened.json["expires_in"]
        assert opened.json["documents"][:3] == ["summary", "page", "fhir"]
        assert opened.headers["Cache-Control"] == "no-store"


async def test_an_expired_token_is_said_to_be_and_renewed_for_the_same_conversation() -> None:
    async with web() as page:
        token = await page.open()
        await page.say(token, "hello")
        page.clock.time += HOURS_13
        for answer in (await page.say(token, "more"), await page.post("erase", token=token),
                       await page.post("summary", token=token),
                       await page.ask("GET", "history", headers={"X-Session": token})):
            assert (answer.status, answer.code) == (401, "session_expired")
            assert answer.json[0]["custom"]["retry"] is True and "999" in answer.json[0]["text"]
        fresh = await page.open(token=token)
        assert fresh != token
        assert [said["text"] for said in await page.history(fresh)] == ["hello", "You said: hello"]
        assert page.bot.heard == ["hello"], "what was said with an expired token reached the conversation"


async def test_after_a_renewal_another_tab_goes_on_with_the_token_that_it_has() -> None:
    async with web() as page:
        token = await page.open()
        page.clock.time += 60
        fresh = await page.open(token=token)
        await page.say(fresh, "from the first tab")
        await page.say(token, "from the second tab")
        assert await page.history(token) == await page.history(fresh) != []


@pytest.mark.parametrize("token", ["", "web-someone", "a.b", 5, ["x"], "x" * 500, Sessions(b"of another").open()])
async def test_a_token_that_is_not_ours_opens_nothing(token: Any) -> None:
    async with web() as page:
        for path in ("session", "message", "erase", "summary", "page", "report", "fhir", "pdf"):
            answer = await page.post(path, token=token, message="hi")
            assert (answer.status, answer.code) == (401, "unknown_session"), path
            assert "999" in answer.json[0]["text"]
        answer = await page.ask("GET", "history", headers={"X-Session": str(token)})
        assert (answer.status, answer.code) == (401, "unknown_session")
        assert page.bot.heard == []


async def test_a_token_whose_conversation_is_long_gone_is_unknown() -> None:
    async with web() as page:
        token = await page.open()
        page.clock.time += DAYS_31
        assert (await page.post("session", token=token)).code == "unknown_session"
        assert (await page.say(token, "hi")).code == "unknown_session"


async def test_an_emergency_said_with_an_expired_token_is_answered_and_recorded() -> None:
    async with web() as page:
        token = await page.open(country="GB")
        page.clock.time += HOURS_13
        answer = await page.say(token, BLOOD)
        assert (answer.status, answer.code) == (200, "emergency")
        assert "999" in answer.json[0]["custom"]["call"]["number"]
        await page.until(1)
        assert page.bot.heard == [BLOOD]


async def test_an_emergency_said_without_any_token_is_answered_and_reaches_no_conversation() -> None:
    async with web() as page:
        for token in (None, "forged"):
            answer = await page.say(token, BLOOD)
            assert (answer.status, answer.code) == (200, "emergency")
        assert page.bot.heard == []


async def test_a_token_of_the_key_before_is_renewed_with_the_new_one() -> None:
    async with web(keys=(b"new", KEY)) as page:
        fresh = await page.open(token=Sessions(KEY, now=page.clock).open("uk"))
        session = Sessions(b"new").read(fresh)
        assert session and session.place == "uk"


@pytest.mark.parametrize(("opened", "place"), [
    ({"country": "GB"}, "uk"), ({"locale": "en-GB"}, "uk"), ({"country": "US", "locale": "en-GB"}, "us"),
    ({"country": "nowhere", "locale": "en-GB"}, "uk"), ({"locale": "en"}, ""), ({}, ""), ({"country": 5}, "")])
async def test_the_country_of_the_page_goes_with_each_message(opened: dict[str, Any], place: str) -> None:
    async with web() as page:
        token = await page.open(**opened)
        await page.say(token, "hello")
        assert page.bot.metadata == [{"country": place} if place else None]


async def test_the_country_that_a_person_told_is_kept_in_the_renewed_token() -> None:
    bot = Bot()
    bot.custom = {"country": "ireland"}
    async with web(bot) as page:
        token = await page.open(country="US")
        await page.say(token, "I am in Ireland")
        fresh = await page.open(token=token, country="US")
    async with web() as restarted:
        answer = await restarted.say(fresh, BLOOD)
        assert answer.json[0]["custom"]["call"]["number"] == "999 or 112 (Ireland)"


async def test_a_conversation_keeps_the_country_that_it_began_with_until_another_is_told() -> None:
    async with web() as page:
        began, none = await page.open(country="GB"), await page.open()
        renewed = [Sessions(KEY).read(await page.open(token=token, country="US")) for token in (began, none)]
        assert [session.place for session in renewed if session] == ["uk", "us"]


@pytest.mark.parametrize(("name", "value", "error"), [
    ("BACKGUIDE_TOKEN_SECONDS", "soon", BadSetting), ("BACKGUIDE_TOKEN_SECONDS", "0", BadSetting),
    ("BACKGUIDE_PROXIES", "-1", BadSetting), ("BACKGUIDE_SESSIONS_PER_ADDRESS", "0", BadSetting),
    ("BACKGUIDE_ORIGINS", "*", BadOrigin), ("BACKGUIDE_ORIGINS", "https://a.example/", BadOrigin),
    ("BACKGUIDE_ORIGINS", "a.example", BadOrigin), ("BACKGUIDE_ORIGINS", "https://a.example, null", BadOrigin)])
def test_a_setting_that_cannot_be_meant_is_named(name: str, value: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=name):
        from_environment({name: value})


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKGUIDE_SECRET", "now")
    settings = from_environment({
        "BACKGUIDE_ORIGINS": " https://a.example , http://localhost:8000,", "BACKGUIDE_TOKEN_SECONDS": "60",
        "BACKGUIDE_PROXIES": "0", "BACKGUIDE_SESSIONS_PER_ADDRESS": "5", "BACKGUIDE_SECRET_BEFORE": "then"})
    assert settings.origins.allowed == {"https://a.example", "http://localhost:8000"}
    assert settings[0] == (b"now", b"then") and settings[2:] == (60, 5, 0)
    assert from_environment({}).proxies is None
