"""What a restart must not lose: messages taken and not yet answered, answers not yet delivered, ids already seen."""
from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator, List, Optional, Sequence, Tuple, TypeVar

from backguide_rasa.channels.messaging import parcel as parcels
from backguide_rasa.channels.messaging.parcel import Address, Incoming, Parcel
from backguide_rasa.channels.messaging.private_file import BUSY_SECONDS, opened

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
SEEN_SECONDS, SEEN_MOST = 30 * 86400, 20_000  # ids of vendor messages: none is delivered again after that
LEFT_SECONDS, LEFT_MOST = 86400, 10_000       # what waits: an older answer would only confuse
# a row's number is never used again: whoever still holds that of a deleted row cannot touch another one
TABLES = (
    "CREATE TABLE IF NOT EXISTS seen (n INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, "
    "at REAL NOT NULL)",
    "CREATE TABLE IF NOT EXISTS taken (n INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, "
    "name TEXT NOT NULL, incoming TEXT NOT NULL, answered INTEGER NOT NULL DEFAULT 0, at REAL NOT NULL)",
    "CREATE TABLE IF NOT EXISTS waiting (n INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, "
    "address TEXT NOT NULL, parcel TEXT NOT NULL, urgent INTEGER NOT NULL, at REAL NOT NULL)",
)


@dataclass
class Taken:
    """A message that the vendor need not deliver again; `row` is 0 where it could not be written down.

    `answered` to the person, `heard` by the dialogue: an emergency is
    answered first. `again`: it was taken before a restart.
    """

    row: int
    name: str
    conversation: str
    incoming: Incoming
    answered: bool = False
    heard: bool = False
    again: bool = False


@dataclass(frozen=True)
class Waiting:
    """A message to a person that was not delivered before the restart."""

    row: int
    conversation: str
    address: Address
    parcel: Parcel


