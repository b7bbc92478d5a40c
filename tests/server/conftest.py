"""One real server for the tests of this folder."""
from __future__ import annotations

from typing import Iterator

import pytest

from tests.server.server import RunningServer


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()
