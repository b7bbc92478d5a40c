"""Every message that the reader once got wrong and then right stays right."""
from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from backguide.text.pipeline import Reader

TODAY = date(2026, 11, 24)
FILE = Path(__file__).parents[1] / "data" / "fixed_messages.jsonl"
FIXED = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def row(fixed: dict[str, str]) -> object:
    """A message that a later model lost again is marked so; the one that wins it back must take the mark away."""
    marks = [pytest.mark.xfail(reason=fixed["lost"], strict=True)] if "lost" in fixed else []
    return pytest.param(fixed, id=fixed["id"], marks=marks)


@pytest.mark.parametrize("fixed", [row(fixed) for fixed in FIXED])
def test_it_stays_right(reader: Reader, fixed: dict[str, str]) -> None:
    kind = reader.read(fixed["text"], today=TODAY).danger.kind
    if fixed["expect"] in ("emergency", "crisis"):
        assert kind in ("emergency", "crisis"), "an alarm that was learnt is lost"
    else:
        assert kind not in ("emergency", "crisis"), "a false alarm is back"


def test_there_are_such_messages() -> None:
    assert len(FIXED) >= 20


def test_a_lost_emergency_is_still_asked_about(reader: Reader) -> None:
    lost = [fixed for fixed in FIXED if "lost" in fixed and fixed["expect"] in ("emergency", "crisis")]
    heard = [fixed["id"] for fixed in lost if reader.read(fixed["text"], today=TODAY).danger.kind == "ask"]
    assert heard == [fixed["id"] for fixed in lost if "silent" not in fixed]
    assert len(lost) <= 1 and not any("silent" in fixed for fixed in FIXED)


def test_no_false_alarm_is_back() -> None:
    assert not any("lost" in fixed and fixed["expect"] == "nothing" for fixed in FIXED)
