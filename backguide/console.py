"""The interview in a terminal, without Rasa: numbers, titles, or free words.

It proves that Rasa is a shell: the same core leads the same conversation.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Callable, Protocol

from backguide.alarm import alarm
from backguide.case import Case
from backguide.content import Content
from backguide.dialogue import go_back, is_emergency, step_id
from backguide.helplines import Country, country
from backguide.interview import Confirm, next_step
from backguide.messages import Message, ask, consent, paragraphs, understood
from backguide.questions import Question
from backguide.reasons import why_asked
from backguide.refusal import refusal
from backguide.replies import Words, plain
from backguide.result import result
from backguide.text.reading import Reading
from backguide.turn import Message as Said
from backguide.turn import news, take

COMMANDS = ("why", "back", "again", "stop", "restart")


class Reads(Protocol):
    """Anything that reads a message as the reader does."""

    def read(self, text: str, *, today: date | None = None) -> Reading:
        """Read one message."""


@dataclass
class Console:
    """One conversation; `say` takes what to print."""

    content: Content
    reader: Reads
    today: date
    say: Callable[[str], None]
    where: Country | None = None

    def __post_init__(self) -> None:
        self._country = self.where or country(self.content, None)
        self.case = Case()
        self.stage = "consent"
        self.open: str | None = None
        self.messages: list[Message] = []
        self._show(consent(self.content, self._country))

    def _read(self, text: str) -> Reading:
        return self.reader.read(text, today=self.today)

    def hear(self, text: str) -> None:
        """Take one line that the person typed."""
        if self.stage == "consent" and self._agrees(text):
            self._ask()
            return
        if self._command(plain(text)):
            return
        said = Said(text, self._read(text), self.today, self._read)
        turn = take(self.content, self.case, self.open, said)
        found = news(self.case, turn.case)
        self.case = turn.case
        if found and not turn.alarm and not turn.answers:
            self._show(understood(self.content, found, self.content.texts.phrases["understood_lead"][0]))
        self._ask("" if turn.answers or found or turn.alarm else self._lead(text))

    def _lead(self, text: str) -> str:
        """Say why a reply was no answer, where that is known, and go back to the question."""
        phrases, refused = self.content.texts.phrases, refusal(self.content, self.open, text, self.today)
        why = phrases[refused.phrase][0].format(low=refused.low, high=refused.high) if refused else ""
        return " ".join(filter(None, (why, phrases["back_to_question"][0])))

    def _agrees(self, text: str) -> bool:
        words = Words(self.content.texts.reply_words)
        said, title = plain(text), self.content.texts.phrases["consent"]["yes"]
        agreed = words.has("yes", said) or said in ("1", plain(title))
        self.stage = "asking" if agreed else self.stage
        return agreed

    def _command(self, said: str) -> bool:
        if said not in COMMANDS:
            return False
        if said == "why":
            step = next_step(self.content, self.case)
            self.say(why_asked(self.content, self.case, step) or self.content.texts.phrases["why_confirm"])
        elif said == "back":
            self.case, _ = go_back(self.content, self.case)
        elif said == "restart":
            self.case = Case()
        elif said == "stop":
            self._finish(result(self.content, self.case, self._country), "result")
            return True
        self._ask()
        return True

    def _ask(self, lead: str = "") -> None:
        step = next_step(self.content, self.case)
        if is_emergency(self.content, self.case):
            self._finish(alarm(self.content, self.case, self._country), "emergency")
        elif self.stage == "consent" and not isinstance(step, Confirm):
            self._show(consent(self.content, self._country, len(self.messages)))
        elif step is None:
            self._finish(result(self.content, self.case, self._country), "result")
        else:
            self._put(step, lead)

    def _put(self, step: Question | Confirm, lead: str) -> None:
        self.open = step_id(step)
        self._show(ask(self.content, self.case, step, lead, self._country.emergency))

    def _finish(self, message: Message, stage: str) -> None:
        self.stage, self.open = stage, None
        self._show(message)

    def _show(self, message: Message) -> None:
        self.messages.append(message)
        titles = [button["title"] for button in message.get("buttons", ())]
        numbered = "\n".join(f"  {number}. {title}" for number, title in enumerate(titles, 1))
        self.say(paragraphs(message["text"], numbered))
