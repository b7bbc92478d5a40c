"""Runs every measurement and keeps what it found as plain values."""
from __future__ import annotations

import asyncio
import logging
import resource
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Mapping, Sequence

from backguide.case import Case
from backguide.content import load_content
from evaluation import answers, danger, dialogues, findings, intents, numbers, rasa_init
from evaluation.labelled import INTENTS, Labelled, held_out
from evaluation.shares import Score, Share, percentile
from evaluation.systems import BackGuide, Keywords, Seen, see_all

log = logging.getLogger(__name__)
KILOBYTES_A_MEGABYTE = 1024


@dataclass
class Found:
    """All figures of one run; what was not measured is empty."""

    alarms: dict[str, dict[str, Share]] = field(default_factory=dict)
    voices: dict[str, Share] = field(default_factory=dict)
    present: dict[str, dict[str, Score]] = field(default_factory=dict)
    not_now: dict[str, Score] = field(default_factory=dict)
    confusion: dict[str, Counter[str]] = field(default_factory=dict)
    amounts: dict[str, numbers.Figures] = field(default_factory=dict)
    intents: dict[str, intents.Figures] = field(default_factory=dict)
    topics: dict[str, Share] = field(default_factory=dict)
    in_context: answers.Figures | None = None
    dialogues: dialogues.Figures | None = None
    milliseconds: dict[str, tuple[float, float]] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def reading(found: Found) -> None:
    """Measure what is read in single messages, beside keyword matching."""
    messages = held_out()
    found.counts["messages"] = len(messages)
    for system in (BackGuide(), Keywords()):
        log.info("%s reads %d messages", system.name, len(messages))
        see_all(system, [message.text for message in messages[:20]])  # warm
        seen = see_all(system, [message.text for message in messages])
        _add_reading(found, system.name, messages, seen)
        if system.name == BackGuide.name:
            found.voices = danger.by_voice(messages, seen)
            found.not_now = findings.scores(messages, seen, _known(messages), findings.NOT_NOW)
            found.confusion = findings.confusion(messages, seen, _known(messages))
            found.amounts = numbers.figures(messages, seen)


def _add_reading(found: Found, name: str, messages: Sequence[Labelled], seen: Sequence[Seen]) -> None:
    found.alarms[name] = danger.figures(messages, seen)
    found.present[name] = findings.scores(messages, seen, _known(messages))
    found.milliseconds[f"{name}: reading a message"] = _spread([made.seconds for made in seen])


def _known(messages: Sequence[Labelled]) -> frozenset[str]:
    return frozenset(finding for message in messages for finding in message.findings)


def understanding(found: Found) -> None:
    """Measure intents and what is answered from the article, in the trained bot."""
    from backguide_rasa.testing import load_agent_in_process  # Rasa takes seconds to import

    pairs = intents.examples(INTENTS)
    found.counts["intents"] = len(pairs)
    agent = load_agent_in_process()
    rankings, seconds = asyncio.run(_rank(agent, [text for text, _ in pairs]))
    found.intents["BackGuide"] = intents.figures(pairs, rankings)
    found.milliseconds["BackGuide: understanding (whole Rasa pipeline)"] = _spread(seconds)
    found.topics = asyncio.run(_answers(agent, pairs))
    replies = answers.read_replies()
    found.counts["replies"] = len(replies)
    found.in_context = answers.figures(replies, asyncio.run(_outcomes(agent, replies)))


async def _outcomes(agent: Any, replies: Sequence[answers.Reply]) -> list[str]:
    """Give every reply to its question, asked first of all, as the bot's pipeline takes it."""
    from backguide_rasa.nlu.resolve import Dialogue, resolve

    found = []
    for reply in replies:
        ranked = (await agent.parse_message(reply.text))["intent_ranking"]
        turn = resolve(Dialogue(open_question=reply.question), reply.text, ranked[0]).turn or {}
        found.append(answers.outcome(load_content(), reply, Case.from_data(turn.get("case")), bool(turn.get("alarm"))))
    return found


async def _rank(agent: Any, texts: Sequence[str]) -> tuple[list[intents.Ranking], list[float]]:
    rankings: list[intents.Ranking] = []
    seconds: list[float] = []
    for text in [*texts[:10], *texts]:
        began = time.perf_counter()
        rankings.append(intents.ranking(await agent.parse_message(text)))
        seconds.append(time.perf_counter() - began)
    return rankings[10:], seconds[10:]


async def _answers(agent: Any, pairs: Sequence[tuple[str, str]]) -> dict[str, Share]:
    """Ask every FAQ question in a conversation of its own, and see what is answered."""
    right: list[bool] = []
    offered: list[bool] = []
    declined: list[bool] = []
    for number, (text, intent) in enumerate(pairs):
        if not intent.startswith(intents.FAQ):
            continue
        said = [message for message in await agent.handle_text(text, sender_id=f"faq{number}") if message]
        topics = [custom["topic"] for message in said if (custom := message.get("custom"))
                  and custom.get("type") == "faq_answer"]
        buttons = str([button.get("payload") for message in said for button in message.get("buttons") or ()])
        if intent == intents.DECLINED:
            declined.append(set(topics) <= {"not_covered"})
        else:
            right.append(topics == [intent.removeprefix(intents.FAQ)])
            offered.append(right[-1] or not topics and intent in buttons)
    return {
        "FAQ: the right topic is answered": Share.of(right),
        "FAQ: the right topic is answered or offered": Share.of(offered),
        "FAQ: a question that the article does not answer is not answered from it": Share.of(declined),
    }


def talking(found: Found) -> None:
    """Hold the interviews of the simulated people with the server that `make run` starts."""
    from tests.server.server import RunningServer

    people = dialogues.people()
    found.counts["people"] = len(people)
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder))
        try:
            talks = [dialogues.Visit(person, style, server.say).hold() for style in dialogues.STYLES
                     for person in people]
            found.megabytes["server after these talks"] = _resident(server.process.pid)
        finally:
            server.stop()
    found.counts["talks"] = len(talks)
    found.dialogues = dialogues.figures(talks)


def baseline(found: Found) -> None:
    """Measure the pipeline of `rasa init` on the same messages, if it is installed."""
    if not rasa_init.is_installed():
        log.warning("no .venv-baseline: `python3 tools/setup.py baseline` installs it; left out")
        return
    pairs, messages = intents.examples(INTENTS), held_out()
    model = rasa_init.train()
    ranked = rasa_init.rank(model, [*(text for text, _ in pairs), *(message.text for message in messages)])
    found.intents["rasa init"] = intents.figures(pairs, [ranking for ranking, _ in ranked[:len(pairs)]])
    seen = [rasa_init.seen(row) for row in ranked[len(pairs):]]
    found.alarms["rasa init"] = danger.figures(messages, seen)
    found.milliseconds["rasa init: understanding"] = _spread([seconds for _, seconds in ranked])


def _spread(seconds: Sequence[float]) -> tuple[float, float]:
    return round(1000 * percentile(seconds, 0.5), 1), round(1000 * percentile(seconds, 0.95), 1)


def _resident(process: int) -> float:
    """Return the resident memory of a process and of nothing else, in MB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / KILOBYTES_A_MEGABYTE, 0)
    return round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTES_A_MEGABYTE, 0)


PARTS: Mapping[str, Any] = {
    "reading": reading, "understanding": understanding, "talking": talking,
    "baseline": baseline,
}
