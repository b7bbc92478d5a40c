"""Starts what `make run` starts, on a free port, with a database of its own."""
from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
START_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningServer:
    """The real server process; `log` holds all that it printed."""

    def __init__(self, folder: Path, *options: str, file_bytes: int | None = None) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log_file = folder / "server.log"
        self.database = folder / "conversations.db"
        self._options = options
        self._file_bytes = file_bytes
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "BACKGUIDE_DB": str(self.database), "BACKGUIDE_SECRET": "of this test"}
        with self.log_file.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "backguide_rasa.server", "--port", str(self.port), *self._options],
                cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, preexec_fn=self._limit_files)
        deadline = time.monotonic() + START_SECONDS
        while "is ready" not in self.log_file.read_text() or not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise RuntimeError(f"the server did not start:\n{self.log_file.read_text()[-3000:]}")
            time.sleep(0.1)
        return process

    def _limit_files(self) -> None:
        """Let no file grow beyond the limit, as on a full disk."""
        if self._file_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self._file_bytes, self._file_bytes))

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.base}/webhooks/rest/", timeout=2).ok
        except requests.ConnectionError:
            return False

    def say(self, sender: str, text: Any, timeout: float = 20) -> list[dict[str, Any]]:
        reply = requests.post(f"{self.base}/webhooks/rest/webhook", json={"sender": sender, "message": text},
                              timeout=timeout)
        messages: list[dict[str, Any]] = reply.json()
        return messages

    def restart(self) -> None:
        self.log_file.write_text("")
        self.process = self._start()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)

    def stop(self) -> int:
        """Stop as Ctrl-C does; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)
