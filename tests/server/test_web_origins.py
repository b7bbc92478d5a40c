"""Which pages may talk with the bot, as their browsers see it."""
from __future__ import annotations

from typing import Any

import pytest

from backguide_rasa.channels.origins import Origins
from tests.server.web_bench import Answer, Web, web

CLINIC = "https://clinic.example"
ALLOWED = Origins([CLINIC, "https://other.example:8443"])
ASKING = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


async def opened(page: Web, origin: str | None, **headers: str) -> Answer:
    return await page.post("session", headers={**({"Origin": origin} if origin else {}), **headers})


async def test_an_allowed_page_may_read_answers_and_errors() -> None:
    async with web(origins=ALLOWED) as page:
        for answer in (await opened(page, CLINIC),
                       await page.post("message", headers={"Origin": CLINIC}, token="forged", message="hi")):
            assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
            assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"
            assert answer.headers["Vary"] == "Origin"
            assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", [
    "https://evil.example", "http://clinic.example", "https://clinic.example:444", "https://clinic.example.evil.example",
    "https://www.clinic.example", "null", "https://clinic.example/", "file://", "", "https://[", "chrome-extension://x"])
async def test_any_other_page_is_refused_and_may_not_read_why(origin: str) -> None:
    async with web(origins=ALLOWED) as page:
        for path in ("session", "message", "erase"):
            answer = await page.post(path, headers={"Origin": origin}, token="x", message="hi")
            assert (answer.status, answer.code) == (403, "forbidden_origin"), path
            assert "Access-Control-Allow-Origin" not in answer.headers and answer.headers["Vary"] == "Origin"
        answer = await page.ask("GET", "history", headers={"Origin": origin, "X-Session": "x"})
        assert answer.code == "forbidden_origin"


async def test_the_bots_own_page_and_programs_need_no_permission() -> None:
    async with web() as page:
        host = page.base.partition("//")[2]
        for answer in (await opened(page, None), await opened(page, page.base),
                       await opened(page, f"https://{host}"),  # a proxy in front ends TLS
                       await opened(page, "https://bot.example", **{"X-Forwarded-Host": "bot.example"}),
                       await opened(page, "https://bot.example", **{"Sec-Fetch-Site": "same-origin"})):
            assert answer.status == 200
        assert (await opened(page, "https://bot.example", **{"Sec-Fetch-Site": "same-site"})).status == 403


@pytest.mark.parametrize(("origin", "status"), [(CLINIC, 204), ("https://evil.example", 403), ("null", 403)])
async def test_a_preflight_is_answered_for_allowed_pages_only(origin: str, status: int) -> None:
    async with web(origins=ALLOWED) as page:
        for path in ("session", "message", "history", "fhir"):
            answer = await page.ask("OPTIONS", path, headers={"Origin": origin, **ASKING})
            assert answer.status == status and answer.headers["Vary"] == "Origin"
            if status == 204:
                assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
                assert set(answer.headers["Access-Control-Allow-Headers"].split(", ")) == {"Content-Type", "X-Session"}
                assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST"
            else:
                assert not any(name.startswith("Access-Control") for name in answer.headers)


@pytest.mark.parametrize(("path", "origin", "status"), [
    ("summary", "null", 200), ("page", "null", 200), ("page", "https://evil.example", 403), ("erase", "null", 403)])
async def test_a_document_opens_in_a_new_tab_of_a_page_that_hides_its_address(path: str, origin: str,
                                                                             status: int) -> None:
    async with web() as page:
        token = await page.open()
        answer = await page.ask("POST", path, data={"token": token}, headers={"Origin": origin})
        assert answer.status == status
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
async def test_the_tag_itself_may_be_loaded_by_any_page(headers: dict[str, Any]) -> None:
    async with web() as page:
        answer = await page.ask("GET", "icon.svg", headers=headers)
        assert answer.status == 200 and answer.headers.getall("Access-Control-Allow-Origin") == ["*"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
