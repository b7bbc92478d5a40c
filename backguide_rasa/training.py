"""Trains the Rasa model, but only when something that it is made of changed.

    python -m backguide_rasa.training [--force]
"""
from __future__ import annotations

import os

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

import hashlib  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Iterator  # noqa: E402

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "models" / "backguide.tar.gz"
STAMP = ROOT / "models" / ".trained"
LOG = ROOT / "var" / "train.log"
# what the trained model depends on: data, configuration, content, code, reader
PARTS = ("config.yml", "domain.yml", "data", "content", "backguide", "backguide_rasa/nlu",
         "backguide_rasa/policies", "models/reader/reader.json", "requirements/serve.txt")


def files() -> Iterator[Path]:
    """Yield every file that the model depends on, in a fixed order."""
    for part in PARTS:
        path = ROOT / part
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)


def fingerprint() -> str:
    """Return a hash of all that the model depends on."""
    digest = hashlib.sha256()
    for file in files():
        digest.update(file.relative_to(ROOT).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stale() -> bool:
    """Tell whether the model is missing or made of something else."""
    return not MODEL.exists() or not STAMP.exists() or STAMP.read_text() != fingerprint()


def train() -> None:
    """Train and stamp the model; raises SystemExit when Rasa reports a failure."""
    now = fingerprint()
    LOG.parent.mkdir(exist_ok=True)
    # Rasa draws many progress bars: they go to a file
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--force", "--out", "models",
               "--fixed-model-name", MODEL.name.split(".")[0]]
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    if done.returncode or not MODEL.exists():
        raise SystemExit(f"{LOG.read_text(encoding='utf-8')[-3000:]}\ntraining failed; all of it: {LOG}")
    STAMP.write_text(now)


def main() -> None:
    """Train if needed, saying which."""
    if "--force" not in sys.argv and not is_stale():
        print("The model is up to date.")
        return
    print("Training the model (about a minute) ...", flush=True)
    train()


if __name__ == "__main__":
    main()
