"""Emergencies in messages: the one source of words for both safety layers."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Optional

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from backguide.alarm import alarm
from backguide.case import Case
from backguide.dialogue import is_emergency, note, raised
from backguide.helplines import Country
from backguide.messages import parse_payload, words_of
from backguide.turn import alarm_of_options, alarm_of_titles
from backguide_rasa import core
from backguide_rasa.languages import is_foreign

TYPES = ("emergency", "crisis")
FOREIGN_SURE = 0.9


@dataclass(frozen=True)
class Alarm:
    """An emergency to be said: the case behind it as slot data, the message."""

    case: Dict[str, Any]
    message: Dict[str, Any]


def in_text(text: str, where: Optional[Country] = None) -> Optional[Alarm]:
    """Look at a text alone, without any dialogue; None if it raises no alarm."""
    case = case_of(text)
    return Alarm(case.to_data(), alarm(core.content(), case, where or core.default_country())) if case else None


def case_of(text: str) -> Optional[Case]:
    """Return the case that a text alone makes, if that is an emergency."""
    content = core.content()
    payload = parse_payload(text)
    if payload and payload[0] == "answer" and {"q", "o"} == set(payload[1]):
        return alarm_of_options(content, str(payload[1]["q"]), str(payload[1]["o"]))
    titles, case = alarm_of_titles(content, text)
    if titles:
        return case if is_emergency(content, case) else None
    reading = core.read(words_of(text), core.today())
    # what it makes of another language is little more than chance, unless English words stand in it
    trusted = reading.danger.score >= FOREIGN_SURE or not is_foreign(text)
    return note(content, Case(), reading) if raised(reading) and trusted else None


def of_tracker(tracker: DialogueStateTracker) -> Optional[Alarm]:
    """Return the alarm of a tracker's latest message, if it is one.

    Falls back to the text alone where the pipeline left no mark.
    """
    message = tracker.latest_message
    if message is None or not message.text:
        return None
    where = core.where(tracker.get_slot(core.PLACE) or (message.metadata or {}).get(core.PLACE))
    turn = (message.parse_data or {}).get("turn")
    if turn is None:
        return in_text(message.text, where)
    if not turn.get("alarm"):
        return None
    said = alarm(core.content(), Case.from_data(turn["case"]), where, _times(tracker))
    return Alarm({**turn["case"], "as_of": turn["id"]}, said)


def _times(tracker: DialogueStateTracker) -> int:
    """Count the alarms that were said before, for another wording."""
    return sum(isinstance(event, BotUttered) and ((event.data or {}).get("custom") or {}).get("type") in TYPES
               for event in tracker.events)
