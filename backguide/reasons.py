"""Says which rules decided, each with its reason and its source."""
from __future__ import annotations

from typing import Any, Iterable

from backguide.case import Case
from backguide.content import Content
from backguide.findings import FindingId
from backguide.interview import Confirm
from backguide.messages import bullets, labels, listed, paragraphs
from backguide.people import told_about
from backguide.questions import Question
from backguide.rules import FiredRule, Rule
from backguide.verdict import conclude


def source_of(content: Content, rule: Rule) -> str:
    """Return where a rule comes from, in words."""
    headings = {section["id"]: section["heading"] for section in content.texts.article["sections"]}
    facts = {fact["id"]: fact for fact in content.texts.article["facts"]}
    titles = {source["id"]: source["title"] for source in content.texts.sources["sources"]}
    names = [f"the article: {headings[facts[ref]['sections'][0]]}" for ref in rule.sources if ref in facts]
    names += [titles[ref] for ref in rule.sources if ref in titles]
    source, phrases = "; ".join(dict.fromkeys(names)), content.texts.phrases
    if not source:
        return str(phrases["no_source"])
    sure = phrases.get(f"source_{rule.status}")  # nothing to add where the source was read
    return str(sure).format(source=source) if sure else source


def reason_of(content: Content, case: Case, hit: FiredRule) -> str:
    """Return a rule's reason; says so where the person was not sure."""
    reason = told_about(content, case, hit.rule.reason, hit.rule.reason_other)
    doubted = [f for f in hit.findings if (told := case.told_of(f)) and told.by == "unsure"]
    if not doubted:
        return reason
    doubt = str(content.texts.advice["unsure_emergency"]).format(label=listed(labels(content, doubted)))
    return f"{doubt} {reason}"


def reasons(content: Content, case: Case, hits: Iterable[FiredRule]) -> list[dict[str, Any]]:
    """Return the reasons of fired rules as the contract has them."""
    return [
        {"rule": hit.rule.id, "level": hit.rule.level.id, "findings": list(hit.findings),
         "text": reason_of(content, case, hit), "source": source_of(content, hit.rule),
         "status": hit.rule.status}
        for hit in hits
    ]


def why_asked(content: Content, case: Case, step: Question | Confirm | None) -> str:
    """Return why a question is asked; empty where the content gives no reason of its own."""
    return told_about(content, case, step.why, step.why_other) if isinstance(step, Question) else ""


def served_by(content: Content, case: Case, findings: Iterable[FindingId]) -> str:
    """Return the gravest rule that these findings can make fire, in words; empty if there is none."""
    asked = set(findings)
    rules = [rule for rule in content.rules if asked.intersection((*rule.all_of, *rule.any_of))]
    top = max(rules, key=lambda rule: rule.level, default=None)
    if top is None:
        return ""
    return str(content.texts.phrases["why_rule"]).format(
        level=content.texts.advice["levels"][top.level.id]["label"], rule=top.id, source=source_of(content, top),
        reason=told_about(content, case, top.reason, top.reason_other))


def why_of(content: Content, case: Case) -> str:
    """Return how the verdict of a case came about: its rules, each with its reason and its source."""
    verdict, levels = conclude(content, case), content.texts.advice["levels"]
    return paragraphs(f"{content.texts.phrases['why_result']} {levels[verdict.level.id]['label']}.", bullets(
        f"{hit.rule.id} ({levels[hit.rule.level.id]['label']}): {reason_of(content, case, hit)} "
        f"({source_of(content, hit.rule)})" for hit in verdict.fired[:6]))
