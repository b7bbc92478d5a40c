"""Fixtures that several folders of tests share."""
from __future__ import annotations

import os

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

import pytest  # noqa: E402

from backguide.content import Content, load_content  # noqa: E402


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="session")
def agent() -> object:
    """Load the trained model once, as the launcher does, with a store in memory."""
    from backguide_rasa.testing import load_agent_in_process

    return load_agent_in_process()
