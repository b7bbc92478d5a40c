"""What a platform must be able to do; docs/adding-a-channel.md shows the smallest one."""
from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, List, Mapping, Optional, Text, Tuple

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from backguide_rasa.channels.messaging.limits import Limits
from backguide_rasa.channels.messaging.parcel import Address, Incoming, Outcome, Parcel
from backguide_rasa.channels.messaging.wire import Wire


class Platform(ABC):
    """One vendor: its limits, its signature, how to read and to send a message.

    `needs` names the secrets without which it cannot run, `shared` those of
    them that another channel uses too. `keywords`: STOP, START and HELP are
    the carrier's words; `says_stopped`: STOP gets an answer of ours.
    `speaks_first`: the vendor takes messages at any time, days later too.
    """

    name: ClassVar[str]
    limits: ClassVar[Limits]
    needs: ClassVar[Tuple[str, ...]]
    shared: ClassVar[Tuple[str, ...]] = ()
    keywords: ClassVar[bool] = False
    says_stopped: ClassVar[bool] = True
    speaks_first: ClassVar[bool] = False

    def __init__(self, settings: Mapping[Text, Text], wire: Optional[Wire] = None) -> None:
        self.settings = settings
        self.wire = wire or Wire()

    @abstractmethod
    def genuine(self, request: Request, now: float) -> bool:
        """Tell whether a request comes from the vendor; `now` in seconds since 1970."""

    @abstractmethod
    def parse(self, request: Request) -> List[Incoming]:
        """Take an update apart.

        Raises ValueError, LookupError, TypeError or AttributeError for what
        has not the vendor's documented shape.
        """

    @abstractmethod
    async def send(self, to: Address, parcel: Parcel) -> Outcome:
        """Send one message: by one call, where it is no file."""

    @property
    def public_url(self) -> str:
        """Return the server's address as people reach it; empty if nobody told."""
        return self.settings.get("BACKGUIDE_PUBLIC_URL") or ""

    async def acknowledge(self, incoming: Incoming, title: str) -> None:  # noqa: B027 (most platforms need none)
        """Show that a tap arrived; `title` is what was chosen, empty if nothing."""

    def handshake(self, request: Request) -> Optional[HTTPResponse]:
        """Answer what the vendor asks to prove that an address is ours; None for anything else."""
        return None

    def accepted(self) -> HTTPResponse:
        """Return what tells the vendor that an update was taken."""
        return response.empty(200)
