"""A program at work in a terminal of its own, as a person sees and uses it."""
from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import time
from types import TracebackType
from typing import Mapping, Sequence

CONTROL = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>()][A-Z0-9]?)|\r")


class Terminal:
    """Starts a program under a pseudo-terminal; `screen` is all that it wrote, without colours."""

    def __init__(self, command: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
        self._master, child = pty.openpty()
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=child, stdout=child, stderr=child, start_new_session=True,
            env={**environment, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "100", "LINES": "50"})
        os.close(child)
        self._raw = b""

    @property
    def screen(self) -> str:
        return CONTROL.sub("", self._raw.decode(errors="replace"))

    def until(self, words: str, seconds: float, since: int = 0) -> str:
        """Wait until words stand behind a place of the screen; returns what stands there."""
        deadline = time.monotonic() + seconds
        while words not in self.screen[since:]:
            assert time.monotonic() < deadline, f"no {words!r} on the screen:\n{self.screen[since:]}"
            assert self.process.poll() is None, f"it ended:\n{self.screen}"
            if select.select([self._master], [], [], 0.1)[0]:
                self._raw += os.read(self._master, 65536)
        return self.screen[since:]

    def type(self, line: str) -> int:
        """Type a line; returns the place of the screen from which on the answer stands."""
        place = len(self.screen)
        os.write(self._master, f"{line}\r".encode())
        return place

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)
        os.close(self._master)
