"""Builds the messages of the wire contract for questions, notes and answers.

A message is a dict with `text` and, where they apply, `buttons` and `custom`;
its text makes sense alone. Shapes: docs/contract.md.
"""
from __future__ import annotations

import json
import re
from typing import Any, Iterable

from backguide.case import Case
from backguide.content import Content
from backguide.dialogue import CONFIRM
from backguide.findings import FindingId, Range
from backguide.helplines import Country
from backguide.interview import Confirm, progress
from backguide.loading import yes_no
from backguide.people import title_of, told_about
from backguide.questions import Question
from backguide.replies import holds_any, plain
from backguide.turn import News

Message = dict[str, Any]
VERSION = 1
QUOTE = 160  # characters of the person's own words at most; longer ones are not quoted back
PAYLOAD = re.compile(r"/([a-z_]{2,40})(\{[^{}]{0,300}\})?")


def payload(intent: str, **fields: str) -> str:
    """Return the payload that a button sends; opaque to clients."""
    return f"/{intent}" + (json.dumps(fields, separators=(",", ":")) if fields else "")


def parse_payload(text: str) -> tuple[str, dict[str, Any]] | None:
    """Take a payload apart; None for a text that does not have its form."""
    match = PAYLOAD.fullmatch(text)
    if match is None:
        return None
    try:
        fields = json.loads(match.group(2) or "{}")
    except (ValueError, RecursionError):
        return None
    return match.group(1), fields


def words_of(text: str) -> str:
    """Return what is language in a text: of a typed payload only its values."""
    payload_like = parse_payload(text.strip())
    if payload_like:
        return " ".join(str(value) for value in payload_like[1].values())
    return text.lstrip("/ ") if text.startswith("/") else text


def button(title: str, intent: str, **fields: str) -> dict[str, str]:
    """Return one button."""
    return {"title": title, "payload": payload(intent, **fields)}


def paragraphs(*parts: str) -> str:
    """Join the parts that are not empty, with a blank line between."""
    return "\n\n".join(part.strip() for part in parts if part and part.strip())


def bullets(items: Iterable[str]) -> str:
    """Return items as lines of a list."""
    return "\n".join(f"- {item}" for item in items)


