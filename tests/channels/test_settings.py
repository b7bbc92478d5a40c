"""A channel is on when its secrets are there; half a channel does not start."""
from __future__ import annotations

from pathlib import Path

import pytest

from backguide_rasa.channels.messaging.settings import PLATFORMS, HalfConfigured, wanted
from backguide_rasa.server import build_app

ROOT = Path(__file__).parents[2]
ACCOUNT = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_PUBLIC_URL": "https://bot.example"}


def names(environment: dict[str, str]) -> list[str]:
    return [platform.name for platform in wanted(environment)]


def test_without_secrets_every_channel_is_off() -> None:
    assert names({}) == [] and names({"TELEGRAM_BOT_TOKEN": ""}) == []


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_a_channel_is_on_when_all_its_secrets_are_set(platform: type) -> None:
    assert names(dict.fromkeys(platform.needs, "x")) == [platform.name]


@pytest.mark.parametrize(("platform", "missing"), [(p, name) for p in PLATFORMS for name in p.needs])
def test_a_half_configured_channel_names_what_is_missing(platform: type, missing: str) -> None:
    given = {name: "x" for name in platform.needs if name != missing}
    with pytest.raises(HalfConfigured, match=missing):
        wanted(given)


def test_one_twilio_account_serves_two_channels() -> None:
    assert names({**ACCOUNT, "TWILIO_SMS_FROM": "+1", "TWILIO_WHATSAPP_FROM": "+1"}) == ["sms", "whatsapp"]


def test_the_server_refuses_half_a_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    with pytest.raises(HalfConfigured, match="SLACK_SIGNING_SECRET"):
        build_app("no-model", 5999)


def test_the_example_names_every_setting() -> None:
    example = (ROOT / ".env.example").read_text()
    assert all(f"{name}=" in example for platform in PLATFORMS for name in platform.needs)
