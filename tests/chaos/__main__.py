"""`make chaos`: the real server under each fault, as a table.

Exits with 1 if anything was silent, slow, lost or wrong.
"""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.chaos import faults
from tests.chaos.report import Report

GROUPS = (faults.healthy, faults.store, faults.full,
          faults.killed, faults.broken_actions, faults.hanging_actions, faults.action_server)


def main() -> None:
    """Run every group of faults, each on servers of its own."""
    report = Report()
    for group in GROUPS:
        if sys.argv[1:] and group.__name__ not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            group(report, Path(folder))
    report.print()
    failed = report.failures()
    print(f"{len(report.rows) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
