"""SQLite files that only the server's own user may read."""
from __future__ import annotations

import os
import sqlite3
from pathlib import Path

BUSY_SECONDS = 0.1  # wait for a lock; then go on without the file, rather than hold up everybody
PRIVATE = 0o600     # of the log and the index beside the file too: SQLite gives them the file's own mode


def opened(file: Path | str) -> sqlite3.Connection:
    """Open a database with a write-ahead log, in which what is deleted is overwritten; raises sqlite3.Error."""
    if isinstance(file, Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, PRIVATE))
        file.chmod(PRIVATE)
    rows = sqlite3.connect(file, check_same_thread=False, isolation_level=None, timeout=BUSY_SECONDS)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        rows.execute(f"PRAGMA {pragma}")
    return rows
