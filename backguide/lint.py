"""Proves that the content hangs together; run by `make lint` and the tests.

    python -m backguide.lint

Each check takes the content and yields what is wrong, in words.
"""
from __future__ import annotations

import re
import sys
from typing import Callable, Iterator

from backguide.content import Content, load_content
from backguide.findings import FindingId
from backguide.rules import Rule
from backguide.urgency import Level

BANNED = (
    r"\byou have cancer\b", r"don'?t have cancer\b", r"\bdo not have cancer\b", r"\bit'?s nothing\b",
    r"\bnothing to worry\b", r"\bdefinitely\b", r"\bdon'?t worry\b", r"\bno need to see\b",
    r"\b\d+ ?mg\b", r"\b\d+ ?(per cent|percent|%)",
)


def unsettled(content: Content) -> Iterator[str]:
    """Find rules that no answer, number or free words can ever satisfy."""
    reachable = settable(content)
    for rule in content.rules:
        missing = [f for f in rule.all_of if f not in reachable]
        enough = sum(f in reachable for f in rule.any_of) >= rule.min_any
        if missing or not enough:
            yield f"{rule.id} can never fire: {', '.join(missing) or 'too few of findings_any'} is set by nothing"


def settable(content: Content) -> frozenset[FindingId]:
    """Return the findings that something can make present."""
    by_option = {f for q in content.questions for o in q.options for f in o.sets}
    derived = {d.id for d in content.derived}
    by_words = {f for f, finding in content.findings.items() if finding.ask} | set(content.text_only)
    return frozenset(by_option | derived | by_words | {content.unsure_check, content.incomplete_check})


def unused_findings(content: Content) -> Iterator[str]:
    """Find findings that no rule, question or condition uses."""
    used = {f for rule in content.rules for f in rule.findings()}
    used |= {f for q in content.questions for f in (*q.settles, *q.when.findings())}
    used |= set(content.text_only) | {d.id for d in content.derived}
    used |= {f for links in (content.implies, content.entails) for f in links}
    yield from (f"{finding} is used by no rule and no question" for finding in content.findings if finding not in used)


def unsummarised(content: Content) -> Iterator[str]:
    """Find findings that the doctor's summary would leave out, or list twice."""
    summary = content.texts.summary
    listed = [f for section in summary["sections"] for f in section["findings"]] + list(summary["unlisted"])
    for finding in content.findings:
        if listed.count(finding) != 1:
            yield f"summary.yml lists {finding} {listed.count(finding)} times"
    yield from (f"summary.yml lists {finding}, which is no finding" for finding in listed
                if finding not in content.findings)


def bare_rules(content: Content) -> Iterator[str]:
    """Find rules without provenance, and emergencies without a route."""
    facts = {fact["id"] for fact in content.texts.article["facts"]}
    sources = {source["id"] for source in content.texts.sources["sources"]}
    for rule in content.rules:
        if rule.level == Level.EMERGENCY and not rule.route:
            yield f"{rule.id} is an emergency without a route"
        if rule.level > Level.SELFCARE and not rule.within:
            yield f"{rule.id} does not say how soon"
        yield from (f"{rule.id} names the unknown source {ref}" for ref in rule.sources
                    if ref not in facts and ref not in sources)


def idle_questions(content: Content) -> Iterator[str]:
    """Find questions that serve no rule, neither directly nor as a gate."""
    wanted = {f for rule in content.rules for f in rule.findings()}
    wanted |= {f for q in content.questions for f in q.when.findings()}
    wanted |= {part for d in content.derived if d.id in wanted for part in d.all_of}
    yield from (f"{q.id} serves no rule" for q in content.questions if not wanted.intersection(q.settles))


def odd_options(content: Content) -> Iterator[str]:
    """Find options that repeat an id or a title, or set what is not settled."""
    for question in content.questions:
        for what in ("id", "title"):
            values = [getattr(option, what) for option in question.options]
            yield from (f"{question.id} has the option {what} {v} twice" for v in set(values) if values.count(v) > 1)
        settled = set(question.settles) | {f for q in content.questions for f in q.settles}
        yield from (f"{question.id} sets {f}, which no question settles"
                    for o in question.options for f in o.sets if f not in settled)


def unanswered_facts(content: Content) -> Iterator[str]:
    """Find article facts that no answer says, and answers that name unknown ones."""
    facts = {fact["id"] for fact in content.texts.article["facts"]}
    said = {fact for answer in content.texts.answers["answers"] for fact in answer["facts"]}
    yield from (f"the article's {fact} stands in no answer" for fact in sorted(facts - said))
    yield from (f"an answer names the unknown fact {fact}" for fact in sorted(said - facts))
    topics = {answer["topic"] for answer in content.texts.answers["answers"]}
    yield from (f"the answer {a['topic']} offers the unknown topic {topic}"
                for a in content.texts.answers["answers"] for topic in a["related"] if topic not in topics)


def weak_article_signs(content: Content) -> Iterator[str]:
    """Find signs of the article that no rule takes at least as seriously alone."""
    for fact in content.texts.article["facts"]:
        if "level" not in fact:
            continue
        for finding in fact.get("findings", ()):
            if not _takes_seriously(content.rules, finding, Level.of(fact["level"])):
                yield f"{fact['id']} puts {finding} at {fact['level']}, and no rule does"


def _takes_seriously(rules: tuple[Rule, ...], finding: FindingId, level: Level) -> bool:
    return any(rule.level >= level and not rule.unless and rule.fires(frozenset({finding})) for rule in rules)


def unsafe_words(content: Content) -> Iterator[str]:
    """Find words of diagnosis, of false comfort, or doses, in any text."""
    shown = (source for source in content.sources if not source.name.endswith(("reply_words.yml", "languages.yml")))
    for source in shown:
        for path in source.lines:
            value = _at(source.value, path)
            if not isinstance(value, str) or path[-1:] == ("id",):
                continue
            for pattern in BANNED:
                if re.search(pattern, value, re.IGNORECASE):
                    yield str(source.problem(path, f"unsafe words: {pattern}"))


def _at(value: object, path: tuple[object, ...]) -> object:
    for part in path:
        value = value[part]  # type: ignore[index]
    return value


CHECKS: tuple[Callable[[Content], Iterator[str]], ...] = (
    unsettled, unused_findings, unsummarised, bare_rules, idle_questions, odd_options, unanswered_facts,
    weak_article_signs, unsafe_words,
)


def faults(content: Content) -> list[str]:
    """Return everything that the checks find."""
    return [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(content)]


def main() -> None:
    """Print the faults; exit with 1 if there are any."""
    found = faults(load_content())
    print("\n".join(found) or "content: no faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
