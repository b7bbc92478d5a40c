"""Takes one platform's messages, lets the guard answer them, and sends what it says."""
from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import OrderedDict
from dataclasses import replace
from functools import partial
from typing import Awaitable, Callable, Dict, List, Optional, Sequence, Set, Tuple

from rasa.core.channels.channel import UserMessage

from backguide.replies import plain
from backguide_rasa import core
from backguide_rasa.channels.guard import Guard, OnMessage
from backguide_rasa.channels.messaging.check_ins import CheckIns
from backguide_rasa.channels.messaging.clock import Clock
from backguide_rasa.channels.messaging.keywords import Keywords
from backguide_rasa.channels.messaging.lanes import Lanes
from backguide_rasa.channels.messaging.ledger import Ledger, Taken
from backguide_rasa.channels.messaging.links import Links
from backguide_rasa.channels.messaging.manners import Manners
from backguide_rasa.channels.messaging.menu import Menu, payloads, read, tapped
from backguide_rasa.channels.messaging.outbox import DRAIN_SECONDS, Outbox
from backguide_rasa.channels.messaging.parcel import URGENT, Address, Incoming, Parcel, Reply, whole
from backguide_rasa.channels.messaging.people import People
from backguide_rasa.channels.messaging.platform import Platform
from backguide_rasa.channels.messaging.rendering import Renderer
from backguide_rasa.channels.messaging.seen import Seen
from backguide_rasa.texts import fault

logger = logging.getLogger(__name__)
Said = Callable[[str], Awaitable[List[Reply]]]
Told = Callable[[str, str], Awaitable[Optional[List[Reply]]]]
REMEMBERED = 10_000  # conversations whose open menus are kept at hand


