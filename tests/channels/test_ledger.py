"""The file of what waits: private, bounded, empty of words once they are delivered, and never in the way."""
from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path

import pytest

from backguide_rasa.channels.messaging import ledger as module
from backguide_rasa.channels.messaging.ledger import LEFT_SECONDS, SEEN_SECONDS, Ledger
from backguide_rasa.channels.messaging.parcel import Choice, Incoming, Parcel
from backguide_rasa.channels.messaging.people import People

ADDRESS = {"chat": "4915112345678"}
SAID = Incoming("telegram-1", "button", "49151", ADDRESS, "zebra pain", ("abc", "def"), {"keyboard": [[{"text": "a"}]]})
ANSWER = Parcel("zebra answer", (Choice("One", "abc", alone=False), Choice("None", "def")), ticks=True)
ALARM = Parcel("zebra alarm", urgent=True)


def ledger(file: Path | str = ":memory:") -> Ledger:
    return Ledger(file, b"key", Counter())


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_what_waits_comes_back_as_it_was(tmp_path: Path) -> None:
    before = ledger(tmp_path / "d.db")
    first = before.take("a", SAID, 1.0)
    second = before.take("a", Incoming("telegram-2", "text", "49151", ADDRESS, "next"), 1.0)
    assert first and second
    before.heard(first)
    before.answer(first, [(ADDRESS, ANSWER), (ADDRESS, Parcel("and this"))], 1.0)
    waiting, taken = ledger(tmp_path / "d.db").left(2.0)
    assert [(w.conversation, w.address, w.parcel) for w in waiting] == [
        ("a", ADDRESS, ANSWER), ("a", ADDRESS, Parcel("and this"))]
    assert [(t.row, t.incoming, t.name, t.again) for t in taken] == [(second.row, second.incoming, second.name, True)]


def test_a_message_is_packed_whole(tmp_path: Path) -> None:
    ledger(tmp_path / "d.db").take("a", SAID, 1.0)
    (taken,) = ledger(tmp_path / "d.db").left(1.0)[1]
    assert taken.incoming == SAID and not taken.answered


def test_an_emergency_that_was_answered_stays_until_the_dialogue_has_heard_it() -> None:
    book = ledger()
    taken = book.take("a", SAID, 1.0)
    assert taken
    book.answer(taken, [(ADDRESS, ALARM)], 1.0)
    assert [one.answered for one in book.left(1.0)[1]] == [True]
    book.heard(taken)
    assert book.left(1.0)[1] == [] and len(book.left(1.0)[0]) == 1


def test_an_emergency_takes_the_place_of_what_waits_for_that_person_only() -> None:
    book = ledger()
    for number, (person, parcel) in enumerate([("a", ANSWER), ("b", ANSWER), ("a", ALARM), ("a", ALARM)]):
        taken = book.take(person, Incoming(str(number), "text", person), 1.0)
        assert taken
        book.answer(taken, [(ADDRESS, parcel)], 1.0)
    assert [(one.conversation, one.parcel.urgent) for one in book.left(1.0)[0]] == [
        ("b", False), ("a", True), ("a", True)]


def test_an_id_is_known_after_a_restart_and_tells_nothing(tmp_path: Path) -> None:
    assert ledger(tmp_path / "d.db").take("a", Incoming("U061F7AUR-1", "text", "x"), 1.0)
    again = ledger(tmp_path / "d.db")
    assert again.take("a", Incoming("U061F7AUR-1", "text", "x"), 1.0) is None
    assert again.take("a", Incoming("U061F7AUR-2", "text", "x"), 1.0)
    assert b"U061F7AUR" not in b"".join(str(row).encode() for row in again._rows.execute("SELECT * FROM seen"))


async def test_words_are_gone_from_the_disk_when_they_are_delivered_or_deleted(tmp_path: Path) -> None:
    book = ledger(tmp_path / "d.db")
    for conversation, finish in (("a", lambda rows: [book.delivered(row) for row in rows]),
                                 ("b", lambda rows: book.forget("b"))):
        taken = book.take(conversation, Incoming(conversation, "text", "x", ADDRESS, "zebra pain"), 1.0)
        assert taken and b"zebra pain" in bytes_of(tmp_path)
        taken.heard = True
        rows = book.answer(taken, [(ADDRESS, ALARM), (ADDRESS, ANSWER)], 1.0)
        assert b"zebra answer" in bytes_of(tmp_path)
        finish(rows)
        await book.tidy(1.0)
        assert b"zebra" not in bytes_of(tmp_path) and b"4915112345678" not in bytes_of(tmp_path)


def test_the_files_are_private_though_they_were_not(tmp_path: Path) -> None:
    (tmp_path / "d.db").touch(0o644)
    book, people = ledger(tmp_path / "d.db"), People(b"key", tmp_path / "p.db")
    book.take("a", SAID, 1.0)
    people.met("a", ADDRESS, 1.0)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert len(modes) >= 4 and set(modes.values()) == {0o600}, modes


async def test_the_old_is_forgotten_and_what_was_lost_is_counted() -> None:
    book = ledger()
    assert book.take("a", SAID, 0.0)
    await book.tidy(LEFT_SECONDS + 1)
    assert book.left(LEFT_SECONDS + 1)[1] == [] and book.counts["lost_with_age"] == 1
    assert book.take("a", SAID, LEFT_SECONDS + 1) is None, "its id is remembered longer"
    await book.tidy(SEEN_SECONDS + 1)
    assert book.take("a", SAID, SEEN_SECONDS + 1)


async def test_the_file_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEEN_MOST", 3)
    monkeypatch.setattr(module, "LEFT_MOST", 2)
    book = ledger()
    for number in range(9):
        assert book.take("a", Incoming(str(number), "text", "x"), 1.0)
    await book.tidy(1.0)
    assert [one.incoming.id for one in book.left(1.0)[1]] == ["7", "8"]
    assert book.take("a", Incoming("6", "text", "x"), 1.0) is None
    assert book.take("a", Incoming("1", "text", "x"), 1.0)


def test_a_deleted_rows_number_is_never_used_again() -> None:
    book = ledger()
    taken = book.take("a", SAID, 1.0)
    assert taken
    (old,) = book.answer(taken, [(ADDRESS, ALARM)], 1.0)
    book.forget("a")
    other = book.take("b", Incoming("2", "text", "x"), 1.0)
    assert other
    book.answer(other, [(ADDRESS, ALARM)], 1.0)
    book.delivered(old)
    assert [one.conversation for one in book.left(1.0)[0]] == ["b"]


def test_a_row_that_nobody_can_read_is_forgotten_and_stops_nothing(tmp_path: Path) -> None:
    book = ledger(tmp_path / "d.db")
    taken = book.take("a", SAID, 1.0)
    assert taken and book.take("a", Incoming("2", "text", "x"), 1.0)
    book._rows.execute("UPDATE taken SET incoming = '{\"colour\": 1}' WHERE n = ?", (taken.row,))
    assert [one.incoming.id for one in book.left(1.0)[1]] == ["2"] == [one.incoming.id for one in book.left(1.0)[1]]


def test_a_file_that_cannot_be_written_is_counted_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    book = ledger()
    book._rows.close()
    taken = book.take("a", SAID, 1.0)
    assert taken and taken.row == 0
    assert book.answer(taken, [(ADDRESS, ANSWER)], 1.0) == [0]
    book.heard(taken)
    book.delivered(0)
    book.forget("a")
    assert book.counts["unkept"] == 5 and "zebra" not in caplog.text
