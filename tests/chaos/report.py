"""Collects what each fault did, and prints it as a table."""
from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Callable

Replies = list[dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One fault: what the person saw, how fast (ms), what was kept."""

    fault: str
    saw: str
    milliseconds: float
    kept: str
    right: bool


@dataclass
class Report:
    """The rows so far."""

    rows: list[Row] = field(default_factory=list)

    def run(self, fault: str, send: Callable[[], Replies], expect: str, kept: Callable[[], str] | None = None,
            within: float = 20.0) -> Replies:
        """Send something under a fault; `expect` is the type of the last custom payload, or of an error its code."""
        started = time.monotonic()
        try:
            replies = send()
        except Exception as error:  # silence is what we look for: it must show in the table, not end it
            replies = []
            saw = f"nothing ({type(error).__name__})"
        else:
            saw = seen(replies)
        took = time.monotonic() - started
        right = expect in saw.split() and took <= within and all(reply.get("text") for reply in replies)
        self.rows.append(Row(fault, saw, took * 1000, kept() if kept else "", right))
        return replies

    def note(self, fault: str, saw: str, milliseconds: float, kept: str, right: bool) -> None:
        """Add a row that was worked out elsewhere."""
        self.rows.append(Row(fault, saw, milliseconds, kept, right))

    def failures(self) -> int:
        return sum(not row.right for row in self.rows)

    def print(self) -> None:
        print(f"{'':4}{'fault':58} {'what the person saw':34} {'ms':>7}  kept")
        for row in self.rows:
            print(f"{'ok' if row.right else 'BAD':4}{row.fault:58} {row.saw:34} {row.milliseconds:7.0f}  {row.kept}")


def seen(replies: Replies) -> str:
    """Name what was shown: types, and codes or ids, of custom payloads."""
    if not replies:
        return "nothing"
    customs = [reply.get("custom") or {} for reply in replies]
    named = [f"{c['type']} {c.get('code') or c.get('id') or c.get('rule') or c.get('level') or ''}".strip()
             for c in customs if c]
    return " ".join(named) or "text"
