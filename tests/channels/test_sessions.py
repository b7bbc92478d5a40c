"""Conversation ids: only what this server issued is taken."""
from __future__ import annotations

from pathlib import Path

import pytest

from backguide_rasa.channels.sessions import Sessions, secret


def test_a_token_leads_to_its_conversation_only() -> None:
    sessions = Sessions(b"key")
    first, second = sessions.issue(), sessions.issue()
    assert sessions.conversation(first) == sessions.conversation(first) != sessions.conversation(second)


@pytest.mark.parametrize("forge", [lambda t: t[:-1] + "0x", lambda t: "x" + t, lambda t: t.split(".")[0], lambda t: "",
                                   lambda t: None, lambda t: 5, lambda t: t + "é", lambda t: "." + t.split(".")[1]])
def test_a_forged_token_leads_nowhere(forge: object) -> None:
    sessions = Sessions(b"key")
    assert sessions.conversation(forge(sessions.issue())) is None  # type: ignore[operator]


def test_another_key_does_not_open_it() -> None:
    assert Sessions(b"other").conversation(Sessions(b"key").issue()) is None


def test_the_key_is_private_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKGUIDE_SECRET", raising=False)
    file = tmp_path / "var" / "session.key"
    key = secret(file)
    assert secret(file) == key and len(key) == 32
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("BACKGUIDE_SECRET", "given")
    assert secret(file) == b"given"
