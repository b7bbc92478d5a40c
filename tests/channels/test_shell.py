"""`make shell` and `rasa shell`: lists to read, numbers to type, no JSON."""
from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.console import CmdlineInput
from rasa.utils.endpoints import EndpointConfig

from backguide.case import Case
from backguide.content import Content
from backguide.helplines import country
from backguide.messages import question
from backguide.result import result
from backguide_rasa.actions_endpoint import HttpActions, InProcessActions
from backguide_rasa.channels.shell import ShellRest, make_safe, take_over_console, wrapped
from tests.channels.terminal import Terminal
from tests.server.server import ROOT, free_port

PROMPT = "\n\nYour input ->"  # behind an empty line: a prompt drawn again for each key stands in the line itself
START_SECONDS, SECONDS = 300, 120  # of a very busy machine; 20 and 1 otherwise
NONE = "none of these"
STRAIN = ("start the check", "1", "30", NONE, NONE, "Lifting or exercise or bad posture", "Middle of upper back",
          "Less than 2 weeks", NONE, NONE, NONE, "4")


def test_a_checklist_is_numbered_and_answered_by_numbers(content: Content) -> None:
    shell, asked = ShellRest(), content.question("Q02")
    (shown,) = shell.shown("me", [question(content, Case(), asked)])
    assert f"1. {asked.options[0].title}\n2. {asked.options[1].title}" in shown["text"]
    assert set(shown) == {"recipient_id", "text"}
    assert shell.heard("me", "1, 2") == f"{asked.options[0].title}, {asked.options[1].title}"
    assert shell.heard("somebody else", "1, 2") == "1, 2"


def test_a_result_is_text_with_numbered_next_steps(content: Content) -> None:
    shell, message = ShellRest(), result(content, Case(), country(content, None))
    (shown,) = shell.shown("me", [message])
    assert message["custom"]["headline"] in " ".join(shown["text"].split()) and "1. " in shown["text"]
    assert shell.heard("me", "one") == message["buttons"][0]["payload"]


@pytest.mark.parametrize("text", ["hello", "", "2"])
def test_without_a_list_words_stay_words(text: str) -> None:
    assert ShellRest().heard("me", text) == text


def test_no_line_is_broken_in_the_middle_of_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((20, 9)))
    assert wrapped("Where is the pain?\n\n1. Between the shoulder blades\n\n- near a-word-that-does-not-fit-in") == (
        "Where is the pain?\n\n1. Between the\n   shoulder blades\n\n- near\n  a-word-that-does-not-fit-in")
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((900, 9)))
    assert wrapped("word " * 100).count("\n") == 4


def app_with(endpoint: EndpointConfig | None) -> Any:
    processor = SimpleNamespace(action_endpoint=endpoint)
    agent = SimpleNamespace(processor=processor, action_endpoint=endpoint, tracker_store=None, lock_store=None)
    return SimpleNamespace(ctx=SimpleNamespace(agent=agent))


async def test_actions_run_in_this_process_where_no_server_for_them_runs() -> None:
    for url in (f"http://127.0.0.1:{free_port()}/webhook", "http://[", "nowhere", ""):
        await make_safe(app := app_with(EndpointConfig(url)))
        assert isinstance(app.ctx.agent.processor.action_endpoint, InProcessActions), url
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/webhook"
        await make_safe(app := app_with(EndpointConfig(url)))
        assert isinstance(app.ctx.agent.processor.action_endpoint, HttpActions)
    before = app.ctx.agent.processor.action_endpoint
    await make_safe(app)
    assert app.ctx.agent.processor.action_endpoint is before, "a server that fails later is not replaced in silence"


async def test_the_console_never_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    take_over_console()
    monkeypatch.setattr("backguide_rasa.channels.shell.Sanic.get_app", lambda: 1 / 0)
    queue: asyncio.Queue[Any] = asyncio.Queue()
    with pytest.raises(ArithmeticError):
        await CmdlineInput().on_message_wrapper(None, "hello", queue, "me", "cmdline", None)
    assert queue.get_nowait() == "DONE"


@pytest.mark.slow
@pytest.mark.parametrize("with_action_server", [False, True], ids=["alone", "with rasa run actions"])
def test_plain_rasa_shell_holds_a_whole_interview(tmp_path: Path, content: Content, with_action_server: bool) -> None:
    port, rasa = free_port(), str(Path(sys.executable).with_name("rasa"))
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text((ROOT / "endpoints.yml").read_text().replace("127.0.0.1:5055", f"127.0.0.1:{port}"))
    environment = {**os.environ, "BACKGUIDE_DB": str(tmp_path / "talks.db"), "SANIC_HOST": "127.0.0.1",
                   "PYTHONWARNINGS": "ignore"}
    server = with_action_server and subprocess.Popen(
        [rasa, "run", "actions", "-p", str(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    command = [rasa, "shell", "-i", "127.0.0.1", "-p", str(free_port()), "--endpoints", str(endpoints)]
    try:
        with Terminal(command, str(ROOT), environment) as terminal:
            terminal.until("Your input ->", START_SECONDS)
            told = [terminal.until(PROMPT, SECONDS, terminal.type(line)) for line in STRAIN]
            listed = "\n".join(f"{n}. {option.title}" for n, option in enumerate(content.question("Q02").options, 1))
            assert listed in told[2] and "such as 1, 3" in told[2]
            assert content.texts.phrases["do_heading"] in told[-1] and "1. " in told[-1]
            last = terminal.until(PROMPT, SECONDS, terminal.type("I am coughing up blood"))
            assert "emergency" in last.lower() and "technical" not in terminal.screen
            assert "{" not in "".join(told) and "Custom json" not in terminal.screen
            assert ("the actions run in this process" in terminal.screen) is not with_action_server
    finally:
        if server:
            server.kill()
            server.wait(20)
