"""The choices that are open in a conversation, and what words, numbers or codes mean by them."""
from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from backguide.replies import Words, plain
from backguide_rasa import core
from backguide_rasa.channels.messaging.parcel import Reply

LETTERS = "abcdefghij"
AMOUNTS = ("number", "scale", "duration")  # kinds of question that a bare number may answer
BARE = re.compile(r"^(the|option|number|answer) | (one|option)$")
LIST = re.compile(r"\s*[,;/&+]\s*|\s+and\s+|\s+")


def code_of(key: bytes, payload: str) -> str:
    """Return the short code of a payload: 16 characters that nobody else can make."""
    digest = hmac.new(key, payload.encode(), hashlib.sha256).digest()[:10]
    return base64.b32encode(digest).decode().lower()


@dataclass(frozen=True)
class Menu:
    """The choices of one message: titles and payloads in order, and how they were shown."""

    kind: str
    choices: Tuple[Tuple[str, str], ...]
    numbered: bool = False

    @classmethod
    def of(cls, reply: Reply, numbered: bool = False) -> Menu:
        """Read the choices of a contract message."""
        custom = reply.get("custom") or {}
        buttons = reply.get("buttons") or ()
        return cls(str(custom.get("kind") or ""), tuple((b["title"], b["payload"]) for b in buttons), numbered)

    def titled(self, said: str) -> Optional[str]:
        """Return the payload of the choice whose title was said."""
        return next((payload for title, payload in self.choices if plain(title) == said), None)

    def placed(self, said: str) -> Optional[str]:
        """Return what "2", "two", "b" or, of a checklist, "1, 3" choose."""
        if self.kind in AMOUNTS and not self.numbered:
            return None
        place = self._place(said)
        if place is not None:
            return self.choices[place][1]
        places = [self._place(part) for part in LIST.split(said) if part] if self.kind == "multi" else []
        if len(places) < 2 or None in places:
            return None
        return ", ".join(self.choices[place][0] for place in dict.fromkeys(places) if place is not None)

    def _place(self, said: str) -> Optional[int]:
        bare, words = BARE.sub("", said), core.content().texts.reply_words
        if re.fullmatch(r"\d{1,2}", bare):
            number = int(bare)
        elif len(bare) == 1 and bare in LETTERS and not Words(words).has("no", bare):
            number = LETTERS.index(bare) + 1
        else:
            number = int(words["numbers"].get(bare) or words["ordinals"].get(bare) or 0)
        number += len(self.choices) + 1 if number < 0 else 0
        return number - 1 if 0 < number <= len(self.choices) else None


def read(menus: Sequence[Menu], text: str) -> str:
    """Return what a typed message means by the open menus, the last first; else the message itself.

    Numbers count in the last menu only: it is the one that was numbered.
    """
    said = plain(text)
    if not menus or not said:
        return text
    titled = next((payload for menu in reversed(menus) if (payload := menu.titled(said))), None)
    return titled or menus[-1].placed(said) or text


def payloads(replies: Sequence[Reply]) -> Dict[str, str]:
    """Return the titles of all that was offered, by payload."""
    return {b["payload"]: b["title"] for reply in replies for b in reply.get("buttons") or ()}


def tapped(key: bytes, replies: Sequence[Reply], codes: Sequence[str]) -> Optional[str]:
    """Return what tapped codes say; None if one of them was never offered."""
    known = {code_of(key, payload): (payload, title) for payload, title in payloads(replies).items()}
    found: List[Tuple[str, str]] = [known[code] for code in dict.fromkeys(codes) if code in known]
    if not found or len(found) < len(set(codes)):
        return None
    return found[0][0] if len(found) == 1 else ", ".join(title for _, title in found)
