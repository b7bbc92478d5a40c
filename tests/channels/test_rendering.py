"""Every message of the contract, within every platform's limits."""
from __future__ import annotations

from typing import Iterator, Type

import pytest

from backguide.alarm import alarm
from backguide.case import Case, Told
from backguide.content import Content
from backguide.helplines import country
from backguide.interview import Confirm
from backguide.messages import ask, confirm, consent, faq, question
from backguide.result import result
from backguide_rasa import core
from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.parcel import Parcel, Reply
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.rendering import Renderer, brief_result, shortened
from backguide_rasa.channels.messaging.settings import PLATFORMS
from backguide_rasa.channels.messaging.splitting import split

every_platform = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)


def alarms(content: Content) -> Iterator[Reply]:
    """Yield the alarm of every emergency rule in every country."""
    for rule in content.rules:
        if rule.level.id != "emergency":
            continue
        signs = (*rule.all_of, *rule.any_of[:max(rule.min_any, 1)])
        case = Case(told=tuple(Told(sign, "present") for sign in signs))
        for entry in content.texts.numbers["countries"]:
            yield alarm(content, case, country(content, entry["id"]))


def messages(content: Content) -> Iterator[Reply]:
    where = country(content, None)
    yield consent(content, where)
    yield from (question(content, Case(), asked) for asked in content.questions)
    hinted = (finding for finding, about in content.findings.items() if about.ask)
    yield from (confirm(content, Case(), Confirm(finding, "x" * 150, plain=False)) for finding in hinted)
    yield from (faq(content, answer["topic"]) for answer in content.texts.answers["answers"])
    yield result(content, Case(), where)


def fits(limits: Limits, parcel: Parcel) -> bool:
    most = limits.beside if parcel.choices and limits.beside else limits.text
    return (0 < limits.size(parcel.text) <= most and len(parcel.choices) <= limits.buttons
            and all(len(choice.title) <= limits.title for choice in parcel.choices))


@every_platform
def test_every_message_is_within_the_limits_and_offers_every_choice(content: Content, platform: Type[Platform]) -> None:
    for message in messages(content):
        parcels, menus = Renderer(platform.limits, b"").turn([message])
        assert all(fits(platform.limits, parcel) for parcel in parcels), message["text"]
        shown = " ".join([*(p.text for p in parcels), *(c.title for p in parcels for c in p.choices)])
        typed = (message.get("custom") or {}).get("kind") in ("scale", "number")
        for button in message.get("buttons") or ():
            assert button["title"] in shown or typed, f"{button['title']} cannot be chosen: {shown}"


@every_platform
def test_every_emergency_is_one_whole_message_in_every_country(content: Content, platform: Type[Platform]) -> None:
    count = 0
    for message in alarms(content):
        parcels, _ = Renderer(platform.limits, b"").turn([message])
        assert len(parcels) == 1 and parcels[0].urgent and fits(platform.limits, parcels[0])
        assert message["custom"]["headline"] in parcels[0].text
        assert all(step in parcels[0].text for step in message["custom"]["do"])
        count += 1
    assert count > 50


def test_an_emergency_that_is_too_long_is_shortened_and_never_split(content: Content) -> None:
    message = next(alarms(content))
    least = len("\n\n".join([message["custom"]["headline"], *(f"- {s}" for s in message["custom"]["do"])])) + 400
    parcels, _ = Renderer(Limits(text=least), b"").turn([{**message, "text": "x" * (least + 1)}])
    assert len(parcels) == 1 and message["custom"]["headline"] in parcels[0].text


def test_an_emergency_comes_before_everything_else_of_its_turn(content: Content) -> None:
    replies = [{"text": "I noted that."}, next(alarms(content)), {"text": "And this."}]
    parcels, _ = Renderer(Limits(text=4096), b"").turn(replies)
    assert parcels[0].urgent and [parcel.text for parcel in parcels[1:]] == ["I noted that.", "And this."]


@every_platform
def test_a_checklist_never_lets_one_tap_hide_other_signs(content: Content, platform: Type[Platform]) -> None:
    for asked in (q for q in content.questions if q.several):
        (*_, parcel), _ = Renderer(platform.limits, b"").turn([question(content, Case(), asked)])
        signs = [choice for choice in parcel.choices if not choice.alone]
        assert not signs or parcel.ticks, f"{asked.id}: one tap answers for the whole list"


def test_only_the_open_menu_is_numbered(content: Content) -> None:
    replies = [faq(content, "imaging"), ask(content, Case(), content.question("Q02"))]
    parcels, _ = Renderer(Limits(text=1600), b"").turn(replies)
    assert "1. " not in parcels[0].text and core.content().texts.channels["also"] in parcels[0].text
    assert "1. " in parcels[-1].text


def test_a_result_is_short_on_sms(content: Content) -> None:
    message = result(content, Case(), country(content, None))
    short, _ = Renderer(Limits(text=1600, brief=True), b"").turn([message])
    whole, _ = Renderer(Limits(text=1600), b"").turn([message])
    assert sum(len(p.text) for p in short) < sum(len(p.text) for p in whole)
    told = "\n".join(p.text for p in short)
    assert all(step in told for step in (*message["custom"]["do"], *message["custom"]["watch_for"]))


@pytest.mark.parametrize("text", ["word " * 900, "x" * 5000, "One sentence here. " * 200, "a\n\n" * 700,
                                  "line\n" * 800 + "end", "🙂" * 3000])
def test_a_split_text_loses_no_word(text: str) -> None:
    parts = split(text, Limits(text=1000))
    assert all(0 < len(part) <= 1000 for part in parts)
    assert "".join("".join(parts).split()).replace(".", "") == "".join(text.split()).replace(".", "")


def test_a_list_stays_in_one_message() -> None:
    listed = "1. yes\n2. no"
    parts = split(f"{'word ' * 300}\n\n{listed}", Limits(text=1000), keep=listed)
    assert listed in parts[-1] and len(parts) == 2


def test_a_short_result_and_a_short_emergency_keep_the_sign_of_the_level(content: Content) -> None:
    where = country(content, None)
    for finding, short in (("night_pain_wakes", brief_result), ("coughing_blood", shortened)):
        case = Case(told=(Told(finding, "present"),))
        shown = (result if short is brief_result else alarm)(content, case, where)["custom"]
        assert short(shown).startswith(shown["sign"])
    lost = alarm(content, Case(told=(Told("suicidal", "present"),)), where)["custom"]
    assert shortened(lost).startswith(lost["headline"])
