"""Holds whole interviews with the running server as people with known findings would.

Every person answers from their findings alone, in several styles, through the
REST contract. What is counted: the level reached, too low and too high, how
many questions it took, whether a question of their own was answered and the
open one asked again.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

from backguide.source import read
from evaluation.shares import Share
from tests.core.simulate import personas

PEOPLE = Path(__file__).with_name("people.yml")
LEVELS = ("selfcare", "routine", "soon", "urgent", "emergency")
STYLES = ("taps", "titles", "numbers", "words", "digresses")
ENDLESS = 45
EVERY = 4  # a digresser asks something of their own at every fourth question
Messages = list[dict[str, Any]]
Send = Callable[[str, str], Messages]


@dataclass(frozen=True)
class Person:
    """What is true of a simulated person; `numbers` has age, duration in days and pain_score."""

    id: str
    says: str
    numbers: Mapping[str, float]
    findings: frozenset[str]
    level: str


@dataclass(frozen=True)
class Talk:
    """How one interview went; `level` is None where it never ended."""

    person: str
    style: str
    wanted: str
    level: str | None
    questions: int
    digressions: int
    recovered: int


@dataclass(frozen=True)
class Figures:
    """The figures of many talks, whole and by style."""

    right: Share
    too_low: Share
    emergencies_missed: Share
    too_high: Share
    recovered: Share
    questions: float
    by_style: Mapping[str, Share]
    wrong: Sequence[str]


def people() -> list[Person]:
    """Return the fifty of personas.csv and those of people.yml."""
    found = [Person(p.id, "my back hurts", p.numbers, p.findings, p.level) for p in personas()]
    return [*found, *(_person(row) for row in _data()["people"])]


def _person(row: Mapping[str, Any]) -> Person:
    numbers = {"age": float(row["age"]), "duration": float(row["days"]), "pain_score": float(row["score"])}
    return Person(row["id"], row["says"], numbers, frozenset(row["findings"]), row["level"])


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read(PEOPLE).value
    return data


class Visit:
    """One person's talk with the bot, in one style."""

    def __init__(self, person: Person, style: str, send: Send) -> None:
        self._person, self._style = person, style
        self._sender = f"{person.id}-{style}"
        self._send = send
        self._asked: list[str] = []
        self._digressions = self._recovered = 0
        self._data = _data()

    def hold(self) -> Talk:
        """Talk to the end."""
        said = self._send(self._sender, "hello")
        if _open(said).get("id") == "consent":
            said = self._send(self._sender, _open(said)["options"][0]["payload"])
        said = self._send(self._sender, self._person.says)
        level = _level(said)
        while level is None and len(self._asked) < ENDLESS and _open(said):
            self._asked.append(str(_open(said).get("id") or _open(said).get("finding")))
            said = self._digress(said)
            said = self._send(self._sender, self._answer(_open(said)))
            level = _level(said)
        return Talk(self._person.id, self._style, self._person.level, level, len(self._asked), self._digressions,
                    self._recovered)

    def _digress(self, said: Messages) -> Messages:
        if self._style != "digresses" or len(self._asked) % EVERY:
            return said
        before = _open(said)
        answer = self._send(self._sender, self._data["questions"][self._digressions % len(self._data["questions"])])
        self._digressions += 1
        kinds = [(message.get("custom") or {}).get("type") for message in answer]
        same = _open(answer).get("id") == before.get("id") and _open(answer).get("finding") == before.get("finding")
        self._recovered += "faq_answer" in kinds and same
        return answer if _open(answer) else said

    def _answer(self, asked: Mapping[str, Any]) -> str:
        if asked["type"] == "confirm":
            return self._yes_no(asked, asked["finding"] in self._person.findings)
        if asked["kind"] in ("number", "duration", "scale"):
            return self._number(asked["kind"])
        fitting = [o for o in asked["options"] if o["sets"] and self._person.findings.issuperset(o["sets"])]
        if asked["kind"] == "yes_no":
            return self._yes_no(asked, bool(fitting))
        if asked["kind"] == "single":
            fitting = sorted(fitting, key=lambda option: -len(option["sets"]))[:1]
        return self._choice(asked, fitting)

    def _number(self, kind: str) -> str:
        age, days, score = (int(self._person.numbers[name]) for name in ("age", "duration", "pain_score"))
        plain = {"number": str(age), "duration": f"{days} days", "scale": str(score)}
        worded = {"number": f"I'm {age}", "duration": f"about {days} days", "scale": f"maybe a {score}"}
        return (worded if self._style in ("words", "digresses") else plain)[kind]

    def _yes_no(self, asked: Mapping[str, Any], yes: bool) -> str:
        option = asked["options"][0 if yes else 1]
        said = {"taps": option["payload"], "titles": option["title"], "numbers": "1" if yes else "2"}
        return str(said.get(self._style) or ("yeah it is like that" if yes else "no, not that"))

    def _choice(self, asked: Mapping[str, Any], fitting: Sequence[Mapping[str, Any]]) -> str:
        options = list(asked["options"])
        empty = [o for o in options if not o["sets"] and o["id"] != "unsure"]
        none = next((o for o in empty if o["id"] == "none"), empty[0] if empty else options[-1])
        chosen = list(fitting) or [none]
        if self._style == "taps" and len(chosen) == 1:
            return str(chosen[0]["payload"])
        if self._style == "numbers":
            return ", ".join(str(options.index(option) + 1) for option in chosen)
        words = [self._data["words"].get(finding) for option in fitting for finding in option["sets"]]
        if self._style in ("words", "digresses") and all(words) and asked["kind"] != "single":
            return " and ".join(dict.fromkeys(words)) if words else self._nothing(asked, none)
        return ", ".join(str(option["title"]) for option in chosen)

    def _nothing(self, asked: Mapping[str, Any], none: Mapping[str, Any]) -> str:
        return "none of those" if none["id"] == "none" else str(none["title"])


def figures(talks: Sequence[Talk]) -> Figures:
    """Sum up."""
    rank = {level: place for place, level in enumerate(LEVELS)}
    ended = [talk for talk in talks if talk.level]
    wrong = [f"{t.person} {t.style}: {t.wanted}, got {t.level} after {t.questions}" for t in talks
             if t.level != t.wanted]
    asked = Counter({talk.style: talk.questions for talk in talks})
    return Figures(
        right=Share.of(talk.level == talk.wanted for talk in talks),
        too_low=Share.of(talk.level is None or rank[talk.level] < rank[talk.wanted] for talk in talks),
        emergencies_missed=Share.of(talk.level != "emergency" for talk in talks if talk.wanted == "emergency"),
        too_high=Share.of(rank[str(talk.level)] > rank[talk.wanted] for talk in ended),
        recovered=Share.counted(sum(t.recovered for t in talks), sum(t.digressions for t in talks)),
        questions=round(sum(talk.questions for talk in talks) / max(1, len(talks)), 1),
        by_style={style: Share.of(t.level == t.wanted for t in talks if t.style == style) for style in asked},
        wrong=wrong,
    )


def _customs(said: Messages) -> list[dict[str, Any]]:
    return [message["custom"] for message in said if message.get("custom")]


def _open(said: Messages) -> dict[str, Any]:
    """Return the question or confirmation that is open, the last one of a turn."""
    return next((c for c in reversed(_customs(said)) if c.get("type") in ("question", "confirm")), {})


def _level(said: Messages) -> str | None:
    for custom in _customs(said):
        if custom["type"] in ("emergency", "crisis"):
            return "emergency"
        if custom["type"] == "triage_result":
            return str(custom["level"])
    return None
