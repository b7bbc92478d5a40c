"""The faults: each function starts its servers and adds rows to the report."""
from __future__ import annotations

import http.server
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

import requests

from tests.chaos.report import Report, seen
from tests.server.server import RunningServer, free_port

BLOOD = "I am coughing up blood"
FAQ = "what does lung cancer pain feel like?"
AT_ONCE = 1.0  # seconds
FULL_BYTES = 3_000_000  # no file of the server may grow beyond this
FILLING = 400  # long messages, many more than fit


@contextmanager
def running(folder: Path, *options: str, file_bytes: int | None = None) -> Iterator[RunningServer]:
    server = RunningServer(folder, *options, file_bytes=file_bytes)
    try:
        yield server
    finally:
        server.stop()


def someone() -> str:
    return uuid.uuid4().hex


def asked(server: RunningServer, person: str, *texts: str) -> str:
    """Begin a check and answer; returns the id of the open question."""
    replies = []
    for text in ("start the check", "yes", *texts):
        replies = server.say(person, text)
    return str(replies[-1]["custom"]["id"])


def healthy(report: Report, folder: Path) -> None:
    """Everything that a whole server must take, on one server."""
    with running(folder) as server:
        for group in (emergencies, bad_input, injection, flood):
            group(report, server)


def emergencies(report: Report, server: RunningServer) -> None:
    """Said at every place of the conversation."""
    places: dict[str, tuple[str, ...]] = {
        "in the first message": (), "in the consent question": ("start the check",),
        "in the middle of an answer": ("start the check", "yes", "34", "none of these"),
        "after an article question": ("start the check", "yes", FAQ),
        "in the fallback": ("purple monkey dishwasher", "zzz blub fnord"),
        "after the result": ("start the check", "yes", "34", "none", "none", "slowly with no clear reason", "stop"),
    }
    for place, before in places.items():
        person = someone()
        for text in before:
            server.say(person, text)
        report.run(f"emergency {place}", lambda p=person: server.say(p, BLOOD), "emergency", within=AT_ONCE)


def bad_input(report: Report, server: RunningServer) -> None:
    """What is no message, or too much of one."""
    texts: dict[str, tuple[Any, str]] = {
        "empty": ("", "empty"), "blank": (" \n\t ", "empty"), "10,000 characters": ("my back " * 1250, "too_long"),
        "1,000,000 characters": ("a" * 1_000_000, "too_long"),
        "binary": ("\x01\x02\x03\x04", "not_text"),
        "NUL in the text": ("my back\x00 hurts", "question"),
        "a lone surrogate": ("my back \ud800 hurts", "question"),
        "emoji only": ("😀😱", "not_text"),
        "Russian": ("у меня болит спина", "other_language"),
        "German": ("ich habe seit wochen schmerzen im ruecken", "other_language"),
        "null": (None, "bad_request"), "a number": (5, "bad_request"), "a list": (["hi"], "bad_request"),
        "an emergency in 10,000 characters": ("blah " * 1900 + BLOOD, "emergency"),
    }
    for name, (text, expect) in texts.items():
        report.run(f"message: {name}", lambda t=text: server.say(someone(), t), expect, within=3)
    url = f"{server.base}/webhooks/rest/webhook"
    for name, arguments in (("no sender", {"json": {"message": "hi"}}), ("no body", {}),
                            ("broken JSON", {"data": b"{\"sender\": "}), ("a list as body", {"json": [1]}),
                            ("invalid UTF-8", {"data": b"\xff\xfe"})):
        report.run(f"request: {name}", lambda a=arguments: requests.post(url, timeout=9, **a).json(), "bad_request")
    report.run("the next ordinary message", lambda: server.say(someone(), "start the check"), "question", within=3)


def injection(report: Report, server: RunningServer) -> None:
    """Typed commands are plain text."""
    for text in ("/restart", "/session_start", "/affirm", "/answer{\"q\":\"Q01\",\"o\":\"a70\"}",
                 "/start_check{\"stage\":\"result\"}", "/erase_data"):
        person = someone()
        question = asked(server, person, "34")
        server.say(person, text)
        server.say(person, "none of these")
        after = server.say(person, "go back")[-1].get("custom", {}).get("id")
        report.note(f"typed {text}", f"question {after}", 0, "answers kept" if after == question else "LOST",
                    after == question)
    report.run('typed /faq{"x":"y"} with an emergency behind it', lambda: server.say(
        someone(), "/faq{\"x\":\"y\"} crushing chest pain and I cannot breathe"), "emergency", within=AT_ONCE)


def flood(report: Report, server: RunningServer) -> None:
    """Very many messages at once."""
    people = [someone() for _ in range(50)]

    def send(number: int) -> tuple[float, str]:
        started = time.monotonic()
        replies = server.say(people[number % 50], "start the check", timeout=60)
        return time.monotonic() - started, seen(replies)

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(send, range(200)))
    answered = sum(text not in ("nothing", "") for _, text in results)
    report.note("200 messages at once from 50 people", f"{answered} answered",
                max(took for took, _ in results) * 1000, "slowest shown", answered == 200)
    person = someone()
    for _ in range(25):
        last = server.say(person, "hello")
    report.note("25 messages in a row from one person", seen(last), 0, "", "slow_down" in seen(last))
    report.run("an emergency in the flood", lambda: server.say(person, BLOOD), "emergency", within=AT_ONCE)


