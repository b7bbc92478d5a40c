"""Conversation ids: only what this server issued is taken."""
from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from backguide_rasa.channels.sessions import Sessions, secret


class Clock:
    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time


def test_a_token_leads_to_its_conversation_only() -> None:
    sessions = Sessions(b"key")
    first, second = sessions.read(sessions.open("uk")), sessions.read(sessions.open())
    assert first and second and first.conversation != second.conversation
    assert (first.place, second.place) == ("uk", "")
    assert "uk" not in first.conversation, "an id in the store tells nothing"


@pytest.mark.parametrize("forge", [
    lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: "x" + t, lambda t: t.rpartition(".")[0], lambda t: "",
    lambda t: None, lambda t: 5, lambda t: [t], lambda t: t + "é", lambda t: t + "\n", lambda t: "." + t.split(".")[1],
    lambda t: t.replace("~uk", "~us"), lambda t: t.replace("~uk", "~"), lambda t: t.replace(".17", ".27"),
    lambda t: t.rpartition(".")[0] + ".", lambda t: t.rpartition(".")[0] + "." + "0" * 64, lambda t: t * 50])
def test_a_forged_token_leads_nowhere(forge: Callable[[str], object]) -> None:
    sessions = Sessions(b"key", now=Clock())
    token = sessions.open("uk")
    assert forge(token) != token and sessions.read(token) is not None
    assert sessions.read(forge(token)) is None


def test_another_key_does_not_open_it_unless_it_was_ours_until_lately() -> None:
    token = Sessions(b"old").open()
    assert Sessions(b"new").read(token) is None
    both = Sessions(b"new", b"old")
    session = both.read(token)
    assert session is not None
    renewed = Sessions(b"new").read(both.renew(session))
    assert renewed and renewed.conversation == session.conversation, "a fresh token is signed with the new key"


def test_a_token_expires_can_be_renewed_for_thirty_days_and_then_no_more() -> None:
    clock = Clock()
    sessions = Sessions(b"key", seconds=100, now=clock)
    token = sessions.open("uk")
    session = sessions.read(token)
    assert session is not None
    for later, over, lost in ((99, False, False), (100, True, False), (100 + 30 * 86400 - 1, True, False),
                              (100 + 30 * 86400, True, True)):
        clock.time = 1_700_000_000.0 + later
        assert (sessions.is_over(session), sessions.is_lost(session)) == (over, lost), later
    fresh = sessions.read(sessions.renew(session))
    assert fresh and not sessions.is_over(fresh)
    assert (fresh.conversation, fresh.place) == (session.conversation, "uk")


def test_the_key_is_private_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKGUIDE_SECRET", raising=False)
    file = tmp_path / "var" / "session.key"
    key = secret(file)
    assert secret(file) == key and len(key) == 32
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("BACKGUIDE_SECRET", "given")
    assert secret(file) == b"given"
