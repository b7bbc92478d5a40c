"""A baseline: what the pipeline of `rasa init` makes of the same messages."""
from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Sequence

from evaluation.systems import Seen

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".venv-baseline" / "bin" / "python"
MODELS = ROOT / "var" / "rasa_init"
LOG = ROOT / "var" / "rasa_init.log"
ALARMS = ("emergency", "crisis")


def is_installed() -> bool:
    """Tell whether `python3 tools/setup.py baseline` has run."""
    return PYTHON.exists()


def train() -> Path:
    """Train it on data/nlu; returns the model. Takes some minutes."""
    quiet = {"CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    MODELS.mkdir(parents=True, exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        subprocess.run(
            [PYTHON, "-m", "rasa", "train", "nlu", "--config", HERE / "config.yml", "--nlu", ROOT / "data" / "nlu",
             "--domain", ROOT / "domain.yml", "--out", MODELS, "--fixed-model-name", "rasa_init"],
            check=True, env={**os.environ, **quiet}, stdout=log, stderr=log)
    return MODELS / "rasa_init.tar.gz"


def rank(model: Path, texts: Sequence[str]) -> list[tuple[list[tuple[str, float]], float]]:
    """Return, per text, the ranked intents and the seconds it took."""
    done = subprocess.run([PYTHON, "-W", "ignore", HERE / "predict.py", model], check=True, capture_output=True,
                          text=True, input=json.dumps(list(texts)))
    rows = json.loads(done.stdout.splitlines()[-1])
    return [([(name, confidence) for name, confidence in row["ranking"]], row["seconds"]) for row in rows]


def seen(ranked: tuple[list[tuple[str, float]], float]) -> Seen:
    """Read an alarm from the intent alone: all that this pipeline knows of danger."""
    best = ranked[0][0][0] if ranked[0] else ""
    return Seen(best if best in ALARMS else "nothing", {}, frozenset(), (), ranked[1])
