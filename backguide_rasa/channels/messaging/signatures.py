"""Vendors' signatures: does a request come from who it says it comes from?"""
from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Mapping, Sequence

STAMP = re.compile("[0-9]{1,12}")
FRESH_SECONDS = 300  # older requests are replays


def same(given: object, expected: str) -> bool:
    """Compare in constant time; what is no text is never the same."""
    return isinstance(given, str) and hmac.compare_digest(given.encode(errors="replace"), expected.encode())


def slack(secret: str, stamp: object, body: bytes, given: object, now: float) -> bool:
    """Check Slack's v0 signature and that the request is fresh; `now` in seconds since 1970."""
    if not isinstance(stamp, str) or not STAMP.fullmatch(stamp) or abs(now - int(stamp)) > FRESH_SECONDS:
        return False
    return same(given, slack_signature(secret, stamp, body))


def slack_signature(secret: str, stamp: str, body: bytes) -> str:
    """Return what Slack writes into X-Slack-Signature."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


def meta_signature(secret: str, body: bytes) -> str:
    """Return what Meta writes into X-Hub-Signature-256."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def twilio_signature(token: str, url: str, form: Mapping[str, Sequence[str]]) -> str:
    """Return what Twilio writes into X-Twilio-Signature for a form posted to a public URL."""
    text = url + "".join(name + value for name in sorted(form) for value in sorted(set(form[name])))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()
