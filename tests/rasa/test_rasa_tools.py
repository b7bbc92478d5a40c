"""Rasa's own checks: validated data, stories at 100 %."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from backguide_rasa.training import MODEL

ROOT = Path(__file__).parents[2]


def rasa(*arguments: str, cwd: Path = ROOT) -> str:
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "rasa", *arguments], cwd=cwd, env=environment,
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


def test_data_validates_without_warnings_of_ours() -> None:
    said = rasa("data", "validate")
    # the exit code is 0 even with warnings: read what was printed
    ours = [line for line in said.splitlines() if "UserWarning" in line or "WARNING" in line]
    assert ours == []
    assert "No story structure conflicts found." in said


def test_every_story_is_predicted(tmp_path: Path) -> None:
    rasa("test", "core", "--model", str(MODEL), "--stories", "tests/rasa/test_stories.yml", "--out", str(tmp_path))
    report = json.loads((tmp_path / "story_report.json").read_text())
    assert report["conversation_accuracy"]["accuracy"] == 1.0
    assert report["conversation_accuracy"]["total"] == 7
