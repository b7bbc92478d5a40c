"""All content, loaded once: what clinicians own, checked before use."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Mapping

from backguide import loading
from backguide.errors import ContentError, Problem
from backguide.findings import Derived, Finding, FindingId, Range
from backguide.questions import Question
from backguide.rules import Rule
from backguide.source import Source, read
from backguide.texts import Texts, load_texts
from backguide.urgency import Level

ROOT = Path(__file__).parents[1] / "content"
LEVELS = ("emergency", "urgent", "soon", "routine", "selfcare")


@dataclass(frozen=True, eq=False)
class Content:
    """Findings, rules, the interview and every text; compared by identity.

    `version` is a hash of all files, the `content_version` of a result.
    """

    version: str
    findings: Mapping[FindingId, Finding]
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]
    derived: tuple[Derived, ...]
    implies: Mapping[FindingId, tuple[FindingId, ...]]
    entails: Mapping[FindingId, tuple[FindingId, ...]]
    text_only: tuple[FindingId, ...]
    required_for_selfcare: tuple[str, ...]
    child_path: tuple[str, ...]
    unsure_check: FindingId
    incomplete_check: FindingId
    texts: Texts
    sources: tuple[Source, ...] = field(repr=False)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def lowering(self) -> frozenset[FindingId]:
        """Return the findings that can hold a rule back, so lower a level."""
        return frozenset(finding for rule in self.rules for finding in rule.unless)

    @cached_property
    def grave(self) -> frozenset[FindingId]:
        """Return the findings that an emergency rule names."""
        return frozenset(finding for rule in self.rules if rule.level == Level.EMERGENCY
                         for finding in (*rule.all_of, *rule.any_of))

    def gravest(self, finding: FindingId) -> Level:
        """Return the highest level that a finding can help to bring; the lowest where it brings none."""
        return self._gravest.get(finding, Level.SELFCARE)

    @cached_property
    def _gravest(self) -> dict[FindingId, Level]:
        levels: dict[FindingId, Level] = {}
        for rule in self.rules:
            for finding in (*rule.all_of, *rule.any_of):
                levels[finding] = max(rule.level, levels.get(finding, rule.level))
        leads = {f: set(implied) for f, implied in self.implies.items()}
        for derived in self.derived:
            for part in derived.all_of:
                leads.setdefault(part, set()).add(derived.id)
        for _ in self.findings:  # a chain of links is never longer than there are findings
            for finding, led in leads.items():
                levels[finding] = max(levels.get(f, Level.SELFCARE) for f in (finding, *led))
        return levels

    @cached_property
    def from_numbers(self) -> frozenset[FindingId]:
        """Return the findings that follow from a number."""
        return frozenset(derived.id for derived in self.derived if derived.number)

    def question(self, question_id: str) -> Question:
        """Return a question by its id; raises KeyError for an unknown one."""
        return self._questions[question_id]

    def limits(self, question_id: str | None) -> Range | None:
        """Return the range that the numbers of a question may have; None for another kind of question."""
        question = self._questions.get(question_id or "")
        return question.limits if question else None

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id; raises KeyError for an unknown one."""
        return next(rule for rule in self.rules if rule.id == rule_id)


@lru_cache(maxsize=4)
def load_content(root: Path = ROOT) -> Content:
    """Load and check everything under `root`.

    Raises ContentError with file, line, key and fault of each problem.
    """
    findings = read(root / "findings.yml", "findings")
    interview = read(root / "questions.yml", "questions")
    rule_files = tuple(read(root / "rules" / f"{level}.yml", "rules") for level in LEVELS)
    texts, text_files = load_texts(root)
    sources = (findings, interview, *rule_files, *text_files)
    _check_ids(findings, interview, rule_files)
    return _build(root, findings.value, interview.value, rule_files, texts, sources)


def _build(root: Path, findings: Any, data: Any, rule_files: tuple[Source, ...], texts: Texts,
           sources: tuple[Source, ...]) -> Content:
    groups = {name: tuple(members) for name, members in data["groups"].items()}
    return Content(
        version=_version(root),
        findings={entry["id"]: loading.finding(entry) for entry in findings["findings"]},
        rules=tuple(loading.rule(entry) for file in rule_files for entry in file.value["rules"]),
        questions=tuple(loading.question(entry, groups) for entry in data["questions"]),
        derived=loading.derived(data["derived"]),
        implies=loading.links(data["implies"], "present", "then_present"),
        entails=loading.links(data["entails"], "absent", "then_absent"),
        text_only=tuple(data["text_only"]),
        required_for_selfcare=tuple(data["required_for_selfcare"]),
        child_path=tuple(data["child_path"]),
        unsure_check=data["unsure_check"], incomplete_check=data["incomplete_check"],
        texts=texts, sources=sources,
    )


def _version(root: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*.yml")):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _check_ids(findings: Source, interview: Source, rule_files: tuple[Source, ...]) -> None:
    """Check that every id is unique and every finding named is defined."""
    problems = [
        *_repeated(findings, "findings"), *_repeated(interview, "questions"),
        *(problem for file in rule_files for problem in _repeated(file, "rules")),
    ]
    defined = {entry["id"] for entry in findings.value["findings"]}
    for source in (interview, *rule_files):
        problems += _undefined(source, (), source.value, defined)
    if problems:
        raise ContentError(problems)


def _repeated(source: Source, key: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for index, entry in enumerate(source.value[key]):
        if entry["id"] in seen:
            problems.append(source.problem((key, index, "id"), f"{entry['id']} is defined twice"))
        seen.add(entry["id"])
    return problems


FINDING_LISTS = ("findings_all", "findings_any", "unless", "settles", "sets", "clarifies", "told_enough",
                 "text_only", "then_present", "then_absent", "all_of")


def _undefined(source: Source, path: tuple[Any, ...], value: Any, defined: set[str]) -> list[Problem]:
    """Find names of findings that findings.yml does not define, anywhere in a file."""
    if isinstance(value, list):
        return [p for i, item in enumerate(value) for p in _undefined(source, (*path, i), item, defined)]
    if not isinstance(value, dict):
        named = len(path) >= 2 and (path[-2] in FINDING_LISTS) or path[-1:] in (("present",), ("absent",))
        if named and value not in defined:
            return [source.problem(path, f"{value} is not a finding; it must stand in content/findings.yml")]
        return []
    problems = []
    for key, item in value.items():
        if path == ("derived",) and key not in defined:
            problems.append(source.problem((*path, key), f"{key} is not a finding of content/findings.yml"))
        problems += _undefined(source, (*path, key), item, defined)
    return problems
