"""The files of widget/: the chat as one tag, the page that shows it, and a page for iframes."""
from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Iterable, NamedTuple, Optional

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide_rasa.channels.lean import lean

WIDGET = Path(__file__).parents[2] / "widget"
KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
PAGES = {"": "index.html", "frame": "frame.html"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'; "
          "frame-ancestors ")
# checked each time, so that a correction reaches everybody at once; unchanged it costs no body
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache",
           "Vary": "Accept-Encoding"}
# other sites load the tag as a module, which needs this; nothing in it is private
SHARED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class Asset(NamedTuple):
    """A file as it is sent: plain, packed with gzip, and its ETag."""

    kind: str
    body: bytes
    packed: bytes
    tag: str


class Assets:
    """What a folder holds; `ancestors` are the origins that may show the page for iframes."""

    def __init__(self, ancestors: Iterable[str] = (), folder: Path = WIDGET) -> None:
        self._ancestors = " ".join(["'self'", *sorted(ancestors)])
        self._files = {file.name: file for file in folder.iterdir() if file.suffix in KINDS}

    def serve(self, request: Request, name: str) -> Optional[HTTPResponse]:
        """Return a file by its name in the address; None if there is none."""
        file = self._files.get(PAGES.get(name, name))
        if file is None:
            return None
        asset = load(file, file.stat().st_mtime_ns)
        headers = {**HEADERS, "ETag": asset.tag, **(self._page(name) if file.suffix == ".html" else SHARED)}
        if asset.tag in request.headers.get("if-none-match", ""):
            return response.empty(304, headers=headers)
        body = asset.body
        if accepts_gzip(request.headers.get("accept-encoding", "")):
            body, headers["Content-Encoding"] = asset.packed, "gzip"
        return response.raw(body, content_type=asset.kind, headers=headers)

    def _page(self, name: str) -> dict[str, str]:
        ancestors = self._ancestors if PAGES.get(name, name) == PAGES["frame"] else "'self'"
        return {"Content-Security-Policy": POLICY + ancestors}


@lru_cache(maxsize=128)
def load(file: Path, changed: int) -> Asset:
    """Read a file; `changed` is when it was, so that an edit is seen without a restart."""
    body = file.read_bytes()
    if file.suffix == ".js":
        body = lean(body.decode()).encode()
    # weak: the same for both forms of the body
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Asset(KINDS[file.suffix], body, gzip.compress(body, 9, mtime=0), tag)


def accepts_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header takes gzip."""
    for part in header.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if name == "gzip":
            return weight.strip("0.") != "" or not weight
    return False