class Ledger:
    """One channel's file.

    A file that cannot be written (a full disk) keeps nobody from an answer: it
    is logged, counted as unkept, and the work goes on from memory.
    """

    def __init__(self, file: Path | str, key: bytes, counts: Counter[str]) -> None:
        self._file, self._key, self.counts = file, key, counts
        self._rows = opened(file)
        self._rows.execute("PRAGMA wal_autocheckpoint=0")  # `tidy` does it, beside the event loop
        for table in TABLES:
            self._rows.execute(table)
        self._has_changed = True

    def take(self, conversation: str, incoming: Incoming, now: float) -> Optional[Taken]:
        """Write a message down before the vendor is told that it arrived; None if it came before."""
        name = hmac.new(self._key, incoming.id.encode(errors="replace"), hashlib.sha256).hexdigest()[:32]

        def write() -> Optional[int]:
            if not self._run("INSERT OR IGNORE INTO seen (name, at) VALUES (?, ?)", name, now).rowcount:
                return None
            return self._run("INSERT INTO taken (conversation, name, incoming, at) VALUES (?, ?, ?, ?)",
                             conversation, name, parcels.packed(incoming), now).lastrowid

        unkept: Optional[int] = 0
        row = self._at_once(write, unkept)
        return None if row is None else Taken(row, name, conversation, incoming)

    def answer(self, taken: Taken, sendings: Sequence[Tuple[Address, Parcel]], now: float) -> List[int]:
        """Put what answers a message in its place, in one step; returns the rows to be delivered.

        The message itself stays until the dialogue has heard it.
        """
        taken.answered = True

        def write() -> List[int]:
            self._finish(taken)
            return [self._wait(taken.conversation, address, parcel, now) for address, parcel in sendings]

        return self._at_once(write, [0] * len(sendings))

    def keep(self, conversation: str, sendings: Sequence[Tuple[Address, Parcel]], now: float) -> List[int]:
        """Write down what is said unasked; returns the rows to be delivered."""
        return self._at_once(lambda: [self._wait(conversation, address, parcel, now) for address, parcel in sendings],
                             [0] * len(sendings))

    def heard(self, taken: Taken) -> None:
        """Note that the dialogue knows a message; forget it if it was answered too."""
        taken.heard = True
        if taken.answered:
            self._at_once(lambda: self._finish(taken), None)

    def delivered(self, row: int) -> None:
        """Forget a message that arrived, or never will."""
        self._at_once(lambda: self._run("DELETE FROM waiting WHERE n = ?", row), None)

    def forget(self, conversation: str) -> None:
        """Delete all that waits in a conversation."""

        def write() -> None:
            for table in ("taken", "waiting"):
                self._run(f"DELETE FROM {table} WHERE conversation = ?", conversation)

        self._at_once(write, None)

    def left(self, now: float) -> Tuple[List[Waiting], List[Taken]]:
        """Return what the last run of the server left undone, in order; the old of it is forgotten."""
        self._forget_old(now)
        waiting, taken = [], []
        for row, conversation, address, parcel in self._run(
                "SELECT n, conversation, address, parcel FROM waiting ORDER BY n").fetchall():
            with self._readable("waiting", row):
                waiting.append(Waiting(row, conversation, parcels.address_of(address), parcels.parcel_of(parcel)))
        for row, name, conversation, incoming, answered in self._run(
                "SELECT n, name, conversation, incoming, answered FROM taken ORDER BY n").fetchall():
            with self._readable("taken", row):
                taken.append(Taken(row, name, conversation, parcels.incoming_of(incoming), bool(answered), again=True))
        return waiting, taken

    async def tidy(self, now: float) -> None:
        """Forget old rows, and leave none of what was deleted in the file's log."""
        if not self._has_changed:
            return
        self._has_changed = False
        self._forget_old(now)
        try:
            # the slow part, by a connection of its own: it holds up no writer
            await asyncio.get_running_loop().run_in_executor(None, _copy_log, self._file)
            self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            logger.error("the delivery file failed: %s", type(error).__name__)

    @contextmanager
    def _readable(self, table: str, row: int) -> Iterator[None]:
        """Forget a row that another version of this server wrote in another shape."""
        try:
            yield
        except (ValueError, TypeError, LookupError):
            self._at_once(lambda: self._run(f"DELETE FROM {table} WHERE n = ?", row), None)
            logger.critical("a message that was kept over the restart cannot be read, and is forgotten")

    def _wait(self, conversation: str, address: Address, parcel: Parcel, now: float) -> int:
        if parcel.urgent:  # as the outbox does
            self._run("DELETE FROM waiting WHERE conversation = ? AND urgent = 0", conversation)
        return self._run("INSERT INTO waiting (conversation, address, parcel, urgent, at) VALUES (?, ?, ?, ?, ?)",
                         conversation, parcels.packed(address), parcels.packed(parcel), parcel.urgent,
                         now).lastrowid or 0

    def _finish(self, taken: Taken) -> None:
        if taken.heard:
            self._run("DELETE FROM taken WHERE n = ?", taken.row)
        else:
            self._run("UPDATE taken SET answered = 1 WHERE n = ?", taken.row)

    def _forget_old(self, now: float) -> None:
        self._at_once(lambda: self._older("seen", now - SEEN_SECONDS, SEEN_MOST), 0)
        lost = self._at_once(lambda: sum(self._older(table, now - LEFT_SECONDS, LEFT_MOST)
                                         for table in ("taken", "waiting")), 0)
        if lost:
            self.counts["lost_with_age"] += lost
            logger.critical("%d messages were never answered or delivered, and are forgotten", lost)

    def _older(self, table: str, since: float, most: int) -> int:
        return self._run(f"DELETE FROM {table} WHERE at < ? OR n <= (SELECT MAX(n) FROM {table}) - ?",
                         since, most).rowcount

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._rows.execute(statement, values)

    def _at_once(self, write: Callable[[], Result], otherwise: Result) -> Result:
        """Do all of it or nothing; `otherwise` is returned where the file fails."""
        try:
            self._run("BEGIN IMMEDIATE")
            result = write()
            self._run("COMMIT")
            self._has_changed = True
            return result
        except sqlite3.Error as error:
            self.counts["unkept"] += 1
            logger.error("the delivery file failed: %s", type(error).__name__)
            return otherwise
        finally:
            with suppress(sqlite3.Error):
                if self._rows.in_transaction:
                    self._run("ROLLBACK")


def _copy_log(file: Path | str) -> None:
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as rows:
        rows.execute("PRAGMA wal_checkpoint(PASSIVE)")
