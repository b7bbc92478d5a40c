"""Long, broken and hostile text, many threads, tampered files."""
from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backguide.text.pipeline import Reader
from backguide.text.symptom_model import LAST, MOST, ModelError, SymptomModel, _windows

FILLER = "I work in an office and I sit at a desk most of the day, which is fine. "
ALARM = "I have wet myself twice today without feeling it. "


@pytest.mark.parametrize("before", [0, 20, 60, 400])
def test_an_emergency_is_found_wherever_it_stands(reader: Reader, before: int) -> None:
    text = FILLER * before + ALARM + FILLER * 5
    reading = reader.read(text)
    assert reading.danger.kind == "emergency"
    mention = next(found for found in reading.mentions if found.finding == "bladder_bowel_loss")
    assert text[mention.start:mention.end] == mention.text
    assert mention.text in ALARM


def test_long_ordinary_text_stays_ordinary(reader: Reader) -> None:
    assert reader.read(FILLER * 60).danger.kind == "nothing"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\x00leg", "\ud800", "my leg\udfff gave way", "\u200b\u202e", "\U0001f600" * 50, "\n" * 500,
     "a" * 1_000_000, "1" * 5_000, "." * 5_000, "\u0301" * 300, "[MASK] [SEP] [CLS]", "{}'\"\\/;--"],
    ids=lambda text: repr(text[:12]),
)
def test_any_string_is_read_without_an_error(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.text == text
    for found in reading.mentions:
        assert text[found.start:found.end] == found.text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=80))
def test_random_strings_are_read_without_an_error(reader: Reader, text: str) -> None:
    reader.read(text)


@pytest.mark.parametrize("tokens", [0, 1, 189, 190, 191, 400, 3_000, 100_000])
def test_windows_cover_the_beginning_and_the_end(tokens: int) -> None:
    windows = _windows(tokens)
    if len(windows) > 1:
        assert windows.pop() == (tokens - LAST, tokens)  # the end once more, alone
    assert windows[0][0] == 0 and windows[-1][1] == tokens and len(windows) <= MOST
    if len(windows) < MOST:
        assert all(after[0] < before[1] for before, after in zip(windows, windows[1:]))


@pytest.mark.parametrize("filler", ["blah ", "my back hurts a lot. "])
def test_what_a_long_message_ends_with_is_heard(reader: Reader, filler: str) -> None:
    assert reader.read(filler * 450 + "I am coughing up blood").danger.kind == "emergency"


def test_many_threads_read_the_same(reader: Reader) -> None:
    texts = ["my leg gave way", "hello", "no fever", "I want to die"] * 5
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, texts)) == [reader.read(text) for text in texts]


def test_words_are_forgotten(reader: Reader) -> None:
    strings = reader._nlp.vocab.strings
    reader.read("zyxwvut qwertzuiop")
    assert "zyxwvut" not in strings


def test_a_changed_model_is_refused(model_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder)
    with (folder / "reader.int8.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="not the released file"):
        SymptomModel(folder)


@pytest.mark.parametrize("missing", ["reader.json", "tokenizer.json", "reader.int8.onnx"])
def test_a_missing_file_is_named(model_folder: Path, tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder)
    (folder / missing).unlink()
    with pytest.raises(ModelError, match=missing):
        SymptomModel(folder)
