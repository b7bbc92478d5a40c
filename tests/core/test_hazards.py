"""Every hazard has its proof, and the proof is there."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from backguide.content import Content
from backguide.helplines import country
from backguide.source import read

ROOT = Path(__file__).parents[2]
HAZARDS: list[dict[str, Any]] = read(ROOT / "docs" / "clinical" / "hazards.yml").value["hazards"]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: str(hazard["id"]))
def test_the_tests_of_a_hazard_exist(hazard: dict[str, Any]) -> None:
    assert hazard["tests"] and hazard["control"] and hazard["left"]
    for named in hazard["tests"]:
        file, _, name = named.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE), named


def test_no_hazard_is_missing() -> None:
    assert [hazard["id"] for hazard in HAZARDS] == [f"H{number:02d}" for number in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 18


def test_every_country_shows_only_its_own_numbers(content: Content) -> None:
    rows = content.texts.numbers["countries"]
    for row in rows:
        where = country(content, row["id"])
        assert where.id == row["id"] and where.emergency.startswith(str(row["emergency"]))
        assert [line["number"] for line in where.crisis] == [line["number"] for line in row["crisis"]]
    assert country(content, "nowhere").id == country(content, None).id == content.texts.numbers["default"]
