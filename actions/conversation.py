"""What an action knows of the conversation, and how it speaks and saves."""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from backguide.alarm import alarm
from backguide.case import Case
from backguide.content import Content
from backguide.course import course
from backguide.dialogue import is_emergency, renewed, step_id
from backguide.explain import difference
from backguide.helplines import Country
from backguide.interview import Confirm, next_step
from backguide.messages import Message, ask, consent, paragraphs
from backguide.refusal import Refusal, refusal
from backguide.result import result
from backguide.turn import leave, news
from backguide.visits import Visit, recorded, visits_from
from backguide_rasa import core

CONSENT = "consent"
# replies in a row from which a question that none of them answered is left
MOST_MISSES = 2
# what answers no question and is no try to do so
ASIDES = ("ask_", "check_again", "correct_answer", "doctor_summary", "erase_data", "faq_", "go_back", "help", "inform_",
          "repeat_question", "restart_check", "someone_else", "start_check", "stop_check", "challenge_bot")
# of the intent classifier, in all its topics together, to take words for a question to the article
ASKS_ARTICLE = 0.8
Events = List[Dict[str, Any]]


class Conversation:
    """A view of the tracker in the core's terms."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker
        self.content: Content = core.content()
        self.stage: str = tracker.get_slot("stage") or "idle"
        self.open_question: Optional[str] = tracker.get_slot("open_question")
        self.consented: bool = bool(tracker.get_slot("consented"))
        known = (tracker.latest_message or {}).get("metadata") or {}
        self.where: Country = core.where(tracker.get_slot(core.PLACE) or known.get(core.PLACE))

    @property
    def before(self) -> Case:
        """Return the case as it was before this message."""
        return Case.from_data(self._slot)

    @property
    def case(self) -> Case:
        """Return the case after this message, and after earlier actions on it."""
        if not self._turn or self._slot.get("as_of") == self._turn["id"]:
            return self.before
        return Case.from_data(self._turn["case"])

    @property
    def _slot(self) -> Dict[str, Any]:
        return self.tracker.get_slot("case") or {}

    @property
    def _turn(self) -> Dict[str, Any]:
        return (self.tracker.latest_message or {}).get("turn") or {}

    @property
    def old_button(self) -> bool:
        """Tell whether the message was the button of an earlier question."""
        return bool(self._turn.get("old_button"))

    @property
    def visits(self) -> Tuple[Visit, ...]:
        """Return the checks that were finished, the oldest first."""
        return visits_from(self.tracker.get_slot("timeline"))

    def entity(self, name: str) -> Optional[str]:
        """Return the value of a payload's field."""
        return next(self.tracker.get_latest_entity_values(name), None)

    def save(self, case: Optional[Case] = None, **slots: Any) -> Events:
        """Return events that keep the case and set other slots."""
        data = {**(case or self.case).to_data(), "as_of": self._turn.get("id")}
        return [SlotSet("case", data), *(SlotSet(name, value) for name, value in slots.items())]

    def said(self) -> int:
        """Count what the bot has said, to vary its wording."""
        return sum(event.get("event") == "bot" for event in self.tracker.events)

    def said_custom(self, **fields: Any) -> int:
        """Count earlier messages whose custom payload has these fields."""
        return sum(
            event.get("event") == "bot" and _matches((event.get("data") or {}).get("custom"), fields)
            for event in self.tracker.events
        )

    def phrase(self, name: str) -> str:
        """Return a phrase; of several wordings a different one each time."""
        value = self.content.texts.phrases[name]
        return self.fill(str(value) if isinstance(value, str) else str(value[self.said() % len(value)]))

    def fill(self, text: str) -> str:
        """Put the person's emergency number into a text."""
        return text.replace("{number}", self.where.emergency)

    def ask_next(self, dispatcher: CollectingDispatcher, case: Case, lead: str = "") -> Events:
        """Ask what comes next: a question, consent first, or give the result."""
        misses = self.misses(case)
        if misses >= MOST_MISSES:
            case, lead = leave(self.content, case, self.open_question), self.phrase("left_open")
            # the same question once more in plainer words gets one try
            misses = int(step_id(next_step(self.content, case)) == self.open_question)
        step = next_step(self.content, case)
        if is_emergency(self.content, case):
            say(dispatcher, [alarm(self.content, case, self.where, self.said_custom(type="emergency"))])
            return self.save(case, stage="emergency", open_question=None, **self.finished(case))
        if not self.consented and not isinstance(step, Confirm):
            if self._checks_signs(case):
                return self.ask_signs(dispatcher)
            shown = self.said_custom(id=CONSENT)
            say(dispatcher, [_led(lead, consent(self.content, self.where, shown))])
            return self.save(case, stage="consent", open_question=CONSENT)
        if step is None:
            return self.give_result(dispatcher, case, lead)
        say(dispatcher, [ask(self.content, case, step, lead, self.where.emergency)])
        return self.save(case, stage="asking", open_question=step_id(step), misses=misses)

    def misses(self, case: Case) -> int:
        """Count the replies in a row, this one included, from which the open question learned nothing."""
        before = int(self.tracker.get_slot("misses") or 0)
        if self.stage != "asking" or step_id(next_step(self.content, case)) != self.open_question:
            return 0
        intent = str(((self.tracker.latest_message or {}).get("intent") or {}).get("name") or "")
        number = self.refused is not None and self.refused.is_number
        aside = intent.startswith(ASIDES) or self.asks_article or self.old_button or number or news(self.before, case)
        return before if aside else before + 1

    @property
    def asks_article(self) -> bool:
        """Tell whether the message asks the article something, though it may be unclear what."""
        ranking = (self.tracker.latest_message or {}).get("intent_ranking") or []
        topics = [entry["confidence"] for entry in ranking if str(entry.get("name")).startswith("faq_")]
        return sum(topics) >= ASKS_ARTICLE

    @property
    def refused(self) -> Optional[Refusal]:
        """Return why the open question cannot take the message, if that is a number or a time that cannot be."""
        text = str((self.tracker.latest_message or {}).get("text") or "")
        return refusal(self.content, self.open_question, text, core.today())

    def begin_anew(self, dispatcher: CollectingDispatcher) -> Events:
        """Forget the answers and the last result, and ask from the start."""
        return [*self.ask_next(dispatcher, Case()), SlotSet("shown_case", None), SlotSet("timeline", None)]

    def give_result(self, dispatcher: CollectingDispatcher, case: Case, lead: str = "") -> Events:
        """Give the result; before it what a changed answer changed, and what changed since the last check."""
        kept, shown = self.finished(case), self.tracker.get_slot("shown_case")
        changed = difference(self.content, Case.from_data(shown), case) if shown else ""
        before = paragraphs(lead, changed)
        since = course(self.content, visits_from(kept["timeline"]))
        say(dispatcher, [*([{"text": before}] if before else []), *([since] if since else []),
                         result(self.content, case, self.where)])
        return self.save(case, stage="result", open_question=None, **kept)

    def finished(self, case: Case) -> Dict[str, Any]:
        """Return the slots that keep a finished check: the case that was shown, and the timeline."""
        anew = self.tracker.get_slot("shown_case") is None
        visits = recorded(self.content, self.visits, case, core.today(), anew=anew)
        return {"shown_case": case.to_data(), "timeline": [visit.to_data() for visit in visits]}

    def check_again(self, dispatcher: CollectingDispatcher) -> Events:
        """Ask again what may have changed since the last result."""
        if not self.visits:
            return self.begin_anew(dispatcher)
        case = renewed(self.content, self.before)
        for told in self.case.told:  # "check again, I have a fever now"
            case = case if told in self.before.told else case.with_told(told)
        return [SlotSet("shown_case", None), *self.ask_next(dispatcher, case, self.phrase("check_again_lead"))]

    def _checks_signs(self, case: Case) -> bool:
        """Tell whether emergency signs are being asked before consent, and some are left."""
        signs = [bool(case.answer_to(q.id)) for q in self.content.questions if q.stage == "emergency"]
        return any(signs) and not all(signs)

    def ask_signs(self, dispatcher: CollectingDispatcher) -> Events:
        """Ask the emergency signs at once, consent or not: lives come first."""
        case = self.case
        signs = (q for q in self.content.questions if q.stage == "emergency" and not case.answer_to(q.id))
        question = next(signs, None)
        if question is None:
            return self.ask_next(dispatcher, case)
        say(dispatcher, [ask(self.content, case, question, number=self.where.emergency)])
        return self.save(case, stage="asking", open_question=question.id)


def _led(lead: str, message: Message) -> Message:
    return {**message, "text": f"{lead}\n\n{message['text']}"} if lead else message


def _matches(custom: Any, fields: Dict[str, Any]) -> bool:
    return isinstance(custom, dict) and all(custom.get(key) == value for key, value in fields.items())


def say(dispatcher: CollectingDispatcher, messages: Sequence[Message]) -> None:
    """Send messages of the contract."""
    for message in messages:
        dispatcher.utter_message(text=message["text"], buttons=message.get("buttons"),
                                 json_message=message.get("custom"))
