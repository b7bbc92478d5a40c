"""Turns a message of the wire contract into what a platform can show."""
from __future__ import annotations

from typing import Any, List, Mapping, Sequence, Tuple

from backguide_rasa import core
from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.menu import Menu, code_of
from backguide_rasa.channels.messaging.parcel import URGENT, Choice, Parcel, Reply
from backguide_rasa.channels.messaging.splitting import split

TYPED = ("scale", "number")  # asked for as a number: places in a list would be taken for it


class Renderer:
    """Renders for one platform; `key` makes the codes of its buttons."""

    def __init__(self, limits: Limits, key: bytes) -> None:
        self._limits = limits
        self._key = key

    def turn(self, replies: Sequence[Reply]) -> Tuple[List[Parcel], List[Menu]]:
        """Render all replies of a turn, an emergency first, with the menus that are then open."""
        ordered = sorted(replies, key=lambda reply: _type(reply) not in URGENT)
        last = max((n for n, reply in enumerate(ordered) if reply.get("buttons")), default=-1)
        parcels: List[Parcel] = []
        menus: List[Menu] = []
        for n, reply in enumerate(ordered):
            made, numbered = self._one(reply, n == last)
            parcels += made
            menus += [Menu.of(reply, numbered)] if reply.get("buttons") else []
        return parcels, menus

    def _one(self, reply: Reply, is_last: bool) -> Tuple[List[Parcel], bool]:
        """Render one reply; also tell whether its choices were numbered."""
        text, kind, choices = self._text(reply), _kind(reply), self._choices(reply)
        if _type(reply) in URGENT:
            return self._alarm(text, choices)
        if _type(reply) == "summary" and self._limits.documents:
            return [Parcel(text, document=True)], False
        if not choices:
            return self._parts(text), False
        if kind == "multi":
            return self._checklist(text, choices)
        if self._limits.taps("", [choice.title for choice in choices]):
            *parts, end = split(text, self._limits, self._limits.beside)
            return [*map(Parcel, parts), Parcel(end, choices)], False
        if kind in TYPED:
            return self._parts(text), False
        return self._parts(text, _listed(choices, is_last)), is_last

    def _parts(self, text: str, ending: str = "") -> List[Parcel]:
        whole = f"{text}\n\n{ending}" if ending else text
        return [Parcel(part) for part in split(whole, self._limits, keep=ending)]

    def _alarm(self, text: str, choices: Tuple[Choice, ...]) -> Tuple[List[Parcel], bool]:
        """Render an emergency as one message; its choices give way where there is no room for them."""
        if choices and self._limits.taps(text, [choice.title for choice in choices]):
            return [Parcel(text, choices, urgent=True)], False
        whole = f"{text}\n\n{_listed(choices, True)}" if choices else text
        fits = bool(choices) and self._limits.fits(whole)
        return [Parcel(whole if fits else text, urgent=True)], fits

    def _checklist(self, text: str, choices: Tuple[Choice, ...]) -> Tuple[List[Parcel], bool]:
        words = core.content().texts.channels
        hint = f"{text}\n\n{words['tick'].format(done=words['done'])}"
        if self._limits.ticks >= len(choices) and self._limits.taps(hint, [c.title for c in choices]):
            return [Parcel(hint, choices, ticks=True)], False
        listed = f"{_numbered(choices)}\n\n{words['pick_many']}"
        quick = tuple(choice for choice in choices if choice.alone)
        whole = f"{text}\n\n{listed}"
        if quick and self._limits.taps(whole, [choice.title for choice in quick]):
            return [Parcel(whole, quick)], True
        return self._parts(text, listed), True

    def _choices(self, reply: Reply) -> Tuple[Choice, ...]:
        several = _kind(reply) == "multi"
        sets = {o["payload"]: bool(o["sets"]) for o in (reply.get("custom") or {}).get("options") or ()}
        return tuple(Choice(b["title"], code_of(self._key, b["payload"]), not (several and sets.get(b["payload"])))
                     for b in reply.get("buttons") or ())

    def _text(self, reply: Reply) -> str:
        """Return the text; a short one where the platform wants that, or where the whole is too long."""
        text, kind = str(reply.get("text") or ""), _type(reply)
        if kind in URGENT and not self._limits.fits(text):
            return shortened(reply["custom"])
        return brief_result(reply["custom"]) if kind == "triage_result" and self._limits.brief else text


def _type(reply: Reply) -> str:
    return str((reply.get("custom") or {}).get("type") or "")


def _kind(reply: Reply) -> str:
    return str((reply.get("custom") or {}).get("kind") or "")


def _listed(choices: Sequence[Choice], is_last: bool) -> str:
    words = core.content().texts.channels
    if is_last:
        return f"{_numbered(choices)}\n\n{words['pick_one']}"
    return f"{words['also']}\n{_bullets([choice.title for choice in choices])}"


def _numbered(choices: Sequence[Choice]) -> str:
    return "\n".join(f"{n}. {choice.title}" for n, choice in enumerate(choices, 1))


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def shortened(custom: Mapping[str, Any]) -> str:
    """Return an emergency in the fewest words that are still complete: what it is and what to do."""
    lines = [f"{line['name']}: {line['number']}" for line in custom.get("lines") or ()]
    head = f"{custom.get('sign', '')} {custom['headline']}".strip()  # a crisis has no sign
    return "\n\n".join(filter(None, (head, _bullets(lines), _bullets((*custom["do"], *custom["avoid"])))))


def brief_result(custom: Mapping[str, Any]) -> str:
    """Return a result's short form: how soon, the main reason, what to do, what to watch for."""
    phrases, advice = core.content().texts.phrases, core.content().texts.advice
    why = [reason["text"] for reason in custom["reasons"] if reason["level"] == custom["level"]][:2]
    parts = (f"{custom['sign']} {custom['label']}. {custom['headline']}", " ".join(why),
             f"{phrases['do_heading']}\n{_bullets(custom['do'])}",
             f"{phrases['watch_heading']}\n{_bullets(custom['watch_for'])}", advice["limits"].strip())
    return "\n\n".join(filter(None, parts))
