"""Keeps the reader's held-out figures beside the model, with what they were counted on."""
from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Mapping

from backguide.reader import MODEL
from backguide.text.symptom_model import read_manifest
from evaluation.labelled import MESSAGES
from evaluation.shares import Share

SCORES = "scores.json"


def record(figures: Mapping[str, Share], model: Path = MODEL) -> None:
    """Write scores.json into the model's folder."""
    files: dict[str, str] = read_manifest(model).data["files"]
    scores = {
        "model": next(digest for name, digest in files.items() if name.endswith(".onnx")),
        "messages": hashlib.sha256(MESSAGES.read_bytes()).hexdigest(),
        "figures": {name: asdict(share) for name, share in figures.items()},
    }
    (model / SCORES).write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
