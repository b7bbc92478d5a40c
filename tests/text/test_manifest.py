"""The shipped model, its manifest, its data and the served rules belong together."""
from __future__ import annotations

import json
from pathlib import Path

from backguide.text.symptom_model import read_manifest
from evaluation.labelled import MESSAGES
from evaluation.record import SCORES
from evaluation.systems import emergency_rules
from training.catalogue import catalogue, data_hash, sha256


def test_the_model_knows_every_finding_of_the_emergency_rules(model_folder: Path) -> None:
    known = set(read_manifest(model_folder).findings)
    assert {finding for rule in emergency_rules() for finding in (*rule.all_of, *rule.any_of)} <= known


def test_the_model_was_made_from_the_data_beside_it(model_folder: Path) -> None:
    manifest = read_manifest(model_folder)
    assert manifest.data["data"]["sha256"] == data_hash(), "train anew: python -m training all"
    assert manifest.findings == catalogue().order


def test_the_scores_beside_the_model_are_its_own(model_folder: Path) -> None:
    scores = json.loads((model_folder / SCORES).read_text(encoding="utf-8"))
    files = read_manifest(model_folder).data["files"]
    assert scores["model"] == files["reader.int8.onnx"], "count anew: make evaluate"
    assert scores["messages"] == sha256(MESSAGES), "count anew: make evaluate"
    assert scores["figures"]["emergencies: interrupt or question"]["per_cent"] >= 98
    assert scores["figures"]["crises: interrupt or question"]["per_cent"] >= 96


def test_the_manifest_tells_where_the_model_comes_from(model_folder: Path) -> None:
    data = json.loads((model_folder / "reader.json").read_text(encoding="utf-8"))
    assert data["base"]["licence"] == "Apache-2.0" and data["trained"] >= "2026-11-24"
    assert (model_folder / "LICENSE").exists()
