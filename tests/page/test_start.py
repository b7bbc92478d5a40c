"""How the browser tests start, and what they say where they cannot."""

from __future__ import annotations

import os

import pytest

from . import chromium
from .conftest import give_up


def test_nothing_is_installed_for_a_person_who_is_not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert chromium.find() is None


def test_missing_browser_is_a_skip_that_names_the_command_and_in_ci_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKGUIDE_BROWSER_TESTS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=chromium.COMMAND):
        give_up(f"no browser: {chromium.COMMAND}")
    monkeypatch.setenv("BACKGUIDE_BROWSER_TESTS", "required")
    with pytest.raises(pytest.fail.Exception):
        give_up("no browser")
