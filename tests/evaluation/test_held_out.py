"""The held-out files are those that were frozen, and nothing that learns has seen them."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaluation import intents, labelled
from evaluation.labelled import INTENTS, Thawed, held_out, read_messages, verify

ROOT = Path(__file__).parents[2]


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower()).strip()


def lines(folder: Path) -> set[str]:
    return {plain(json.loads(line)["text"]) for file in folder.glob("*.jsonl")
            for line in file.read_text(encoding="utf-8").splitlines()}


def test_the_held_out_files_are_the_frozen_ones() -> None:
    verify()


def test_a_touched_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "messages.jsonl").write_text("{}\n")
    monkeypatch.setattr(labelled, "HELD_OUT", tmp_path)
    with pytest.raises(Thawed, match="messages.jsonl"):
        verify()


def test_no_held_out_message_was_trained_or_tuned_on() -> None:
    seen = lines(ROOT / "training" / "data") | lines(labelled.TUNING)
    nlu = {plain(text) for file in (ROOT / "data" / "nlu").glob("*.yml") for text, _ in intents.examples(file)}
    assert not (seen | nlu).intersection(plain(message.text) for message in held_out())
    assert not nlu.intersection(plain(text) for text, _ in intents.examples(INTENTS))


def test_there_are_enough_messages_in_enough_voices() -> None:
    messages = held_out()
    assert len(messages) >= 600 and len({message.voice for message in messages}) >= 6
    assert len(intents.examples(INTENTS)) >= 450


LABELLED = [file for file in sorted(labelled.TUNING.glob("*.jsonl")) if not file.name.startswith("answers")]


@pytest.mark.parametrize("file", LABELLED, ids=lambda file: file.name)
def test_tuning_files_load(file: Path) -> None:
    assert len({message.id for message in read_messages(file)}) == len(read_messages(file)) > 100
