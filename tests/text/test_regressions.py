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


@pytest.mark.parametrize("fixed", FIXED, ids=lambda fixed: str(fixed["id"]))
def test_it_stays_right(reader: Reader, fixed: dict[str, str]) -> None:
    kind = reader.read(fixed["text"], today=TODAY).danger.kind
    if fixed["expect"] in ("emergency", "crisis"):
        assert kind in ("emergency", "crisis"), "an alarm that was learnt is lost"
    else:
        assert kind not in ("emergency", "crisis"), "a false alarm is back"


def test_there_are_such_messages() -> None:
    assert len(FIXED) >= 20
