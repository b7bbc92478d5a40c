"""The summary as a FHIR R4 document Bundle, built as plain dicts.

Only codes that are certain are used (LOINC for the pain score and the age,
SNOMED CT for back pain); everything else is text. The person has no name,
no number and no date of birth here: nobody asked for them.
"""
from __future__ import annotations

import uuid
from datetime import datetime, timezone
from html import escape
from typing import Any, Iterable, Mapping, Sequence

from backguide.case import Case
from backguide.content import Content
from backguide.findings import Range
from backguide.result import answered
from backguide.summary import State, Summary, as_text, summarise
from backguide.visits import Visit

Resource = dict[str, Any]
LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
NOTE, AGE, PAIN = (LOINC, "51855-5", "Patient Note"), (LOINC, "30525-0", "Age"), (
    LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
BACK_PAIN = (SNOMED, "161891005", "Backache (finding)")
UNITS = {"age": ("a", "years"), "duration": ("d", "days"), "pain_score": ("{score}", "score")}
# the same case at the same time gives the same ids
NAMESPACE = uuid.UUID("6f2f2b0c-5a39-5d5e-9d6a-6f0c1f1b7a10")


def document(content: Content, case: Case, made: datetime, visits: Sequence[Visit] = ()) -> Resource:
    """Return the Bundle (type document) of a case; `made` becomes its time, in UTC."""
    summary = summarise(content, case, made, visits)
    return _Document(content, case, summary).bundle()


class _Document:
    """Builds one document; every entry refers to others by urn:uuid."""

    def __init__(self, content: Content, case: Case, summary: Summary) -> None:
        self._content, self._case, self._summary = content, case, summary
        self._time = summary.made.astimezone(timezone.utc).isoformat(timespec="seconds")
        self._seed = f"{content.version}{self._time}{case}"
        self._person, self._maker = self._url("person"), self._url("maker")

    def bundle(self) -> Resource:
        """Return the whole document, its Composition first as FHIR demands."""
        signs = [self._sign(finding, state) for section in self._summary.sections
                 for state, found in section.findings.items() if state != "not_asked" for finding in found]
        numbers = [entry for name in ("pain_score", "age", "duration") if (entry := self._number(name))]
        observations = [("complaint", self._complaint()), *numbers, *signs]
        answers, risk = self._answers(), self._risk([self._url(name) for name, _ in observations])
        entries = [("composition", self._composition([name for name, _ in observations])), ("person", _patient()),
                   ("maker", self._device()), ("answers", answers), ("risk", risk), *observations]
        return {
            "resourceType": "Bundle", "type": "document", "timestamp": self._time,
            "identifier": {"system": "urn:ietf:rfc:3986", "value": self._url("bundle")},
            "entry": [{"fullUrl": self._url(name), "resource": resource} for name, resource in entries],
        }

    def _url(self, name: str) -> str:
        return f"urn:uuid:{uuid.uuid5(NAMESPACE, self._seed + name)}"

    def _composition(self, observations: Iterable[str]) -> Resource:
        words = self._content.texts.summary["words"]
        return {
            "resourceType": "Composition", "status": "final" if self._summary.complete else "preliminary",
            "type": _concept(*NOTE), "subject": _reference(self._person), "date": self._time,
            "author": [_reference(self._maker)], "title": words["title"],
            "section": [
                {"title": words["title"], "text": _narrative(as_text(self._content, self._summary))},
                {"title": words["level"], "entry": [_reference(self._url("risk"))]},
                {"title": words["present"], "entry": [_reference(self._url(name)) for name in observations]},
                {"title": words["own_words"], "entry": [_reference(self._url("answers"))]},
            ],
        }

    def _device(self) -> Resource:
        return {"resourceType": "Device", "deviceName": [{"name": "BackGuide", "type": "user-friendly-name"}],
                "version": [{"value": self._summary.content_version}]}

    def _answers(self) -> Resource:
        rows = answered(self._content, self._case)
        return {
            "resourceType": "QuestionnaireResponse", "status": "completed" if self._summary.complete else "in-progress",
            "subject": _reference(self._person), "authored": self._time,
            "item": [{"linkId": str(number), "text": row["question"], "answer": [{"valueString": row["answer"]}]}
                     for number, row in enumerate(rows, start=1) if row["answer"]],
        }

    def _risk(self, basis: Iterable[str]) -> Resource:
        reasons = self._summary.reasons
        return {
            "resourceType": "RiskAssessment", "status": "final" if self._summary.complete else "preliminary",
            "subject": _reference(self._person), "occurrenceDateTime": self._time,
            "performer": _reference(self._maker), "basis": [_reference(url) for url in basis],
            "prediction": [{"qualitativeRisk": {"coding": [{"system": "urn:backguide:level",
                                                           "code": self._summary.level}],
                                                "text": self._summary.headline},
                            "rationale": " ".join(str(reason["text"]) for reason in reasons)
                            or self._summary.headline}],
            "note": [{"text": f"{reason['rule']}: {reason['text']} ({reason['source']})"} for reason in reasons],
        }

    def _observation(self, code: Mapping[str, Any], **value: Any) -> Resource:
        return {"resourceType": "Observation", "status": "final", "code": code,
                "subject": _reference(self._person), "effectiveDateTime": self._time, **value}

    def _complaint(self) -> Resource:
        return self._observation(_concept(*BACK_PAIN), valueBoolean=True)

    def _sign(self, finding: str, state: State) -> tuple[str, Resource]:
        code = {"coding": [{"system": "urn:backguide:finding", "code": finding}],
                "text": self._content.findings[finding].label}
        value: dict[str, Any] = {"valueBoolean": state == "present"}
        if state == "unsure":
            value = {"dataAbsentReason": _concept(
                "http://terminology.hl7.org/CodeSystem/data-absent-reason", "asked-unknown", "Asked But Unknown")}
        return finding, self._observation(code, **value)

    def _number(self, name: str) -> tuple[str, Resource] | None:
        value = self._summary.numbers[name]
        if value is None:
            return None
        words = self._content.texts.summary["words"]
        code = {"pain_score": _concept(*PAIN), "age": _concept(*AGE), "duration": {"text": words["duration"]}}[name]
        return f"number:{name}", self._observation(code, **_quantity(value, *UNITS[name]))


def _patient() -> Resource:
    return {"resourceType": "Patient", "active": True}


def _quantity(value: Range, code: str, unit: str) -> dict[str, Any]:
    def of(amount: float) -> dict[str, Any]:
        return {"value": amount, "unit": unit, "system": "http://unitsofmeasure.org", "code": code}

    if value.low == value.high:
        return {"valueQuantity": of(value.low)}
    return {"valueRange": {"low": of(value.low), "high": of(value.high)}}


def _concept(system: str, code: str, display: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def _reference(url: str) -> dict[str, str]:
    return {"reference": url}


def _narrative(text: str) -> dict[str, str]:
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml"><pre>{escape(text)}</pre></div>'}