class Desk:
    """One platform's traffic.

    `said` looks up what the bot said in a conversation, the last first; `told`
    what it said to one message, None if the dialogue never heard that one.
    """

    def __init__(self, platform: Platform, people: People, guard: Guard, said: Said, told: Told, key: bytes,
                 clock: Clock, ledger: Ledger, check_ins: CheckIns) -> None:
        self._platform, self.people, self.guard, self._said, self._told = platform, people, guard, said, told
        self.key, self._clock, self.ledger, self.counts, self.check_ins = key, clock, ledger, ledger.counts, check_ins
        self.outbox = Outbox(platform, clock, ledger)
        self._renderer, self.links = Renderer(platform.limits, key), Links(key, platform.name)
        self._keywords, self._manners = Keywords(platform, people), Manners()
        self._lanes, self._drawing, self._seen, self._is_resumed = Lanes(), Lanes(), Seen(), False
        self._open: OrderedDict[str, Tuple[List[Menu], List[Reply]]] = OrderedDict()
        self._ticked: Dict[str, Tuple[str, ...]] = {}
        self._early: Set[asyncio.Task[bool]] = set()

    def take(self, incoming: Incoming, on_message: OnMessage) -> None:
        """Accept one message at once; the work goes on after the webhook has answered."""
        if incoming.kind == "unknown" or not incoming.person:
            self.counts["unknown"] += 1
            return
        self.resume(on_message)  # if the server is so young that it did not yet
        conversation = self.people.conversation(self._platform.name, incoming.person)
        incoming = replace(incoming, text=whole(incoming.text))
        # the memory knows the newest ids though the file may fail
        first = self._seen.first(incoming.id)
        taken = self.ledger.take(conversation, incoming, self._clock.wall()) if first else None
        if taken is None:
            self.counts["duplicate"] += 1
            return
        self.counts["taken"] += 1
        self._begin(taken, on_message)

    def resume(self, on_message: OnMessage) -> None:
        """Go on where the last run of the server stopped: deliver what waits, answer what was taken."""
        if self._is_resumed:
            return
        self._is_resumed = True
        waiting, taken = self.ledger.left(self._clock.wall())
        for one in waiting:
            self.outbox.put(one.conversation, one.address, one.parcel, one.row)
        for message in taken:
            self._begin(message, on_message)
        if waiting or taken:
            self.counts["resumed"] += len(waiting) + len(taken)

    def _begin(self, taken: Taken, on_message: OnMessage) -> None:
        hear = partial(self._hear, taken, on_message)
        text = self._at_once(taken.conversation, taken.incoming)
        early = asyncio.get_running_loop().create_task(self._alarm(taken, text, hear))
        self._early.add(early)  # the loop itself keeps no strong reference
        early.add_done_callback(self._early.discard)
        self._lanes.put(taken.conversation, partial(self._turn, taken, early, hear))

    async def _hear(self, taken: Taken, on_message: OnMessage, message: UserMessage) -> None:
        """Give a message to the dialogue under a name by which it is found again after a restart."""
        message.message_id = taken.name
        await on_message(message)
        self.ledger.heard(taken)

    async def drain(self, seconds: Optional[float] = DRAIN_SECONDS) -> None:
        """Finish what was taken, then what is to be sent."""
        if self._early:
            await asyncio.wait(set(self._early), timeout=seconds)
        await self._lanes.drain(seconds)
        await self._drawing.drain(seconds)
        await self.guard.drain()
        await self.outbox.drain(seconds)

    async def send_later(self, conversation: str, reply: Reply) -> bool:
        """Send something unasked; False if the person is unknown, said stop, or the vendor refuses."""
        to = self.people.address(conversation)
        if to is None:
            return False
        parcels = self._rendered(conversation, [reply])
        return all([await self.outbox.deliver(to, parcel) for parcel in parcels])

    def put(self, conversation: str, to: Address, reply: Reply) -> None:
        """Queue something unasked; like an answer it is delivered after a restart too."""
        sendings = [(to, parcel) for parcel in self._rendered(conversation, [reply])]
        for (_, parcel), row in zip(sendings, self.ledger.keep(conversation, sendings, self._clock.wall())):
            self.outbox.put(conversation, to, parcel, row)

    def forget(self, conversation: str) -> None:
        """Let go of all that is kept about a person."""
        self.check_ins.reminders.forget(conversation)
        self.people.forget(conversation)
        self.ledger.forget(conversation)
        self.outbox.forget(conversation)
        self._open.pop(conversation, None)
        self._ticked.pop(conversation, None)

    def _at_once(self, conversation: str, incoming: Incoming) -> str:
        """Return what a message means as far as memory tells; empty for a button that it does not know.

        A ticked sign counts at once: whoever ticks it may never press the last button.
        """
        menus, replies = self._open.get(conversation, ([], []))
        if incoming.kind in ("group", "edited"):  # a number there means nothing of what is open in private
            return incoming.text
        if incoming.codes:
            return tapped(self.key, replies, incoming.codes) or ""
        # a number belongs to the menu that the person saw, which an earlier message may be about to close
        return read(menus, incoming.text) if self._lanes.idle(conversation) else incoming.text

    async def _alarm(self, taken: Taken, text: str, hear: OnMessage) -> bool:
        """Answer an emergency before anything that waits; tell whether it was one."""
        if not text or not await self.guard.hears(text):
            return False
        repeated = taken.answered  # before a restart: only the dialogue does not know of it yet
        replies = await self.guard.answer(taken.conversation, text, hear)
        self.check_ins.reminders.forget(taken.conversation)
        if not repeated:
            self._speak(taken, replies)
            self._met(taken)
        return True

    async def _turn(self, taken: Taken, early: asyncio.Task[bool], hear: OnMessage) -> None:
        try:
            await self._answer(taken, early, hear)
        except Exception as error:  # the border: nobody is left without an answer
            logger.error("a message could not be handled: %s", type(error).__name__)
            self._speak(taken, [fault("internal")])

    async def _answer(self, taken: Taken, early: asyncio.Task[bool], hear: OnMessage) -> None:
        conversation, incoming = taken.conversation, taken.incoming
        alarmed = await early
        if incoming.kind in ("tick", "button"):
            self._acknowledge(incoming, await self._title(conversation, incoming))
        if alarmed or incoming.kind == "tick":
            self._tick(conversation, () if alarmed else incoming.codes)
            if not alarmed:
                self._speak(taken, [])
            return
        self._met(taken)
        # what the dialogue heard before a restart must not answer the next question too
        told = await self._told(conversation, taken.name) if taken.again else None
        self._speak(taken, await self._replies(conversation, incoming, hear) if told is None else told)

    def _acknowledge(self, incoming: Incoming, title: str) -> None:
        """Let the vendor draw a tap, one after the other for each person; nothing waits for it."""

        async def draw() -> None:
            await self._platform.acknowledge(incoming, title)

        self._drawing.put(incoming.person, draw)

    async def _replies(self, conversation: str, incoming: Incoming, on_message: OnMessage) -> List[Reply]:
        words = core.content().texts.channels
        if incoming.kind == "group":
            asks = self._manners.may_ask(incoming.address, self._clock.now())
            return [{"text": words["private"]}] if asks else []
        if incoming.kind == "edited":
            return [{"text": words["edited"]}]
        if incoming.kind == "media" and not incoming.text:
            return [fault("not_text")]
        keyword = self._keywords.found(conversation, incoming)
        if keyword:
            if keyword == "stop":
                self.check_ins.reminders.refuse(conversation)
            return self._keywords.obey(conversation, keyword)
        text = await self._meant(conversation, incoming)
        if text is None:
            return await self._old_button(conversation)
        settled = self.check_ins.answer(conversation, text, self._clock.wall())
        if settled is not None:
            return settled
        text = self.check_ins.leads_on(conversation, text)
        replies = [*self.check_ins.hear(conversation, text), *await self.guard.answer(conversation, text, on_message)]
        replies += await self.check_ins.offer(conversation, replies, self._clock.wall())
        said = self._open.get(conversation, ([], []))[1]
        # the guard gives a turn that hung the emergency in place of its late words: that was sent already
        return [reply for reply in replies if not any(reply is other for other in said)]

    async def _meant(self, conversation: str, incoming: Incoming) -> Optional[str]:
        """Return the message as the dialogue takes it; None for the button of nothing that was offered."""
        menus, replies = await self._menus(conversation)
        ticked, codes = self._ticked.get(conversation, ()), incoming.codes
        if ticked and plain(incoming.text) in core.content().texts.channels["words"]["done"]:
            codes = ticked
        if not codes:
            return read(menus, incoming.text)
        self._tick(conversation, ())
        return (tapped(self.key, replies, codes) or tapped(self.key, await self._said(conversation), codes)
                or tapped(self.key, self.check_ins.shown(), codes))

    def _tick(self, conversation: str, codes: Tuple[str, ...]) -> None:
        """Remember what is ticked by now, for those who type "done"; nothing once it was sent."""
        self._ticked.pop(conversation, None)
        if codes:
            self._ticked[conversation] = codes
            if len(self._ticked) > REMEMBERED:
                self._ticked.pop(next(iter(self._ticked)))

    async def _title(self, conversation: str, incoming: Incoming) -> str:
        """Return what was tapped, as it was shown; empty if nothing was."""
        if incoming.kind == "tick":
            return ""
        meant = await self._meant(conversation, incoming) or ""
        offered = payloads([*await self._said(conversation), *self._open.get(conversation, ([], []))[1]])
        return offered.get(meant, "" if meant.startswith("/") else meant)

    async def _menus(self, conversation: str) -> Tuple[List[Menu], List[Reply]]:
        """Return the open menus and the replies that hold them; after a restart from what was said."""
        if conversation not in self._open:
            last = self.check_ins.last(conversation) or next(
                (reply for reply in await self._said(conversation) if reply.get("buttons")), None)
            self._rendered(conversation, [last] if last else [])
        return self._open.setdefault(conversation, ([], []))

    async def _old_button(self, conversation: str) -> List[Reply]:
        """Refuse the button of an old or invented message, and ask again what is open."""
        words, (_, replies) = core.content().texts.channels, await self._menus(conversation)
        if not replies:
            return [{"text": words["old_button"]}]
        last = replies[-1]
        if (last.get("custom") or {}).get("type") in URGENT:
            return [last]
        return [{**last, "text": f"{words['old_button']} {words['ask_again']}\n\n{last['text']}"}]

    def _speak(self, taken: Taken, replies: Sequence[Reply]) -> None:
        """Queue what answers a message; only an emergency is answered before the dialogue has heard it."""
        to = taken.incoming.address
        parcels = self._rendered(taken.conversation, replies)
        if taken.incoming.kind == "group":  # whoever tapped there would go on in front of all
            parcels = [Parcel(parcel.text, urgent=parcel.urgent) for parcel in parcels]
        sendings = [(to, parcel) for parcel in parcels]
        taken.heard = taken.heard or not any(parcel.urgent for _, parcel in sendings)
        rows = self.ledger.answer(taken, sendings, self._clock.wall())
        for (_, parcel), row in zip(sendings, rows):
            self.outbox.put(taken.conversation, to, parcel, row)

    def _rendered(self, conversation: str, replies: Sequence[Reply]) -> List[Parcel]:
        """Render replies, and remember what they offer in place of what was open."""
        parcels, menus = self._renderer.turn([self._linked(conversation, reply) for reply in replies])
        if menus:
            self._open[conversation] = menus, [reply for reply in replies if reply.get("buttons")]
            self._open.move_to_end(conversation)
            if len(self._open) > REMEMBERED:
                self._open.popitem(last=False)
        return parcels

    def _linked(self, conversation: str, reply: Reply) -> Reply:
        """Return a reply; a summary with the address of its page, where it cannot be a file."""
        root, is_summary = self._platform.public_url, (reply.get("custom") or {}).get("type") == "summary"
        if not is_summary or not root or self._platform.limits.documents:
            return reply
        link = self.links.made(root, conversation, self._clock.wall())
        return {**reply, "text": f"{reply['text']}\n\n{core.content().texts.channels['link'].format(link=link)}"}

    def _met(self, taken: Taken) -> None:
        """Keep where to reach a person: never a group, where others read along."""
        if taken.incoming.kind == "group":
            return
        try:
            self.people.met(taken.conversation, taken.incoming.address, self._clock.wall())
        except sqlite3.Error as error:  # to speak first may fail later; the answer does not wait for it
            logger.error("an address could not be kept: %s", type(error).__name__)
