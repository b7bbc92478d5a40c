"""The shipped reader, loaded once for all tests of this folder."""
from __future__ import annotations

from pathlib import Path

import pytest

from backguide.content import load_content
from backguide.reader import MODEL, open_reader
from backguide.text.pipeline import Reader


@pytest.fixture(scope="session")
def model_folder() -> Path:
    return MODEL


@pytest.fixture(scope="session")
def reader() -> Reader:
    return open_reader(load_content())
