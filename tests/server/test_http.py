"""What a user gets: the real server over HTTP."""
from __future__ import annotations

import sqlite3
import time
import uuid
from typing import Any

import pytest
import requests

from backguide_rasa.channels.assets import WIDGET
from backguide_rasa.channels.pdf import is_available
from backguide_rasa.server import MAX_REQUEST
from tests.conversations.runner import Script, Talk, scripts
from tests.server.server import RunningServer


@pytest.mark.parametrize("script", scripts(), ids=lambda s: s.name)
async def test_conversation_over_http(server: RunningServer, script: Script) -> None:
    sender = uuid.uuid4().hex

    async def send(text: str) -> list[dict[str, Any]]:
        said = server.say(sender, text)
        while (said[0].get("custom") or {}).get("code") == "slow_down":  # a long script is faster than any person
            time.sleep(1)
            said = server.say(sender, text)
        return said

    talk = Talk(send)
    if script.console:
        await talk.hold(Script("consent", False, [{"me": "start the check", "asks": "consent"}]))
    await talk.hold(script)


def test_the_start_says_which_messaging_channels_are_on(server: RunningServer) -> None:
    assert "Messaging channels that are on: none" in server.log_file.read_text()


def test_the_page_is_served_with_a_strict_policy(server: RunningServer) -> None:
    page = requests.get(f"{server.base}/", timeout=5)
    assert page.ok and "BackGuide" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for file in WIDGET.iterdir():
        for path in (file.name, f"webhooks/web/{file.name}"):
            assert requests.get(f"{server.base}/{path}", timeout=5).ok, path
    known = requests.get(f"{server.base}/", headers={"If-None-Match": page.headers["ETag"]}, timeout=5)
    assert known.status_code == 304 and page.headers["Content-Encoding"] == "gzip"


def test_only_the_bots_own_page_may_talk_with_it(server: RunningServer) -> None:
    url, evil = f"{server.base}/webhooks/web/session", {"Origin": "https://evil.example"}
    asking = {**evil, "Access-Control-Request-Method": "POST"}
    for reply in (requests.post(url, headers=evil, timeout=5), requests.options(url, headers=asking, timeout=5)):
        assert reply.status_code == 403 and "Access-Control-Allow-Origin" not in reply.headers
    assert requests.post(url, headers={"Origin": server.base}, timeout=5).ok


def test_a_request_that_is_too_large_to_be_read_is_refused_in_words(server: RunningServer) -> None:
    for path in ("web/message", "rest/webhook"):
        reply = requests.post(f"{server.base}/webhooks/{path}", data=b"x" * (MAX_REQUEST + 1), timeout=20)
        assert reply.status_code == 413 and "999" in reply.json()[0]["text"]


