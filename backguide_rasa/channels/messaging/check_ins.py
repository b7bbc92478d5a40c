"""Offers to check in some days after a result, and what is said around it."""
from __future__ import annotations

from typing import Any, Awaitable, Callable, List, Mapping, Optional, Sequence, Tuple

from backguide.replies import Words, plain
from backguide_rasa import core
from backguide_rasa.channels.messaging.parcel import URGENT, Address, Reply
from backguide_rasa.channels.messaging.people import People
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.reminders import Reminders, State

SET, CANCEL, AGAIN = "/set_reminder", "/cancel_reminder", "/check_again"
IN_TALK = 3600  # seconds since the last message: a "1" must not come to mean another thing
Stands = Callable[[str], Awaitable[Optional[bool]]]
PENDING = ("offered", "passed", "wanted")


class CheckIns:
    """One platform's check-ins; nothing at all where it may not speak first.

    `stands` tells whether a finished check without an emergency is kept in a
    conversation, None if the store cannot tell.
    """

    def __init__(self, platform: Platform, reminders: Reminders, stands: Stands) -> None:
        self._channel, self._may = platform.name, platform.speaks_first
        self.reminders, self._stands = reminders, stands

    def answer(self, conversation: str, text: str, now: float) -> Optional[List[Reply]]:
        """Settle a message about a check-in; None for any other."""
        state = self.reminders.state(conversation) if self._may else None
        if state is None:
            return None
        texts, said = _texts(), self._meant(state, text)
        if said == CANCEL or said in texts["words"]["refused"]:
            self.reminders.refuse(conversation)
            return [{"text": texts["refused"]}]
        if said == SET or said in texts["words"]["wanted"]:
            agreed = self.reminders.want(conversation, now)
            when = _when(self.reminders.days(conversation))
            return [{"text": texts["agreed"].format(when=when) if agreed else texts["failed"]}]
        return None

    def leads_on(self, conversation: str, text: str) -> str:
        """Return a message as the dialogue takes it: a yes to the reminder is its button."""
        state = self.reminders.state(conversation) if self._may else None
        return AGAIN if state == "sent" and self._meant(state, text) == AGAIN else text

    def hear(self, conversation: str, text: str) -> List[Reply]:
        """Take note of any other message; STOP calls a check-in off, and that is said before the answer."""
        state = self.reminders.state(conversation) if self._may else None
        stops = plain(text) in core.content().texts.channels["words"]["stop"]
        if state in ("wanted", "sent") and stops:
            self.reminders.refuse(conversation)
            return [{"text": _texts()["refused"]}]
        if state in ("offered", "sent"):
            self.reminders.speak(conversation)
        return []

    async def offer(self, conversation: str, replies: Sequence[Reply], now: float) -> List[Reply]:
        """Return the offer that a result brings, once; what was agreed ends with the check that it is about."""
        customs = [reply.get("custom") or {} for reply in replies]
        if any(custom.get("type") in URGENT or custom.get("level") == "emergency" for custom in customs):
            self.reminders.forget(conversation)
            return []
        pending = self._may and self.reminders.state(conversation) in PENDING
        if pending and await self._stands(conversation) is False:
            self.reminders.forget(conversation)
        result = next((custom for custom in customs if custom.get("type") == "triage_result"), None)
        plan = _texts()["levels"].get(result["level"]) if self._may and result and result["complete"] else None
        if plan is None or not self.reminders.offer(conversation, self._channel, plan["days"], now):
            return []
        return [_offer(plan["when"])]

    async def due(self, people: People, now: float) -> List[Tuple[str, Address]]:
        """Return who is to be reminded now, and where; each is told once, and nobody in the middle of a talk."""
        found = []
        for conversation in self.reminders.due(self._channel, now):
            to, stands = people.address(conversation), await self._stands(conversation)
            if to is None or stands is False:  # stopped, begun anew, no longer kept: nothing is said of it
                self.reminders.forget(conversation)
            elif stands and now - people.heard(conversation) > IN_TALK and self.reminders.send(conversation, now):
                found.append((conversation, to))
        return found

    def last(self, conversation: str) -> Optional[Reply]:
        """Return the offer or the reminder, if it was the last thing that was said."""
        state = self.reminders.state(conversation) if self._may else None
        if state == "offered":
            return _offer(_when(self.reminders.days(conversation)))
        return reminder() if state == "sent" else None

    def shown(self) -> List[Reply]:
        """Return the messages whose buttons work for good: what they do depends on how things stand."""
        return [_offer(""), reminder()] if self._may else []


    @staticmethod
    def _meant(state: Optional[State], text: str) -> str:
        """Return the button that a bare yes or no means while an offer or a reminder is open; else the words."""
        if text in (SET, CANCEL):
            return text
        if state not in ("offered", "sent"):
            return _bare(text)
        words = Words(core.content().texts.reply_words)
        if words.has("yes", _bare(text)):
            return SET if state == "offered" else AGAIN
        return CANCEL if words.has("no", _bare(text)) else _bare(text)


def _bare(text: str) -> str:
    return plain(text).replace(",", "")


def reminder() -> Reply:
    """Return the message that was asked for: it may stand on a locked screen."""
    texts = _texts()
    return {"text": texts["reminder"],
            "buttons": [{"title": texts["again"], "payload": AGAIN}, {"title": texts["stop"], "payload": CANCEL}]}


def _offer(when: str) -> Reply:
    texts = _texts()
    return {"text": texts["offer"].format(when=when),
            "buttons": [{"title": texts["yes"], "payload": SET}, {"title": texts["no"], "payload": CANCEL}]}


def _when(days: int) -> str:
    return next((str(plan["when"]) for plan in _texts()["levels"].values() if plan["days"] == days), "")


def _texts() -> Mapping[str, Any]:
    return core.content().texts.reminder
