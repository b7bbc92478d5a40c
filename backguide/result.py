"""Builds the result: level, how soon, why, what to do, what would change it."""
from __future__ import annotations

from typing import Any, Mapping

from backguide.case import Answer, Case
from backguide.changes import decisive, more_urgent
from backguide.content import Content
from backguide.findings import FindingId
from backguide.helplines import Country, with_number
from backguide.interview import position
from backguide.look import look
from backguide.messages import Message, bullets, button, custom, labels, listed, paragraphs
from backguide.people import for_whom, title_of, told_about
from backguide.reasons import reason_of, reasons, source_of
from backguide.rules import FiredRule
from backguide.urgency import Level
from backguide.verdict import Verdict, conclude


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
            "triage_result", level=verdict.level.id, **look(content, verdict.level), label=advice["label"],
            headline=advice["headline"],
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
        f"{advice['sign']} {advice['label']}. {advice['headline']}", for_whom(content, case),
        f"{phrases['why_heading']}\n{why}",
        f"{phrases['because_heading']}\n{bullets(because)}" if because else "",
        f"{phrases['also_heading']}\n{also}" if also else "",
        f"{phrases['do_heading']}\n{bullets(advice['do'])}",
        f"{phrases['avoid_heading']}\n{bullets(advice['avoid'])}",
        f"{phrases['watch_heading']}\n{bullets(advice['watch_for'])}",
        f"{phrases['sooner_heading']}\n{calmer}" if calmer else "", *notes,
        with_number(content.texts.advice["worried"], where), content.texts.advice["limits"])


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