def test_a_session_is_renewed_and_a_tap_that_comes_twice_is_one_turn(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    opened = requests.post(f"{api}/session", json={"locale": "en-GB"}, timeout=5).json()
    assert opened["v"] == 1 and opened["refresh_in"] < opened["expires_in"]
    tap = {"token": opened["token"], "message": "start the check", "key": "k"}
    first, second = [requests.post(f"{api}/message", json=tap, timeout=20).json() for _ in range(2)]
    assert first == second
    fresh = requests.post(f"{api}/session", json={"token": opened["token"]}, timeout=5).json()["token"]
    assert len(requests.get(f"{api}/history", headers={"X-Session": fresh}, timeout=5).json()) == 2


def test_what_was_erased_is_gone_from_the_file(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    token = requests.post(f"{api}/session", timeout=5).json()["token"]
    requests.post(f"{api}/message", json={"token": token, "message": "my quagga hurts"}, timeout=20)
    requests.post(f"{api}/message", json={"token": token, "message": "I am coughing up blood, quagga"}, timeout=20)
    requests.post(f"{api}/erase", json={"token": token}, timeout=20)
    requests.post(f"{api}/message", json={"token": requests.post(f"{api}/session", timeout=5).json()["token"],
                                          "message": "something else"}, timeout=20)
    with sqlite3.connect(server.database) as rows:
        assert not rows.execute("SELECT 1 FROM events WHERE data LIKE '%quagga%'").fetchall()


def test_the_web_channel_issues_sessions_and_keeps_the_talk(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    token = requests.post(f"{api}/session", timeout=5).json()["token"]
    reply = requests.post(f"{api}/message", json={"token": token, "message": "start the check"}, timeout=20).json()
    assert reply[-1]["custom"]["id"] == "consent"
    history = requests.get(f"{api}/history", headers={"X-Session": token}, timeout=5).json()
    assert [m["from"] for m in history] == ["you", "guide"]
    assert requests.post(f"{api}/erase", json={"token": token}, timeout=5).json()["deleted"] > 0
    assert requests.get(f"{api}/history", headers={"X-Session": token}, timeout=5).json() == []


def half_an_interview(api: str) -> str:
    token = str(requests.post(f"{api}/session", timeout=5).json()["token"])
    for text in ("check my back", "Yes go on", "52", "none of these"):
        requests.post(f"{api}/message", json={"token": token, "message": text}, timeout=20)
    return token


def test_the_documents_of_a_conversation_come_by_its_token_alone(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    token = half_an_interview(api)
    page = requests.post(f"{api}/report", data={"token": token}, timeout=5)
    assert page.ok and "<dd>52</dd>" in page.text and "Unfinished" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "style-src 'sha256-" in page.headers["Content-Security-Policy"]
    bundle = requests.post(f"{api}/fhir", json={"token": token}, timeout=5)
    assert bundle.json()["type"] == "document" and "attachment" in bundle.headers["Content-Disposition"]
    assert requests.post(f"{api}/summary", json={"token": token}, timeout=5).text.startswith("Summary for the doctor")
    for name in ("report", "summary", "fhir", "pdf"):
        assert requests.post(f"{api}/{name}", data={"token": "forged.token"}, timeout=5).status_code == 401
        assert requests.get(f"{api}/{name}", timeout=5).status_code in (404, 405)
    assert requests.post(f"{api}/other", json={"token": token}, timeout=5).status_code in (404, 405)


async def whole_interview(api: str) -> tuple[str, dict[str, Any]]:
    """Hold a whole interview over the web channel; returns its token and its result."""
    token = str(requests.post(f"{api}/session", timeout=5).json()["token"])

    async def send(text: str) -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = requests.post(
            f"{api}/message", json={"token": token, "message": text}, timeout=20).json()
        return said

    talk = Talk(send)
    await talk.hold(Script("whole", False, [
        {"me": "check my back", "asks": "consent"}, {"me": "yes", "asks": "Q01"},
        {"rest": {"Q07": "Cough for 3 weeks or more"}, "gives": "soon"}]))
    return token, next(m["custom"] for m in talk.said if (m.get("custom") or {}).get("type") == "triage_result")


async def test_every_document_of_a_finished_interview_has_the_level_of_the_result(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    token, result = await whole_interview(api)
    summary = requests.post(f"{api}/summary", json={"token": token}, timeout=5).text
    page = requests.post(f"{api}/page", data={"token": token}, timeout=5).text
    assert result["label"] in summary and result["label"] in page
    assert "nfinished" not in summary and 'class="unfinished"' not in page
    entries = [e["resource"] for e in requests.post(f"{api}/fhir", json={"token": token}, timeout=5).json()["entry"]]
    risk = next(entry for entry in entries if entry["resourceType"] == "RiskAssessment")
    assert entries[0]["status"] == "final"
    assert risk["prediction"][0]["qualitativeRisk"]["coding"][0]["code"] == result["level"] == "soon"
    half = requests.post(f"{api}/fhir", json={"token": half_an_interview(api)}, timeout=5).json()
    assert half["entry"][0]["resource"]["status"] == "preliminary"


@pytest.mark.skipif(not is_available(), reason="no PDFs here: apt-get install libpangoft2-1.0-0 && make setup-dev")
def test_the_summary_comes_as_a_pdf(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    token = half_an_interview(api)
    paper = requests.post(f"{api}/pdf", data={"token": token}, timeout=20)
    assert paper.headers["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    assert "attachment" in paper.headers["Content-Disposition"] and paper.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("opened", "number"), [
    ({"locale": "en-GB"}, "999"), ({"country": "US"}, "911"), ({"locale": "en"}, "local"), ({"locale": 5}, "local"),
])
def test_an_emergency_names_the_number_of_the_pages_country(
    server: RunningServer, opened: dict[str, Any], number: str,
) -> None:
    api = f"{server.base}/webhooks/web"
    token = requests.post(f"{api}/session", json=opened, timeout=5).json()["token"]
    for text in ("I am coughing up blood", "I am coughing up blood again"):
        said = requests.post(f"{api}/message", json={"token": token, "message": text}, timeout=20).json()[0]
        assert number in said["custom"]["call"]["number"] and said["custom"]["type"] == "emergency"


def test_what_a_person_tells_counts_more_than_the_page(server: RunningServer) -> None:
    api = f"{server.base}/webhooks/web"
    token = requests.post(f"{api}/session", json={"locale": "en-US"}, timeout=5).json()["token"]
    for text in ("hello", "I'm in Ireland", "I am coughing up blood"):
        said = requests.post(f"{api}/message", json={"token": token, "message": text}, timeout=20).json()
    assert said[0]["custom"]["call"]["number"] == "999 or 112 (Ireland)"


@pytest.mark.parametrize("token", ["", "web-someone", "a.b", None, 5, "x" * 500])
def test_nobody_invents_a_session(server: RunningServer, token: Any) -> None:
    reply = requests.post(f"{server.base}/webhooks/web/message", json={"token": token, "message": "hi"}, timeout=5)
    assert reply.status_code == 401
    assert "999" in reply.json()[0]["text"]


def test_the_model_and_the_api_are_not_exposed(server: RunningServer) -> None:
    for path in ("/model/parse", "/conversations/x/tracker", "/domain", "/status"):
        assert requests.get(server.base + path, timeout=5).status_code == 404


def test_no_words_of_anybody_are_logged(server: RunningServer) -> None:
    sender = uuid.uuid4().hex
    words = ["start the check", "yes", "my unmistakable zebra pain hurts", "/nonsense{\"zebra\": 1}", "zebra" * 900]
    for text in words:
        server.say(sender, text)
    log = server.log_file.read_text().casefold()
    assert "zebra" not in log and sender not in log
    assert "coughing" not in log and "start the check" not in log
