"""What a doctor needs to know of a case, in the order in which doctors read."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, Mapping, Sequence

from backguide.case import Answer, Case
from backguide.content import Content
from backguide.course import timeline
from backguide.findings import FindingId, Known, Range, spelled
from backguide.interview import next_step, position
from backguide.messages import bullets, days, labels, paragraphs
from backguide.reasons import reasons
from backguide.text.medicines import Medicines
from backguide.verdict import conclude
from backguide.visits import Visit

State = Literal["present", "denied", "unsure", "not_asked"]
QUOTES = 8  # of the person's own words; more would bury the signs


@dataclass(frozen=True)
class Section:
    """One heading of the summary and the labels of its findings by state."""

    id: str
    title: str
    findings: Mapping[State, tuple[FindingId, ...]]


@dataclass(frozen=True)
class Summary:
    """All that the summary says; `numbers` has age in years, duration in days, pain_score, as ranges.

    `complete` is False while questions are left or safety questions have no
    answer; `reasons` are those of the contract's triage_result.
    """

    made: datetime
    content_version: str
    subject: Literal["self", "other"]
    complete: bool
    level: str
    headline: str
    numbers: Mapping[str, Range | None]
    sections: tuple[Section, ...]
    own_words: tuple[str, ...]
    medicines: tuple[str, ...]
    reasons: tuple[Mapping[str, Any], ...]
    course: tuple[str, ...]


def summarise(content: Content, case: Case, made: datetime, visits: Sequence[Visit] = ()) -> Summary:
    """Gather the summary of a case as it stands; `visits` are the checks so far, of which one alone tells no course."""
    verdict, state = conclude(content, case), position(content, case).known
    advice = content.texts.advice["levels"][verdict.level.id]
    words = _own_words(case)
    return Summary(
        made=made, content_version=content.version, subject=case.subject,
        complete=verdict.complete and next_step(content, case) is None,
        level=verdict.level.id, headline=advice["label"],
        numbers={name: _number(content, case, name) for name in ("age", "duration", "pain_score")},
        sections=tuple(_section(content, state, data) for data in content.texts.summary["sections"]),
        own_words=words, medicines=_medicines(words),
        reasons=tuple(reasons(content, case, [hit for hit in verdict.fired if not hit.rule.is_default])),
        course=tuple(timeline(content, visits)) if len(visits) > 1 else (),
    )


def state_of(known: Known, finding: FindingId) -> State:
    """Return what is known of a finding."""
    if finding in known.present:
        return "present"
    if finding in known.absent:
        return "denied"
    return "unsure" if finding in known.unsure else "not_asked"


def _section(content: Content, known: Known, data: Mapping[str, Any]) -> Section:
    checked = data["id"] in content.texts.summary["checked"]
    found: dict[State, list[FindingId]] = {"present": [], "denied": [], "unsure": [], "not_asked": []}
    for finding in data["findings"]:
        found[state_of(known, finding)].append(finding)
    shown: tuple[State, ...] = ("present", "denied", "unsure", "not_asked") if checked else ("present", "unsure")
    return Section(data["id"], data["title"], {state: tuple(found[state]) for state in shown})


def _number(content: Content, case: Case, name: str) -> Range | None:
    return next((answer.value for answer in case.answers if content.question(answer.question).number == name), None)


def _own_words(case: Case) -> tuple[str, ...]:
    """Return what the person wrote, each phrase once; not what a button says."""
    said = [told.text for told in case.told if told.text and told.assertion != "absent"]
    said += [answer.text for answer in case.answers if answer.text and _in_words(answer)]
    unique = list(dict.fromkeys(" ".join(text.split()) for text in said))
    return tuple(text for text in unique if not any(text != other and text in other for other in unique))[:QUOTES]


def _in_words(answer: Answer) -> bool:
    return len(answer.text.split()) >= 3  # "yes", "2" and a bare title tell a doctor nothing new


@lru_cache(maxsize=1)
def _known_medicines() -> Medicines:
    return Medicines.from_file()


def _medicines(words: tuple[str, ...]) -> tuple[str, ...]:
    known = _known_medicines()
    return tuple(dict.fromkeys(text[found.start:found.end].lower() for text in words for found in known.find(text)
                               if found.taken))


def as_text(content: Content, summary: Summary) -> str:
    """Return the summary as text for a chat."""
    words = content.texts.summary["words"]
    head = [f"{name}: {value}" for name, value in person_lines(content, summary)]
    parts = [_section_text(content, section) for section in summary.sections]
    quoted = bullets(f"\"{text}\"" for text in summary.own_words)
    return paragraphs(
        words["title"], words["subtitle"], "" if summary.complete else words["unfinished"], "\n".join(head),
        *parts, f"{words['course']}:\n{bullets(summary.course)}" if summary.course else "",
        f"{words['named']}: {', '.join(summary.medicines)}" if summary.medicines else "",
        f"{words['own_words']}:\n{quoted}" if quoted else "",
        f"{words['level']}: {summary.headline}\n{words['rules']}:\n"
        + bullets(f"{reason['text']} ({reason['rule']}; {reason['source']})" for reason in summary.reasons),
        foot(content, summary))


def foot(content: Content, summary: Summary) -> str:
    """Return when it was made, and of which content."""
    made = summary.made.isoformat(sep=" ", timespec="minutes")
    return str(content.texts.summary["words"]["foot"]).format(time=made, version=summary.content_version)


def person_lines(content: Content, summary: Summary) -> list[tuple[str, str]]:
    """Return who it is about and how long and how bad it is, as (name, value)."""
    words = content.texts.summary["words"]
    return [
        (words["person"], words[summary.subject]),
        (words["age"], spelled(summary.numbers["age"]) or words["not_said"]),
        (words["duration"], days(content, summary.numbers["duration"])),
        (words["score"], spelled(summary.numbers["pain_score"]) or words["not_said"]),
    ]


def _section_text(content: Content, section: Section) -> str:
    lines = [f"{content.texts.summary['words'][state]}: {', '.join(labels(content, found))}"
             for state, found in section.findings.items() if found]
    return f"{section.title}\n" + "\n".join(lines) if lines else ""
