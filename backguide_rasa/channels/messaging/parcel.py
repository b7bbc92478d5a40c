"""What goes to a platform and what comes from it, whatever the platform is."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Dict, Mapping, Tuple, cast

Reply = Dict[str, Any]
Address = Mapping[str, str]
URGENT = ("emergency", "crisis")


@dataclass(frozen=True)
class Choice:
    """One thing to tap: what is shown, the short code that comes back.

    `alone` settles the question by itself ("none of these") in a checklist.
    """

    title: str
    code: str
    alone: bool = True


@dataclass(frozen=True)
class Parcel:
    """One message as a platform sends it; `ticks` lets several choices go together."""

    text: str
    choices: Tuple[Choice, ...] = ()
    ticks: bool = False
    urgent: bool = False
    document: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell whether it is text alone."""
        return not self.choices and not self.document

    @property
    def numbered(self) -> str:
        """Return the choices as a numbered list."""
        return "\n".join(f"{n}. {choice.title}" for n, choice in enumerate(self.choices, 1))


@dataclass(frozen=True)
class Incoming:
    """One message from a person, checked and taken apart.

    `kind` is text, button, tick, edited, media, group or unknown. `person` and
    `address` are the vendor's; neither may be logged. `codes` are what was
    tapped, or all that is ticked by now; `note` is the platform's own, to
    acknowledge it.
    """

    id: str
    kind: str
    person: str = ""
    address: Address = field(default_factory=dict)
    text: str = ""
    codes: Tuple[str, ...] = ()
    note: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one call: sent, later (after so many seconds), or refused for good."""

    state: str
    after: float = 0.0
    why: str = ""


SENT = Outcome("sent")


def packed(thing: Incoming | Parcel | Address) -> str:
    """Return a message or an address as JSON."""
    return json.dumps(dict(thing) if isinstance(thing, Mapping) else asdict(thing))


def incoming_of(text: str) -> Incoming:
    """Return the message that was packed."""
    data = json.loads(text)
    return Incoming(**{**data, "codes": tuple(data["codes"])})


def parcel_of(text: str) -> Parcel:
    """Return the parcel that was packed."""
    data = json.loads(text)
    return Parcel(**{**data, "choices": tuple(Choice(**choice) for choice in data["choices"])})


def address_of(text: str) -> Address:
    """Return the address that was packed."""
    return cast(Address, json.loads(text))


def whole(text: str) -> str:
    """Return a text without halves of characters, which nobody can send or count."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
