"""A stand-in for the web channel: serves widget/ and one canned reply for each custom type.

Say the name of a reply ("multi", "emergency", "result" ...) or of a fault ("empty", "garbage", "crash",
"hang", "busy"). `python -m tests.page.stub_server 8800` serves it on loopback for a look by hand.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from backguide_rasa.channels.lean import lean

from .replies import REPLIES, Message

WIDGET = Path(__file__).resolve().parents[2] / "widget"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
DOCUMENTS = ["summary", "page", "fhir"]
RETRY_AFTER = 2  # seconds


class Stub(ThreadingHTTPServer):
    """Holds what the page said and how the server misbehaves, so that a test can look at it and choose."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.said: list[str] = []
        self.asked: list[Message] = []
        self.sessions: dict[str, list[Message]] = {}
        self.keys: dict[str, list[Message]] = {}
        self.expired: set[str] = set()
        self.pages: dict[str, str] = {}
        self.policy = POLICY
        self.down = self.busy = self.refused = False
        self.released = threading.Event()
        self.turns: dict[str, threading.Lock] = defaultdict(threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def log_message(self, *_: object) -> None:
        """Stay quiet."""

    def answer(self, body: object, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        headers |= {"Content-Type": kind, "Content-Length": str(len(data)), "Cache-Control": "no-store"}
        headers |= {"Content-Security-Policy": self.server.policy, "X-Content-Type-Options": "nosniff"}
        for name, value in headers.items():
            self.send_header(name, value)
        with suppress(BrokenPipeError):  # the page was closed or reloaded meanwhile
            self.end_headers()
            self.wfile.write(data)

    def do_GET(self) -> None:
        if self.path == "/webhooks/web/history":
            return self.history(self.headers.get("X-Session", ""))
        name = self.path.lstrip("/") or "index.html"
        if name in self.server.pages:
            return self.answer(self.server.pages[name].encode(), kind=KINDS[".html"])
        file = WIDGET / ("frame.html" if name == "frame" else name)
        if not file.is_file():
            return self.answer({}, 404)
        text = file.read_text()
        return self.answer((lean(text) if file.suffix == ".js" else text).encode(), kind=KINDS[file.suffix])

    def history(self, token: str) -> None:
        if self.server.down:
            return self.answer({}, 503)
        if token in self.server.expired or token not in self.server.sessions:
            return self.answer([], 401)
        return self.answer(self.server.sessions[token])

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = self.headers.get_content_type() == "application/x-www-form-urlencoded"
        body = {key: values[0] for key, values in parse_qs(raw).items()} if form else json.loads(raw or "{}")
        action = self.path.rpartition("/")[2]
        if self.server.down:
            return self.answer({}, 503)
        if self.server.refused:
            return self.answer([], 403)
        if action == "session":
            return self.session(body)
        token = body.get("token")
        if token in self.server.expired or token not in self.server.sessions:
            return self.answer([], 401)
        if action == "erase":
            self.server.sessions[token].clear()
            return self.answer({"deleted": True})
        if action in DOCUMENTS:
            return self.answer(f"<title>{action}</title>".encode(), kind=KINDS[".html"])
        return self.reply(token, body)

    def session(self, body: Message) -> None:
        """Issue a token; an old one of ours gets a fresh one for the same conversation."""
        self.server.asked.append(body)
        old, token = body.get("token"), f"t{len(self.server.sessions) + 1}"
        if old and old not in self.server.sessions:
            return self.answer([], 401)
        self.server.sessions[token] = self.server.sessions[old] if old else []
        return self.answer({"v": 1, "token": token, "expires_in": 600, "refresh_in": 300, "documents": DOCUMENTS})

    def reply(self, token: str, body: Message) -> None:
        with self.server.turns[body["key"]]:  # the same message again joins the first
            self.reply_once(token, body["message"], body["key"])

    def reply_once(self, token: str, message: str, key: str) -> None:
        self.server.said.append(message)
        if key in self.server.keys:
            return self.answer(self.server.keys[key])
        if message == "hang":
            self.server.released.wait(30)
        if self.server.busy and message != "emergency":
            return self.answer([], 429, **{"Retry-After": str(RETRY_AFTER)})
        faults: dict[str, tuple[object, int]] = {"empty": ([], 200), "garbage": (b"<html>", 200), "crash": ({}, 500)}
        if message in faults:
            return self.answer(*faults[message])
        replies = REPLIES.get(message, [{"text": f"You said: {message}"}])
        past: list[Message] = [{"from": "you", "text": message}, *({"from": "guide", **m} for m in replies)]
        self.server.sessions[token] += past
        self.server.keys[key] = replies
        return self.answer(replies)


@contextmanager
def running(port: int = 0) -> Iterator[Stub]:
    server = Stub(port)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    with running(int(sys.argv[1]) if len(sys.argv) > 1 else 8800) as stub:
        print(stub.url, flush=True)
        threading.Event().wait()
