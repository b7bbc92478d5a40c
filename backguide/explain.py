"""Explains a verdict: the emergency, the crisis, the result with its reasons."""
from __future__ import annotations

import re
from typing import Any, Iterable, Mapping

from backguide.case import Answer, Case
from backguide.changes import decisive, more_urgent, moved
from backguide.content import Content
from backguide.findings import FindingId
from backguide.helplines import Country
from backguide.interview import Confirm, position
from backguide.messages import Message, bullets, button, custom, labels, listed, paragraphs
from backguide.people import for_whom, title_of, told_about
from backguide.questions import Question
from backguide.rules import FiredRule, Rule
from backguide.urgency import Level
from backguide.verdict import Verdict, conclude


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


def alarm(content: Content, case: Case, where: Country, times: int = 0) -> Message:
    """Build the emergency or crisis message; `times` counts earlier ones."""
    verdict = conclude(content, case)
    crisis = next((h for h in verdict.fired if h.rule.route == "crisis"), None)
    if crisis:
        return _crisis(content, case, where)
    return _emergency(content, case, verdict.fired[0], where, times)


def _emergency(content: Content, case: Case, hit: FiredRule, where: Country, times: int) -> Message:
    route = content.texts.advice["routes"][hit.rule.route or "ambulance"]
    headline = _fill(route["headline"], where)
    told = str(content.texts.phrases["because_told"]).format(labels=listed(labels(content, hit.findings)))
    lead = content.texts.phrases["emergency_lead"][times % len(content.texts.phrases["emergency_lead"])]
    why = f"{told} {reason_of(content, case, hit)}"
    source = source_of(content, hit.rule)
    text = paragraphs(f"{lead} {headline}\n{why}", for_whom(content, case), bullets((*route["do"], *route["avoid"])),
                      str(content.texts.phrases["source_line"]).format(source=source))
    return {
        "text": text,
        "buttons": [button(content.texts.phrases["getting_help"], "getting_help"),
                    button(content.texts.phrases["not_meant"], "not_what_i_meant")],
        "custom": custom("emergency", finding=hit.findings[0] if hit.findings else None, rule=hit.rule.id,
                         reason=reason_of(content, case, hit), source=source, route=hit.rule.route,
                         call={"number": where.emergency, "locale": where.id}, headline=headline,
                         do=list(route["do"]), avoid=list(route["avoid"])),
    }


def _crisis(content: Content, case: Case, where: Country) -> Message:
    route = content.texts.advice["routes"]["crisis"]
    lines = [{"name": line["name"], "number": str(line["number"]), "hours": line.get("hours", "")}
             for line in where.crisis]
    shown = bullets(f"{line['name']}: {line['number']}" + (f" ({line['hours']})" if line["hours"] else "")
                    for line in lines)
    headline = _fill(route["headline"], where)
    return {
        "text": paragraphs(headline, for_whom(content, case), shown, bullets((*route["do"], *route["avoid"]))),
        "buttons": [button(content.texts.phrases["getting_help"], "getting_help"),
                    button(content.texts.phrases["not_meant"], "not_what_i_meant")],
        "custom": custom("crisis", lines=lines, headline=headline, do=list(route["do"]),
                         call={"number": where.emergency, "locale": where.id}),
    }


def result(content: Content, case: Case, where: Country) -> Message:
    """Build the result: level, how soon, why, what to do, what to watch for."""
    verdict = conclude(content, case)
    advice = content.texts.advice["levels"][verdict.level.id]
    top = [hit for hit in verdict.fired if hit.rule.level == verdict.level]
    rest = [hit for hit in verdict.fired if hit.rule.level < verdict.level and not hit.rule.is_default]
    notes = _notes(content, case, verdict)
    within = (top[0].rule.within if top else "") or advice["within"]
    later = sooner(content, case)
    return {
        "text": _result_text(content, case, advice, top, rest, notes, later, where),
        "buttons": [button(content.texts.phrases["doctor_summary"], "doctor_summary"),
                    button(content.texts.phrases["change_answer"], "correct_answer"),
                    button(content.texts.phrases["check_again"], "check_again"),
                    button(content.texts.phrases["start_again"], "restart_check")],
        "custom": custom(
            "triage_result", level=verdict.level.id, label=advice["label"], headline=advice["headline"],
            within=within, reasons=reasons(content, case, [*top, *rest]), do=list(advice["do"]),
            avoid=list(advice["avoid"]), watch_for=list(advice["watch_for"]),
            tell_doctor=list(advice["tell_doctor"]), notes=notes, more_urgent_if=later,
            because_of=_because(content, case), answered=answered(content, case),
            unanswered=list(dict.fromkeys((*verdict.unanswered, *verdict.missing))),
            complete=verdict.complete, content_version=content.version),
    }


