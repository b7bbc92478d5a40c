"""Builds the messages that interrupt: an emergency, a crisis."""
from __future__ import annotations

from backguide.case import Case
from backguide.content import Content
from backguide.helplines import Country, with_number
from backguide.look import look
from backguide.messages import Message, bullets, button, custom, labels, listed, paragraphs
from backguide.people import for_whom
from backguide.reasons import reason_of, source_of
from backguide.rules import FiredRule
from backguide.urgency import Level
from backguide.verdict import conclude


def alarm(content: Content, case: Case, where: Country, times: int = 0) -> Message:
    """Build the emergency or crisis message; `times` counts earlier ones."""
    verdict = conclude(content, case)
    crisis = next((h for h in verdict.fired if h.rule.route == "crisis"), None)
    if crisis:
        return _crisis(content, case, where)
    return _emergency(content, case, verdict.fired[0], where, times)


def _emergency(content: Content, case: Case, hit: FiredRule, where: Country, times: int) -> Message:
    route = content.texts.advice["routes"][hit.rule.route or "ambulance"]
    headline = with_number(route["headline"], where)
    told = str(content.texts.phrases["because_told"]).format(labels=listed(labels(content, hit.findings)))
    lead = content.texts.phrases["emergency_lead"][times % len(content.texts.phrases["emergency_lead"])]
    why = f"{told} {reason_of(content, case, hit)}"
    source = source_of(content, hit.rule)
    shown = look(content, Level.EMERGENCY)
    text = paragraphs(f"{shown['sign']} {lead} {headline}\n{why}", for_whom(content, case),
                      bullets((*route["do"], *route["avoid"])),
                      str(content.texts.phrases["source_line"]).format(source=source))
    return {
        "text": text,
        "buttons": [button(content.texts.phrases["getting_help"], "getting_help"),
                    button(content.texts.phrases["not_meant"], "not_what_i_meant")],
        "custom": custom("emergency", finding=hit.findings[0] if hit.findings else None, rule=hit.rule.id,
                         reason=reason_of(content, case, hit), source=source, route=hit.rule.route,
                         call={"number": where.emergency, "locale": where.id}, headline=headline, **shown,
                         do=list(route["do"]), avoid=list(route["avoid"])),
    }


def _crisis(content: Content, case: Case, where: Country) -> Message:
    route = content.texts.advice["routes"]["crisis"]
    lines = [{"name": line["name"], "number": str(line["number"]), "hours": line.get("hours", "")}
             for line in where.crisis]
    shown = bullets(f"{line['name']}: {line['number']}" + (f" ({line['hours']})" if line["hours"] else "")
                    for line in lines)
    headline = with_number(route["headline"], where)
    return {
        "text": paragraphs(headline, for_whom(content, case), shown, bullets((*route["do"], *route["avoid"]))),
        "buttons": [button(content.texts.phrases["getting_help"], "getting_help"),
                    button(content.texts.phrases["not_meant"], "not_what_i_meant")],
        "custom": custom("crisis", lines=lines, headline=headline, do=list(route["do"]),
                         avoid=list(route["avoid"]), call={"number": where.emergency, "locale": where.id}),
    }
