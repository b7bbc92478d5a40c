"""Decides what a message means in its dialogue: a payload, an answer, news."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, Optional

from rasa.shared.core.events import BotUttered, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from backguide.case import Case
from backguide.messages import parse_payload, words_of
from backguide.refusal import refusal
from backguide.replies import Words, plain
from backguide.text.reading import Reading
from backguide.turn import Message, Turn, choose, skip, take
from backguide.verdict import conclude
from backguide_rasa import core

CONSENT = "consent"
SURE = 0.55         # of the intent classifier, to follow a question of the person's own
TOPIC = 0.8         # to answer from the article: below, it is offered among others
NOT_COVERED, MEDICINE = "faq_not_covered", "ask_medicine_dose"
ASKING = 0.75       # to take a message without a question mark, which tells a sign, for a question to the article
CERTAIN = 0.8       # of the intent classifier, to take a yes or no in words that nobody listed
SHORT = 7           # words: longer ones are more than a plain yes, no or "not sure"
# what ends or undoes a talk, or alarms where no sign was read, must be meant: nonsense is none of it
DRASTIC = {"goodbye", "stop_check", "restart_check", "erase_data", "emergency"}
NO_DIGRESSION = {"report_symptoms", "nlu_fallback", "affirm", "deny", "unsure", "answer", "skip_question",
                 "out_of_scope", "start_check", None}
NUMBER = re.compile(r"[^a-z]*\d[^a-z]*", re.IGNORECASE)
CLAUSE = re.compile(r"[.,;!\n]+|\band\b")
COMMAND = re.compile(r"\s*/\s*\w+")


@dataclass(frozen=True)
class Dialogue:
    """What the tracker knows that matters to reading a message."""

    open_question: Optional[str] = None
    case: Case = Case()
    offered: FrozenSet[str] = frozenset()

    @classmethod
    def of(cls, tracker: DialogueStateTracker) -> Dialogue:
        """Read it from a tracker."""
        return cls(tracker.get_slot("open_question"), Case.from_data(tracker.get_slot("case")),
                   frozenset(_offered(tracker)))


def _offered(tracker: DialogueStateTracker) -> Iterator[str]:
    """Yield the payloads that the bot offered in this session."""
    for event in reversed(tracker.events):
        if isinstance(event, SessionStarted):
            return
        if isinstance(event, BotUttered):
            for button in (event.data or {}).get("buttons") or ():
                yield button.get("payload", "")
            for item in ((event.data or {}).get("custom") or {}).get("findings") or ():
                if isinstance(item, dict):
                    yield item.get("payload", "")


@dataclass(frozen=True)
class Resolved:
    """What to write into the parse data; None leaves it as it is."""

    intent: Optional[str] = None
    text: Optional[str] = None
    entities: Optional[List[Dict[str, Any]]] = None
    turn: Optional[Dict[str, Any]] = None


def resolve(dialogue: Dialogue, text: str, intent: Mapping[str, Any]) -> Resolved:
    """Resolve a message; `intent` is what the classifiers before us found."""
    if text.startswith("/") and text in dialogue.offered:
        return _payload(dialogue, text)
    words = words_of(text)
    rewritten = (words or "?") if text.startswith("/") else None
    name, confidence = intent.get("name"), float(intent.get("confidence") or 0.0)
    if COMMAND.match(text):  # a typed command is text, and not one that we understand
        name, confidence = "nlu_fallback", 1.0
    agreed = _consent(words) if dialogue.open_question == CONSENT else None
    if agreed:
        return Resolved(agreed, rewritten, None, {"case": dialogue.case.to_data(), "alarm": False})
    if dialogue.open_question == CONSENT and name == "deny" and confidence < CERTAIN:
        name, confidence = "nlu_fallback", 1.0  # it would erase the answers
    reading = core.read(words, core.today())
    turn = _by_intent(dialogue, reading, words, name, confidence)
    message = Message(words, reading, core.today(), lambda text: core.read(text, core.today()))
    turn = turn or take(core.content(), dialogue.case, dialogue.open_question, message)
    if not (turn.answers or turn.alarm) and _refused(dialogue, words):
        return Resolved("nlu_fallback", rewritten, None, _data(turn, "nlu_fallback", 1.0))
    told = bool(reading.mentions or reading.amounts)
    doubtful = name == MEDICINE or _is_topic(name) and confidence < ASKING
    if doubtful and reading.present() and not _asks(words):
        name = "report_symptoms"  # telling a sign is not asking about it
    return Resolved(_intent(turn, name, confidence, told), rewritten, None, _data(turn, name, confidence))


def _refused(dialogue: Dialogue, text: str) -> bool:
    """Tell whether a text is a number, or names a time, that the open question cannot take."""
    refused = refusal(core.content(), dialogue.open_question, text, core.today())
    return refused is not None and (not refused.is_number or bool(NUMBER.fullmatch(text)))


def _is_topic(name: Optional[str]) -> bool:
    return bool(name) and str(name).startswith("faq_")


def _asks(text: str) -> bool:
    """Tell whether a text is a question, by its mark or the first word of a clause."""
    words = Words(core.content().texts.reply_words)
    clauses = (plain(part) for part in CLAUSE.split(text))
    return "?" in text or any(clause and words.opens("question_opening", clause) for clause in clauses)


def _consent(text: str) -> Optional[str]:
    """Understand the first screen's answer by fixed words and its own titles."""
    said, words = plain(text), Words(core.content().texts.reply_words)
    titles = core.content().texts.phrases["consent"]
    if said in (plain(titles["yes"]), "1") or words.has("yes", said):
        return "affirm"
    if said in (plain(titles["emergency"]), "2"):
        return "emergency"
    if words.has("refusal", said):
        return "deny"
    # "none of those" denies a sign: a refusal erases the answers, so it must be meant
    return "nlu_fallback" if words.has("no", said) or words.has("none", said) else None


