"""The files of the tag: what they are called, how they are sent, what may be done with them."""
from __future__ import annotations

import gzip
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sanic.response import HTTPResponse

from backguide_rasa.channels.assets import KINDS, WIDGET, Assets, accepts_gzip
from backguide_rasa.channels.lean import lean
from backguide_rasa.channels.origins import Origins
from tests.server.web_bench import web

SCRIPT = "// a remark\nexport const words = 'http://x // kept';\n" + "  run();\n" * 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("index.html", "<p>front"), ("frame.html", "<p>frame"), ("back-guide.js", SCRIPT),
                       ("notes.txt", "private")):
        (tmp_path / name).write_text(text)
    return tmp_path


def served(assets: Assets, name: str, **headers: str) -> HTTPResponse | None:
    request: Any = SimpleNamespace(headers={key.replace("_", "-"): value for key, value in headers.items()})
    return assets.serve(request, name)


def body(answer: HTTPResponse | None) -> bytes:
    assert answer is not None and isinstance(answer.body, bytes)
    return answer.body


def test_a_file_is_sent_plain_or_packed_and_is_the_same(folder: Path) -> None:
    assets = Assets(folder=folder)
    plain, packed = served(assets, "back-guide.js"), served(assets, "back-guide.js", accept_encoding="br, gzip")
    assert plain and packed and "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(body(packed)) == body(plain)
    assert len(body(packed)) < len(body(plain)) / 10
    assert body(plain).decode() == lean(SCRIPT) and b"remark" not in body(plain) and b"// kept" in body(plain)
    assert plain.headers["Vary"] == "Accept-Encoding" and plain.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_known_is_not_sent_again_until_it_changes(folder: Path) -> None:
    assets = Assets(folder=folder)
    first = served(assets, "back-guide.js")
    assert first
    tag = first.headers["ETag"]
    again = served(assets, "back-guide.js", if_none_match=f'"other", {tag}')
    assert again and again.status == 304 and not again.body and again.headers["ETag"] == tag
    file = folder / "back-guide.js"
    file.write_text("changed()")
    os.utime(file, (1, 1))
    changed = served(assets, "back-guide.js", if_none_match=tag)
    assert changed and changed.status == 200 and body(changed) == b"changed()"
    assert changed.headers["Cache-Control"] == "no-cache"


def test_only_the_page_for_iframes_may_be_shown_by_allowed_pages(folder: Path) -> None:
    assets = Assets(["https://clinic.example"], folder)
    for name, ancestors in (("", "'self'"), ("index.html", "'self'"), ("frame", "'self' https://clinic.example"),
                            ("frame.html", "'self' https://clinic.example")):
        answer = served(assets, name)
        assert answer
        policy = answer.headers["Content-Security-Policy"]
        assert policy.endswith(f"frame-ancestors {ancestors}")
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert body(served(assets, "frame")) == b"<p>frame" and body(served(assets, "")) == b"<p>front"


@pytest.mark.parametrize("name", ["notes.txt", "../web.py", "..", ".", "back-guide.js/", "%2e%2e/web.py", "x" * 5000])
def test_nothing_else_is_served(folder: Path, name: str) -> None:
    assert served(Assets(folder=folder), name) is None


@pytest.mark.parametrize(("header", "takes"), [
    ("gzip", True), ("br;q=1.0, gzip;q=0.8", True), ("GZIP", True), ("gzip;q=0", False), ("gzip; q=0.0", False),
    ("br", False), ("", False), ("x-gzip2", False)])
def test_what_a_browser_takes(header: str, takes: bool) -> None:
    assert accepts_gzip(header) is takes


async def test_every_file_of_the_widget_is_there_under_its_kind() -> None:
    async with web(origins=Origins(["https://clinic.example"])) as page:
        for file in WIDGET.iterdir():
            answer = await page.ask("GET", file.name)
            assert answer.status == 200 and answer.headers["Content-Type"] == KINDS[file.suffix], file.name
            text = file.read_text()
            assert answer.body.decode() == (lean(text) if file.suffix == ".js" else text)
        front = await page.ask("GET", "")
        assert front.status == 200 and front.body == (await page.ask("GET", "index.html")).body


@pytest.mark.parametrize("path", ["nothing.js", "..%2fserver.py", "index.html.bak", "session"])
async def test_what_is_not_there_is_said_in_words(path: str) -> None:
    async with web() as page:
        answer = await page.ask("GET", path)
        assert answer.status in (404, 405)
        assert answer.status == 405 or (answer.code == "not_found" and "999" in answer.json[0]["text"])