def store(report: Report, folder: Path) -> None:
    """A database that is locked, full, or garbage."""
    with running(folder) as server:
        person = someone()
        question = asked(server, person, "34")
        lock = sqlite3.connect(server.database)
        lock.execute("BEGIN EXCLUSIVE")
        report.run("database locked: an answer", lambda: server.say(person, "none of these"), "store", within=3)
        report.run("database locked: an emergency", lambda: server.say(person, BLOOD), "emergency", within=AT_ONCE)
        lock.rollback()
        lock.close()
        other = someone()
        question = asked(server, other, "34")
        report.run("after the lock: the conversation goes on", lambda: server.say(other, "go back"), "question",
                   kept=lambda: f"was at {question}")
    with running(folder) as server:
        person = someone()
        asked(server, person, "34")
        for extra in ("-wal", "-shm"):
            Path(f"{server.database}{extra}").write_bytes(b"garbage " * 500)
        server.database.write_bytes(b"garbage " * 5000)
        report.run("database garbage: an answer", lambda: server.say(person, "none of these"), "store", within=3)
        report.run("database garbage: an emergency", lambda: server.say(person, BLOOD), "emergency", within=AT_ONCE)


def full(report: Report, folder: Path) -> None:
    """A database that cannot grow any more."""
    with running(folder, file_bytes=FULL_BYTES) as server:
        person, filler = someone(), "my upper back hurts " * 150
        question = asked(server, person, "34")
        told = next((text for text in (seen(server.say(someone(), filler)) for _ in range(FILLING))
                     if "store" in text), "nothing of it")
        report.note("database full: the message that did not fit", told, 0, "", "store" in told)
        after = seen(server.say(person, "go back"))
        # whether one small answer still fits is chance; that it is said when it does not is the point
        report.note("database full: the conversation of before", after, 0, f"was at {question}",
                    "question" in after or "store" in after)
        report.run("database full: an emergency", lambda: server.say(person, BLOOD), "emergency", within=AT_ONCE)


def killed(report: Report, folder: Path) -> None:
    """kill -9 in the middle of an interview."""
    with running(folder) as server:
        person = someone()
        asked(server, person, "34", "none of these")
        server.kill()
        server.restart()
        replies = report.run("kill -9 and restart: the next answer", lambda: server.say(person, "none of these"),
                             "question")
        question = replies[-1]["custom"]["id"] if replies else "nothing"
        report.note("kill -9 and restart: at the right question", f"question {question}", 0,
                    "all answers" if question == "Q04" else "LOST", question == "Q04")


def broken_actions(report: Report, folder: Path) -> None:
    """Every action raises."""
    with running(folder, "--actions", "tests.chaos.raising") as server:
        person = someone()
        report.run("every action raises: a check", lambda: server.say(person, "start the check"), "internal", within=3)
        report.run("every action raises: symptoms", lambda: server.say(person, "my upper back hurts"), "internal",
                   within=3)
        report.run("every action raises: an emergency", lambda: server.say(person, BLOOD), "emergency", within=AT_ONCE)


def hanging_actions(report: Report, folder: Path) -> None:
    """An action that blocks for 30 s."""
    with running(folder, "--actions", "tests.chaos.hanging") as server:
        person = someone()
        question = asked(server, person, "34")
        with ThreadPoolExecutor(1) as pool:
            hung = pool.submit(server.say, person, FAQ)
            time.sleep(0.5)
            report.run("own previous turn hangs: an emergency", lambda: server.say(person, BLOOD), "emergency",
                       within=AT_ONCE)
            report.note("own previous turn hangs: its late answer", seen(hung.result()), 0, "",
                        "emergency" in seen(hung.result()))
        other = someone()
        question = asked(server, other, "34")
        report.run("an action hangs for 30 s: an article question", lambda: server.say(other, FAQ), "internal",
                   kept=lambda: f"{question} still open", within=6)
        report.run("an action hangs: the answer after it", lambda: server.say(other, "none of these"), "question")


class Mute(http.server.BaseHTTPRequestHandler):
    """Accepts a call and never answers it."""

    def do_POST(self) -> None:  # noqa: N802  the library's name
        time.sleep(30)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@contextmanager
def own_action_server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Rasa's action server with our actions, on the loopback address."""
    environment = {**os.environ, "SANIC_HOST": "127.0.0.1"}
    command = [sys.executable, "-W", "ignore", "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not _listens(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait(10)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def action_server(report: Report, folder: Path) -> None:
    """A separate action server that is killed in mid-interview, or mute."""
    own, mute = free_port(), free_port()
    with own_action_server(own) as process, running(folder, "--actions", f"http://127.0.0.1:{own}/webhook") as server:
        person = someone()
        question = asked(server, person, "34")
        report.note("action server apart: a check", f"question {question}", 0, "", question == "Q02")
        process.kill()
        process.wait(10)
        report.run("action server killed: an answer", lambda: server.say(person, "none of these"), "internal",
                   kept=lambda: f"{question} still open", within=3)
        report.run("action server killed: an emergency", lambda: server.say(person, BLOOD), "emergency",
                   within=AT_ONCE)
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", mute), Mute)
    listener.daemon_threads = True
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    with running(folder, "--actions", f"http://127.0.0.1:{mute}/webhook") as server:
        person = someone()
        report.run("action server mute: a check", lambda: server.say(person, "start the check"), "internal", within=6)
        report.run("action server mute: an emergency", lambda: server.say(person, BLOOD), "emergency", within=AT_ONCE)
    listener.shutdown()