def listed(names: Iterable[str]) -> str:
    """Join noun phrases: "a, b and c"."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def labels(content: Content, findings: Iterable[FindingId]) -> list[str]:
    """Return the labels of findings, without repeats."""
    return list(dict.fromkeys(content.findings[finding].label for finding in findings))


def custom(kind: str, /, **fields: Any) -> dict[str, Any]:
    """Return a custom payload of the contract."""
    return {"v": VERSION, "type": kind, **fields}


def question(content: Content, case: Case, asked: Question, lead: str = "") -> Message:
    """Build the message that asks a question; `lead` stands before it."""
    wording = told_about(content, case, asked.ask, asked.ask_other)
    text = paragraphs(lead, " ".join(filter(None, (_ticked(content, case, asked), wording))))
    options = [
        {"id": o.id, "title": title_of(content, case, o), "payload": payload("answer", q=asked.id, o=o.id),
         "sets": list(o.sets)}
        for o in asked.options
    ]
    settles = [finding for finding in asked.settles if finding in content.findings]
    done = progress(content, case)
    return {
        "text": text,
        "buttons": [{"title": o["title"], "payload": o["payload"]} for o in options],
        "custom": custom(
            "question", id=asked.id, finding=settles[0] if asked.kind == "yes_no" and len(settles) == 1 else None,
            findings=settles, kind=asked.kind, options=options,
            why=told_about(content, case, asked.why, asked.why_other),
            progress={"asked": done.asked + 1, "about": max(done.about, done.asked + 1),
                      "at_most": max(done.at_most, done.asked + 1)}),
    }


def _ticked(content: Content, case: Case, asked: Question) -> str:
    told = [t.finding for t in case.told if t.assertion == "present" and t.finding in asked.settles]
    if not told or not asked.several:
        return ""
    return str(content.texts.phrases["ticked"]).format(labels=listed(labels(content, told)))


def confirm(content: Content, case: Case, step: Confirm, lead: str = "", number: str = "") -> Message:
    """Build the one direct question about a finding that words hinted at."""
    finding = content.findings[step.finding]
    asked = told_about(content, case, finding.ask, finding.ask_other)
    wording = finding.plain if step.plain else asked
    options = [
        {"id": o.id, "title": o.title, "payload": payload("answer", q=CONFIRM + step.finding, o=o.id),
         "sets": list(o.sets)}
        for o in yes_no(finding).options
    ]
    phrases = content.texts.phrases
    quoted = phrases["you_wrote"].format(quote=step.quote) if 0 < len(step.quote) <= QUOTE else ""
    urgent = phrases["confirm_emergency"].format(number=number) if step.finding in content.grave and number else ""
    return {
        "text": paragraphs(lead, " ".join(filter(None, (quoted, wording, urgent)))),
        "buttons": [{"title": o["title"], "payload": o["payload"]} for o in options],
        "custom": custom("confirm", id=CONFIRM + step.finding, finding=step.finding, quote=step.quote,
                         options=options),
    }


def ask(content: Content, case: Case, step: Question | Confirm, lead: str = "", number: str = "") -> Message:
    """Build the message for the next step of the interview; `number` is the emergency number to name in it."""
    if isinstance(step, Confirm):
        return confirm(content, case, step, lead, number)
    return question(content, case, step, lead)


def consent(content: Content, where: Country, times: int = 0) -> Message:
    """Build the first screen: what this is, and whether to go on.

    `times` counts how often it was shown: all of it once, then less.
    """
    phrases = content.texts.phrases["consent"]
    options = [
        {"id": "yes", "title": phrases["yes"], "payload": payload("affirm"), "sets": []},
        {"id": "emergency", "title": phrases["emergency"], "payload": payload("emergency"), "sets": []},
    ]
    wording = "text" if not times else "again" if times % 2 else "short"
    text = phrases[wording].format(number=where.emergency)
    return {
        "text": text.strip(),
        "buttons": [{"title": o["title"], "payload": o["payload"]} for o in options],
        "custom": custom("question", id="consent", finding=None, findings=[], kind="single", options=options,
                         why=phrases["why"], progress={"asked": 0, "about": 0, "at_most": 0}),
    }


def understood(content: Content, found: Iterable[News], lead: str) -> Message:
    """Build the note of what free words told; each can be taken back."""
    items = [_noted(content, item) for item in found]
    present = [item["label"] for item in items if item["assertion"] == "present"]
    absent = [item["label"] for item in items if item["assertion"] == "absent"]
    parts = [listed(present)]
    if absent:
        parts.append(f"{content.texts.phrases['not_there']} {listed(absent)}")
    return {
        "text": f"{lead} {'; '.join(part for part in parts if part)}.",
        "custom": custom("understood", findings=items),
    }


def _noted(content: Content, item: News) -> dict[str, Any]:
    """Return one noted thing as the contract has it."""
    if item.question:
        label = f"{content.question(item.question).title}: {_figure(content, item)}"
        return {"id": content.question(item.question).number, "assertion": item.assertion, "text": item.text,
                "label": label, "payload": payload("correct_answer", q=item.question)}
    label = content.findings[item.finding].label
    return {"id": item.finding, "assertion": item.assertion, "text": item.text, "label": label,
            "payload": payload("correct_answer", finding=item.finding)}


def _figure(content: Content, item: News) -> str:
    """Return a number as it was told; a lone word of a time ("two weeks, no, three") with its length."""
    timed = content.question(item.question).number == "duration" and item.value and item.value.low > 1
    return f"{item.text} ({days(content, item.value)})" if timed and len(item.text.split()) == 1 else item.text


def days(content: Content, value: Range | None) -> str:
    """Return a length of time in days, in words."""
    words = content.texts.summary["words"]
    if value is None:
        return str(words["not_said"])
    exact = value.low == value.high
    return str(words["days" if exact else "days_range"]).format(low=f"{value.low:g}", high=f"{value.high:g}")


def faq(content: Content, topic: str, again: bool = False, said: str = "") -> Message:
    """Build the answer to a question about a topic, from the article only.

    What the article does not cover is declined; some such questions, known by words of `said`, in words of their own.
    """
    answers = content.texts.answers
    entry = next((a for a in answers["answers"] if a["topic"] == topic), None)
    if entry is None:
        apart = (a for a in answers.get("not_covered_topics", ()) if holds_any(a["words"], plain(said)))
        related = ["when_worry", "when_er", "common_causes"]
        entry = {**next(apart, answers["not_covered"]), "sections": [], "related": related}
        topic = "not_covered"
    titles = {a["topic"]: a["title"] for a in answers["answers"]}
    headings = {s["id"]: s["heading"] for s in content.texts.article["sections"]}
    return {
        "text": entry["again" if again else "text"].strip(),
        "buttons": [button(titles[t], f"faq_{t}") for t in entry["related"]],
        "custom": custom("faq_answer", topic=topic, sources=[headings[s] for s in entry["sections"]],
                         related=list(entry["related"])),
    }


def error(code: str, text: str, retry: bool) -> Message:
    """Build an error that a person can read; `text` names what to do in an emergency."""
    return {"text": text, "custom": custom("error", code=code, retry=retry)}
