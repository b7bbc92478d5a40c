"""docs/channels.md tells of tests that are there."""
from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
CELLS = {"F", "f", "-", "all content", "F, file", "F, link", "F, text"}


def test_the_table_is_true_to_the_tests() -> None:
    table = (HERE.parents[1] / "docs" / "channels.md").read_text(encoding="utf-8").partition("how it was tested")[2]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.count(" | ") == 6 and "::" in line]
    assert len(rows) > 25
    for feature, *cells, tests in rows:
        assert set(cells) <= CELLS, feature
        for file, name in re.findall(r"`(\w+)::(\w+)`", tests):
            text = (HERE / f"{file}.py").read_text(encoding="utf-8")
            assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE), f"{feature}: {file}::{name}"
            decorators = text[:text.index(f"def {name}(")].rsplit("\n\n\n", 1)[-1]
            assert "every_channel" not in decorators or "-" not in cells, f"{feature}: tested on every channel"
            assert set(cells) != {"f"} or "every_channel" in decorators or "FAKES" in decorators, f"{feature}: on all?"
