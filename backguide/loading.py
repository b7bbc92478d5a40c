"""Builds the parts of the content from checked YAML data."""
from __future__ import annotations

from typing import Any, Iterable, Mapping

from backguide.conditions import parse
from backguide.findings import Derived, Finding, FindingId, Range
from backguide.questions import Option, Question
from backguide.rules import Rule
from backguide.urgency import Level

Groups = Mapping[str, tuple[FindingId, ...]]


def finding(data: Mapping[str, Any]) -> Finding:
    """Build a finding from its entry in findings.yml."""
    return Finding(**data)


def rule(data: Mapping[str, Any]) -> Rule:
    """Build a rule from its entry in rules/*.yml."""
    return Rule(
        id=data["id"], slug=data["slug"], level=Level.of(data["level"]), within=data.get("within", ""),
        route=data.get("route", ""), all_of=tuple(data.get("findings_all", ())),
        any_of=tuple(data.get("findings_any", ())), min_any=data.get("min_any", 0),
        unless=tuple(data.get("unless", ())), reason=data["reason"],
        reason_other=data.get("reason_other", data["reason"]),
        sources=tuple(data["sources"]),
        source_note=data["source_note"], status=data["status"],
    )


def derived(data: Mapping[str, Mapping[str, Any]]) -> tuple[Derived, ...]:
    """Build the derived findings, in file order."""
    return tuple(
        Derived(name, **{**entry, "all_of": tuple(entry.get("all_of", ()))}) for name, entry in data.items()
    )


def links(data: Iterable[Mapping[str, Any]], source: str, target: str) -> dict[FindingId, tuple[FindingId, ...]]:
    """Build a map from a finding to those that follow from it."""
    return {entry[source]: tuple(entry[target]) for entry in data}


def question(data: Mapping[str, Any], groups: Groups) -> Question:
    """Build a question from its entry in questions.yml."""
    kind = data["kind"]
    return Question(
        id=data["id"], stage=data["stage"], title=data["title"], ask=data["ask"],
        ask_other=data.get("ask_other", data["ask"]), kind=kind, number=data.get("number", ""),
        limits=_range(data.get("range")), settles=tuple(data["settles"]), options=_options(data),
        why=data["why"], when=parse(data.get("when"), groups), clarifies=tuple(data.get("clarifies", ())),
        told_enough=tuple(data.get("told_enough", ())), at_once=data.get("at_once", False),
        keep=data.get("keep", False), lasting=data.get("lasting", False),
        ask_again_if_unsure="if_unsure" in data,
        lead=data.get("lead", ""), why_other=data.get("why_other", data["why"]),
    )


def yes_no(finding: Finding) -> Question:
    """Build the yes/no question about one finding."""
    return question({"id": finding.id, "stage": "follow", "title": finding.label, "ask": finding.ask,
                     "ask_other": finding.ask_other, "kind": "yes_no", "settles": [finding.id], "why": ""}, {})


def _options(data: Mapping[str, Any]) -> tuple[Option, ...]:
    """Return the options of the file; yes/no and scales have standard ones."""
    if data["kind"] == "yes_no":
        return (Option("yes", "Yes", sets=tuple(data["settles"])), Option("no", "No", none=True),
                Option("unsure", "Not sure", unsure=True))
    if data["kind"] == "scale":
        low, high = data["range"]
        return tuple(Option(f"s{n}", str(n), value=Range(n, n)) for n in range(low, high + 1))
    return tuple(
        Option(entry["id"], entry["title"], tuple(entry.get("sets", ())), entry.get("none", False),
               entry.get("unsure", False), _range(entry.get("value")), entry.get("other", ""))
        for entry in data["options"]
    )


def _range(data: list[float] | None) -> Range | None:
    return Range(*data) if data else None