def _result_text(content: Content, case: Case, advice: Mapping[str, Any], top: list[FiredRule], rest: list[FiredRule],
                 notes: list[str], later: list[dict[str, Any]], where: Country) -> str:
    phrases = content.texts.phrases
    why = bullets(f"{reason_of(content, case, hit)} ({source_of(content, hit.rule)})" for hit in top[:4])
    also = bullets(reason_of(content, case, hit) for hit in rest[:4])
    because = _because(content, case)
    # what would make it an emergency stands among what to watch for
    calmer = bullets(item["text"] for item in later if item["level"] != Level.EMERGENCY.id)
    return paragraphs(
        f"{advice['label']}. {advice['headline']}", for_whom(content, case), f"{phrases['why_heading']}\n{why}",
        f"{phrases['because_heading']}\n{bullets(because)}" if because else "",
        f"{phrases['also_heading']}\n{also}" if also else "",
        f"{phrases['do_heading']}\n{bullets(advice['do'])}",
        f"{phrases['avoid_heading']}\n{bullets(advice['avoid'])}",
        f"{phrases['watch_heading']}\n{bullets(advice['watch_for'])}",
        f"{phrases['sooner_heading']}\n{calmer}" if calmer else "", *notes,
        _fill(content.texts.advice["worried"], where), content.texts.advice["limits"])


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


def difference(content: Content, before: Case, after: Case) -> str:
    """Tell in words what a changed answer did to the result; empty if it changed nothing."""
    move, phrases, levels = moved(content, before, after), content.texts.phrases, content.texts.advice["levels"]
    came, went = labels(content, move.came), labels(content, move.went)
    told = (phrases["moved_came"].format(labels=listed(came)) if came else "",
            phrases["moved_went"].format(labels=listed(went)) if went else "")
    names = {"before": levels[move.before.id]["label"], "after": levels[move.after.id]["label"]}
    if move.before != move.after:
        return " ".join(filter(None, (phrases["moved"].format(**names), *told)))
    return phrases["not_moved"].format(**names) if came or went else ""


def sooner(content: Content, case: Case) -> list[dict[str, Any]]:
    """Return, level by level, what would make it more urgent, as the contract has it."""
    phrase, levels = str(content.texts.phrases["sooner_line"]), content.texts.advice["levels"]
    rows: dict[str, list[FindingId]] = {}
    for change in more_urgent(content, case):
        rows.setdefault(change.level.id, []).append(change.finding)
    return [
        {"level": level, "findings": found, "text": phrase.format(
            level=levels[level]["label"], signs="; ".join(clause(content, case, finding) for finding in found))}
        for level, found in rows.items()
    ]


def clause(content: Content, case: Case, finding: FindingId) -> str:
    """Return a finding as a clause about the person in pain: "you have a fever"."""
    about = content.findings[finding]
    return told_about(content, case, about.you, about.they)


def _because(content: Content, case: Case) -> list[str]:
    """Return what alone made it this urgent; nothing of an emergency."""
    shown = [finding for finding in decisive(content, case) if content.findings[finding].label]
    return labels(content, shown)


def _notes(content: Content, case: Case, verdict: Verdict) -> list[str]:
    """Return the remarks that this case needs, each once."""
    advice = content.texts.advice
    present = position(content, case).known.present
    signs = {finding for hit in verdict.fired if hit.rule.level >= Level.SOON for finding in hit.findings}
    open_ = tuple(dict.fromkeys(verdict.unanswered))
    single = verdict.level in (Level.SOON, Level.URGENT) and len(signs) == 1
    wanted = (
        (verdict.missing, str(advice["incomplete"]["text"]).format(missing=listed(verdict.missing))),
        (verdict.level <= Level.ROUTINE and verdict.complete, advice["no_warning_sign"]),
        (single, advice["one_sign"]),
        ("age_under_18" in present, advice["child"]["note"]),
        ("pregnancy" in present, advice["pregnancy"]["note"]),
        ("region_low_back" in present and "upper_or_mid_back_pain" not in present, advice["low_back"]["note"]),
        (open_ and verdict.complete, str(advice["unanswered"]["text"]).format(missing=listed(open_))),
        (verdict.level < Level.EMERGENCY and "age_under_18" not in present, advice["cancer_worry"]),
        (verdict.level <= Level.ROUTINE and "upper_or_mid_back_pain" in present, advice["nhs_upper_back"]),
    )
    return [text.strip() for needed, text in wanted if needed]


def answered(content: Content, case: Case) -> list[dict[str, str]]:
    """Return what was answered and told, as a doctor would read it."""
    lines = [{"question": content.question(a.question).title, "answer": _answer_words(content, case, a)}
             for a in case.answers if a.state == "answered"]
    lines += [{"question": content.texts.phrases["in_own_words"], "answer": told.text or
               content.findings[told.finding].label} for told in case.told if told.assertion == "present"]
    return lines


def _answer_words(content: Content, case: Case, answer: Answer) -> str:
    question = content.question(answer.question)
    titles = [title_of(content, case, option) for o in answer.options if (option := question.option(o))]
    return "; ".join(titles) or answer.text


def _fill(text: str, where: Country) -> str:
    return re.sub(r"\s+", " ", text.replace("{number}", where.emergency)).strip()