def _by_intent(dialogue: Dialogue, reading: Reading, text: str, name: Optional[str],
               confidence: float) -> Optional[Turn]:
    """Let a short, sure intent settle the open question where words did not."""
    content, question = core.content(), dialogue.open_question
    told = NUMBER.fullmatch(text) or _refused(dialogue, text)
    if not question or confidence < SURE or len(text.split()) > SHORT or told:
        return None  # a number or a time is never a yes, a "skip it" or a "not sure"
    if name in ("affirm", "deny"):
        return _yes_or_no(dialogue, reading, text, str(name)) if confidence >= CERTAIN else None
    if name == "skip_question":
        return skip(content, dialogue.case, question)
    if name == "unsure":
        return choose(content, dialogue.case, question, ("unsure",))
    return None


def _yes_or_no(dialogue: Dialogue, reading: Reading, text: str, name: str) -> Optional[Turn]:
    """Take a bare yes or no in unknown words; nothing that tells of a sign, or makes an exception."""
    content = core.content()
    told = reading.mentions or reading.amounts or reading.danger.kind != "nothing"
    if told or Words(content.texts.reply_words).holds("except", plain(text)):
        return None
    options = ("yes",) if name == "affirm" else ("no", "none")
    turns = (choose(content, dialogue.case, str(dialogue.open_question), (option,)) for option in options)
    return next((turn for turn in turns if turn is not None), None)


def _digresses(name: Optional[str], confidence: float) -> bool:
    return name not in NO_DIGRESSION and confidence >= SURE


def _outweighed(turn: Turn, name: Optional[str], confidence: float) -> bool:
    """Tell whether something of the person's own outweighs the answer beside it; help on its way is for an alarm."""
    return not turn.exact and name != "getting_help" and _digresses(name, confidence)


def _intent(turn: Turn, name: Optional[str], confidence: float, told: bool) -> Optional[str]:
    if turn.alarm:
        return alarm_intent(turn.case)
    if turn.answers and not _outweighed(turn, name, confidence):
        return "answer"
    if told and (name == "correct_answer" or not _digresses(name, confidence) and name not in ("affirm", "deny")):
        return "report_symptoms"
    if _is_topic(name) and name != NOT_COVERED and confidence < TOPIC:
        return "nlu_fallback"  # better offered among others than answered beside the question
    if name in DRASTIC and confidence < SURE:
        return "nlu_fallback"  # hardly a word says so: ask again
    return name


def alarm_intent(case: Case) -> str:
    """Return which alarm a case raises: `crisis` or `emergency`."""
    hits = conclude(core.content(), case).fired
    return "crisis" if any(hit.rule.route == "crisis" for hit in hits) else "emergency"


def _data(turn: Turn, name: Optional[str], confidence: float) -> Dict[str, Any]:
    digression = turn.answers and not turn.alarm and _outweighed(turn, name, confidence)
    return {"case": (turn.noted if digression else turn.case).to_data(), "alarm": turn.alarm}


def _payload(dialogue: Dialogue, text: str) -> Resolved:
    """Obey a payload that the bot offered, unless its question has gone."""
    payload = parse_payload(text)
    if payload is None:
        return _old_button(dialogue)
    intent, fields = payload
    if intent == "answer":
        return _option(dialogue, fields)
    if intent in ("affirm", "deny") and dialogue.open_question != CONSENT:
        return _old_button(dialogue)
    entities = [{"entity": key, "value": value} for key, value in fields.items()]
    return Resolved(intent, text=intent.replace("_", " "), entities=entities,
                    turn={"case": dialogue.case.to_data(), "alarm": False})


def _old_button(dialogue: Dialogue) -> Resolved:
    """Ask the open question again, saying that the button was an old one."""
    turn = {"case": dialogue.case.to_data(), "alarm": False, "old_button": True}
    return Resolved("repeat_question", text="?", entities=[], turn=turn)


def _option(dialogue: Dialogue, fields: Mapping[str, str]) -> Resolved:
    if fields.get("q") != dialogue.open_question or not dialogue.open_question:
        return _old_button(dialogue)
    turn = choose(core.content(), dialogue.case, dialogue.open_question, (str(fields.get("o")),))
    if turn is None:
        return _old_button(dialogue)
    intent = alarm_intent(turn.case) if turn.alarm else "answer"
    return Resolved(intent, text="(button)", entities=[], turn={"case": turn.case.to_data(), "alarm": turn.alarm})
