"""The shipped reader, loaded once for all tests of this folder."""
from __future__ import annotations

from pathlib import Path

import pytest

from backguide.text.pipeline import Reader, build_reader
from evaluation.reader import MODEL, read_rules


@pytest.fixture(scope="session")
def model_folder() -> Path:
    return MODEL


@pytest.fixture(scope="session")
def reader() -> Reader:
    return build_reader(MODEL, read_rules())
